"""Whose report a text is: the county, and the town or village in it, whose own work it tells.

Four kinds of evidence, weighed by hand: the organisation in the byline, the place that opens the title, the place that
opens the first sentences, and the words a report uses of itself (我县, 全镇), which tell the level. A name that opens a
title and comes back is a place even where no list has it. The county of a town is the one named beside it, else that of
the publisher or site. A place that is gone to or learnt from (赴 … 考察, … 经验) and places in a row are not owners.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rag.language.regex import regex
from rag.language.script import is_traditional, shadow
from rag.reports.dateline import county_of_dateline
from rag.reports.fallback_owner import fallback
from rag.reports.gazetteer import short_name
from rag.reports.items import without_headings
from rag.reports.place_reading import RANK, belongs, inside, opens_clause
from rag.reports.unlisted import Finder, Mentioned, beside_of, only_town, site_place, subjects
from rag.types import Level, Place

# How far into a body its subject is looked for, and how far its own words are counted, in code points.
_LEAD = 260
_LONGEST_NAME = 32  # code points of a title that is the name of a place
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
_VISIT_BEFORE = regex(r"(?:赴|到|向|学习|借鉴|考察|前往|走访|参观|观摩|推广|对标|来|慰问|援助|帮扶|支援)$")
_VISIT_AFTER = regex(
    r"(?:的)?(?:先进|成功)?(?:经验|模式|做法|(?:学习|考察|取经|参观|观摩|调研)(?!了?[^团组队一行来到赴去在活的,。;][一-鿿]{1,5}?[县市区镇乡村]))"
)
# A further place of one journey, behind another: 到甲镇乙村和|丙县|丁村参观学习.
_VISIT_ALSO = regex(r"(?:赴|到|前往|走进|来到)[^,。;]{2,24}(?:[、和与及]|以及)$")
_VISIT_OF_ALL = regex(r"[^,。;]{0,12}?(?:参观|考察|学习|观摩|取经)")
# A newspaper or site named for a place: 泺阳日报, 泺阳在线.
_NEWSPAPER = regex(r"([一-鿿]{2,4}?)(?:日报|晚报|时报|周报|新闻|在线|网|融媒|发布|广播|电视|农业|党建|政府)")
_LISTED = regex(r"[、]|(?:和|与|及|等)(?=.{1,6}[镇乡村县区市])")
# Words that a report uses of the place it belongs to, and those that only name the organisation one level up or down.
_OWN = regex(
    r"(?<!各)(?P<strong>[我全本][省市县区旗镇乡村]|该[市县区旗镇乡村]|全街道)|"
    r"(?<![各乡镇村个、两级])(?P<weak>[省市县区旗镇乡村])(?=党委|委(?!员)|政府|人民政府|领导|党总支|党支部|两委|上|域|直)"
)
_ENDINGS = {Level.TOWN: "镇乡道", Level.COUNTY: "县区旗", Level.CITY: "市州", Level.PROVINCE: "省", Level.VILLAGE: "村"}


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
    if whole := _named_whole(finder, shadow(title)):
        return whole
    heading, text, byline = shadow(title[:_LEAD]), without_headings(shadow(body[:_BODY])), byline[:_LEAD]
    lines = [shadow(line[:_LEAD]) for line in publisher_and_site]
    words = _own_words(heading + "\n" + text)
    site = site_place(finder, lines) or site_place(finder, [shadow(byline)])
    context = (*((site,) if site else ()), *subjects(finder, heading, text, words, site))
    scores = _Scores()
    _weigh_byline(scores, finder, shadow(byline), context)
    titled, lead = _title_and_lead(finder, heading, text[:_LEAD], context, _certain(scores))
    _weigh_title(scores, heading, titled, [item.place for item in lead])
    _weigh_lead(scores, text[:_LEAD], lead)
    _weigh_repetition(scores, text, is_traditional(body))
    clear = _decide(finder, scores, words, site) or only_town(heading + "\n" + text, site)
    owners = fallback(finder, clear, heading, text)
    if owners and owners[0].level is Level.TOWN:
        owners = _within_county(finder, owners, (heading, text), lines)
    named = [*((site,) if site else ()), *scores.places.values()]
    return _as_written(finder, owners, named) if owners and not owners[0].code else owners


def _named_whole(finder: Finder, title: str) -> tuple[Place, ...]:
    """The places that a title (a shadow) is made of, where it is a place's name and nothing else: 清溪县|白云镇|河口村.

    () also for a town or village whose county it does not name.
    """
    mentions = finder.mentions_of_shadow(title) if len(title) <= _LONGEST_NAME else ()
    joined = [0, *(item.span[1] for item in mentions)] == [*(item.span[0] for item in mentions), len(title)]
    named = [item.place for item in mentions] if joined else []
    counties = [place for place in named if place.level in (Level.CITY, Level.COUNTY)][-1:]
    return (*counties, *(place for place in named if RANK[place.level] > RANK[Level.COUNTY])) if counties else ()


def _as_written(finder: Finder, owners: tuple[Place, ...], named: Sequence[Place]) -> tuple[Place, ...]:
    """A renamed county goes by the name of this page (棠岭县), not by that of a page that was read before (棠岭区)."""
    county = owners[0]
    if county in named or county.level is not Level.COUNTY:
        return owners
    written = next((place for place in named if place.level is county.level and finder.same(place, county)), county)
    return (written, *(inside(place, written) if place.level is Level.TOWN else place for place in owners[1:]))


def _within_county(
    finder: Finder, owners: tuple[Place, ...], said: tuple[str, str], lines: Sequence[str]
) -> tuple[Place, ...]:
    """A town whose county its own words do not tell: the one beside its name, else the one a newspaper is named for."""
    heading, text = said
    town = beside_of(finder, text, owners[0]) or owners[0]
    county = (
        finder.county_of(town)
        or _before_short(finder, heading, town)
        or _confirmed(finder, text, lines)
        or _by_list(finder, town, lines)
        or county_of_dateline(text, finder.shortened)
    )
    if county is None:
        return owners
    if not (town.code or town.within):
        town = inside(town, county)
    return (county, town, *owners[1:])


def _before_short(finder: Finder, heading: str, town: Place) -> Place | None:
    """The county whose short name opens the title before the town's own: (泺阳|霜桥)."""
    at = heading.find(short_name(town.name))
    counties = [place for place in finder.resolve(heading[:at]) if place.level is Level.COUNTY] if 2 <= at <= 4 else []
    return counties[0] if counties else None


