"""Amounts that a list sets as a bar: 生猪存栏超过1万头, 开工率达到100%, 茶园不到500亩.

A place is listed only for a sentence whose figure nearest to the topic, in that unit, is over (or under) the bar. Left
out: amounts without a word for more or less (发了300盏路灯), and units of other names for one quantity (公斤, 斤).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.language.figures import Figure, figures_in
from rag.language.regex import regex
from rag.types import Span

_OVER = regex(r"(?:(?<!不)超过?|高于|大于|多于|不低于|不少于|(?<!未)(?<!没有)(?<!没)达到?|突破|逾|至少有?|满)了?$")
_UNDER = regex(r"(?:低于|少于|小于|不到|不足|不超过|不高于|未达到?|没有?达到?)$")
_BEHIND_OVER, _BEHIND_UNDER = regex(r"[及或]?以上|[余多]"), regex(r"[及或]?以[下内]")
_BEHIND = 5  # code points that a figure behind the topic is nearer than one before it


@dataclass(frozen=True, slots=True)
class Bar:
    """An amount in the plain unit, to be reached or, where it is a `most`, not to be passed."""

    value: float
    unit: str
    most: bool


@lru_cache(maxsize=256)
def bars(question: str) -> tuple[Bar, ...]:
    """The bars that a question's shadow sets.

    >>> bars("哪些镇生猪存栏超过1万头?"), bars("哪些村的茶园不到500亩?")
    ((Bar(value=10000.0, unit='头', most=False),), (Bar(value=500.0, unit='亩', most=True),))
    """
    found = ((figure, _side(question, figure)) for figure in figures_in(question))
    return tuple(Bar(figure.value, figure.unit, most) for figure, most in found if most is not None)


def _side(question: str, figure: Figure) -> bool | None:
    """Whether the amount is a `most`; None where it is no bar. The word for it may be part of the figure as read."""
    start, end = figure.span
    digits = next(
        (at for at in range(start, end) if question[at].isdecimal() or question[at] in "一二三四五六七八九十百千"),
        start,
    )
    before, behind = question[:digits], question[digits:end] + question[end : end + 3]
    if _UNDER.search(before) or _BEHIND_UNDER.search(behind):
        return True
    return False if _OVER.search(before) or _BEHIND_OVER.search(behind) else None


def are_met(asked: Sequence[Bar], sentence: str, at: Span) -> bool:
    """Whether the figures of a sentence (a shadow) nearest to the topic at `at` are on the asked side of every bar."""
    told = list(figures_in(sentence)) if asked else []
    return all(_is_met(bar, [figure for figure in told if figure.unit == bar.unit], at) for bar in asked)


def _is_met(bar: Bar, told: Sequence[Figure], at: Span) -> bool:
    nearest = min(told, key=lambda figure: _distance(figure.span, at), default=None)
    if nearest is None:
        return False
    return nearest.value <= bar.value if bar.most else nearest.value >= bar.value


def _distance(span: Span, at: Span) -> int:
    return span[0] - at[1] if span[0] >= at[1] else at[0] - span[1] + _BEHIND
