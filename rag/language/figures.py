"""Figures as reports write them: a number with its unit and what it counts. Pure functions of a shadow.

Read: 3.45万头, 24700万元, 80%以上, 近6000头, 2000余亩, 1,200户, 二千三百亩. Left out on purpose: dates and years,
ordinals (第3期), and 一个, 两名 in characters, which are articles as often as counts. Where and when: `rag.archive`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.language.regex import regex
from rag.types import Span

_ONES = "零一二三四五六七八九"
_PLACES = {"十": 10, "百": 100, "千": 1_000}
_SCALES = {"": 1.0, "十": 10.0, "百": 100.0, "千": 1_000.0, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8}
UNITS = (
    "个百分点|百分点|平方公里|平方米|立方米|公里|千米|毫米|公斤|公顷|千瓦时|千瓦|人次|户次|场次|元|亩|头|只|户|人|名|位|个|吨|斤|株|棵|"
    "尾|箱|群|座|处|条|家|所|项|次|场|期|米|岁|件|份|口|眼|盏|台|辆|间|栋|袋|张|套|支|里|倍|度|批|类|篇|册|艘|把|块|组|对|段|起|笔|孔|棚|%"
)
_FIGURE = regex(
    r"(?P<about>近|约|大约|超过|超|逾|上|达)?"
    r"(?:(?P<digits>(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.])\d+(?:\.\d+)?)|(?P<han>[零〇一二两三四五六七八九十百千]{1,9}))"
    r"(?P<many>[余多来几]?)(?P<scale>十万|百万|千万|万|亿|百|千)?(?P<more>[余多来]?)"
    rf"(?P<unit>{UNITS})(?P<over>以上|以下|左右|上下)?"
)
_FULL_STOP = regex(r"[,。;:、!?\n“”()《》]")
_LEAD_WORDS = regex(
    r"(?:累计|总计|合计|共计|已经|已|共|达到|达|为|是|有|仅|只|约|占|增加到|增加|增长到|增长|提高到|提高|增至|升至|减少到|减少|"
    r"下降到|下降|突破|实现|完成|的|了|就|全部|先后|平均|又|还|新|每年)+$"
)
_LONGEST_WHAT = 24  # code points before a number that may tell what it counts; more is the sentence's other business
_SHORT_WHAT = 2  # a verb alone (种植6028亩烤烟): what is counted stands behind
_AFTER = 8  # code points behind the unit that may name what is counted
_LEAST_WRITTEN = 3  # 一个, 两名
_NAMING = frozenset("个项类")  # with a number in characters they count a slogan's points (五个好, 三项制度)


@dataclass(frozen=True, slots=True)
class Figure:
    """`span` of the number with its unit; `value` in the plain unit (3.45万头 → 34500 头); `what` it counts, as
    written, '' where the clause does not say."""

    span: Span
    value: float
    unit: str
    what: str


def figures_in(text: str) -> Iterator[Figure]:
    """The figures of a shadow, in order.

    >>> [(f.value, f.unit, f.what) for f in figures_in("截至8月底,生猪存栏3.45万头,栽植2000余亩魔芋")]
    [(34500.0, '头', '生猪存栏'), (2000.0, '亩', '栽植魔芋')]
    """
    last = 0
    for found in _FIGURE.finditer(text):
        number = _number(found["digits"], found["han"], found["scale"] or "")
        if found["han"] and found["unit"] in _NAMING:
            continue
        if number is None or text[max(found.start() - 1, 0) : found.start()] in ("第", "之"):
            continue
        yield Figure(
            found.span(), number * _SCALES[found["scale"] or ""], found["unit"], _what(text, found.span(), last)
        )
        last = found.end()


def _number(digits: str | None, han: str | None, scale: str) -> float | None:
    if digits:
        return float(digits.replace(",", ""))
    value = written_number(han or "")
    return value if value is not None and value * _SCALES[scale] >= _LEAST_WRITTEN else None


def written_number(han: str) -> float | None:
    """A number in characters, below ten thousand; None for what is none.

    >>> written_number("二千三百"), written_number("十二"), written_number("二〇一二")
    (2300.0, 12.0, 2012.0)
    """
    plain = han.replace("〇", "零").replace("两", "二")
    if plain and all(char in _ONES for char in plain):
        return float("".join(str(_ONES.index(char)) for char in plain))
    total, digit = 0.0, None
    for char in plain:
        if char in _PLACES:
            total += (1 if digit is None else digit) * _PLACES[char]
            digit = None
        elif char in _ONES and digit in (None, 0):
            digit = _ONES.index(char)
        else:
            return None
    return total + (digit or 0)


def _what(text: str, span: Span, last: int) -> str:
    start = max(last, span[0] - _LONGEST_WHAT)
    breaks = [found.end() for found in _FULL_STOP.finditer(text, start, span[0])]
    before = _LEAD_WORDS.sub("", text[breaks[-1] if breaks else start : span[0]].strip())
    if len(before) > _SHORT_WHAT:
        return before
    stop = _FULL_STOP.search(text, span[1])
    after = text[span[1] : min(stop.start() if stop else len(text), span[1] + _AFTER)].lstrip("的").strip()
    return before + (re.split(r"\d", after)[0])
