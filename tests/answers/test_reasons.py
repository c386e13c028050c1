"""Why, and what one thing was: the sentence that says it and at most one beside it, not the report's opening."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.answers.ways.reasons import gives_reason, names_one_thing
from rag.library import Library
from rag.types import Status

PAGES = {
    "pears.txt": """竹溪镇的两季
2016年3月3日 来源：云岭日报
　　云岭县竹溪镇山清水秀，种了三十年梨。竹溪镇梨园去年减产三成。因为花期遇上霜冻，不少花骨朵没有坐果。镇里请来技术员补授粉。
　　竹溪镇的竹编手艺远近闻名，一只篮子能用十年。前几年年轻人嫌慢，会编篮子的只剩下14人。镇里办班收徒，学满三个月发证。
　　竹溪镇小学今年搬了新校舍。新校舍有教室18间。学生每天少走两公里路。""",
    "notice.txt": """青杠镇通报违规用车
2016年5月9日 来源：云岭纪检网
　　云岭县青杠镇近日通报公车私用问题，要求各单位引以为戒。农技站站长杜明川用公车接送亲属，受到党内警告处分。杜明川退回油费600元。
　　镇里用竹片插标的办法量水位，守塘员一看就明白。全镇插标62处。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        # The sentence that tells it has its reason beside it.
        ("竹溪镇梨园为什么减产？", ["竹溪镇梨园去年减产三成。", "因为花期遇上霜冻，不少花骨朵没有坐果。"]),
        ("竹溪镇年轻人为什么不愿意学竹编？", ["前几年年轻人嫌慢，会编篮子的只剩下14人。"]),
        ("杜明川受到什么处分？", ["农技站站长杜明川用公车接送亲属，受到党内警告处分。"]),
        ("青杠镇用什么办法量水位？", ["镇里用竹片插标的办法量水位，守塘员一看就明白。"]),
    ],
)
def test_one_or_two_sentences_answer(pile: Library, question: str, quotes: list[str]) -> None:
    answer = pile.ask(question)
    assert answer.status is Status.ANSWERED
    assert [citation.quote for citation in answer.citations] == quotes


def test_where_no_reason_is_given_the_event_is_shown_as_such(pile: Library) -> None:
    answer = pile.ask("竹溪镇小学为什么搬新校舍？")
    assert answer.status is Status.PARTIAL
    assert answer.text.startswith("没有找到写明原因的句子")
    assert [citation.quote for citation in answer.citations] == ["竹溪镇小学今年搬了新校舍。"]


def test_a_sentence_that_shares_one_word_gives_no_reason(pile: Library) -> None:
    assert pile.ask("为什么选在青杠镇办班？").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("前些年年轻人嫌苦,会的人少了。", True),
        ("由于销路不畅,厂子停了产。", True),
        ("不是不重视,而是先解决脏乱差。", True),
        ("全镇因地制宜种桃。", False),
        ("恐怕要到明年才通车。", False),
        ("亮账不怕问得细。", False),
    ],
)
def test_what_says_that_something_has_a_reason(text: str, expected: bool) -> None:
    assert gives_reason(text) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [("他获得什么荣誉?", True), ("在哪个单位工作?", True), ("采取了什么措施?", False), ("为什么荣誉多?", False)],
)
def test_what_asks_for_one_thing(question: str, expected: bool) -> None:
    assert names_one_thing(question) is expected


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("松塘镇为什么给油菜摘心？", "“摘心以后，油菜可促进分枝，还能防止倒伏。”农技员说。"),
        ("松塘镇为什么要建粮食烘干中心？", "为推行机械烘干、减少霉变损失，松塘镇建设粮食烘干中心，占地五亩。"),
        ("松塘鎮為什麼要建糧食烘乾中心？", "为推行机械烘干、减少霉变损失，松塘镇建设粮食烘干中心，占地五亩。"),
    ],
)
def test_what_comes_of_it_and_what_it_is_for_are_reasons(
    make_library: Callable[..., Library], question: str, reason: str
) -> None:
    library = make_library(
        {
            "a.txt": "松塘镇油菜摘心\n2021年3月3日\n3月2日，松塘镇组织农户给油菜摘心。"
            "“摘心以后，油菜可促进分枝，还能防止倒伏。”农技员说。松塘镇种了三百亩油菜。",
            "b.txt": "松塘镇粮食烘干中心揭牌\n2021年8月5日\n8月4日，松塘镇粮食烘干中心揭牌。"
            "为推行机械烘干、减少霉变损失，松塘镇建设粮食烘干中心，占地五亩。",
        }
    )
    answer = library.ask(question)
    assert answer.status is Status.ANSWERED
    assert reason.split("。", maxsplit=1)[0] in answer.text
