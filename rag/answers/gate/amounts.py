"""Whether the numbers and dates of a statement stand in the text it rests on, and are said of the same thing there.

A number stands there if one of the same value and unit does, in whatever writing. It is said of the same thing if no
other number of the text has words around it that fit the statement's words much better: that finds two figures
exchanged within one sentence. Left out: sums and differences, which no sentence says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rag.language.moments import RELATIVE, moments
from rag.language.numerals import PLAIN_HAN, Number, han_value, numbers, same_unit
from rag.language.regex import regex
from rag.language.script import shadow
from rag.language.spans import overlaps
from rag.types import Span

_BETTER = 0.34  # share of a figure's words by which another figure must fit better to be the one that was meant
_FEW = 2  # pairs of characters; fewer words around a figure tell nothing
_BEHIND = 5  # code points behind a figure that still say what it counts (214名五星党员)
_PARTS = regex(r"[,;。:!?\n]")
_ONE = regex("一[个名位户条座家处所项支]")  # is no number beside others, but what it counts is another thing
_NUMERALS = regex("[一二三四五六七八九两十百千万亿]{2,}")  # 两三百 has no one value: it must stand there as it is
_CLOCK = regex(r"(?<!\d)(\d{1,2})(?::|时(?=\d))(\d{1,2})(?!\d)")
_AT_LEAST, _AT_MOST = "以上|超过?|逾|突破|不少于|不低于|至少", "以下|不足|不到|不超过|至多|近|将近|接近"
_BOUNDS = ((regex(rf"(?:{_AT_LEAST})"), "min"), (regex(rf"(?:{_AT_MOST})"), "max"))
_AROUND = 4  # code points before and behind a number in which its bound stands (近6000头, 80%以上)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a text with the pairs of Han characters around it in its clause, and how it is bounded."""

    number: Number
    around: frozenset[str]
    bound: str
    written: str


def figures(text: str) -> list[Figure]:
    """The numbers of a text that are no part of a date."""
    read = shadow(text.replace("，", "、"))
    taken = [moment.span for moment in moments(text)]
    found = [item for item in numbers(text) if not overlaps(item.span, taken)]
    ends = [0, *(item.span[1] for item in found)]
    nexts = [*(item.span[0] for item in found[1:]), len(read)]
    return [
        Figure(item, _around(text, item.span, low, high), _bound(read, item.span), read[slice(*item.span)])
        for item, low, high in zip(found, ends, nexts, strict=False)
    ]


def missing_figures(statement: str, text: str) -> Iterator[str]:
    """Numbers of the statement that the text does not hold, or says of something else; as the statement writes them."""
    held = figures(text)
    for figure in figures(statement):
        same = [other for other in held if _same(figure, other)]
        if not same or _elsewhere(figure, same, held):
            yield figure.written
    read, told = shadow(statement), shadow(text)
    yield from (run for run in _NUMERALS.findall(read) if han_value(run) is None and run not in told)


def missing_moments(statement: str, text: str, published: date | None) -> Iterator[str]:
    """Dates of the statement that the text does not hold. 今年 is the year the text was published."""
    read, told = shadow(statement), shadow(text)
    held = moments(text, published)
    bare = {figure.number.value for figure in figures(text)}
    for moment in moments(statement):
        if not any(one.holds(moment) for one in held) and not (moment.month is None and moment.year in bare):
            yield read[slice(*moment.span)]
    hours = {tuple(map(int, found)) for found in _CLOCK.findall(told)}
    for found in _CLOCK.finditer(read):
        if tuple(map(int, found.groups())) not in hours:
            yield found.group()
    for word in RELATIVE.findall(read):
        if word not in told:
            yield word


def _same(figure: Figure, other: Figure) -> bool:
    one, two = figure.number, other.number
    if one.value != two.value or not same_unit(one.unit, two.unit):
        return False
    return not figure.bound or not other.bound or figure.bound == other.bound


def _elsewhere(figure: Figure, same: Sequence[Figure], held: Sequence[Figure]) -> bool:
    """Whether the words around the figure fit another number of the text, and not this one."""
    if len(figure.around) < _FEW:
        return False
    best = max(_fit(figure, other) for other in same)
    return max((_fit(figure, other) for other in held if other not in same), default=0.0) > best + _BETTER


def _fit(figure: Figure, other: Figure) -> float:
    return len(figure.around & other.around) / len(figure.around)


def _around(text: str, span: Span, low: int, high: int) -> frozenset[str]:
    """Pairs of characters from the clause's start or the number before, to a little behind the number."""
    read = shadow(text)
    breaks = [found.end() for pattern in (_PARTS, _ONE) for found in pattern.finditer(read, low, span[0])]
    start = max(breaks, default=low)
    behind = _PARTS.split(read[span[1] : min(span[1] + _BEHIND, high)])[0]
    runs = [*PLAIN_HAN.findall(read[start : span[0]]), *PLAIN_HAN.findall(behind)]
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))


def _bound(read: str, span: Span) -> str:
    before, behind = read[max(span[0] - _AROUND, 0) : span[0]], read[span[1] : span[1] + _AROUND]
    for pattern, name in _BOUNDS:
        found = list(pattern.finditer(before))
        if (found and found[-1].end() == len(before)) or pattern.match(behind):
            return name
    return ""
