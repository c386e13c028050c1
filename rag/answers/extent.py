"""Whose the figures of a sentence are: of the place that is asked, or of a larger or another one that it speaks of.

目前,全县以白芷镇核桃为主,发展核桃12万亩 gives the county's walnuts, though it names the town. A village is known by
its name alone: what a sentence tells of other villages is not its own. Rules on shadows; left out: whose a whole
report is (`scope.py`), and what the figures count (`counted.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.language.regex import regex
from rag.reports.place_reading import RANK
from rag.search.placenames import NamedPlace
from rag.types import Level, Place, Span

# The whole of a place, as what the rest of the sentence is told of; not 在全县率先, 全县第一.
_WHOLE = regex(
    r"(?<![在是为占居列于到比及至向被])全(?P<level>[国省市州县区旗镇乡村])"
    r"(?!率先|第[一二三]|首|最|平均|前|范围|唯一|先进|示范|排名|上下|现场|各项?工作)"
)
_LEVELS = {
    "国": -1,
    "省": RANK[Level.PROVINCE],
    **dict.fromkeys("市州", RANK[Level.CITY]),
    **dict.fromkeys("县区旗", RANK[Level.COUNTY]),
    **dict.fromkeys("镇乡", RANK[Level.TOWN]),
    "村": RANK[Level.VILLAGE],
}
_STOP, _BREAK = ";。!?", ",;。:!?"


def of_larger(sentence: str, figures: Sequence[Span], asked: Sequence[NamedPlace]) -> bool:
    """Whether all the figures are told of the whole of a place that is larger than every place asked.

    >>> town = NamedPlace((0, 3), "白芷镇", (Place("白芷镇", Level.TOWN),))
    >>> of_larger("全县以白芷镇核桃为主,发展核桃12万亩。", [(15, 19)], [town])
    True
    >>> of_larger("白芷镇是全县的大镇,种核桃12万亩。", [(13, 17)], [town])
    False
    """
    levels = [RANK[place.level] for named in asked for place in named.places]
    names = [named.name for named in asked]
    return bool(levels) and bool(figures) and all(_is_of_larger(sentence, at, min(levels), names) for at in figures)


def _is_of_larger(sentence: str, figure: Span, level: int, names: Sequence[str]) -> bool:
    start = _after(sentence, _STOP, figure[0])
    wholes = list(_WHOLE.finditer(sentence, start, figure[0]))
    if not wholes or _LEVELS[wholes[-1]["level"]] >= level:
        return False
    own = any(name.endswith(wholes[-1]["level"]) for name in names)  # 旬阳市 is a county, and its whole is 全市
    clause, before = sentence[_after(sentence, _BREAK, figure[0]) : figure[1]], sentence[start : wholes[-1].start()]
    return not own and not any(name in clause or name in before for name in names)


def _after(sentence: str, marks: str, at: int) -> int:
    return max(sentence.rfind(mark, 0, at) for mark in marks) + 1


def of_other_villages(told: Sequence[Place], asked: Sequence[NamedPlace]) -> bool:
    """Whether villages are asked of, and the places that a sentence names (`told`) are other villages."""
    villages = {place.name for named in asked for place in named.places if place.level is Level.VILLAGE}
    names = {place.name for place in told if place.level is Level.VILLAGE}
    return bool(villages) and bool(names) and villages.isdisjoint(names)
