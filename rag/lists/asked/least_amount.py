"""Amounts that a list sets as a bar: 生猪存栏超过1万头, 开工率达到100%, 茶园不到500亩.

A place is listed only for a sentence whose figure nearest to the topic, in that unit, is over (or under) the bar: 超过
leaves out the bar itself, which 3万余亩 is over and 3万亩 is not; 以上 and 达到 take it in. Left out: amounts without a
word for more or less (发了300盏路灯), and units of other names for one quantity (公斤, 斤).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.language.figures import Figure, figures_in
from rag.language.regex import regex
from rag.language.spans import overlaps
from rag.types import Span

_NUMERALS = "一二两三四五六七八九十百千万亿"
_OVER = regex(r"(?:(?<!不)超过?|(?<!不)高于|大于|(?<!不)多于|突破|逾)了?$")
_AT_LEAST = regex(r"(?:不低于|不少于|(?<!未)(?<!没有)(?<!没)达到?|至少有?|满)了?$")
_UNDER = regex(r"(?:(?<!不)低于|(?<!不)少于|小于|不到|不足|未达到?|没有?达到?)$")
_AT_MOST = regex(r"(?:不超过?|不高于|不多于|不大于|至多|最多)$")
_BEHIND_AT_LEAST = regex(r"[及或]?以上|(?:[及和]|或者?)(?:更高|更多|超过)")
_BEHIND_OVER, _BEHIND_AT_MOST = regex(r"[余多]"), regex(r"[及或]?以[下内]")
# How a figure that is told differs from its number: 3万余亩 is over 30,000, 近3万亩 under it.
_TOLD_OVER, _TOLD_UNDER = regex(r"[余多]|以上|超|逾"), regex(r"近|以下")
_OVER_IT, _UNDER_IT = regex(r"(?:超过?|突破|逾|多于|高于)了?$"), regex(r"(?:不足|不到|将近|接近|低于|少于)$")
# 万亩基地, 亿元产值: one of the scale, where no numeral stands before it.
_BARE_SCALE = regex(rf"(?<![\d.{_NUMERALS}余多来几])(?P<scale>[万千百亿])(?P<unit>[亩元头只吨斤])")
# Points: 得90.99分; not 18时30分, 10分钟, 三分之一.
_POINTS = regex(
    r"(?<![\d.时点])(?P<number>\d{1,4}(?:\.\d+)?)(?P<unit>分)(?![钟之别成为布批类局行公支管头析店会院厂米秒贝])"
)
_SCALES = {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_PERSONS = {"名": "人", "位": "人"}
_BEHIND = 5  # code points that a figure behind the topic is nearer than one before it


@dataclass(frozen=True, slots=True)
class Bar:
    """An amount in the plain unit, to be reached or, where it is a `most`, not to be passed; where it is `strict`, it
    is itself on the other side."""

    value: float
    unit: str
    most: bool
    strict: bool = True


@lru_cache(maxsize=256)
def bars(question: str) -> tuple[Bar, ...]:
    """The bars that a question's shadow sets.

    >>> bars("哪些镇生猪存栏超过1万头?")
    (Bar(value=10000.0, unit='头', most=False, strict=True),)
    >>> bars("哪些村的茶园在500亩以下?")
    (Bar(value=500.0, unit='亩', most=True, strict=False),)
    """
    return tuple(bar for figure in amounts_in(question) if (bar := _bar(question, figure)) is not None)


def _bar(question: str, figure: Figure) -> Bar | None:
    """The bar that an amount of a question is; None where it is none. The word for it may be part of the figure."""
    start, end = figure.span
    digits = next((at for at in range(start, end) if question[at].isdecimal() or question[at] in _NUMERALS), start)
    before, behind = question[:digits], question[digits:end] + question[end : end + 3]
    if _AT_MOST.search(before) or _BEHIND_AT_MOST.search(behind):
        return Bar(figure.value, figure.unit, most=True, strict=False)
    if _UNDER.search(before):
        return Bar(figure.value, figure.unit, most=True)
    if _OVER.search(before):
        return Bar(figure.value, figure.unit, most=False)
    if _AT_LEAST.search(before) or _BEHIND_AT_LEAST.search(behind):
        return Bar(figure.value, figure.unit, most=False, strict=False)
    return Bar(figure.value, figure.unit, most=False) if _BEHIND_OVER.search(behind) else None


def amounts_in(text: str) -> list[Figure]:
    """The figures of a shadow with points and with those that are a scale alone, in order; persons in one unit."""
    told = [replace(one, unit=_PERSONS.get(one.unit, one.unit)) for one in figures_in(text)]
    told += [Figure(found.span(), float(found["number"]), found["unit"], "") for found in _POINTS.finditer(text)]
    bare = (
        Figure(found.span(), _SCALES[found["scale"]], found["unit"], "")
        for found in _BARE_SCALE.finditer(text)
        if not overlaps(found.span(), [figure.span for figure in told])
    )
    return sorted([*told, *bare], key=lambda figure: figure.span)


def are_met(asked: Sequence[Bar], sentence: str, at: Span) -> bool:
    """Whether the figures of a sentence (a shadow) nearest to the topic at `at` are on the asked side of every bar."""
    told = amounts_in(sentence) if asked else []
    return all(_is_met(bar, sentence, [figure for figure in told if figure.unit == bar.unit], at) for bar in asked)


def _is_met(bar: Bar, sentence: str, told: Sequence[Figure], at: Span) -> bool:
    nearest = min(told, key=lambda figure: _distance(figure.span, at), default=None)
    return nearest is not None and is_met_by(bar, sentence, nearest)


def is_met_by(bar: Bar, sentence: str, nearest: Figure) -> bool:
    """Whether an amount that a sentence (a shadow) tells, in the bar's unit, is on its asked side."""
    if nearest.value != bar.value:
        return (nearest.value < bar.value) is bar.most
    written, before = sentence[slice(*nearest.span)], sentence[: nearest.span[0]]
    is_over = _TOLD_OVER.search(written) or _OVER_IT.search(before)
    is_under = _TOLD_UNDER.search(written) or _UNDER_IT.search(before)
    if is_over or is_under:
        return bool(is_under if bar.most else is_over)
    return not bar.strict


def _distance(span: Span, at: Span) -> int:
    return span[0] - at[1] if span[0] >= at[1] else at[0] - span[1] + _BEHIND
