"""Places of the pile written in Latin letters."""

from __future__ import annotations

import pytest

from rag.questions.places.romanized import RomanizedTable, spellings
from rag.reports.gazetteer import short_name
from rag.types import Level, Place

PLACES = [
    Place("陕西省", Level.PROVINCE),
    Place("房县", Level.COUNTY),
    Place("朝阳镇", Level.TOWN),
    Place("绿葭镇", Level.TOWN),
    Place("西安村", Level.VILLAGE),
    Place("清河镇", Level.TOWN),
    Place("清河县", Level.COUNTY),
    Place("青禾镇", Level.TOWN),
]
TABLE = RomanizedTable(PLACES, lambda place: (place.name, short_name(place.name)))


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did Chaoyang Town do?", ["朝阳镇"]),
        ("What did Chao Yang Zhen do?", ["朝阳镇"]),
        ("Which towns in Shaanxi Province grow tea?", ["陕西省"]),
        ("Tell me about Fang County", ["房县"]),  # one syllable only with its County
        ("Tell me about Fang", []),
        ("Lüjia and Lvjia, Lujia's", ["绿葭镇", "绿葭镇", "绿葭镇"]),
        ("How large is Xi'an Village?", ["西安村"]),
        ("they chaoyang", []),  # without a capital it is a word
        ("Tell me about Beijing", []),
    ],
)
def test_named_in(question: str, names: list[str]) -> None:
    assert [named.name for named in TABLE.named_in(question)] == names


def test_the_generic_word_chooses_the_level_and_all_of_one_spelling_are_meant() -> None:
    (county,) = TABLE.named_in("What did Qinghe County report?")
    (town,) = TABLE.named_in("What did Qinghe Town report?")
    assert {place.name for place in county.places} == {"清河县"}
    assert {place.name for place in town.places} == {"清河镇", "青禾镇"}
    assert "What did Qinghe Town report?"[slice(*town.span)] == "Qinghe Town"


def test_a_name_with_a_character_without_a_reading_has_no_spelling() -> None:
    assert spellings("\U0002a6d6镇") == set()
