"""Open questions: the few sentences that tell what was asked, without cries, captions and plans, in their order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.answers.ways.digest import MOST, Facet, facets
from rag.library import Library
from rag.types import Answer, Status

PAGES = {
    "liuxi.txt": """柳溪镇救护古槐
发布时间:2021-08-10 来源:云岭日报
　　8月9日，记者走进云岭县柳溪镇，一棵古槐下坐满了乘凉的人。“这棵树可真好看！”村民笑着说。
　　去年，镇上巡查时发现古槐主干空洞，旁边的仓库又挡住了它生长。为此，柳溪镇制定了救护古槐的方案。
　　第一步是动员村民拆除仓库，腾出空地。随后，镇里邀请专家勘察，用专业材料进行了填充，给主干打上了支架。
　　如今古槐长势良好，乘凉的老人都满意。下一步，柳溪镇将继续推进古树名木普查。（柳溪镇供图）""",
    "songgang.txt": """松岗镇“三清一改”见成效
发布时间:2021-09-02 来源:云岭日报
　　云岭县松岗镇开展“三清一改”，清理沟渠32公里，改造户厕460座，群众满意度提高到97%。
　　该镇党建工作抓得紧，建立了“周汇报”制度，组织党员培训12场。""",
}


@pytest.fixture(scope="module")
def trees(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


def test_how_is_answered_by_what_was_done_though_it_does_not_repeat_the_question(trees: Library) -> None:
    asked = trees.ask("柳溪镇是怎么救护古槐的？")
    assert asked.status is Status.ANSWERED
    assert "动员村民拆除仓库" in asked.text
    assert "用专业材料进行了填充" in asked.text
    assert len(asked.citations) <= MOST


def test_cries_captions_plans_and_the_reporter_on_the_spot_are_left_out(trees: Library) -> None:
    said = trees.ask("柳溪镇是怎么救护古槐的？").text
    assert not any(words in said for words in ("真好看", "供图", "下一步", "记者走进"))


def test_sentences_stand_in_the_order_of_their_report_and_none_twice(trees: Library) -> None:
    asked = trees.ask("介绍一下柳溪镇救护古槐的做法和效果")
    starts = [citation.report_span[0] for citation in asked.citations]
    assert starts == sorted(set(starts))
    assert any("满意" in quote for quote in quotes(asked))


def test_a_question_of_two_things_has_a_sentence_for_each(trees: Library) -> None:
    said = trees.ask("柳溪镇为什么救护古槐，怎么做的？").text
    assert "主干空洞" in said
    assert "拆除仓库" in said


def test_results_are_told_in_figures(trees: Library) -> None:
    assert "97%" in trees.ask("松岗镇的“三清一改”有什么成效？").citations[0].quote


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("镇里怎么做的?", (Facet.DOINGS,)),
        ("有哪些做法和成效?", (Facet.DOINGS, Facet.RESULTS)),
        ("为什么要改,效果怎么样?", (Facet.RESULTS, Facet.REASONS)),
        ("七星户能享受什么优惠?", ()),
        ("why did they do it?", (Facet.REASONS,)),
    ],
)
def test_what_a_question_wants_told(question: str, wanted: tuple[Facet, ...]) -> None:
    assert facets(question) == wanted


def test_how_one_thing_went_is_told_by_the_sentence_that_holds_it(make_library: Callable[..., Library]) -> None:
    library = make_library(
        {
            "a.txt": "石岭县强降雨\n2021年8月3日\n石岭县青冈镇出现人员受困情况，当地转移受困人员，疏通沟渠。"
            "在石岭县柳溪镇，5名游客因为突然降雨无法下山，后在消防队的帮助下被安全送至山下。"
            "石岭县已启动防汛Ⅲ级应急响应。县气象台预计今天夜里还有阵雨，并组织人员巡查。",
        }
    )
    answer = library.ask("柳溪镇被困的游客是怎么下山的？")
    assert [citation.quote[:6] for citation in answer.citations] == ["在石岭县柳溪"]


def test_counted_parts_are_told_by_the_sentence_that_enumerates_them(make_library: Callable[..., Library]) -> None:
    library = make_library(
        {
            "a.txt": "柳溪镇便民中心揭牌\n2021年8月3日\n8月2日，柳溪镇便民中心揭牌仪式举行，镇里的干部参加。"
            "柳溪镇便民中心具备志愿驿站、城市书房、就业服务点等功能。",
        }
    )
    answer = library.ask("柳溪镇便民中心包括哪三部分？")
    assert ["城市书房" in citation.quote for citation in answer.citations] == [True]
