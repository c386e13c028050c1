"""Numbers and points in time in every writing that reports use, and what only looks like one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from rag.language.moments import moments
from rag.language.numerals import han_value, numbers, same_unit


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("存栏3.45万头", [("34500", "头")]),
        ("投资24,700万元", [("247000000", "元")]),
        ("投資二億四千七百萬元", [("247000000", "元")]),
        ("６０２８畝", [("6028", "亩")]),
        ("6000余亩", [("6000", "亩")]),
        ("10余万元", [("100000", "元")]),
        ("百分之八十", [("80", "%")]),
        ("八成以上", [("80", "%")]),
        ("两个镇", [("2", "个")]),
        ("一百零五户", [("105", "户")]),
        ("24.7 million yuan", [("24700000", "")]),
        ("种植三农，双培双带，一个一个来，十分统一，千方百计，第三", []),
        ("甲3，200亩", [("3", ""), ("200", "亩")]),
    ],
)
def test_numbers(text: str, found: list[tuple[str, str]]) -> None:
    assert [(item.value, item.unit) for item in numbers(text)] == [(Decimal(value), unit) for value, unit in found]


@pytest.mark.parametrize("written", ["万千", "十百", "二三百", "千百万"])
def test_numerals_that_are_no_number(written: str) -> None:
    assert han_value(written) is None


def test_units() -> None:
    assert same_unit("人", "名")
    assert same_unit("个", "户")
    assert same_unit("", "亩")
    assert not same_unit("亩", "头")
    assert not same_unit("个", "元")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2011年9月14日", [(2011, 9, 14)]),
        ("二〇一二年秋", [(2012, None, None)]),
        ("2011年8月至9月", [(2011, 8, None), (2011, 9, None)]),
        ("2011-09-14 2011.9", [(2011, 9, 14), (2011, 9, None)]),
        ("2009至2011年", [(2009, None, None), (2011, None, None)]),
        ("去年8月底", [(2010, None, None), (2010, 8, None)]),
        ("3.45万头，13月，三年来", []),
    ],
)
def test_moments(text: str, found: list[tuple[int | None, ...]]) -> None:
    assert [(item.year, item.month, item.day) for item in moments(text, date(2011, 9, 14))] == found
