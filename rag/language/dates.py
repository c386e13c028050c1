"""Dates as Chinese reports write them, found by a small rule table. Pure functions of text.

Read: 2011-09-14, 2011/10/26, 2011.9.14, 2011年9月14日, 二〇一一年九月十四日, with or without a time of day, full-width
digits too. Left out on purpose: days without a year, and the Republican and the lunar calendar, whose dates look
like ours and mean another day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rag.language.regex import regex
from rag.types import Span

_OLDEST = date(1949, 10, 1)  # the offices whose reports we read did not publish before
_HALF_WIDTH = str.maketrans("０１２３４５６７８９／－．", "0123456789/-.")
_NUMERIC = regex(
    r"(?<![\d.])((?:19|20)\d\d) ?"
    r"(?:年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?(?:[日号號]|(?=\s\d{1,2}:))|([-/.])(\d{1,2})\4(\d{1,2})(?!\d|[-/.]\d))"
)
_ZERO = "〇零○Ｏ０"
_ONES = "一二三四五六七八九"
_WRITTEN = regex(rf"([一二][{_ZERO}{_ONES}]{{3}})年([{_ONES}十]{{1,2}})月([{_ONES}十]{{1,3}})[日号號]")
_OTHER_CALENDAR = ("民国", "民國", "农历", "農曆", "阴历", "陰曆", "旧历", "舊曆")


def date_spans(text: str) -> list[tuple[Span, date]]:
    """Every full date of `text` with its span, in order. A date that does not exist (2025-02-30) is none.

    >>> date_spans("2011年9月14日至二〇一一年十月二日")
    [((0, 10), datetime.date(2011, 9, 14)), ((11, 20), datetime.date(2011, 10, 2))]
    """
    return sorted(_found(text.translate(_HALF_WIDTH)))


def publication_date(text: str, today: date | None = None) -> date | None:
    """The first date of `text` on which something can have been published: not before 1949, not after tomorrow.

    Tomorrow counts because a page saved east of us may already carry it.
    """
    latest = (today or date.today()) + timedelta(days=1)
    return next((day for _, day in date_spans(text) if _OLDEST <= day <= latest), None)


def _found(text: str) -> Iterator[tuple[Span, date]]:
    for match in _NUMERIC.finditer(text):
        year, month, day, _, other_month, other_day = match.groups()
        yield from _checked(text, match.span(), (int(year), int(month or other_month), int(day or other_day)))
    for match in _WRITTEN.finditer(text):
        digits = "".join("0" if char in _ZERO else str(_ONES.index(char) + 1) for char in match[1])
        yield from _checked(text, match.span(), (int(digits), _number(match[2]), _number(match[3])))


def _checked(text: str, span: Span, numbers: tuple[int, int, int]) -> Iterator[tuple[Span, date]]:
    if text[max(span[0] - 3, 0) : span[0]].rstrip().endswith(_OTHER_CALENDAR):
        return
    try:
        yield span, date(*numbers)
    except ValueError:  # no such day: 2025-02-30, 13月
        return


def _number(written: str) -> int:
    """A number up to 99 in characters: 九, 十四, 二十. A malformed one gives 0, which is no month and no day."""
    tens, ten, ones = written.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_digit(tens, 1) * 10 if ten else 0) + _digit(ones, 0)


def _digit(char: str, absent: int) -> int:
    return _ONES.find(char) + 1 if char else absent