def _confirmed(finder: Finder, text: str, lines: Sequence[str]) -> Place | None:
    """The county that a newspaper or site is named for, where the text names it in full (泺阳日报: 泺阳县)."""
    for line in lines:
        paper = _NEWSPAPER.match(line)
        full = re.search(rf"(?<![一-鿿]){paper[1]}[县区旗市]", text) if paper else None
        found = finder.mentions(full.group()) if full else ()
        if len(found) == 1 and found[0].place.level is Level.COUNTY:
            return found[0].place
    return None


def _by_list(finder: Finder, town: Place, lines: Sequence[str]) -> Place | None:
    """The county that a site is named for (邓州党建网), where the lists have a town of this name in it."""
    for line in lines:
        paper = _NEWSPAPER.match(line)
        for county in finder.resolve(paper[1]) if paper else ():
            listed = county.level is Level.COUNTY and finder.mentions(county.name + town.name)
            if listed and listed[-1].place.name == town.name and listed[-1].place.code:
                return county
    return None


def _certain(scores: _Scores) -> list[Place]:
    return [place for key, place in scores.places.items() if place.code and scores.points[key] > 0]


def _weigh_byline(scores: _Scores, finder: Finder, byline: str, context: Sequence[Place]) -> None:
    mentions = finder.mentions_of_shadow(byline, context)
    for at, mention in enumerate(mentions):
        last = at + 1 == len(mentions) or mentions[at + 1].span[0] != mention.span[1]
        scores.add(mention.place, _BYLINE if last else _TITLE)


def _title_and_lead(
    finder: Finder, title: str, lead: str, context: Sequence[Place], certain: Sequence[Place]
) -> tuple[Sequence[Mentioned], Sequence[Mentioned]]:
    """What both name; each tells what a name of the other means (title: 夏官营, lead: 云岭县青石镇)."""
    titled = finder.mentions_of_shadow(title, context)
    coded = [item.place for item in titled if item.place.code and not _visited(title, *item.span)]
    led = finder.mentions_of_shadow(lead, (*context, *certain, *coded))
    read = {item.place.name for item in titled}
    placed = (item.place for item in led if item.place.code or item.place.within)
    new = [place for place in placed if place.name not in read and place.name in title]
    return (finder.mentions_of_shadow(title, (*context, *new)) if new else titled), led


