"""Questions of larger places, in English and in other spellings, over the five real pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.library import Library
from rag.types import Status


@pytest.fixture(scope="module")
def real(shared: Path, make_library: Callable[..., Library]) -> Library:
    return make_library(shared / "reports")


@pytest.mark.parametrize(
    "question",
    [
        "陕西省哪些乡镇开展了双培双带？",
        "陕西哪些乡镇开展了双培双带？",
        "安康市哪些乡镇开展了双培双带？",
        "Which towns in Shaanxi Province carried out 双培双带?",
        "Which towns in Xunyang carried out 双培双带?",
    ],
)
def test_a_larger_place_finds_what_its_towns_reported(real: Library, question: str) -> None:
    listing = real.ask(question).listing
    assert listing is not None
    assert [item.name for item in listing.items] == ["神河镇"]


@pytest.mark.parametrize("question", ["湖南哪些乡镇开展了双培双带？", "张家川有没有开展双培双带？"])
def test_a_place_that_the_pile_does_not_have_is_not_passed_over(real: Library, question: str) -> None:
    answer = real.ask(question)
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())


def test_an_english_question_about_a_town_is_answered_from_its_chinese_report(real: Library) -> None:
    answer = real.ask("How many mu of watermelon are grown in Guodian?")
    assert answer.status is Status.ANSWERED
    assert "西瓜2000多亩" in answer.citations[0].quote
    assert answer.filters_inferred.place == "郭店镇"


@pytest.mark.parametrize(
    ("question", "towns"),
    [
        ("Which towns grow tobacco?", {"神河镇"}),
        ("Which towns raise pigs?", {"神河镇", "城关镇"}),
        ("哪些镇发展了养殖业？", {"红塔镇", "神河镇"}),
    ],
)
def test_a_topic_in_its_other_spellings_is_listed_as_the_topic(real: Library, question: str, towns: set[str]) -> None:
    listing = real.ask(question).listing
    assert listing is not None
    assert {item.name for item in listing.items if not item.paraphrase} == towns


@pytest.mark.parametrize(
    "question",
    [
        "化龙堰镇有多少亩核桃？",  # told of the whole county, in a sentence that names the town
        "窑淮镇茶叶有多少亩？",
        "双店子村集体经济增收多少万元？",  # told of 过店子村
        "得力康公司投资了多少？",  # told are its cows
        "凤翔县四个乡镇里谁没有提到升级晋档？",  # that nothing is told of it proves nothing
    ],
)
def test_what_is_told_of_something_near_is_no_answer(real: Library, question: str) -> None:
    answer = real.ask(question)
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())


def test_how_often_is_told_by_what_recurs(real: Library) -> None:
    answer = real.ask("升级晋档领导小组多久开一次联席会议？")
    assert "每月召开一次联席会议" in answer.citations[0].quote


def test_yes_needs_the_place_where_it_is_said_to_have_been(real: Library) -> None:
    assert real.ask("南指挥镇召开过现场会吗？").text.startswith("是")
    assert not real.ask("范家寨乡在南指挥镇召开过现场会吗？").text.startswith("是")


def test_a_place_that_opens_the_name_of_a_university_is_not_compared(real: Library) -> None:
    answer = real.ask("夏官营镇和兰州交通大学签了什么协议？")
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())
