"""Rows of short names: each a place of the level that closes the row, and whether the row names all that it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import cast

import pytest

from rag.library import Library
from rag.lists.whose.short_rows import row_of_many, with_short_names
from rag.lists.whose.unlisted_towns import with_unlisted_towns
from rag.types import Level, Place, Report

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
        ("重点安排黄泥、文明等8个村先行", ["黄泥村", "文明村"]),
        ("重点扶植黄泥、文明等8个村先行", ["文明村"]),
        ("涉及周坪、高路、团庄3个村", ["周坪村", "高路村", "团庄村"]),
        ("流转了周坪、高路两村土地", ["周坪村", "高路村"]),
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


SHORT = {"砚坪": "砚坪镇", "启明": "启明乡", "建设": "建设镇"}


def town_of(short: str, within: Sequence[Place]) -> Place | None:
    lies_in = within[-1].name if within else ""
    return Place(SHORT[short], Level.TOWN, None, (lies_in,)) if lies_in == "云岭县" and short in SHORT else None


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("主要分布在砚坪、启明、建设等三个乡镇", ["砚坪镇", "启明乡", "建设镇"]),
        ("在砚坪、启明、建设等乡镇建立了基地", ["砚坪镇", "启明乡", "建设镇"]),
        ("已发展到砚坪、建设等镇", ["砚坪镇", "建设镇"]),
        ("重点扶植启明、建设、汪河等多个乡镇", ["启明乡", "建设镇", "汪河"]),
        ("20公里内的乡镇有砚坪、启明、汪河,都已断电", ["砚坪镇", "启明乡", "汪河"]),
        ("在党建、产业等乡镇重点工作上发力", []),
        ("围绕水稻、油茶等乡镇特色产业发力", []),
        ("砚坪、启明等乡镇长参加会议", []),
    ],
)
def test_short_names_of_the_county_are_its_towns(sentence: str, names: list[str]) -> None:
    county = Place("云岭县", Level.COUNTY)
    found = with_short_names(sentence, (), (county,), lambda name: False, town_of)
    assert [place.name for _, place in found] == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("已建成泷州镇、砚坪镇大棚菜", ["泷州镇"]),
        ("建成泷州镇、砚坪镇大棚菜", ["泷州镇", "砚坪镇"]),
        ("已治理泷州镇柳家、砚坪镇北站等8处涝片", ["泷州镇"]),
        ("以砚坪镇柳家、泷州镇北站为重点", ["砚坪镇", "泷州镇"]),
        ("云岭县素称“陇原药乡”,被誉为“千年花椒乡”", []),
    ],
)
def test_towns_on_no_list(sentence: str, names: list[str]) -> None:
    at = sentence.find("砚坪镇")
    found = [((at, at + 3), Place("砚坪镇", Level.TOWN))] if "已" in sentence else []
    report = cast(Report, SimpleNamespace(places=(Place("云岭县", Level.COUNTY),)))
    more = [place.name for span, place in with_unlisted_towns(sentence, found, report) if (span, place) not in found]
    assert more == names


def test_a_row_that_counts_more_than_it_names() -> None:
    assert row_of_many("石泉镇的黄泥、文明等8个村先行。", "文明村") == (7, 13)
    assert row_of_many("白鹿镇大坪、小坪两村开展了", "大坪村") is None
    assert row_of_many("分布在城关、东川、南沟等三个乡镇", "东川乡") is None  # which it names all
    assert row_of_many("分布在城关、东川、南沟等三十多个乡镇", "东川乡") is not None


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


def test_each_village_that_is_made_something(make_library: Callable[..., Library]) -> None:
    text = """云岭县建设美丽乡村
2016年9月3日 来源:云岭日报
　　云岭县将光溪村打造成物流产业特色的美丽乡村，将东溪村、西溪村打造成休闲度假特色的美丽乡村。全县投入90万元。"""
    listing = make_library({"a.txt": text}).ask("哪些村打造成美丽乡村？").listing
    assert listing is not None
    assert {item.name for item in listing.items} == {"光溪村", "东溪村", "西溪村"}


def test_a_verb_before_village_is_no_name(make_library: Callable[..., Library]) -> None:
    text = """云岭县砚坪镇发展药材
2016年9月3日 来源:云岭日报
　　近年来，砚坪镇铁溪村采取村经济合作组织+农户的办法种植天麻，成了有名的天麻村。全镇都来学。"""
    listing = make_library({"a.txt": text}).ask("哪些村种植天麻？").listing
    assert listing is not None
    assert [item.name for item in listing.items] == ["铁溪村"]


def test_a_town_does_not_reach_over_another_county(make_library: Callable[..., Library]) -> None:
    text = """三十八个景区名单公布
2016年9月3日 来源:省旅游网
　　名单如下：犍为县罗城镇古街旅游景区沐川县森林魔芋工业旅游景区。以上景区免费开放。"""
    listing = make_library({"a.txt": text}).ask("哪些乡镇有魔芋工业旅游景区？").listing
    assert listing is None or "罗城镇" not in {item.name for item in listing.items}


def test_the_word_that_governs_a_row_is_no_part_of_its_first_name(make_library: Callable[..., Library]) -> None:
    text = "云岭县水库扩建\n　　云岭县水库扩建工程建成后将为雍塘、国水、万木等城镇供水。国水镇已通水。"
    listing = make_library({"a.txt": text}).ask("云岭县的水库扩建后给哪些乡镇供水？").listing
    assert listing is not None
    assert {item.name.rstrip("镇") for item in listing.items} == {"雍塘", "国水", "万木"}
