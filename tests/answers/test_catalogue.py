"""Questions for reports as such: of a year, a writer, an editor, a newspaper, a place, about something."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.answers.ways import catalogue
from rag.library import Library
from rag.questions.reports_asked import asks_for_reports
from rag.types import Status

PAGES = {
    "a.txt": """青泉镇：六个小园扮靓农家
作者:柳新禾 发布时间:2013-05-08 来源:云岭日报 责任编辑:苏晓晴
　　云岭县青泉镇把房前屋后的空地改成六个小园,农家院变了样。镇里还修了两公里水渠。""",
    "b.txt": """白石乡修好老水渠
发布时间:2014年3月2日 来源:白石乡人民政府 编辑:苏晓晴
　　云岭县白石乡今年春天修好了老水渠,下游的田不再缺水。全乡有三百户受益。""",
    "c.txt": """青泉镇水渠通到最后一个组
作者:柳新禾 发布时间:2014-11-20 来源:云岭日报
　　云岭县青泉镇的水渠通到最后一个村民组,茶园也浇上了水。村民说,等了十年。""",
    "d.txt": """白石乡的豆腐香
　　云岭县白石乡的豆腐坊越办越多。乡里请来师傅教手艺。""",
}
TITLES = {page: text.split("\n", 1)[0] for page, text in PAGES.items()}


@pytest.fixture(scope="module")
def library(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


def listed(library: Library, question: str) -> set[str]:
    """The pages whose titles the answer tells, each with a citation of its own report."""
    answer = library.ask(question)
    assert {source.title for source in answer.sources} == {one for one in TITLES.values() if one in answer.text}
    return {page.removesuffix(".txt") for page, title in TITLES.items() if title in answer.text}


@pytest.mark.parametrize(
    ("question", "pages"),
    [
        ("2014年有哪些报道？", "bc"),
        ("2014年的报道有哪几篇？", "bc"),
        ("哪些报道是2013年发布的？", "a"),
        ("2014年11月登了哪几篇文章？", "c"),
        ("蘇曉晴編輯了哪些報導？", "ab"),
        ("柳新禾写过哪几篇报道？", "ac"),
        ("柳新禾写的是哪篇报道，分别是什么时候发布的？", "ac"),
        ("柳新禾2014年写了哪些文章？", "c"),
        ("云岭日报登了几篇报道？", "ac"),
        ("白石乡人民政府发布了哪些报道？", "b"),
        ("青泉镇有哪几篇报道？", "ac"),
        ("列出青泉镇2013年的报道", "a"),
        ("哪篇报道讲的是豆腐坊？", "d"),
        ("有多少篇报道提到了水渠？", "abc"),
        ("关于老水渠的报道有哪些？", "b"),
        ("一共有多少篇报道？", "abcd"),
        ("最早的报道是哪一篇？", "a"),
        ("最新的一篇是什么时候的？", "c"),
        ("Which reports were published in 2014?", "bc"),
        ("Which reports did 柳新禾 write?", "ac"),
        ("How many reports are there?", "abcd"),
        ("What is the latest report?", "c"),
    ],
)
def test_reports_are_listed_by_what_is_said_of_them(library: Library, question: str, pages: str) -> None:
    assert listed(library, question) == set(pages)


def test_a_line_tells_what_the_imprint_says_and_cites_it(library: Library) -> None:
    answer = library.ask("苏晓晴2013年编辑了哪些报道？")
    assert "《青泉镇：六个小园扮靓农家》云岭日报，2013-05-08，柳新禾，编辑苏晓晴[1]" in answer.text
    assert any("责任编辑:苏晓晴" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "1999年有哪些报道？",
        "石敬山写了哪些报道？",
        "苏晓晴写了哪些报道？",
        "云岭日报2010年登了哪些报道？",
        "石泉晚报登了哪些报道？",
    ],
)
def test_where_no_report_is_so_that_is_said(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert answer.status is Status.NOT_FOUND
    assert answer.reason and answer.reason.startswith("没有")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2013年和2014年各有多少篇报道？", ("2013年：共有 1 篇", "2014年：共有 2 篇")),
        ("青泉镇和白石乡，哪个的报道更多？", ("青泉镇：共有 2 篇", "白石乡：共有 2 篇")),
    ],
)
def test_reports_of_several_are_told_of_each(library: Library, question: str, told: tuple[str, ...]) -> None:
    assert all(count in library.ask(question).text for count in told)


def test_reports_without_a_day_are_said_to_be_left_out(library: Library) -> None:
    assert "另有 1 篇没有写明发布日期" in library.ask("最新的报道是哪一篇？").text


def test_of_many_reports_the_newest_are_told_and_all_counted(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_MOST", 2)
    assert listed(library, "一共有多少篇报道？") == {"b", "c"}
    assert "共有 4 篇报道" in library.ask("一共有多少篇报道？").text


@pytest.mark.parametrize(
    "question",
    [
        "报道里哪些镇修了水渠？",
        "哪些乡镇报告了水渠的情况？",
        "这些报道里一共有几个镇？",
        "这篇报道有哪几个镇？",
        "青泉镇那篇报道是谁写的？",
    ],
)
def test_what_reports_tell_is_no_question_for_reports(question: str) -> None:
    assert not asks_for_reports(question)


@pytest.mark.parametrize("question", ["青泉镇在茶园上做了哪些文章？", "白石乡去年在报刊上发表了多少篇文章？"])
def test_what_a_town_did_with_articles_is_told_by_its_reports(library: Library, question: str) -> None:
    assert "共有" not in library.ask(question).text


def test_every_fact_asked_of_a_report_is_told(library: Library) -> None:
    answer = library.ask("青泉镇六个小园那篇报道是谁写的，责任编辑是谁，什么时候发布的？")
    assert all(fact in answer.text for fact in ("作者是柳新禾", "编辑是苏晓晴", "发布于 2013-05-08"))


def test_a_report_is_asked_about_in_english(library: Library) -> None:
    assert "2013-05-08" in library.ask("When was the report on 六个小园 published?").text
    assert "柳新禾" in library.ask("Who wrote the report about 六个小园?").text
