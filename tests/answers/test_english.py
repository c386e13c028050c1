"""English questions over Chinese reports: answered by the sentence of the thing asked, or refused; no false figure."""

from __future__ import annotations

import pytest

from rag.library import Library
from rag.types import Answer, Kind, Status

COUNTY = """云岭县蓄水工程见成效
2013年12月2日
云岭县是有名的旱区。一年多来,全县整修山塘1046口,完成投资5200万元,恢复灌溉面积3万亩。
县委书记高敬安说,修塘修的是人心。
全县267个行政村都有了管护人。全县培训干部320人次,发展新党员87名。
县里养殖山羊40万只,发放核桃苗500株。
县里向旱区派出应急送水车12辆,全县回乡创业人员达到1320人。
"""
TOWN = """清禾镇修塘忙
2013年11月8日
云岭县清禾镇清淤山塘73口,加固山塘19口。
镇长何青山说,水有了,茶就好办。副镇长林小满负责管护。
镇上在10个村推行塘长制,拨款26万元重修了镇口的石桥。
清禾镇没有开展“亮账日”活动。
"""
OTHER = """白沙乡亮账记
2013年10月8日
云岭县白沙乡开展“亮账日”活动,村村公开账目。
乡党委书记郑一帆说,账亮了,话也好说了。
全乡评出七星户96户,党员志愿者上门挂牌。
"""


@pytest.fixture
def english(make_library) -> Library:
    return make_library({"county.txt": COUNTY, "town.txt": TOWN, "other.txt": OTHER})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many ponds did Yunling County repair?", "1046口"),
        ("How many sheep does Yunling County raise?", "40万只"),
        ("How many villages does Yunling County have?", "267个"),
        ("How many emergency water trucks did Yunling County send?", "12辆"),
        ("How many people returned to start businesses in Yunling County?", "1320人"),
        ("How much money did Qinghe Town allocate for the bridge?", "26万元"),
        ("How many seven-star households are there in Baisha Township?", "96户"),
        ("Who is the mayor of Qinghe Town?", "何青山"),
        ("Who is the party secretary of Yunling County?", "高敬安"),
        ("Who is the party secretary of Baisha Township?", "郑一帆"),
    ],
)
def test_an_english_question_finds_the_sentence(english: Library, question: str, said: str) -> None:
    answer = english.ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text.split("\n")[1 if answer.text.startswith("\n") else 0]


@pytest.mark.parametrize(
    "question",
    [
        "How many tourists visited Yunling County?",
        "How many chickens does Yunling County raise?",
        "How many walnut trees did Yunling County plant?",  # 核桃苗 are seedlings
        "How many party members are there in Yunling County?",  # 新党员 are those that joined
        "How many villages does Qinghe Town have?",  # 在10个村 are some of them
        "How much did Qinghe Town spend on the school?",
        "Who is the party secretary of Qinghe Town?",
        "How many people live in Guo'an Village?",
        "How many people live in Guo’an Village?",
    ],
)
def test_what_no_sentence_tells_is_refused_without_a_word_of_chinese(english: Library, question: str) -> None:
    answer = english.ask(question)
    assert answer.status is Status.NOT_FOUND
    assert answer.text.isascii() or not any("一" <= char <= "鿿" for char in answer.text)


@pytest.mark.parametrize(
    "question",
    [
        "Which towns did not adopt 亮账日?",
        "Which towns didn't carry out 亮账日?",
        "Which towns have never adopted 亮账日?",
        "Which towns refused to adopt 亮账日?",
    ],
)
def test_who_did_not_is_not_answered_by_who_did(english: Library, question: str) -> None:
    assert _listed(english.ask(question)) == ["清禾镇"]


def test_a_place_nobody_has_reported_from_is_named_as_it_is_written(english: Library) -> None:
    assert "Guo'an Village" in english.ask("How many people live in Guo'an Village?").text


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What is 云岭县 doing in the 亮账日 campaign?", Kind.OPEN),
        ("What does 亮账日 mean?", Kind.DEFINITION),
        ("How many villages does Yunling County have?", Kind.FIGURE),
        ("How many villages are there in Yunling County?", Kind.FIGURE),
        ("How many villages are there in Yunling County that grow tea?", Kind.LIST),
        ("How many villages adopted 亮账日?", Kind.LIST),
    ],
)
def test_what_an_english_question_asks_for(english: Library, question: str, kind: Kind) -> None:
    assert english.ask(question).kind is kind


def _listed(answer: Answer) -> list[str]:
    return [item.name for item in answer.listing.items] if answer.listing else []
