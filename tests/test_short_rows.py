"""Rows of short names: each a place of the level that closes the row, and whether the row names all that it counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.search.short_rows import row_of_many, with_short_names
from rag.types import Level

PAGES = {
    "a.txt": """砚川县石泉镇：“三色台账”管到户
2012年10月8日 来源：砚川县人民政府网
　　石泉镇的黄泥、文明等8个村推行“三色台账”，每户一册。台账由驻村干部填写。""",
    "b.txt": """临水县：城乡清洁工程铺开
2012年12月2日 来源：临水县人民政府网
　　临水县城关、东川、南沟三个乡镇率先开展城乡清洁工程，共投入资金120万元。东川乡还购置了垃圾车。
　　白鹿镇大坪和小坪两村开展了“三色台账”。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


def read(sentence: str, attested: tuple[str, ...] = ()) -> list[tuple[str, Level]]:
    return [(place.name, place.level) for _, place in with_short_names(sentence, (), (), attested.__contains__)]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("石泉镇的黄泥、文明等8个村先行试点", ["黄泥村", "文明村"]),
        ("白鹿镇大坪、小坪两村开展了", ["大坪村", "小坪村"]),
        ("大坪和小坪两个村都修了路", ["大坪村", "小坪村"]),
        ("黄泥村、文明等8个村先行", ["黄泥村", "文明村"]),
        ("重点推动黄泥、文明等8个村先行", ["黄泥村", "文明村"]),
        ("重点安排黄泥、文明等8个村先行", ["文明村"]),
        ("大坪、小坪三村", []),  # a row of three says a third name that is not seen
        ("黄泥、文明等8个村民小组", []),
        ("贫困户等8个村", []),
    ],
)
def test_the_names_of_a_row(sentence: str, names: list[str]) -> None:
    assert [name for name, _ in read(sentence)] == names


def test_of_towns_the_ending_that_some_report_writes() -> None:
    found = read("临水县城关、东川两个乡镇", ("东川乡",))
    assert found == [("城关", Level.TOWN), ("东川乡", Level.TOWN)]


def test_a_row_that_counts_more_than_it_names() -> None:
    assert row_of_many("石泉镇的黄泥、文明等8个村先行。", "文明村") == (7, 13)
    assert row_of_many("白鹿镇大坪、小坪两村开展了", "大坪村") is None


def test_each_place_of_a_row_is_listed(pile: Library) -> None:
    answer = pile.ask("哪些村开展了三色台账？")
    assert answer.listing is not None
    assert {(item.name, item.parent) for item in answer.listing.items} == {
        ("黄泥村", "石泉镇"), ("文明村", "石泉镇"), ("大坪村", "白鹿镇"), ("小坪村", "白鹿镇"),
    }  # fmt: skip
    assert "报道只写出部分名字：黄泥、文明等8个村[" in answer.text


def test_towns_of_a_row_are_listed(pile: Library) -> None:
    answer = pile.ask("哪些乡镇开展了城乡清洁工程？")
    assert answer.listing is not None
    assert [item.name for item in answer.listing.items] == ["东川乡", "南沟", "城关"]


def test_a_row_of_everyday_words_names_no_places(make_library: Callable[..., Library]) -> None:
    text = """云岭县抓试点
2012年9月3日 来源:云岭日报
　　云岭县在产业、党建等5个乡镇重点领域推行“三联三送”。干部、党员两个村级群体受到教育。"""
    listing = make_library({"a.txt": text}).ask("哪些乡镇推行了“三联三送”？").listing
    assert listing is None or not {"产业", "党建", "产业镇"} & {item.name for item in listing.items}
