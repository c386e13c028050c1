"""When something happened, told apart from when it was published: 今年, 去年以来, 截至8月底, 到2025年, 二〇一二年.

A time without a year is read by the published date; without one it stays unresolved (None), never guessed. The time
of a statement is the last one that its sentence names before it, else the first behind it. Pure functions of a shadow.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from rag.language.regex import regex

_ZERO_TO_NINE = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_YEARS_AWAY = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "当年": 0, "明年": 1, "来年": 1}
_MONTHS = "一二三四五六七八九十"
_TIME = regex(
    r"(?:(?P<year>(?:19|20)\d\d)年?(?=[^\d%.]|$)|(?P<han>[一二][〇零○一二三四五六七八九]{3})年|(?P<away>前年|去年|上年|今年|本年|明年|来年))?"
    r"(?:(?P<month>1[0-2]|[1-9])月(?:(?P<day>[12]\d|3[01]|[1-9])[日号])?|(?P<half>上半年|下半年)|(?P<end>年底|年末|年初))?"
    r"(?P<part>底|末|份)?(?P<since>以来|起|以后|之后)?"
)
_BEFORE_MONTH = regex(r"[\d.]$")
_REAL_YEAR = regex(r"年|(?:19|20)\d\d(?=[-/.])")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day of the time told; `words` as written."""

    first: date
    last: date
    words: str


def event_time(text: str, at: int, published: date | None) -> Period | None:
    """When the statement at `at` of a sentence's shadow happened; None where it does not say, or not resolvably.

    >>> event_time("截至8月底,生猪存栏3.45万头", 7, date(2011, 9, 14))
    Period(first=datetime.date(2011, 8, 1), last=datetime.date(2011, 8, 31), words='8月底')
    >>> event_time("截至8月底,生猪存栏3.45万头", 7, None) is None
    True
    """
    told = [found for found in _TIME.finditer(text) if found.group() and _is_time(text, found)]
    before = [found for found in told if found.start() < at]
    for found in [*reversed(before), *(found for found in told if found.start() >= at)]:
        period = _resolved(found, published)
        if period:
            return period
    return None


def _is_time(text: str, found: re.Match[str]) -> bool:
    if found["year"]:
        return bool(_REAL_YEAR.match(text, found.start("year") + 4) or _REAL_YEAR.match(text, found.start()))
    said = found["han"] or found["away"] or found["month"] or found["half"] or found["end"]
    return bool(said) and not _BEFORE_MONTH.search(text[: found.start()])


def _resolved(found: re.Match[str], published: date | None) -> Period | None:
    year = _year(found, published)
    if year is None:
        return None
    first, last = date(year, 1, 1), date(year, 12, 31)
    if found["month"]:
        month = int(found["month"])
        day = int(found["day"]) if found["day"] else None
        days = monthrange(year, month)[1]
        if day is not None and day > days:
            return None
        first, last = date(year, month, day or 1), date(year, month, day or days)
    elif found["half"]:
        first, last = (first, date(year, 6, 30)) if found["half"] == "上半年" else (date(year, 7, 1), last)
    if found["since"] == "以来" and published and published >= first:
        last = published
    return Period(first, last, found.group())


def _year(found: re.Match[str], published: date | None) -> int | None:
    if found["year"]:
        return int(found["year"])
    if found["han"]:
        return int("".join(_ZERO_TO_NINE[char] for char in found["han"]))
    if published is None:
        return None
    if found["away"]:
        return published.year + _YEARS_AWAY[found["away"]]
    # A month alone is the last such month: in a report of January, 11月 was in the year before.
    later = found["month"] and int(found["month"]) > published.month and not found["end"]
    return published.year - 1 if later else published.year
