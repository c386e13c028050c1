"""Whose report a text is: the county, and the town or village in it, whose own work it tells.

Four kinds of evidence, weighed by hand and checked on news of many kinds: the
organisation in the byline, the place that opens the title, the place that opens the
first sentences, and the words a report uses of itself (我县, 全镇, 镇党委), which tell the
level. The publisher or site gives the county that the words `我县` and a bare town
name mean. A place that is gone to or learnt from (赴 … 考察, … 经验) and places in an
enumeration are not owners.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rag.language.script import shadow
from rag.reports.place_words import own_words, visited
from rag.types import Level, Place, Span

# How far into a body its subject is looked for, and how far its own words are counted, in code points.
_LEAD = 260
_BODY = 3_000
_BYLINE, _TITLE_SUBJECT, _TITLE, _LEAD_SUBJECT, _LEAD_PLACE = 12.0, 8.0, 2.0, 5.0, 1.0
_VISITED = -6.0
_ENOUGH = 5.0  # one clear sign (the subject of the first sentence), or several weak ones
_MOST_REPEATS = 6  # more repetitions say nothing more
_REPEATED = 0.5
# A place of the lead that comes at least so often, and with this share of its level's names, is what a text is about.
_DOMINANT = {Level.CITY: 3, Level.COUNTY: 2, Level.TOWN: 3}
_DOMINANT_SHARE = 0.6
_DOMINATES = 3.0
_MOST_WORDS = 4  # more words of one's own say nothing more
_STRONG_WORD = 2  # 我镇 counts as much as two of 镇党委, which a county's report uses too

_OPENING = re.compile(
    r"^[\s\d:：年月日\-/.,，。、|]+|(?:正文|原标题|标题|摘要|导读)[:：]\s*|[【\[(（《“\"].{0,20}?[】\])）》”\"]\s*|"
    r"(?:近日|日前|今年以来|近年来|去年以来|连日来|今年|去年|近期|近年|最近|年初以来|目前|当前|一直以来|为此|记者|获悉|据悉|本报讯|讯|"
    r"从|在|由|中共|走进|[\d一二三四五六七八九十]+[年月日])[,，:：\s]*"
)
_CLAUSE = re.compile(r"[。！？!?;；\n\r丨|—]")
_LISTED = re.compile(r"[、]|(?:和|与|及|等)(?=.{1,6}[镇乡村县区市])")
_ENDINGS = {Level.TOWN: "镇乡道", Level.COUNTY: "县区旗", Level.CITY: "市州", Level.PROVINCE: "省", Level.VILLAGE: "村"}


class Mentioned(Protocol):
    @property
    def span(self) -> Span: ...
    @property
    def place(self) -> Place: ...


class Finder(Protocol):
    """The part of `PlaceFinder` that is needed here."""

    def mentions_of_shadow(self, text: str, context: Sequence[Place] = ()) -> Sequence[Mentioned]: ...
    def county_of(self, place: Place) -> Place | None: ...


@dataclass(slots=True)
class _Scores:
    """What speaks for each place, by name and what it lies within; `subject` says how its clause treats it."""

    places: dict[str, Place] = field(default_factory=dict)
    points: dict[str, float] = field(default_factory=dict)

    def add(self, place: Place, points: float) -> None:
        key = place.code or "/".join((*place.within, place.name))
        self.places.setdefault(key, place)
        self.points[key] = self.points.get(key, 0.0) + points

    def best(self, level: Level) -> tuple[Place | None, float]:
        found = [(points, key) for key, points in self.points.items() if self.places[key].level is level]
        points, key = max(found, key=lambda item: item[0], default=(0.0, ""))
        return (self.places[key], points) if key else (None, 0.0)


def own_places(
    finder: Finder, title: str, body: str, byline: str, publisher_and_site: Sequence[str]
) -> tuple[Place, ...]:
    """The owner, largest first: (county, town), (county,), (city,) or (); see the module's text."""
    site = _site_place(finder, [shadow(line) for line in publisher_and_site])
    context = () if site is None else (site,)
    heading, text = shadow(title), shadow(body[:_BODY])
    scores = _Scores()
    _weigh_byline(scores, finder, shadow(byline), context)
    _weigh_clauses(scores, finder, heading, context, (_TITLE_SUBJECT, _TITLE))
    lead = finder.mentions_of_shadow(text[:_LEAD], (*context, *_certain(scores)))
    _weigh_lead(scores, text[:_LEAD], lead)
    _weigh_repetition(scores, text)
    words = own_words(heading + "\n" + text)
    return _decide(finder, scores, words, site)


def _site_place(finder: Finder, lines: Sequence[str]) -> Place | None:
    """The smallest county or city that publishes: of “陕西省安康市旬阳市人民政府” the last."""
    for line in lines:
        places = [mention.place for mention in finder.mentions_of_shadow(line)]
        large = [place for place in places if place.level in (Level.CITY, Level.COUNTY)]
        towns = [county for place in places if place.level is Level.TOWN and (county := finder.county_of(place))]
        if large or towns:
            return (large or towns)[-1]
    return None


def _certain(scores: _Scores) -> list[Place]:
    return [place for key, place in scores.places.items() if place.code and scores.points[key] > 0]


