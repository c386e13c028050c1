"""Words that stand for a question's where no report says it in its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from rag.library import Library
from rag.questions.words.near_words import said_otherwise, stand_ins
from rag.questions.words.terms import Term
from rag.types import Status

TOLD = """柳溪镇抢修电路
发布时间:2021-08-14 来源:云岭日报
　　昨夜大风吹倒电杆，柳溪镇三个村断电六小时。镇里向受灾农户支付补助款12万元，两名走失老人已经回家。
　　柳溪镇小学有学生210名，镇党委书记程远山到校看望师生。"""


class _Near:
    """A model that has the same words near whatever is asked."""

    def __init__(self, *near: tuple[str, float]) -> None:
        self._near = near

    def neighbours(self, words: Sequence[str], least: float) -> list[list[tuple[str, float]]]:
        return [[one for one in self._near if one[1] >= least] for _ in words]


@pytest.mark.parametrize(
    ("word", "near", "stands"),
    [
        ("停电", ("断电", 0.52), True),
        ("停电", ("供电", 0.47), False),  # opposites
        ("养猪", ("养牛", 0.56), False),  # the same done to another thing
        ("小学", ("中学", 0.41), False),  # not near enough
        ("党委书记", ("书记", 0.7), False),  # less than is asked
    ],
)
def test_what_may_stand_for_a_word(word: str, near: tuple[str, float], stands: bool) -> None:
    (term,) = said_otherwise([Term(word, 0.8)], _Near(near), lambda _: False)
    assert (term.near == (near[0],)) is stands


def test_names_and_fixed_words_are_said_in_no_other_way() -> None:
    terms = [Term("双培双带", 1.0, is_name=True), Term("镇长", 0.8)]
    assert all(not term.near for term in said_otherwise(terms, _Near(("县长", 0.9)), lambda word: word == "镇长"))


def test_a_stand_in_is_only_what_the_text_does_not_say_itself() -> None:
    term = Term("停电", 0.8, near=("断电",))
    assert stand_ins([term], "三个村断电") == [("停电", "断电")]
    assert stand_ins([term], "断电前停电一次") == []


def test_the_answer_says_which_words_it_took(make_library: Callable[..., Library]) -> None:
    asked = make_library({"a.txt": TOLD}).ask("柳溪镇两名失踪老人怎么样了？")
    assert asked.status is Status.ANSWERED
    assert "走失老人" in asked.text


@pytest.mark.parametrize("question", ["柳溪镇镇长叫什么名字？", "柳溪镇中学有多少名学生？", "柳溪镇停水几小时？"])
def test_another_office_school_or_thing_is_no_stand_in(make_library: Callable[..., Library], question: str) -> None:
    assert make_library({"a.txt": TOLD}).ask(question).status is Status.NOT_FOUND
