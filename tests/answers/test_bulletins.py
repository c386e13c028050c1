"""Bulletins and places with figures: the year of a title, a village's own figure, places excepted or counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Status, Verdict

BULLETIN = """云岭县2015年国民经济和社会发展统计公报

2016年3月3日

2015年，我县经济发展平稳。

一、农业

全年粮食总产量46695吨，同比增长0.98%。人均地区生产总值为19967元，按2014年平均汇率计算为3100美元。"""
INCOMES = """石泉镇村级收入

2012年9月3日

石泉镇共有8个村，去年，其稳定性收入总额达到9454万元。其中，桦栎村的稳定性收入达到了2284万元；岷坪村、伟阳社区、砚岭村的稳定性收入都超过1000万元。"""
HENS = """石泉镇：蛋鸡养殖有新路

2012年9月3日

在石泉镇的桦栎村，今年发展有2万羽蛋鸡。岷坪村也养鸡。目前，该镇除桦栎、岷坪发展有规模蛋鸡养殖外，该镇的砚岭村60万羽蛋鸡养殖项目正在建设中。"""


@pytest.mark.parametrize(
    ("year", "status"), [(2015, Status.ANSWERED), (2014, Status.NOT_FOUND), (2016, Status.NOT_FOUND)]
)
def test_a_bulletin_tells_of_the_year_of_its_title(
    make_library: Callable[..., Library], year: int, status: Status
) -> None:
    asked = make_library({"a.txt": BULLETIN}).ask(f"云岭县{year}年粮食总产量是多少？")
    assert asked.status is status


def test_villages_and_communities_of_a_row_are_over_the_bar(make_library: Callable[..., Library]) -> None:
    listing = make_library({"a.txt": INCOMES}).ask("哪些村的稳定性收入超过1000万元？").listing
    assert listing is not None
    assert {item.name for item in listing.items} == {"桦栎村", "岷坪村", "伟阳社区", "砚岭村"}


def test_the_sum_of_a_town_is_no_villages_figure(make_library: Callable[..., Library]) -> None:
    asked = make_library({"a.txt": INCOMES}).ask("哪个村稳定性收入最高？")
    assert "9454" not in asked.text
    assert asked.text.index("桦栎村") < asked.text.index("砚岭村")


def test_those_excepted_have_it_and_what_is_being_built_is_not_there_yet(make_library: Callable[..., Library]) -> None:
    listing = make_library({"a.txt": HENS}).ask("石泉镇哪些村已经有规模蛋鸡养殖？").listing
    assert listing is not None
    assert {item.name for item in listing.items if item.verdict is Verdict.DID} == {"桦栎村", "岷坪村"}
