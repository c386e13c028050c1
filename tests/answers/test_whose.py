"""What one place did is no answer about another; a place that is only named in passing does not stand in the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Status


def page(*sentences: str) -> dict[str, str]:
    return {"a.txt": "芦溪县近况\n　　" + "".join(sentences)}


def test_what_another_village_did_is_no_answer(make_library: Callable[..., Library]) -> None:
    pile = make_library(
        page(
            "芦溪县石泉镇高桥村党支部书记王东说，村民都回来了。",
            "石泉镇河湾村已无积水，村里找了10多台工程车清理马路。",
        )
    )
    assert "10多台" in pile.ask("河湾村清理马路用了多少台工程车？").text
    assert pile.ask("高桥村清理马路用了多少台工程车？").status is Status.NOT_FOUND


def test_what_a_larger_place_did_is_no_answer(make_library: Callable[..., Library]) -> None:
    pile = make_library(
        page("石泉镇河湾村靠乡村旅游脱贫的故事传开了。", "芦溪县有46个村办起旅游，2546户贫困户靠旅游脱贫。")
    )
    assert pile.ask("河湾村有多少户贫困户靠旅游脱贫？").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("sentence", "question", "figure"),
    [
        ("石泉镇春耕忙。镇里从大坪乡引进茶苗3万株。", "石泉镇引进茶苗多少株？", "3万株"),
        ("石泉镇春耕忙。镇里邀请柳沟镇茶叶专家12名来讲课。", "石泉镇邀请了多少名茶叶专家？", "12名"),
        ("石泉镇春耕忙。镇里茶园面积2000亩，全县最大。", "石泉镇的茶园面积是多少亩？", "2000亩"),
        ("石泉镇河湾村春耕忙。村里在高桥村租地200亩种茶。", "河湾村租地多少亩种茶？", "200亩"),
    ],
)
def test_a_place_in_passing(make_library: Callable[..., Library], sentence: str, question: str, figure: str) -> None:
    assert figure in make_library(page(f"芦溪县{sentence}")).ask(question).text


def test_a_village_that_a_report_does_not_name_is_not_told_of_there(make_library: Callable[..., Library]) -> None:
    library = make_library(
        page("芦溪县石泉镇河湾村春耕忙。河湾村采茶能手带着大家学技术。")
        | {"b.txt": "柳湾村茶园丰收\n　　云阴县白塔乡柳湾村茶园丰收。截至年底，柳湾村茶叶为村民增收500余万元。"}
    )
    assert "500余万元" in library.ask("柳湾村茶叶为村民增收多少万元？").text
    assert library.ask("河湾村茶叶为村民增收多少万元？").status is Status.NOT_FOUND


def test_of_two_villages_on_a_page_each_has_what_is_told_behind_its_name(make_library: Callable[..., Library]) -> None:
    library = make_library(
        page(
            "芦溪县走村看变化。",
            "石泉镇河湾村安装了自来水。",
            "白塔乡柳湾村建了直饮水站，今年5月投入使用。村民都说水甜。",
        )
    )
    assert "直饮水站" in library.ask("柳湾村建了直饮水站吗？").text
    assert "直饮水站，今年" not in library.ask("河湾村建了直饮水站吗？").text
