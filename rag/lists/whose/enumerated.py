"""Villages that no list knows, where a sentence tells them in a row: 湖村王克珂、高庄村张昆、梅村李友龙.

What stands between two stops of a row begins with the name, so that its first character is sure. Left out: villages
told alone, and rows of short names (黄泥、文明等8个村: `short_rows.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from rag.language.rarity import count, is_person_name, is_placename
from rag.language.regex import regex
from rag.language.spans import overlaps
from rag.lists.verdicts.verdict_rules import SAYS_DOING
from rag.reports.place_words import common, without_opening
from rag.types import Level, Place, Span

VILLAGE_ENDS = "村(?![民委级务支两里上干庄寨落]|部(?!分))"  # where a name may: not 村民, 村部
_AS_A_NAME = (
    r"(?:(?![镇乡县区市])[一-鿿]){1,4}?"
    rf"(?:{VILLAGE_ENDS}|社区(?=[、,;。和与及等的]|$))"
)
# What governs a place and begins no name of one, but for the posts of a general (将|光明村|打造成…; 将军村).
_GOVERNS = r"(?:将(?![军台相帅])|把|被|使)"
_BEHIND_A_STOP = regex(
    rf"(?<=、)(?P<name>{_AS_A_NAME}|(?:(?![镇乡县区市村])[一-鿿]){{2,3}}居(?=[、等]))"  # 大桥村、|瓦疃居|、李楼村
)
# The first of a row, behind what opens it: 形成了以|红星村…、, 华丰镇|湖村…、.
_FIRST = regex(
    rf"(?:^|[以在为有向由从及和与给将把如:：—,，。；;“]|[镇乡县市区])(?!{_GOVERNS})(?P<name>{_AS_A_NAME})(?=[一-鿿]{{0,8}}、)"
)
_BESIDE_A_STREET = regex(rf"(?<=[街路]、)(?P<name>{_AS_A_NAME})")  # (前进街、|杨家庄村)
# What is made something is a place by that alone: 将|光明村|打造成物流特色的美丽乡村.
_MADE = regex(
    rf"{_GOVERNS}(?P<name>{_AS_A_NAME})(?=(?:打造|建设|建成|培育|改造|规划|列|定|确定|作为|纳入|评|命名|整治|发展)(?:[成为入]|$))"
)
_OF_A_NAME = (2, 3)  # characters
_NO_FIRST = frozenset("全该各本我此这那每某有两几多些个")
# Between two places of a row: what each has for its own, and no doing (王克珂、; 布依竹编、).
_OWN = regex(r"(?P<own>[一-鿿]{0,8}(?:、[一-鿿]{2,3}(?=、))*)、")

# What the last place of a row has for its own, and what closes the row: 孙家等8处涝片.
_CLOSED = regex(r"[一-鿿]{2,8}?(?P<end>等|的)")
_GOES_ON = regex(r"[^,;:。!?]{0,24}、")  # between the villages of a row


def with_villages_in_a_row(
    sentence: str, found: Sequence[tuple[Span, Place]], of_report: Sequence[Place]
) -> list[tuple[Span, Place]]:
    """The places found in a sentence (a shadow) and the villages of its rows, in order: those lie in the town that the
    sentence names before them, else in the smallest place of their report."""
    taken = [span for span, _ in found]
    made = {*_names(_MADE.finditer(sentence), taken), *_names(_BESIDE_A_STREET.finditer(sentence), taken)}
    row = {*_names(_FIRST.finditer(sentence), taken), *_names(_BEHIND_A_STOP.finditer(sentence), taken)}
    spans = sorted(made | row if len(row) > 1 else made)
    if not spans:
        return list(found)
    towns = [place for span, place in found if place.level is Level.TOWN and span[1] <= spans[0][0]]
    above = [*of_report, *towns][-1:]
    within = tuple(name for place in above for name in (*place.within, place.name))
    villages = [(span, Place(sentence[slice(*span)], Level.VILLAGE, within=within)) for span in spans]
    return sorted([*found, *villages], key=lambda item: item[0])


def with_the_rows_town(sentence: str, found: Sequence[tuple[Span, Place]]) -> list[tuple[Span, Place]]:
    """The places found, with villages on no list that go on a row (青石镇|小云村基地、|柳湾村合作社) in the town that
    its first one is named with, which need not be the report's own."""
    homed: list[tuple[Span, Place]] = []
    home: Place | None = None
    for span, place in found:
        last = homed[-1] if homed else None
        if place.level is Level.TOWN:
            home = None
        elif last is not None and last[1].level is Level.TOWN and last[0][1] == span[0]:
            home = last[1]
        elif last is None or not _GOES_ON.fullmatch(sentence[last[0][1] : span[0]]):
            home = None
        is_free = home is not None and place.level is Level.VILLAGE and place.code is None
        within = (*home.within, home.name) if home is not None else ()
        homed.append((span, Place(place.name, place.level, within=within) if is_free else place))
    return homed


def _names(found: Iterable[re.Match[str]], taken: Sequence[Span]) -> Iterator[Span]:
    for match in found:
        span = without_opening(match.string, match.span("name"))
        name = match.string[slice(*span)]
        if not common(name) and name[0] not in _NO_FIRST and not overlaps(span, taken):
            yield span


def stand_in_a_row(between: str) -> bool:
    """Whether what stands between two places gives each something of its own, and tells of no doing."""
    found = _OWN.fullmatch(between)
    return found is not None and not SAYS_DOING.search(found["own"]) and not set("了着过") & set(found["own"])


def row_joins(behind: str) -> Callable[[str], bool]:
    """What tells a row by what stands between two of its places, given what stands between its last one and the topic:
    things of each where 等 closes it (青石镇柳家、白沙镇北站|等8处涝片), parts of each where 的 does
    (青石乡柳岔、白沙乡小云村|的大棚), else persons."""
    closed = _CLOSED.match(behind)
    if closed is None:
        return give_persons
    return stand_in_a_row if closed["end"] == "等" else give_parts


def give_parts(between: str) -> bool:
    """Whether what stands between two places are parts of the first (青石乡|柳岔、|白沙乡), no things (茶叶、)."""
    found = _OWN.fullmatch(between)
    own = found["own"] if found is not None else ""
    return len(own) > 1 and stand_in_a_row(between) and ("村" in own or not count(own) or is_placename(own))


def give_persons(between: str) -> bool:
    """Whether what stands between two places are persons of the first (湖村|王克珂、|高庄村)."""
    found = _OWN.fullmatch(between)
    return found is not None and all(
        len(name) in _OF_A_NAME and name[0] != "的" and is_person_name(name) for name in found["own"].split("、")
    )
