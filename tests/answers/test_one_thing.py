"""Questions for a place, an organisation, an office, a mainstay: the one sentence that tells it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.answers.ways.one_thing import sought
from rag.library import Library
from rag.questions.places_sought import ORGANISATION_SOUGHT, PLACE_SOUGHT
from rag.types import Status

PAGES = {
    "dryer.txt": """石坡镇建成黄姜烘干厂
2019年5月3日 来源：云岭日报
　　云岭县石坡镇黄姜烘干厂近日建成投产，全镇上下都很高兴。烘干厂现有烘箱46台，厂区占地12亩。
　　烘出的黄姜片主要销往邻省的药厂，少量出口日本。厂长韦长庚说，今年黄姜片的价钱不错。
　　韦长庚原在县农机公司上班，2015年回村，现任石坡镇柳坪村党支部书记。此前的村支书田守正已经退休。
　　柳坪村以黄姜种植为主导产业，全村种黄姜900亩。柳坪村位于石坡镇西南部，距镇区6公里。
　　会计罗秋萍毕业于云岭农业职业学院，学的是会计专业。罗秋萍住在镇上的老粮站家属院。""",
    "tunnel.txt": """青桐乡修通九里隧道
2018年9月6日 来源：云岭日报
　　云岭县青桐乡九里隧道9月5日贯通。隧道起于青桐乡河口村，止于白岩乡鹿角村，全长2.3公里。最大涌水量出现在三岔河段。
　　老师傅邱大年的儿子在县人民医院出生，如今在青桐乡中心小学读书。去年全乡最大的一棵银杏在鹿角村。
　　白岩乡的核桃丰收，白岩乡党委书记梁守成带人剪枝。原白岩乡党委书记冯立群调任县林业局局长。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("石坡镇的黄姜片卖到哪里去了？", "销往邻省的药厂"),
        ("黄姜片销往何处？", "销往邻省的药厂"),
        ("罗秋萍住在哪里？", "老粮站家属院"),
        ("罗秋萍是哪所学校毕业的？", "云岭农业职业学院"),
        ("韦长庚原来在哪家公司上班？", "县农机公司"),
        ("邱大年的儿子在哪所学校读书？", "中心小学"),
        ("邱大年的儿子在哪家医院出生？", "县人民医院"),
        ("九里隧道的起点和终点在哪里？", "起于青桐乡河口村"),
        ("最大涌水量出现在哪里？", "出现在三岔河段"),
        ("最大的一棵银杏在哪个村？", "鹿角村"),
        ("柳坪村在什么地方？", "位于石坡镇西南部"),
        ("梁守成担任什么职务？", "党委书记梁守成"),
        ("冯立群现在是什么职务？", "调任县林业局局长"),
        ("韦长庚现在任什么职务？", "现任石坡镇柳坪村党支部书记"),
        ("柳坪村以什么产业为主？", "以黄姜种植为主导产业"),
        ("柳坪村的主导产业是什么？", "以黄姜种植为主导产业"),
        ("罗秋萍学的是什么专业？", "会计专业"),
    ],
)
def test_one_sentence_tells_it(pile: Library, question: str, told: str) -> None:
    answer = pile.ask(question)
    assert answer.status is Status.ANSWERED
    assert [told in citation.quote for citation in answer.citations] == [True]
    assert answer.listing is None


@pytest.mark.parametrize(
    "question",
    [
        "石坡镇的烘干厂在哪个村？",  # whose report speaks of it is not where it is
        "田守正现在是什么职务？",  # only what he was is told
        "罗秋萍在哪家医院出生？",
    ],
)
def test_what_no_sentence_tells_is_not_made_up(pile: Library, question: str) -> None:
    answer = pile.ask(question)
    assert answer.listing is None
    assert answer.status is Status.NOT_FOUND or "医院" not in answer.text


def test_who_does_something_stays_a_list(pile: Library) -> None:
    listed = pile.ask("哪些乡镇种了核桃？").listing
    assert listed is not None
    assert "白岩乡" in [item.name for item in listed.items]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("西瓜卖到哪里去?", True),
        ("最大降水量出现在哪个村?", True),
        ("他住哪儿?", True),
        ("孩子在哪里上学?", True),
        ("哪里开展了亮账日?", False),
        ("哪个村种了西瓜?", False),
        ("亮账日在哪些乡镇开展?", False),
    ],
)
def test_what_asks_for_the_place_of_a_thing(question: str, asked: bool) -> None:
    assert (PLACE_SOUGHT.search(question) is not None) is asked


@pytest.mark.parametrize(
    ("question", "asked"), [("在哪家医院出生?", True), ("哪个单位最多?", False), ("哪些单位参加?", False)]
)
def test_what_asks_for_one_organisation(question: str, asked: bool) -> None:
    assert (ORGANISATION_SOUGHT.search(question) is not None) is asked


@pytest.mark.parametrize(
    ("question", "subject", "text", "told"),
    [
        ("潘鑫任什么职?", "潘鑫", "农业厅副厅长潘鑫说", True),
        ("潘鑫是什么身份?", "潘鑫", "潘鑫2015年回村,现任村支书", True),
        ("潘鑫担任什么职务?", "潘鑫", "潘鑫介绍,今年是丰年", False),
        ("辣椒卖到哪里?", "辣椒", "辣椒出口韩国", True),
        ("辣椒卖到哪里?", "辣椒", "辣椒卖到3元一斤", False),
        ("甲村靠什么为生?", "甲村", "村民靠编竹器为生", True),
    ],
)
def test_how_a_clause_tells_it(question: str, subject: str, text: str, told: bool) -> None:
    wanted = sought(question, [subject])
    assert wanted is not None
    assert (wanted.told.search(text) is not None) is told
