"""A place's name written wrong: answered for the known name, said aloud; a guess is never made."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.questions.places.misspelling import meant_by
from rag.types import Status

PAGES = {
    "a.txt": """云岭县石岭坡镇：养牛富了一镇人
发布时间：2013-05-08 来源：云岭县人民政府网
　　截至4月底，云岭县石岭坡镇黄牛存栏3200头。石岭坡镇还开展了“三送两访”活动。""",
    "b.txt": """云岭县清禾镇春耕忙
发布时间：2013-05-09 来源：云岭县人民政府网
　　今年春天，云岭县清禾镇种植水稻4100亩，农机手从早忙到晚。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("石领坡镇", "石岭坡镇"),
        ("石林坡镇", "石岭坡镇"),  # another sound: the other two characters vouch
        ("岭石坡镇", "石岭坡镇"),
        ("青禾镇", "清禾镇"),
        ("亲禾镇", "清禾镇"),  # -n and -ng
        ("红禾镇", None),  # half of the name is another one, and sounds otherwise
        ("石岭坡乡", None),
        ("石领波镇", None),
        ("石岭坡镇", None),
        ("石岭镇", None),
        ("", None),
    ],
)
def test_one_slip_is_read_as_the_name_it_is_near(written: str, meant: str | None) -> None:
    assert meant_by(written, ["石岭坡镇", "清禾镇", "白沙乡"]) == meant


def test_two_names_equally_near_are_no_answer() -> None:
    assert meant_by("石令坡镇", ["石岭坡镇", "石林坡镇"]) is None


@pytest.mark.parametrize(
    ("question", "resolved", "said"),
    [
        ("石领坡镇黄牛存栏多少头？", "石岭坡镇黄牛存栏多少头？", "按“石岭坡镇”理解"),
        ("石領坡鎮黃牛存欄多少頭？", "石嶺坡鎮黃牛存欄多少頭？", "按“石嶺坡鎮”理解"),
        ("2013年，石领坡镇养了多少头黄牛？", "2013年，石岭坡镇养了多少头黄牛？", "按“石岭坡镇”理解"),
        (
            "How many head of 黄牛 were there in the town of 石领坡镇?",
            "How many head of 黄牛 were there in the town of 石岭坡镇?",
            "Read as 石岭坡镇",
        ),
    ],
)
def test_what_was_understood_is_said(pile: Library, question: str, resolved: str, said: str) -> None:
    answer = pile.ask(question)
    assert answer.question_resolved == resolved
    assert answer.text.startswith(said)
    assert "3200头" in answer.text
    for citation in answer.citations:
        assert citation.quote in answer.text[slice(*citation.answer_span)].replace("\n", "")


def test_a_refusal_says_it_too(pile: Library) -> None:
    answer = pile.ask("庆禾镇的茶叶产量是多少？")
    assert answer.status is Status.NOT_FOUND
    assert answer.reason is not None
    assert answer.reason.startswith("按“清禾镇”理解")


@pytest.mark.parametrize("question", ["神河镇的黄牛存栏多少头？", "红禾镇种植水稻多少亩？", "夏官营镇有多少水稻？"])
def test_another_place_stays_unknown(pile: Library, question: str) -> None:
    answer = pile.ask(question)
    assert answer.status is Status.NOT_FOUND
    assert answer.question_resolved == question


def test_a_real_place_is_never_taken_for_a_slip(make_library: Callable[..., Library]) -> None:
    pages = {"a.txt": "榆中县夏宫营镇春耕\n　　榆中县夏宫营镇种植水稻4100亩，户户都有新农机。"}
    answer = make_library(pages).ask("夏官营镇种植水稻多少亩？")
    assert answer.status is Status.NOT_FOUND
    assert "理解" not in answer.text
