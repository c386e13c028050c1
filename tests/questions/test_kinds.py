"""What belongs to a kind that is farmed answers for the kind where a text shows that it is farmed, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.questions.words.farmed import is_farmed
from rag.questions.words.kinds import farmed_thing, members_of, with_members
from rag.questions.words.terms import Term
from rag.types import Status, Verdict

HERBS = """青石镇把甘草做成产业
2012年9月3日
青石镇信合村建起百亩甘草示范基地。镇里请来技术员上门指导。
"""
DIRECT = """白水镇发展中药材
2012年9月4日
白水镇今年种植中药材两千亩。村民说收入比往年高。
"""
GIFT = """红岩镇慰问老人
2012年9月5日
红岩镇干部给老人送来枸杞和菊花茶。老人们很高兴。
"""
FRUIT = """绿树镇迎来采摘季
2012年9月6日
绿树镇柳坡村种植酥梨三百亩，眼下进入采摘期。镇里修通了产业路。
"""


def _listed(make_library: Callable[..., Library], question: str) -> tuple[set[str], str]:
    library = make_library({"a.txt": HERBS, "b.txt": DIRECT, "c.txt": GIFT, "d.txt": FRUIT})
    answer = library.ask(question)
    items = answer.listing.items if answer.listing else ()
    return {item.name for item in items if item.verdict is Verdict.DID}, answer.text


@pytest.mark.parametrize("question", ["哪些乡镇种药材？", "哪些镇种药？", "哪些乡镇在发展中药材种植？"])
def test_a_kind_is_told_by_one_that_is_grown(make_library: Callable[..., Library], question: str) -> None:
    listed, text = _listed(make_library, question)
    assert listed == {"青石镇", "白水镇"}
    assert text.index("白水镇") < text.index("其中的具体种类") < text.index("甘草示范基地")


def test_one_of_a_kind_is_not_told_by_the_kind_or_by_another(make_library: Callable[..., Library]) -> None:
    assert _listed(make_library, "哪些乡镇种甘草？")[0] == {"青石镇"}
    assert _listed(make_library, "哪些乡镇种当归？")[0] == set()


@pytest.mark.parametrize("question", ["哪些镇种梨？", "绿树镇的哪些村产梨？", "哪些乡镇种水果？"])
def test_a_thing_of_one_character_is_what_the_verb_before_it_is_done_to(
    make_library: Callable[..., Library], question: str
) -> None:
    listed, text = _listed(make_library, question)
    assert listed <= {"绿树镇", "柳坡村"}
    assert listed
    assert "酥梨三百亩" in text


def test_a_figure_of_one_is_none_of_the_kind(make_library: Callable[..., Library]) -> None:
    library = make_library({"d.txt": FRUIT})
    assert library.ask("绿树镇水果种植面积是多少亩？").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("thing", "text"),
    [
        ("甘草", "种植甘草500亩"),
        ("甘草", "观摩了信合村百亩甘草标准化示范点"),
        ("厚朴", "建成白水的厚朴、红岩的木耳等基地"),
        ("香菇", "近10亩香菇大棚里"),
        ("党参", "以党参、大黄为主"),
        ("梨", "白水镇的梨园"),
        ("茶", "该县种茶面积达13万亩"),
    ],
)
def test_it_is_farmed(thing: str, text: str) -> None:
    assert is_farmed(thing, text)


@pytest.mark.parametrize(
    ("thing", "text"),
    [
        ("甘草", "给老人送来甘草片"),
        ("桃花", "桃花镇发展旅游产业"),
        ("大黄", "养殖大黄鱼"),
        ("香菇", "大家一起吃香菇饺子"),
        ("葡萄", "加工葡萄干"),
        ("果", "取得了一批成果产值翻番"),
        ("白鹅", "画中白鹅戏水"),
        ("天麻", "山上有野生天麻"),
    ],
)
def test_it_is_only_spoken_of(thing: str, text: str) -> None:
    assert not is_farmed(thing, text)


def test_members_stand_only_where_farming_is_asked() -> None:
    herbs = Term("药材", 0.6)
    assert with_members("哪些镇种药材?", [herbs])[0].members
    for question in ("哪些镇卖药材?", "哪个镇种药材最多?", "哪些镇没有种植药材?", "哪些镇举办了药材节?"):
        assert with_members(question, [herbs]) == [herbs]


def test_a_kind_holds_the_kinds_within_it() -> None:
    assert {"脐橙", "柑橘"} <= set(members_of("水果"))
    assert members_of("甘草") == ()
    assert [farmed_thing(word) for word in ("产梨", "种药", "产业", "养老")] == ["梨", "药", "", ""]


def test_what_is_near_a_kind_is_not_listed_for_it(make_library: Callable[..., Library]) -> None:
    page = "青石镇发展养殖\n2012年9月3日\n青石镇养殖小龙虾五百亩。村民收入比往年高。\n"
    assert make_library({"a.txt": page}).ask("哪些镇养家禽？").status is Status.NOT_FOUND


def test_a_narrower_word_says_the_wider_one_and_is_not_said_by_it(make_library: Callable[..., Library]) -> None:
    library = make_library(
        {
            "a.txt": "青石镇建设日光温室\n2012年9月3日\n青石镇今年建成日光温室八栋，总投资六十万元。村民学会了育苗。\n",
            "b.txt": "白水镇建设大棚\n2012年9月4日\n白水镇今年建成大棚六十座，总投资九十万元。村民收入比往年高。\n",
        }
    )
    listed = [library.ask(f"哪些镇建了{what}？").listing for what in ("大棚", "日光温室")]
    assert [{item.name for item in one.items} for one in listed if one is not None] == [
        {"青石镇", "白水镇"},
        {"青石镇"},
    ]
