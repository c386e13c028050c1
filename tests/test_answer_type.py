"""Whether a sentence holds a thing of the type asked for: the measure, the person, the grain of a date."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.answers.answer_type import fits, is_as_fine
from rag.language.script import shadow
from rag.library import Library
from rag.types import Status
from tests.test_questions import asked


@pytest.mark.parametrize(
    ("question", "sentence", "holds"),
    [
        ("清禾镇什么时候通水？", "上午9点通水。", True),
        ("清禾镇什么时候通水？", "清禾镇通水了。", False),
        ("清禾镇是哪一年通水的？", "8月1日上午，清禾镇通水。", True),  # not as fine as asked
        ("清禾镇是哪一年通水的？", "2023-08-03 14:49 清禾镇通水。", False),  # when the page was put up
        ("清禾镇通水用了多久？", "用了三个月。", True),
        ("清禾镇的支书是谁？", "徐玲当了支书。", True),
        ("清禾镇的支书是谁？", "支书说了话。", False),
        ("清禾镇的副镇长是谁？", "镇长徐玲说了话。", False),
        ("清禾镇哪个女干部修了路？", "徐玲修了路。", True),
        ("清禾镇有多少家超市？", "清禾镇有38处超市。", True),
        ("清禾镇有多少家超市？", "清禾镇有38亩茶园。", False),
        ("清禾镇收了多少斤茶？", "清禾镇收茶3吨。", True),
        ("清禾镇来了多少人？", "清禾镇来了30个志愿者。", True),
        ("清禾镇来了多少人？", "清禾镇管着30个村。", False),
    ],
)
def test_fits(question: str, sentence: str, holds: bool) -> None:
    assert fits(asked(question), shadow(sentence)) is holds


@pytest.mark.parametrize(
    ("question", "sentence", "as_fine"),
    [
        ("清禾镇是哪一年通水的？", "2010年，清禾镇通了水。", True),
        ("清禾镇是哪一年通水的？", "二〇一〇年通水。", True),
        ("清禾镇是哪一年通水的？", "去年通水。", True),
        ("清禾镇是哪一年通水的？", "8月1日上午，清禾镇通水。", False),
        ("清禾镇哪天通水？", "8月1日，清禾镇通水。", True),
        ("清禾镇哪天通水？", "清禾镇2010年通水。", False),
        ("清禾镇几点通水？", "上午9点通水。", True),
        ("清禾镇几点通水？", "8月1日通水。", False),
        ("清禾镇什么时候通水？", "2010年通水。", False),  # asks for none in particular
    ],
)
def test_a_time_is_told_as_finely_as_it_is_asked(question: str, sentence: str, as_fine: bool) -> None:
    assert is_as_fine(asked(question), shadow(sentence)) is as_fine


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


def test_what_another_village_did_is_no_answer(make_library: Callable[..., Library]) -> None:
    page = (
        "芦溪县抢险\n　　芦溪县石泉镇高桥村党支部书记王东说，村民都回来了。"
        "石泉镇河湾村已无积水，村里找了10多台工程车清理马路。"
    )
    pile = make_library({"a.txt": page})
    assert "10多台" in pile.ask("河湾村清理马路用了多少台工程车？").text
    assert pile.ask("高桥村清理马路用了多少台工程车？").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("清禾镇发了多少奖学金？", "元"),
        ("清禾镇的补助标准是多少？", None),
        ("清禾镇的茶叶收入有多少？", "元"),
        ("清禾镇的面积是多少？", "亩"),
        ("清禾镇发了多少盒药？", "盒"),
        ("清禾镇出了多少起事故？", "起"),
        ("清禾镇多少起来的人？", None),
        ("How much is the fare to Qinghe Town?", "元"),
    ],
)
def test_the_measure_that_a_question_implies(question: str, measure: str | None) -> None:
    assert asked(question).measure == measure