def _weigh_byline(scores: _Scores, finder: Finder, byline: str, context: Sequence[Place]) -> None:
    mentions = finder.mentions_of_shadow(byline, context)
    for at, mention in enumerate(mentions):
        last = at + 1 == len(mentions) or mentions[at + 1].span[0] != mention.span[1]
        scores.add(mention.place, _BYLINE if last else _TITLE)


def _weigh_clauses(
    scores: _Scores, finder: Finder, text: str, context: Sequence[Place], weights: tuple[float, float]
) -> None:
    mentions = finder.mentions_of_shadow(text, context)
    for at, mention in enumerate(mentions):
        scores.add(mention.place, _weight(text, mentions, at, weights))


def _weigh_lead(scores: _Scores, text: str, mentions: Sequence[Mentioned]) -> None:
    seen: set[str] = set()
    for at, mention in enumerate(mentions):
        weight = _weight(text, mentions, at, (_LEAD_SUBJECT, _LEAD_PLACE))
        if mention.place.name not in seen or weight < 0:
            scores.add(mention.place, weight)
        seen.add(mention.place.name)


def _weigh_repetition(scores: _Scores, text: str) -> None:
    """More points for a name that keeps coming back, most of all where it leaves the others of its level behind."""
    times = {key: text.count(place.name) for key, place in scores.places.items()}
    for key, place in scores.places.items():
        scores.points[key] += _REPEATED * min(times[key], _MOST_REPEATS)
        rivals = sum(times[other] for other, one in scores.places.items() if one.level is place.level)
        if place.level is Level.COUNTY and not place.code:
            continue  # abroad as likely as not
        if times[key] >= _DOMINANT.get(place.level, len(text) + 1) and times[key] >= _DOMINANT_SHARE * rivals:
            scores.points[key] += _DOMINATES


def _weight(text: str, mentions: Sequence[Mentioned], at: int, weights: tuple[float, float]) -> float:
    start, end = mentions[at].span
    if visited(text, start, end):
        return _VISITED
    first = at
    while first and mentions[first - 1].span[1] == mentions[first].span[0]:
        first -= 1
    opens = _opens_clause(text, mentions[first].span[0])
    follower = mentions[at + 1] if at + 1 < len(mentions) and mentions[at + 1].span[0] == end else None
    is_head = follower is None or follower.place.level is Level.VILLAGE
    listed = _LISTED.match(text, end) or text[start - 1 : start] == "、"
    return weights[0] if opens and is_head and not listed else weights[1]


def _opens_clause(text: str, start: int) -> bool:
    """Whether nothing but dates, brackets and words like 近日 stands between a sentence's start and here."""
    clause = _CLAUSE.split(text[:start])[-1]
    return not _OPENING.sub("", clause).strip(" ,，:：、　—-")


def _decide(
    finder: Finder, scores: _Scores, words: dict[str, tuple[int, int]], site: Place | None
) -> tuple[Place, ...]:
    said = {level: _said(words, level) for level in _ENDINGS}
    town, town_points = scores.best(Level.TOWN)
    county, county_points = scores.best(Level.COUNTY)
    if county and county.name.endswith("市"):
        said[Level.COUNTY] += said[Level.CITY]
    town_points += min(said[Level.TOWN], _MOST_WORDS)
    slack = _MOST_WORDS if said[Level.TOWN] else 0  # 县委 stands in every town's report
    ahead = town_points + said[Level.TOWN] + slack >= county_points + said[Level.COUNTY]
    enough = town_points >= _ENOUGH and ahead
    if town and enough:
        above = finder.county_of(town) or (county if not town.code else None)
        owners = (above, town) if above else (town,)
        return (*owners, *_village(scores, town, said))
    return _decide_large(scores, said, site)


def _village(scores: _Scores, town: Place, said: dict[Level, int]) -> tuple[Place, ...]:
    """The village of the town whose report it is: its own words are of the village, not of the town."""
    village, points = scores.best(Level.VILLAGE)
    own = village and points >= _ENOUGH and said[Level.VILLAGE] > said[Level.TOWN]
    return (village,) if village and own and (not village.within or village.within[-1] == town.name) else ()


def _said(words: dict[str, tuple[int, int]], level: Level) -> int:
    return sum(strong * _STRONG_WORD + weak for strong, weak in (words.get(mark, (0, 0)) for mark in _ENDINGS[level]))


def _decide_large(scores: _Scores, said: dict[Level, int], site: Place | None) -> tuple[Place, ...]:
    found: list[tuple[float, Place]] = []
    for level in (Level.COUNTY, Level.CITY, Level.PROVINCE):
        place, points = scores.best(level)
        speaks = level is Level.COUNTY or said[level] or (level is Level.CITY and points >= _LEAD_SUBJECT + _DOMINATES)
        if place and speaks and points > 0:
            found.append((points + min(said[level], _MOST_WORDS), place))
    if site and said[site.level] + (said[Level.CITY] if site.name.endswith("市") else 0) > 0:
        found.append((_ENOUGH, site))
    points, owner = max(found, key=lambda item: item[0], default=(0.0, None))
    return (owner,) if owner and points >= _ENOUGH else ()
