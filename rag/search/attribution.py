"""Whose doing a sentence tells of: the place its clause names, else the place whose report it is.

The place asked for has a level (哪些乡镇 → towns): a village's report rolls up to its town, a county's report speaks
for the towns its sentence names. A place learnt from or compared with (学习青石镇的做法) is spoken of, not doing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.search.pile import Pile
from rag.search.verdict import clause_span
from rag.types import Level, Place, Report, Span

_ORDER = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN, Level.VILLAGE)
_LEARNT_FROM = re.compile(
    r"(?:学习|借鉴|参观|考察|赴|前往|到|去|取经|观摩|与|同|和|比|像|听取|不同于|有别于|区别于)[“\"]?$"
)
_LEARNT_AFTER = re.compile(
    r"^[一-鿿]{0,6}?(?:“[^”]{0,20}”)?[一-鿿]{0,6}?(?:经验|做法|模式|取经|考察|参观|学习|观摩|不同|相比)"
)
_JOINED = re.compile(r"[、,和与及跟同以]+(?:[一-鿿]{1,3}[省市县区州])?|")
_SAME_TOWN = re.compile(r"^(?:该|这个|此)(?:乡|镇|县|区|市|村|街道)")


@dataclass(frozen=True, slots=True)
class Doer:
    """A place of a list. `parent` is the place above it where known; `spoken_of`: the clause only refers to it."""

    name: str
    parent: str | None
    spoken_of: bool = False


def doers(pile: Pile, report: Report, text: tuple[str, str], at: Span, level: Level | None) -> list[Doer]:
    """The places that the topic at `at` of a sentence belongs to; empty where no place of the level asked is in sight.

    `text` is what stands before the sentence in its chunk, and the sentence, both as shadows.
    """
    before, sentence = text
    named = [
        (item.span, item.place)
        for item in pile.finder.mentions(sentence, report.places)
        if _fits(item.place, report, level)
    ]
    own = _own_place(report, level)
    group = _group_at(sentence, named, at)
    doing = [(span, place) for span, place in group if not _refers(sentence, span)]
    if own is None:
        if not doing and _SAME_TOWN.match(sentence):
            earlier = [item for item in pile.finder.mentions(before, report.places) if _fits(item.place, report, level)]
            doing = [(item.span, item.place) for item in earlier[-1:]]
        return [_doer(place, report) for _, place in doing]
    others = [place for _, place in doing if not pile.finder.same(place, own)]
    if others and len(others) == len(doing) and not any(_refers(sentence, span) for span, _ in group):
        return list(dict.fromkeys(_doer(place, report) for place in others))
    return list(dict.fromkeys([Doer(own.name, _parent(own, report)), *(_doer(place, report) for place in others)]))


def _group_at(sentence: str, named: Sequence[tuple[Span, Place]], at: Span) -> list[tuple[Span, Place]]:
    """The places the topic is said of: the last ones before it, named together (A镇、B乡等), or else those behind it.

    Of “A村“养猪型”、B村“茶叶型””, the tea is B村's alone: places belong together if nothing but 、和与及 parts them.
    """
    before = [item for item in named if item[0][1] <= at[0]]
    if before:
        group = [before[-1]]
        for item in reversed(before[:-1]):
            if not _JOINED.fullmatch(sentence[item[0][1] : group[0][0][0]]):
                break
            group.insert(0, item)
        return group
    _, end = clause_span(sentence, at)
    return [item for item in named if at[1] <= item[0][0] < end]


def _fits(place: Place, report: Report, level: Level | None) -> bool:
    if level is not None:
        return place.level is level
    # Any place will do: but only one of the report's own rank counts as another doer, not the villages inside it.
    own = report.places[-1].level if report.places else Level.TOWN
    return place.level is own


def _own_place(report: Report, level: Level | None) -> Place | None:
    """The report's own place at the level asked, rolled up where the report is of a smaller place."""
    if not report.places:
        return None
    smallest = report.places[-1]
    if level is None:
        return smallest
    for place in report.places:
        if place.level is level:
            return place
    if _ORDER.index(smallest.level) > _ORDER.index(level) and smallest.within:
        above = _ORDER.index(level)
        name = smallest.within[above] if above < len(smallest.within) else None
        return Place(name, level, within=smallest.within[:above]) if name else None
    return None


def _refers(sentence: str, span: Span) -> bool:
    return bool(_LEARNT_FROM.search(sentence[: span[0]]) and _LEARNT_AFTER.match(sentence[span[1] :]))


def _doer(place: Place, report: Report) -> Doer:
    return Doer(place.name, _parent(place, report))


def _parent(place: Place, report: Report) -> str | None:
    """The place directly above, as the gazetteer or the report's own places tell it."""
    rank = _ORDER.index(place.level)
    above = [own.name for own in report.places if _ORDER.index(own.level) < rank]
    if above and (not place.within or place.within[-1] == above[-1] or place in report.places):
        return above[-1]
    return place.within[-1] if place.within else (above[-1] if above else None)