def _weigh_title(scores: _Scores, text: str, mentions: Sequence[Mentioned], led: Sequence[Place]) -> None:
    """What the title names, and the town that the lead puts its village in."""
    for at, mention in enumerate(mentions):
        weight = _weight(text, mentions, at, (_TITLE_SUBJECT, _TITLE))
        scores.add(mention.place, weight)
        if mention.place.level is Level.VILLAGE and weight == _TITLE_SUBJECT:
            homes = [one for one in led if one.name == mention.place.name and one.within] or [mention.place]
            towns = [one for one in led if one.level is Level.TOWN and belongs(homes[0], one)]
            for town in towns[:1]:
                scores.add(town, weight)


def _weigh_lead(scores: _Scores, text: str, mentions: Sequence[Mentioned]) -> None:
    seen: set[str] = set()
    for at, mention in enumerate(mentions):
        weight = _weight(text, mentions, at, (_LEAD_SUBJECT, _LEAD_PLACE))
        if mention.place.name not in seen or weight < 0:
            scores.add(mention.place, weight)
        seen.add(mention.place.name)


def _weigh_repetition(scores: _Scores, text: str, traditional: bool) -> None:
    """More points for a name that keeps coming back, most of all where it leaves the others of its level behind.

    A county on no list is abroad as likely as not, but for one of a text in Traditional script (屏東縣).
    """
    times = {key: text.count(place.name) for key, place in scores.places.items()}
    for key, place in scores.places.items():
        scores.points[key] += _REPEATED * min(times[key], _MOST_REPEATS)
        rivals = sum(times[other] for other, one in scores.places.items() if one.level is place.level)
        if place.level is Level.COUNTY and not place.code and not (traditional and place.name.endswith("县")):
            continue
        if times[key] >= _DOMINANT.get(place.level, len(text) + 1) and times[key] >= _DOMINANT_SHARE * rivals:
            scores.points[key] += _DOMINATES


def _visited(text: str, start: int, end: int) -> bool:
    """Whether a place is gone to or learnt from: (赴 … 考察), (学习 … 经验)."""
    also = _VISIT_ALSO.search(text[:start]) is not None and _VISIT_OF_ALL.match(text, end) is not None
    return also or bool(_VISIT_BEFORE.search(text[max(start - 4, 0) : start]) or _VISIT_AFTER.match(text, end))


def _weight(text: str, mentions: Sequence[Mentioned], at: int, weights: tuple[float, float]) -> float:
    start, end = mentions[at].span
    if _visited(text, start, end):
        return _VISITED
    first = at
    while first and mentions[first - 1].span[1] == mentions[first].span[0]:
        first -= 1
    opens = opens_clause(text, mentions[first].span[0])
    follower = mentions[at + 1] if at + 1 < len(mentions) and mentions[at + 1].span[0] == end else None
    is_head = follower is None or follower.place.level is Level.VILLAGE
    listed = _LISTED.match(text, end) or text[start - 1 : start] == "、"
    return weights[0] if opens and is_head and not listed else weights[1]


def _decide(
    finder: Finder, scores: _Scores, words: dict[str, tuple[int, int]], site: Place | None
) -> tuple[Place, ...]:
    said = {level: _said(words, level) for level in _ENDINGS}
    town, town_points = scores.best(Level.TOWN)
    county, county_points = scores.best(Level.COUNTY)
    if county and county.name.endswith("市"):
        said[Level.COUNTY] += said[Level.CITY]
    county = county if county_points > 0 else None
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


def _own_words(text: str) -> dict[str, tuple[int, int]]:
    """How often a text speaks of `ours`: ending → (我镇/全镇/该镇, 镇党委/镇政府)."""
    found: dict[str, tuple[int, int]] = {}
    for match in _OWN.finditer(text):
        ending = match.group()[-1]
        strong, weak = found.get(ending, (0, 0))
        found[ending] = (strong + 1, weak) if match["strong"] else (strong, weak + 1)
    return found
