"""A figure of one thing is no answer about another that the report has told of before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.answers.fitting.counted import counts_another
from rag.library import Library
from rag.types import Status


@pytest.mark.parametrize(
    ("sentence", "measure", "asked", "another"),
    [
        ("全镇发展林果基地600多亩、蔬菜基地2400亩。", "亩", "猕猴桃", True),
        ("合作社种植葡萄40多亩。", "亩", "猕猴桃", True),
        ("种了600亩红心猕猴桃。", "亩", "猕猴桃", False),
        ("茶园300亩、猕猴桃600亩。", "亩", "猕猴桃", False),
        ("面积达到600亩。", "亩", "猕猴桃", False),
        ("种植烤烟3000亩。", "亩", "烟叶", False),
        ("流转了600亩土地。", "亩", "猕猴桃", False),
        ("收了3000斤桃子。", "斤", "水果", False),
        ("王小明600亩已经挂果。", "亩", "猕猴桃", False),
    ],
)
def test_what_figures_count(sentence: str, measure: str, asked: str, another: bool) -> None:
    assert counts_another(sentence, measure, asked) is another


def test_a_figure_of_one_thing_is_no_answer_about_another(make_library: Callable[..., Library]) -> None:
    page = (
        "芦溪县石泉镇兴林果\n　　芦溪县石泉镇2012年引来能人，打造葡萄、猕猴桃、黄桃种植园。"
        "如今全镇发展林果基地600多亩、蔬菜基地2400亩。镇里养的土鸡已有8000只。"
    )
    pile = make_library({"a.txt": page})
    refused = pile.ask("石泉镇的猕猴桃种了多少亩？")
    assert (refused.status, refused.citations) == (Status.NOT_FOUND, ())
    assert "2400亩" in pile.ask("石泉镇的蔬菜基地有多少亩？").text
    assert "8000只" in pile.ask("石泉镇养了多少只土鸡？").text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("石桥镇办了多少所夜校？", None),
        ("石桥镇有多少夜校？", None),
        ("柳湾乡有多少个农家乐？", None),
        ("双河镇有多少个合作社？", None),
        ("石桥镇引来多少家企业？", "17家"),
        ("柳湾乡有几家学校？", "6所"),
        ("柳湾乡有多少家合作社？", "合作社8个"),
    ],
)
def test_a_figure_of_another_noun_is_none_of_the_noun_asked(
    make_library: Callable[..., Library], question: str, told: str | None
) -> None:
    head = "发布时间:2014-07-19 来源:清河日报\n　　清河县"
    pile = make_library(
        {
            "a.txt": f"石桥镇办夜校\n{head}石桥镇开办农民夜校。全镇还引来17家企业，安排就业900人。夜校里灯火通明。",
            "b.txt": f"柳湾乡农家乐\n{head}柳湾乡发展农家乐，推动旅游。全乡有学校6所，合作社8个。农家乐生意红火。",
            "c.txt": f"双河镇合作社\n{head}双河镇发展合作社。全镇8个行政村办起了合作社。合作社带动了增收。",
        }
    )
    asked = pile.ask(question)
    assert (told in asked.text) if told else asked.status is Status.NOT_FOUND
