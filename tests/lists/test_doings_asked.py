"""Doings that a list asks for and that cannot be spared."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library

PAGES = {
    "a.txt": """禾岭县石泉镇：大棚进村来
发布时间：2012-05-04 来源：禾岭县人民政府网
　　禾岭县石泉镇长岭村的村民争着报名建大棚。合作社把道理讲给大家听。""",
    "b.txt": """禾岭县白鹿镇：大棚里的日子
发布时间：2013-07-09 来源：禾岭县人民政府网
　　禾岭县白鹿镇河湾村有蔬菜大棚40个，菜价一直不错。今年村里的合作社给贫困户发了红利。""",
    "c.txt": """禾岭县松塘乡的合作社
发布时间：2013-09-12 来源：禾岭县人民政府网
　　禾岭县松塘乡松口村的合作社为贫困户提供种苗和技术。村里向邻村选派了技术工作队。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("哪些村报名建大棚？", {"长岭村"}),
        ("哪些村的合作社给贫困户分红了？", {"河湾村"}),  # 红利
        ("哪些村派驻了工作队？", {"松口村"}),  # the verb before a thing is said in many ways
    ],
)
def test_the_doing_asked_is_told(pile: Library, question: str, places: set[str]) -> None:
    listing = pile.ask(question).listing
    assert listing is not None
    assert {item.name for item in listing.items} == places
