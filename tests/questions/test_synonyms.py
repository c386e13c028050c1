"""What people say and what reports write."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.questions.words.synonyms import sayings_in, spellings_of
from rag.types import Status

TOLD = "青石镇的水厂于2022年3月开工，今年7月竣工，总投资713万元。全镇有退役军人340名。"


def test_words_of_one_line_are_spellings_of_each_other() -> None:
    assert "开工" in spellings_of("动工") and "动工" in spellings_of("开工")
    assert spellings_of("养殖业") == ("养殖",)
    assert spellings_of("魔芋") == ()


def test_what_people_say_finds_what_reports_write(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": TOLD})
    assert "2022年3月" in library.ask("青石镇的水厂是哪年哪月动工的？").text
    assert "340名" in library.ask("青石镇有多少名老兵？").text
    assert library.ask("青石镇有多少名残疾人？").status is Status.NOT_FOUND


def test_a_common_word_is_never_spelt_by_one_character_of_many_words() -> None:
    assert "建" not in spellings_of("修建")  # 建 of 建议
    assert "修建" in spellings_of("建")


def test_a_turn_of_speech_is_looked_up_whole(make_library: Callable[..., Library]) -> None:
    assert "免费" in spellings_of("不花钱")
    pages = {
        "a.txt": "云岭县青石镇敬老\n　　青石镇的食堂每天为八十岁以上老人免费供应午餐。",
        "b.txt": "云岭县白水镇敬老\n　　白水镇的食堂每天为老人供应午餐，每餐五元。",
    }
    listing = make_library(pages).ask("哪些镇的老人在食堂吃午餐不花钱？").listing
    assert listing is not None and [item.name for item in listing.items] == ["青石镇"]


def test_no_turn_of_speech_begins_inside_a_word() -> None:
    text = "哪些乡镇回收秸秆24,700吨?"
    assert "收秸秆" not in [text[slice(*span)] for span in sayings_in(text)]


def test_the_noun_of_a_turn_of_speech_does_not_say_which() -> None:
    assert "民情恳谈会" in spellings_of("恳谈会")
    assert "恳谈会" not in spellings_of("民情恳谈会")


@pytest.mark.parametrize(
    ("question", "said", "known"),
    [
        ("哪些村的老人吃饭一分钱都不用花", "一分钱都不用花", "免费"),
        ("哪些村的路都断了", "路都断了", "道路中断"),
        ("哪几个镇拖了后腿", "拖了后腿", "落后"),
        ("哪些乡镇给新兵送过行", "送过行", "欢送"),
    ],
)
def test_a_turn_of_speech_may_have_grammar_inside(question: str, said: str, known: str) -> None:
    assert said in [question[slice(*span)] for span in sayings_in(question)]
    assert known in spellings_of(said)


@pytest.mark.parametrize("question", ["哪些镇建了日光温室", "修了三条路", "通过评比"])
def test_a_thing_made_is_no_turn_of_speech_with_grammar_inside(question: str) -> None:
    assert not sayings_in(question)
