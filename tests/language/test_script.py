"""The shadow: Simplified, half-width, lower-case, and as long as the text it stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language.script import has_word, is_traditional, shadow, to_traditional


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("開展「雙培雙帶」活動", "开展“双培双带”活动"),
        ("２０１２年ＧＤＰ增长５％", "2012年gdp增长5%"),
        ("乾隆年间晒乾的范家寨", "乾隆年间晒干的范家寨"),
        ("𠮷野家與㎡", "𠮷野家与㎡"),
        ("蔄山镇", "蔄山镇"),  # its Simplified form stands outside the plane in which names are looked for
        ("", ""),
    ],
)
def test_scripts_and_widths_are_folded(text: str, expected: str) -> None:
    assert shadow(text) == expected


@given(st.text(max_size=200))
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(shadow(text)) == len(text)


@given(st.text(alphabet="開展雙後裡麵乾著說發髮台臺０Ａ「」”", max_size=60))
def test_the_shadow_of_a_shadow_is_itself(text: str) -> None:
    assert shadow(shadow(text)) == shadow(text)


@given(st.text(alphabet="的Ａ「」”，。㎡豈ﾊ𠮷𝐀\x00Ｚé開坏沈㑮蔄", max_size=30))
def test_a_long_text_is_folded_as_a_short_one(text: str) -> None:
    assert shadow(text + "，" * 200) == shadow(text) + "," * 200


def test_script_is_told_by_its_characters() -> None:
    assert is_traditional("哪些鄉鎮開展了活動？")
    assert not is_traditional("哪些乡镇开展了活动？")
    assert not is_traditional("著名的后山乡里有一位皇后，干部们都说好山好水好人家")
    assert not is_traditional("GDP 2012")


def test_own_words_are_turned_to_traditional() -> None:
    assert to_traditional("共查 8 篇报道") == "共查 8 篇報道"


@pytest.mark.parametrize(
    ("text", "expected"), [("？！ 。", False), ("", False), ("_ _", False), ("镇", True), ("3", True)]
)
def test_a_question_needs_a_word(text: str, expected: bool) -> None:
    assert has_word(text) is expected
