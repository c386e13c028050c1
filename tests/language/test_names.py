"""Programme names, and how rare a word is."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

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


def test_every_word_of_the_dictionary_is_found_as_reading_all_of_it_finds_it() -> None:
    """The look-up takes the dictionary to be in order but for its head; in the 30 places where it is not, as well."""
    spec = find_spec("jieba")
    assert spec and spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0], "dict.txt")
    rows = [line.split(" ") for line in path.read_text(encoding="utf-8").splitlines()]
    words = [row[0] for row in rows]
    counts = {word: int(counted) for word, counted, _ in reversed(rows)}  # the first of a word that stands twice
    disordered = [at for at in range(len(words) - 1) if words[at] > words[at + 1]]
    assert len(disordered) > 20
    chosen = {*words[:100], *words[::50], *words[-5:]}.union(*(words[at - 1 : at + 3] for at in disordered))
    assert {word: count(word) for word in chosen} == {word: counts[word] for word in chosen}


@pytest.mark.parametrize("word", ["", "龥龥", "𠀀", "吉林工业", "一 ", "a b", "9"])
def test_what_the_dictionary_does_not_have_counts_nothing(word: str) -> None:
    assert count(word) == 0
