"""Which part of a year a statement tells of: 上半年, 前三季度, 1至9月. One is no other, nor tells of it.

Pure functions of shadows. Left out: which year (`years.py`), single months, and days (截至1月13日).
"""

from __future__ import annotations

import re

from rag.language.numerals import han_value
from rag.language.regex import regex
from rag.types import Span

_N = "[一二三四1-4]"
_NAMED = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12)}
_PART = regex(
    rf"(?P<named>上半年|下半年|全年(?![龄级]))|前(?P<first>[二两三23])个?季度|(?<!前)第?(?P<quarter>{_N})季度"
    r"|(?:(?<!\d)1(?:月份?)?(?:[-—~至到]+)|截[至止]|前)(?P<until>1[0-2]|[2-9])个?月(?:份|底|末)?(?!\d|[上中下]旬|初|前)"
)
_COMPARED = regex(r"(?:[比较]|相比|对比|同比|高于|低于|多于|少于|超过)(?:[今去上]年)?[一-鿿]{0,2}$")


def part_told(text: str, at: int) -> Span | None:
    """First and last month of the part of a year that the statement at `at` of a sentence tells of, by the words in
    front of it; None where none stands there.

    >>> part_told("今年前三季度,生猪出栏29.1万头", 12), part_told("出栏3.7万头", 2)
    ((1, 9), None)
    """
    told = [found for found in _PART.finditer(text, 0, at) if not _COMPARED.search(text[: found.start()])]
    return _months(told[-1]) if told else None


def _months(found: re.Match[str]) -> Span:
    if found["named"]:
        return _NAMED[found["named"]]
    if found["until"]:
        return 1, int(found["until"])
    number = _number(found["first"] or found["quarter"])
    return (1 if found["first"] else 3 * number - 2), 3 * number


def _number(written: str) -> int:
    value = int(written) if written.isdigit() else han_value({"两": "二"}.get(written, written))
    return int(value or 0)
