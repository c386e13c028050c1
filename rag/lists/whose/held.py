"""Whose a thing is by the name right before it: 青石镇小云村|香菇|基地 is 青石镇's, whoever's report tells of it.

Who goes to see things names each with its place, and what stands in a row has each a place of its own
(青石镇示范园,白沙县|食用菌|产业园). Rules on shadows. Left out: whose doing it is where no name stands there
(`attribution.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.language.clauses import clause_span
from rag.language.regex import regex
from rag.reports.place_reading import RANK, belongs
from rag.reports.places import Mention
from rag.types import Level, Place, Span

# What stands before a name that a thing belongs to: nothing, a row, where somebody went or looks; not 来自, 与, 向.
_HEADS = regex(
    r"(?:^|[,;:。、!?“(]|的[就还正]?是|(?:观摩|参观|考察|察看|查看|走访|调研|看|视察)[了过]?|[来看走]到|走进|前往|前去|奔赴|深入"
    r"|[日前后午天织员部表团组队行们]到|[组队团行员部]赴|以及|位于|地处|坐落[在于]|[组团行员部午日]在|其中|[分先]别?[后到赴]+)(?:了|到)?$"
)
# Between the name and the thing: what is whose is no longer said by it.
_PARTS = regex(
    r"[,;:。、!?“”]|学习|考察|参观|取经|观摩|经验|做法|模式|公司|集团|客商|老板|大学|学院|科院|党委|政府|干部|书记|[县镇乡]长|游客"
    r"|等地|引进|引来|合作(?!社)|签|购|投资|把|将|与|向|从|为|等"
)
_THING = r"(?:基地|园区?|产业带|示范[点区]|大?棚区?|合作社|场|厂|车间|市场|种植[区点]|点)"
_A_THING = regex(_THING)
_IN_IT = regex(
    rf"^[^,;:。、!?]{{0,20}}{_THING},[近约共有]{{0,2}}[\d一二三四五六七八九十百千万余多.]+[^\d,]的?[一-鿿]{{0,2}}$"
)
_FAR = 24  # code points between a name and its thing


@dataclass(frozen=True, slots=True)
class Holder:
    """A row of names right behind one another, largest first (青石镇小云村), where they stand, and the thing's whole
    phrase behind them."""

    span: Span
    places: tuple[Place, ...]
    phrase: str

    @property
    def place(self) -> Place:
        return self.places[-1]

    @property
    def is_of_a_thing(self) -> bool:
        """Whether what it has can be gone to and seen: a 基地 is there, a way of doing things may not be."""
        return _A_THING.search(self.phrase) is not None


def holder(sentence: str, mentions: Sequence[Mention], at: Span) -> Holder | None:
    """The places whose the thing at `at` is by their name right before it; None where none stands there."""
    before = [item for item in mentions if item.span[1] <= at[0]]
    if not before:
        return None
    first = len(before) - 1
    while first and before[first - 1].span[1] == before[first].span[0]:
        first -= 1
    span = (before[first].span[0], before[-1].span[1])
    gap = sentence[span[1] : at[0]]
    if len(gap) > _FAR or (_PARTS.search(gap) and not _IN_IT.match(gap)) or not _HEADS.search(sentence[: span[0]]):
        return None
    end = clause_span(sentence, at)[1]
    phrase = sentence[span[1] : end].split("、", maxsplit=1)[0]
    places = tuple(item.place for item in before[first:])
    return Holder(span, places, phrase) if RANK[places[-1].level] >= RANK[Level.COUNTY] else None


def is_apart(one: Place, other: Place) -> bool:
    """Whether two places are known to be two, neither within the other."""
    if one.level is other.level:
        return one.name != other.name
    placed = bool(one.code or one.within) and bool(other.code or other.within)
    return placed and not belongs(one, other) and not belongs(other, one)
