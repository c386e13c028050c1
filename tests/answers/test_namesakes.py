"""Whose an answer is: of two towns of one name only the one asked of; of a town nothing of its county, of a village
nothing of its neighbour's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Status

NAMESAKES = {
    "north.txt": """芦溪县清河镇：板凳上议事
发布时间：2016-04-15 来源：芦溪县人民政府网
　　去年三月起，清河镇推行“板凳议事”，商定连片种植核桃6800亩。""",
    "south.txt": """白沙区清河镇：河水清了
发布时间：2017-06-02 来源：白沙区人民政府网
　　今年二月起，清河镇开展“三早五清”行动。镇长莫云川介绍，28名河段长已经上岗。""",
    # Of which of the two, it does not say.
    "either.txt": "清河镇：赛龙舟\n发布时间：2016-06-09\n　　端午节，清河镇的十二条龙舟下了水，看的人站满两岸。",
    "county.txt": """芦溪县：特色产业成板块
发布时间：2016-05-04 来源：芦溪县人民政府网
　　目前，全县已形成以白芷镇核桃、石泉镇山羊为主的产业板块，发展核桃12万亩，养殖山羊40万只。石泉镇种茶800亩。""",
    "villages.txt": """芦溪县石泉镇：村集体有了进账
发布时间：2016-06-01 来源：芦溪县人民政府网
　　自实施倍增工程以来，过店村党总支用好土地，集体经济增收10余万元。双店村党支部与企业合建沿街商铺，集体经济增收有了保障。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(NAMESAKES)


@pytest.mark.parametrize(
    "question",
    [
        "芦溪县清河镇有没有开展三早五清？",
        "白沙区清河镇有没有推行板凳议事？",
        "白沙区清河镇的核桃有多少亩？",
        "芦溪县清河镇的镇长是谁？",
        "芦溪县的清河镇有没有开展三早五清？",
        "白沙区石泉镇种了多少亩茶？",  # there is none in that county
        "白芷镇有多少亩核桃？",
        "石泉镇有多少只山羊？",
        "双店村集体经济增收多少万元？",
    ],
)
def test_what_is_told_of_another_place_is_no_answer(pile: Library, question: str) -> None:
    answer = pile.ask(question)
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("芦溪县清河镇的核桃有多少亩？", "6800亩"),
        ("芦溪县的那个清河镇种了多少亩核桃？", "6800亩"),
        ("白沙区清河镇的镇长是谁？", "莫云川"),
        ("清河镇的镇长是谁？", "莫云川"),
        ("芦溪县石泉镇种了多少亩茶？", "800亩"),
        ("芦溪县有多少亩核桃？", "12万亩"),
        ("过店村集体经济增收多少万元？", "10余万元"),
    ],
)
def test_what_is_told_of_the_place_is(pile: Library, question: str, figure: str) -> None:
    answer = pile.ask(question)
    assert answer.status is Status.ANSWERED and figure in answer.text


def test_yes_is_said_only_where_the_report_has_to_do_with_every_place_asked(pile: Library) -> None:
    assert pile.ask("清河镇在柳湾村推行板凳议事了吗？").text.splitlines()[0] != "是，报道写到："
    assert pile.ask("清河镇推行板凳议事了吗？").text.startswith("是")
