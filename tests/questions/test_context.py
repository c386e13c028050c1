"""What people say around a question is taken off before it is read; the question itself stays as it is."""

from __future__ import annotations

import pytest

from rag.questions.context import motive, without_context


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("写年终总结要用,哪些乡镇建了茶园?", "哪些乡镇建了茶园?"),
        ("哪些乡镇建了茶园?领导等着要", "哪些乡镇建了茶园?"),
        ("领导要一份名单,建了茶园的乡镇有哪些", "建了茶园的乡镇有哪些"),
        ("建了茶园的乡镇发我,急", "建了茶园的乡镇发我"),
        ("报道里提到哪些乡镇建了茶园?谢谢您", "哪些乡镇建了茶园?"),
        ("which towns planted tea? thanks", "which towns planted tea?"),
    ],
)
def test_why_it_is_asked_is_left_out(question: str, left: str) -> None:
    assert without_context(question).strip(" ,") == left


@pytest.mark.parametrize(
    "question",
    [
        "白芷镇的工作总结写了什么?",
        "领导干部包村的有哪些镇?",
        "镇里让谁负责修水渠?",
        "老师给孩子们讲了什么?",
        "谢谢",
        "青石镇感谢了哪些企业?",
        "青石镇写了调研报告,结论是什么?",
        "书记要办的事,办成了吗?",
        "领导要求各镇做什么,落实得怎么样?",
        "青石镇群众急需什么,镇里怎么做?",
        "资料中心在哪里?",
    ],
)
def test_what_is_asked_stays(question: str) -> None:
    assert without_context(question) == question


def test_what_is_left_stays_where_it_is() -> None:
    question = "写总结要用,青石镇有多少亩茶园?谢谢"
    assert without_context(question).find("青石镇") == question.find("青石镇")


def test_a_motive_stands_before_the_clause_that_asks() -> None:
    question = "老师布置了作业,建了茶园的乡镇有哪些"
    span = motive(question)
    assert span is not None and question[slice(*span)] == "老师布置了作业"
    assert motive("我们镇的茶园有多少亩,是哪年建的?") is None
    assert motive("青石镇建了茶园,柳沟镇呢?") is None
