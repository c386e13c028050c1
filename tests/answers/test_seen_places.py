"""Where the people of a place went to see something."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Verdict

PAGES = {
    "a.txt": (
        "云阴县沙溪镇:考察拓思路\n2022年4月25日\n"
        "4月19日,云阴县沙溪镇组织村干部24人到远山县多地参观考察乡村治理。"
        "考察组首先来到远山县万家镇灵山村,听取了介绍。在石塔镇柏树村,参观了党群服务中心。"
        "回来后,沙溪镇在青坡村召开了总结会。沙溪镇的青坡村说要建果园。"
    ),
    "b.txt": (
        "云阴县石桥镇修通水渠\n2022年5月2日\n"
        "云阴县石桥镇修通水渠3公里。石桥镇的干部说,水渠能浇地500亩。"
    ),
}  # fmt: skip


@pytest.mark.parametrize("question", ["沙溪镇考察团去了哪些地方？", "沙溪镇的干部到哪些地方学习了？"])
def test_the_places_visited_are_told_and_not_who_went(make_library: Callable[..., Library], question: str) -> None:
    text = make_library(PAGES).ask(question).text
    assert "灵山村" in text
    assert "柏树村" in text
    assert "总结会" not in text
    assert "开展了" not in text


def test_where_nobody_went_nothing_is_told(make_library: Callable[..., Library]) -> None:
    assert "水渠" not in make_library(PAGES).ask("石桥镇考察团去了哪些地方？").text


JOURNEYS = {
    "row.txt": (
        "青石镇组织干部外出观摩学习\n2022年6月3日\n"
        "6月1日,青石镇党委书记李明带队,镇村干部一行20余人赴远山县观摩学习乡村治理。"
        "学习组先后来到远山县石塔镇柏树村、万家镇余村、大竹园村,观摩了高产示范田和未来乡村展示馆。"
        "青石镇将以此次观摩活动为契机,谋划来年项目。"
    ),
    "host.txt": (
        "砚川县柳沟镇考察团来沙溪镇参观考察\n2022年7月8日\n"
        "7月6日,砚川县柳沟镇镇长王强一行十六人考察团来沙溪镇参观考察,沙溪镇相关负责人陪同。"
        "考察团先后来到沙溪镇湾东村、车庄村现场考察学习,了解人居环境整治的做法。"
    ),
    "plan.txt": (
        "白马镇谋划来年工作\n2022年7月9日\n"
        "白马镇党委会议提出,来年将组织干部赴远山县考察学习。会议还研究了春耕工作。"
    ),
    "person.txt": (
        "周文率队赴远山县考察学习\n2022年8月2日\n"
        "8月1日,市委书记周文率队赴远山县考察学习乡村治理经验。"
        "周文一行先后来到远山县长岭镇芦荔村、彰坞村,听取了介绍。"
    ),
}  # fmt: skip


def _names(library: Library, question: str) -> list[str]:
    listing = library.ask(question).listing
    return [item.name for item in listing.items if item.verdict is Verdict.DID] if listing else []


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("青石镇去了哪些村学习？", ["柏树村", "余村", "大竹园村"]),
        ("青石镇观摩了远山县哪些村？", ["柏树村", "余村", "大竹园村"]),
        ("周文去远山县考察了哪些村？", ["芦荔村", "彰坞村"]),
        ("柳沟镇考察团去了哪些村？", ["湾东村", "车庄村"]),
        ("哪些村接待了柳沟镇考察团？", ["湾东村", "车庄村"]),
    ],
)
def test_all_of_a_row_were_visited_and_share_their_sentence(
    make_library: Callable[..., Library], question: str, places: list[str]
) -> None:
    library = make_library(JOURNEYS)
    assert _names(library, question) == places
    assert library.ask(question).text.count("先后来到") == 1


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("哪些镇组织干部外出考察学习？", ["柳沟镇", "青石镇"]),
        ("哪些乡镇的干部到外地参观学习过？", ["柳沟镇", "青石镇"]),
        ("哪些乡镇党委书记亲自带队出去取经？", ["青石镇"]),
        ("哪些乡镇去远山县考察过？", ["青石镇"]),
    ],
)
def test_who_travelled_is_listed_and_neither_hosts_nor_plans(
    make_library: Callable[..., Library], question: str, places: list[str]
) -> None:
    assert sorted(_names(make_library(JOURNEYS), question)) == places


def test_only_towns_that_went_for_what_is_asked_are_listed(make_library: Callable[..., Library]) -> None:
    assert _names(make_library(JOURNEYS), "有几个乡镇去远山县学习“千万工程”？") == []


def test_a_page_of_short_reports_tells_of_several_journeys(make_library: Callable[..., Library]) -> None:
    pages = {
        "a.txt": """走出去学先进
　　石泉镇组织外出学习
　　8月2日，芦溪县石泉镇组织村书记一行20人，到丹河市柳沟镇，学习河道整治。
　　白鹿镇到高桥村参观
　　近日，砚川县白鹿镇村干部组成观摩团，来到全县文明示范村高桥村，参观文化广场。回来后召开了座谈会。
　　松塘乡开会
　　9月3日，砚川县松塘乡召开会议，学习上级文件。"""
    }
    listing = make_library(pages).ask("哪些乡镇派人到外地取经？一共几个？").listing
    assert listing is not None
    assert {(item.name, item.parent) for item in listing.items} == {("石泉镇", "芦溪县"), ("白鹿镇", "砚川县")}


def test_what_was_looked_at_is_asked_in_plain_words(make_library: Callable[..., Library]) -> None:
    pages = {"a.txt": "石泉镇干部外出考察\n　　芦溪县石泉镇干部一行，先后到柳沟镇、白鹿镇考察河道整治。"}
    pile = make_library(pages)
    for question in ("石泉镇去看了哪些乡镇？", "石泉镇的干部看了哪些乡镇？"):
        listing = pile.ask(question).listing
        assert listing is not None
        assert {item.name for item in listing.items} == {"柳沟镇", "白鹿镇"}
