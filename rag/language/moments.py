"""Points in time as reports name them, whole or in part: 2011年9月14日, 二〇一二年, 8月底, 2011.9.14, 今年.

A part that is not written is carried on from the date before it (2011年8月至9月). Left out: days that a year alone does
not settle, seasons, and the lunar calendar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from rag.language.numerals import han_value
from rag.language.regex import regex
from rag.language.script import shadow
from rag.types import Span

_N = "[〇○零一二三四五六七八九十]"
_YEAR = r"(?<!\d)(?P<year>(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3}) ?年(?!度?[以之]?[来内中])"
_PART = rf"(?:\d{{1,2}}|{_N}{{1,3}})"
_WRITTEN = regex(
    rf"{_YEAR}(?: ?(?P<month>{_PART}) ?月份?)?(?: ?(?P<day>{_PART}) ?[日号])?"
    rf"|(?P<month2>(?<![\d.]){_PART}) ?月份?(?!以?[来内])(?: ?(?P<day2>{_PART}) ?[日号])?"
    rf"|(?P<year3>(?<!\d)(?:19|20)\d\d)(?: ?[-—–~至到和、]+ ?(?=(?:19|20)\d\d ?年))"
    rf"|(?<![\d.])(?P<year4>(?:19|20)\d\d)(?P<mark>[-./])(?P<month4>\d{{1,2}})(?:(?P=mark)(?P<day4>\d{{1,2}}))?(?!\d|\.\d|[亩元万亿%])"
)
_RELATIVE = {"今年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "来年": 1}
RELATIVE = regex("|".join(_RELATIVE))


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as it is written; None where a part is not told."""

    span: Span
    year: int | None
    month: int | None = None
    day: int | None = None

    def holds(self, other: Moment) -> bool:
        """Whether what `other` says of the time is said here too. A month without a year is any year's."""
        pairs = ((other.year, self.year), (other.month, self.month), (other.day, self.day))
        return all(said is None or said == held for said, held in pairs)


def moments(text: str, published: date | None = None) -> list[Moment]:
    """The dates of a text in order, months with the year before them. With `published`, 今年 and 去年 are years too.

    >>> [(m.year, m.month, m.day) for m in moments("二〇一一年8月至9月3日，今年", date(2012, 5, 6))]
    [(2011, 8, None), (2011, 9, 3), (2012, None, None)]
    """
    read = shadow(text.replace("，", "、"))
    found = [_moment(item) for item in _WRITTEN.finditer(read)]
    if published:
        found += [Moment(item.span(), published.year + _RELATIVE[item.group()]) for item in RELATIVE.finditer(read)]
    carried: list[Moment] = []
    year = None
    for moment in sorted((item for item in found if item is not None), key=lambda item: item.span):
        year = moment.year or year
        carried.append(replace(moment, year=year or _year_of(moment, published)))
    return carried


def _year_of(moment: Moment, published: date | None) -> int | None:
    """The year of a month without one: that of the report, unless the month was still to come."""
    past = published is not None and moment.month is not None and moment.month <= published.month
    return published.year if published and past else None


def _moment(found: re.Match[str]) -> Moment | None:
    year = found["year"] or found["year3"] or found["year4"]
    month = found["month"] or found["month2"] or found["month4"]
    day = found["day"] or found["day2"] or found["day4"]
    parts = [None if part is None else _value(part) for part in (year, month, day)]
    if (parts[1] is not None and not 1 <= parts[1] <= 12) or (parts[2] is not None and not 1 <= parts[2] <= 31):
        return None
    return Moment(found.span(), *parts)


def _value(written: str) -> int:
    value = int(written) if written.isdigit() else han_value(written)
    return int(value) if value is not None else 0
