"""Follow-ups that lean on the question before: what they take of it, and what they leave."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Status
from tests.questions.test_asked_around import talk

PAGES = {
    "a.txt": (
        "云阴县柳溪镇赴砚川县取经\n2019年9月3日\n"
        "9月1日,云阴县柳溪镇镇长王大山带领镇村干部30余人赴砚川县考察学习食用菌产业。"
        "考察组先后来到砚川县青坡村、大河村参观菌棚。"
    ),
    "b.txt": (
        "云阴县石桥镇干部赴砚川县考察\n2019年10月8日\n"
        "10月6日,云阴县石桥镇党委书记李小川带队赴砚川县考察学习。石桥镇干部说,要把经验带回来。"
    ),
    "c.txt": (
        "云阴县红岩乡红岩村的老书记\n2019年11月2日\n"
        "云阴县红岩乡红岩村有党员35名。红岩村首任书记赵长河从1970年到1990年干了20年。"
    ),
    "d.txt": (
        "云阴县双河镇集体经济再上台阶\n2019年12月2日\n"
        "云阴县双河镇石坪村去年集体收入达120万元。双河镇柏林村去年集体收入达90万元。"
    ),
    "e.txt": (
        "云阴县白水镇发展养羊\n2019年12月9日\n"
        "云阴县白水镇大力发展养羊产业,全镇养羊3000只。白水镇东山村合作社养羊500只。"
    ),
    "f.txt": (
        "云阴县黑石镇发展养羊\n2019年12月10日\n"
        "云阴县黑石镇把养羊作为主导产业,全镇养羊5000只。黑石镇西山村合作社养羊800只。"
    ),
}  # fmt: skip


@pytest.fixture
def library(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


@pytest.mark.parametrize(
    ("asked", "resolved", "told"),
    [
        ("多少人？", "柳溪镇去考察，多少人？", "30余人"),
        ("什么时候去的？", "柳溪镇去考察，什么时候去的？", "9月1日"),
        ("谁带的队？", "柳溪镇去考察，谁带的队？", "王大山"),
    ],
)
def test_a_question_with_nothing_of_its_own_is_about_the_outing(
    library: Library, asked: str, resolved: str, told: str
) -> None:
    understood, text, status = talk(library, "柳溪镇去哪里考察了？", asked)
    assert understood == resolved
    assert status is Status.ANSWERED
    assert told in text


def test_what_was_asked_stays_over_several_turns(library: Library) -> None:
    resolved, text, _ = talk(library, "柳溪镇什么时候去考察的？", "谁带的队？", "去了哪些村？")
    assert resolved == "柳溪镇去考察，去了哪些村？"
    assert "青坡村" in text


def test_where_they_went_is_no_place_talked_of(library: Library) -> None:
    resolved, text, _ = talk(library, "石桥镇去砚川县考察是谁带队？", "什么时候去的？")
    assert resolved == "石桥镇去砚川县考察，什么时候去的？"
    assert "10月6日" in text


def test_a_place_takes_the_part_of_the_one_before(library: Library) -> None:
    resolved, text, _ = talk(library, "柳溪镇去砚川县考察是谁带队？", "石桥镇呢？")
    assert resolved == "石桥镇去砚川县考察是谁带队？"
    assert "李小川" in text


def test_a_town_named_anew_takes_the_doing(library: Library) -> None:
    assert talk(library, "云阴县哪些镇养羊？", "白水镇是谁牵头的？")[0] == "白水镇养羊是谁牵头的？"


def test_an_office_is_of_the_place_alone_and_he_holds_it(library: Library) -> None:
    talked = ["红岩村有多少党员？", "首任书记是谁？"]
    assert talk(library, *talked)[0] == "红岩村首任书记是谁？"
    resolved, text, _ = talk(library, *talked, "他干了多少年？")
    assert resolved == "红岩村首任书记干了多少年？"
    assert "20年" in text
    assert talk(library, *talked, "他干了多少年？", "石坪村的书记呢？")[0] == "石坪村的书记干了多少年？"


def test_which_has_most_is_asked_of_the_town_talked_of(library: Library) -> None:
    resolved, text, _ = talk(library, "双河镇石坪村去年集体收入多少？", "柏林村呢？", "哪个村最高？")
    assert resolved == "双河镇哪个村去年集体收入最高？"
    assert "石坪村" in text


def test_a_list_is_asked_of_another_town_after_one_with_one_row(library: Library) -> None:
    resolved, text, _ = talk(library, "白水镇怎么发展养羊？", "有哪些村？", "黑石镇呢？")
    assert resolved == "黑石镇养羊有哪些村？"
    assert "西山村" in text


def test_a_list_is_asked_again_without_one_of_its_places(library: Library) -> None:
    resolved, text, _ = talk(library, "云阴县哪些镇养羊？", "除了白水镇还有吗？")
    assert resolved == "云阴县除了白水镇还有哪些镇养羊？"
    assert "黑石镇" in text and "白水镇（" not in text
