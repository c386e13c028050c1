"""Who holds an office now, and who held it before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.answers.fitting.tenure import holds_in_time
from rag.library import Library
from rag.types import Status

OLD = """白岩乡修渠
2017年3月8日 来源：云岭日报
　　云岭县白岩乡近日修通水渠。白岩乡党委书记冯立群到工地看了三次，群众都说好。"""
NEW = """白岩乡换了新班子
2021年3月8日 来源：云岭日报
　　云岭县白岩乡近日召开干部大会，宣布段晓山任白岩乡党委书记。原白岩乡党委书记冯立群调任县林业局局长。"""


@pytest.mark.parametrize(
    ("question", "names"),
    [("白岩乡党委书记现在是谁？", ["段晓山"]), ("白岩乡原党委书记是谁？", ["冯立群"])],
)
def test_the_holder_of_the_time_asked_alone(
    make_library: Callable[..., Library], question: str, names: list[str]
) -> None:
    answer = make_library({"new.txt": NEW}).ask(question)
    assert [name in citation.quote for name, citation in zip(names, answer.citations, strict=True)] == [True]


def test_of_two_reports_the_later_one_tells_the_present_holder_first(make_library: Callable[..., Library]) -> None:
    answer = make_library({"old.txt": OLD, "new.txt": NEW}).ask("白岩乡党委书记现在是谁？")
    assert "段晓山" in answer.citations[0].quote


def test_a_former_holder_is_not_the_present_one(make_library: Callable[..., Library]) -> None:
    former = NEW.replace("宣布段晓山任白岩乡党委书记。", "会开了半天。")
    assert make_library({"a.txt": former}).ask("白岩乡党委书记现在是谁？").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "text", "suits"),
    [
        ("现任书记是谁?", "原书记田守正说", -1),
        ("书记现在是谁?", "现任书记田守正说", 1),
        ("书记是谁?", "原书记田守正说", 0),
        ("原来的书记是谁?", "此前的书记田守正退休了", 1),
        ("现在的书记是谁?", "目前书记田守正住院", 1),  # 目前 is no 前书记
        # Before something else: what was held then may be held still.
        ("递补委员之前担任什么职务?", "历任乡长、书记", 0),
    ],
)
def test_what_suits_the_time_asked(question: str, text: str, suits: int) -> None:
    assert holds_in_time(question, text) == suits


def test_of_a_person_where_he_went_is_his_present_office() -> None:
    assert holds_in_time("冯立群现在是什么职务?", "原书记冯立群调任局长", of_person=True) == 1
