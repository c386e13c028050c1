"""Questions that ask the same of several things, taken apart into one question each."""

from __future__ import annotations

import re

import pytest

from rag.questions.coordination import parts_of, questions_apart

PLACES = re.compile("甲水镇|乙山镇|丙桥村|丁河村")


def parts(question: str) -> dict[str, str]:
    spans = [found.span() for found in PLACES.finditer(question)]
    return {part.name: part.question for part in parts_of(question, spans)}


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("甲水镇和乙山镇哪个西瓜种得多?", ["甲水镇西瓜种多少?", "乙山镇西瓜种多少?"]),
        ("甲水镇与乙山镇的存栏哪个多?", ["甲水镇的存栏多少?", "乙山镇的存栏多少?"]),
        ("甲水镇、乙山镇两个镇各种了多少亩瓜?", ["甲水镇种了多少亩瓜?", "乙山镇种了多少亩瓜?"]),
        ("甲水镇和乙山镇的核桃面积相比,谁更大?", ["甲水镇的核桃面积多少?", "乙山镇的核桃面积多少?"]),
        ("比较甲水镇和乙山镇的授信额", ["甲水镇的授信额是多少?", "乙山镇的授信额是多少?"]),
        ("甲水镇和乙山镇在垃圾分类上有什么不同?", ["甲水镇在垃圾分类上?", "乙山镇在垃圾分类上?"]),
        ("甲水镇和乙山镇谁先开展评星?", ["甲水镇什么时候开展评星?", "乙山镇什么时候开展评星?"]),
        ("甲水镇的书记和乙山镇的书记分别是谁?", ["甲水镇的书记是谁?", "乙山镇的书记是谁?"]),
        # Two questions, each whole.
        ("丙桥村的鸭棚能养多少只鸭,丁河村养了多少只鸡?", ["丙桥村的鸭棚能养多少只鸭?", "丁河村养了多少只鸡?"]),
        ("甲水镇比乙山镇多种多少亩瓜?", ["甲水镇种多少亩瓜?", "乙山镇种多少亩瓜?"]),
        ("甲水镇丙桥村和乙山镇丁河村各有多少户?", ["甲水镇丙桥村有多少户?", "乙山镇丁河村有多少户?"]),
        ("甲水镇的辣椒和乙山镇的苦荞亩产各是多少?", ["甲水镇的辣椒亩产是多少?", "乙山镇的苦荞亩产是多少?"]),
        ("甲水镇收到的物资和丙桥村收到的设备各值多少钱?", ["甲水镇收到的物资值多少钱?", "丙桥村收到的设备值多少钱?"]),
        ("甲水镇和河口派出所的宣传各发了多少份?", ["甲水镇的宣传发了多少份?", "河口派出所的宣传发了多少份?"]),
        ("甲水镇和整个乙山镇每天各为多少人助餐?", ["甲水镇每天为多少人助餐?", "乙山镇每天为多少人助餐?"]),
        ("甲水镇2021年和2022年的产值分别是多少?", ["甲水镇2021年的产值是多少?", "甲水镇2022年的产值是多少?"]),
        ("甲水镇油菜和小麦的面积各是多少?", ["甲水镇油菜的面积是多少?", "甲水镇小麦的面积是多少?"]),
        ("甲水镇的党委书记和镇长是谁?", ["甲水镇的党委书记是谁?", "甲水镇的镇长是谁?"]),
        ("谁是甲水镇的书记、镇长?", ["谁是甲水镇的书记?", "谁是甲水镇的镇长?"]),
        ("compare 评星 in 甲水镇 and 乙山镇", ["评星 in 甲水镇", "评星 in 乙山镇"]),
    ],
)
def test_each_thing_compared_has_a_question_of_its_own(question: str, alone: list[str]) -> None:
    assert list(parts(question).values()) == alone


def test_what_belongs_to_one_thing_is_not_asked_of_the_other() -> None:
    asked = parts("甲水镇的茶厂和乙山镇的桃园相比,谁的面积更大?")
    assert asked == {"甲水镇的茶厂": "甲水镇的茶厂面积多少?", "乙山镇的桃园": "乙山镇的桃园面积多少?"}


@pytest.mark.parametrize(
    "question",
    [
        "甲水镇有多少户?",
        "甲水镇和乙山镇哪些村种茶?",
        "甲水镇到乙山镇的路有多长?",
        "甲水镇丙桥村有多少户?",
        "哪些乡镇各项工作走在前列?",
        "甲水镇各村的收入是多少?",
        "甲水镇的书记和镇长走访了谁?",
    ],
)
def test_a_question_of_one_thing_or_for_a_list_has_no_parts(question: str) -> None:
    assert not parts(question)


@pytest.mark.parametrize(
    ("question", "apart"),
    [
        ("甲村的鸡舍租金多少,机械厂呢?", ["甲村的鸡舍租金多少", "机械厂呢"]),
        ("甲村的路有多长?花了多少钱?", ["甲村的路有多长", "花了多少钱"]),
        ("甲村的路有多长呢?", []),
    ],
)
def test_a_second_question_in_the_same_breath_is_one_of_its_own(question: str, apart: list[str]) -> None:
    assert questions_apart(question, [(0, 2)]) == apart
