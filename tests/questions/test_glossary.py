"""English words and phrases of local reports in Chinese: a table of our own, before the model of words."""

from __future__ import annotations

import pytest

from rag.questions.words.glossary import GLOSSARY_FILE, phrases_in, spellings, stem
from rag.types import Level


@pytest.mark.parametrize(
    ("forms", "alike"),
    [
        ("pond ponds", True),
        ("repair repairs repaired repairing", True),
        ("plan planned planning plans", True),
        ("raise raised raising", True),
        ("party parties", True),
        ("business businesses", True),
        ("build built building", True),
        ("bus business", False),
        ("seed see", False),
    ],
)
def test_the_forms_of_a_word_are_one(forms: str, alike: bool) -> None:
    assert (len({stem(form) for form in forms.split()}) == 1) is alike


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("who is the party secretary of it?", ["party secretary"]),
        ("how many seven-star households are there?", ["seven-star households"]),
        ("how many people returned to start businesses?", ["returned to start businesses"]),
        ("is the party over, secretary?", []),  # a comma parts the words of no phrase
        ("quarks and gluons", []),
    ],
)
def test_the_longest_phrase_counts(text: str, phrases: list[str]) -> None:
    found = [text[slice(*span)] for span in phrases_in(text)]
    assert [phrase for phrase in found if phrase not in ("secretary", "party")] == phrases


def test_an_office_is_that_of_the_place_asked_of() -> None:
    assert spellings("party secretary", [Level.COUNTY]) == ("县委书记", "区委书记", "市委书记")
    assert spellings("party secretaries", [Level.VILLAGE]) == ("支部书记", "支书", "总支书记")
    assert spellings("mayor", [Level.TOWN]) == ("镇长",)
    assert "镇长" in (spellings("mayor", []) or ())  # of nowhere in particular: any of them


def test_a_word_may_say_nothing_or_be_in_no_table() -> None:
    assert spellings("money", []) == ()
    assert spellings("quark", []) is None


def test_every_line_of_the_table_has_phrases_and_spellings_in_chinese() -> None:
    for line in GLOSSARY_FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        phrases, said = line.split("\t")
        assert phrases.isascii() and phrases == phrases.lower(), line
        assert said == "-" or not said.rpartition(":")[2].isascii(), line


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("red-and-white council", "红白理事会"),
        ("points system", "积分制"),
        ("yard meetings", "屋场会"),
        ("grid members", "网格员"),
        ("resident first secretary", "驻村第一书记"),
        ("party-masses service centers", "党群服务中心"),
        ("new era civilization practice stations", "新时代文明实践站"),
        ("village worthies", "乡贤"),
        ("village rules and regulations", "村规民约"),
        ("four deliberations and two disclosures", "四议两公开"),
        ("high-standard farmland", "高标准农田"),
    ],
)
def test_terms_of_rural_governance_are_those_of_the_reports(phrase: str, said: str) -> None:
    assert (spellings(phrase, []) or ())[0] == said
