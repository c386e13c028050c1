"""How many of its villages did something: the number that a report of the place tells comes before the list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.answers.fitting.counted import tells_in_another_counter
from rag.library import Library
from rag.types import Kind, Status

PAGES = {
    "a.txt": (
        "云阴县柳溪镇推开积分超市\n2021年9月3日\n"
        "云阴县柳溪镇青坡村的“积分超市”开门了。截至目前,全镇16个村已实现“积分超市”全覆盖,发放积分2万分。"
    ),
    "b.txt": (
        "云阴县石桥镇的积分超市\n2021年10月8日\n"
        "云阴县石桥镇桥东村、桥西村等4个村的“积分超市”一并开业。石桥镇说,下一步将在20个村推行“积分超市”。"
    ),
    "c.txt": (
        "云阴县建起乡村治理积分超市\n2021年11月8日\n"
        "云阴县在9个乡镇推行乡村治理积分制,开设覆盖全体农户的31家乡村治理积分超市。云阴县的村民用积分换肥皂。"
    ),
}  # fmt: skip


@pytest.fixture
def library(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


@pytest.mark.parametrize(
    "question", ["柳溪镇有几个村开了积分超市？", "柳溪镇积分超市覆盖了多少个村？", "柳溪镇多少个村有积分超市？"]
)
def test_the_number_told_comes_first(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert answer.status is Status.ANSWERED
    assert "全镇16个村" in answer.text.splitlines()[0]


def test_some_named_villages_and_a_plan_are_no_number_of_all(library: Library) -> None:
    lines = library.ask("石桥镇有几个村开了积分超市？").text.splitlines()
    assert lines[0].startswith("共查")


def test_without_a_place_nobody_tells_how_many_of_all_did(library: Library) -> None:
    assert library.ask("有几个村开了积分超市？").text.startswith("共查")


@pytest.mark.parametrize("question", ["云阴县一共有几家乡村治理积分超市？", "云阴县开设了多少家积分超市？"])
def test_words_may_stand_between_the_counter_and_the_thing(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert answer.kind is Kind.FIGURE
    assert "31家" in answer.text


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("评比项目有多少项?", "分5大类共69个积分评比项目。", True),
        ("一共多少项制度?", "建立了12个管理制度。", True),
        ("评比项目有多少项?", "全县12个村参加评比项目。", False),
        ("评比项目有多少项?", "共评出69个家庭。", False),
    ],
)
def test_the_counter_that_fits_anything_counts_the_noun_asked(question: str, text: str, told: bool) -> None:
    assert tells_in_another_counter(question, text) is told
