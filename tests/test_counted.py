"""A figure of one thing is no answer about another that the report has told of before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.answers.counted import counts_another
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
