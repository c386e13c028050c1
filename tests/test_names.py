"""Programme names, and how rare a word is."""

from __future__ import annotations

import pytest

from rag.language.names import bare, core_name, quoted_names
from rag.language.rarity import count, rarity


@pytest.mark.parametrize(
    ("phrase", "core"),
    [
        ("双培双带工程", "双培双带"),
        ("“双培双带”活动", "双培双带"),
        ("升级晋档、科学发展", "升级晋档科学发展"),
        ("三大工程", "三大工程"),
        ("党建+", "党建+"),
        ("活动", "活动"),
    ],
)
def test_the_generic_noun_goes_where_something_telling_is_left(phrase: str, core: str) -> None:
    assert core_name(phrase) == core


def test_names_are_what_a_text_quotes_in_any_script() -> None:
    text = "落實「四聯四送」活動和《村務公開辦法》，當好“龍頭”，做到“一句很長很長很長很長很長很長很長很長的話”。"
    assert quoted_names(text) == {"四联四送", "村务公开"}


def test_bare_drops_punctuation_and_keeps_the_plus() -> None:
    assert bare("“支部+协会”、 模式_") == "支部+协会模式"


def test_rarity_follows_the_language_not_the_pile() -> None:
    assert rarity("的") == 0
    assert rarity("发展") < rarity("培训") < rarity("核桃") < rarity("存栏") == 1
    assert count("没有这个词的") == 0
    assert rarity("没有这个词的") == 1
