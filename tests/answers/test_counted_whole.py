"""What a question counts (五项机制, 三件事), told part by part: all of them in order, none invented, and said where
some are missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.answers.ways.counted_whole import Whole, asked_whole
from rag.library import Library
from rag.types import Answer, Status

PAGES = {
    "rules.txt": """柳溪镇管住清洁
2012年9月3日 来源：云岭日报
　　今年以来，云岭县柳溪镇建立五项机制，村容有了变化。一是定人保洁机制，每村聘保洁员3名；二是户收村集机制，垃圾日清；三是红黑榜评比机制。
　　四是有偿服务机制。每户每月交5元卫生费。
　　五是督查问责机制。镇里每周抽查两个村。""",
    "things.txt": """石板镇今年的打算
2013年4月8日 来源：云岭日报
　　云岭县石板镇今年要抓三件事，镇长在会上向群众作了保证。
　　第一件事，环境。全镇清理河道12公里。
　　第二件事，道路。硬化通组路31公里。
　　第三件事，就业。办起家门口的工厂4家。""",
    "moves.txt": """苍平县抓党建
2019年6月12日 来源：云岭党建网
　　苍平县推出四项举措，推动党建提质，支部面貌一新。
　　举措一：抓示范。建成示范支部22个。
　　举措二：抓培训。举办轮训班6期。
　　举措三：抓后进。整顿支部9个。
　　举措四：抓保障。每村经费提高到5万元。""",
    "levels.txt": """松坡县织密帮扶网
2018年3月5日 来源：云岭日报
　　松坡县建立县级领导联镇、部门包村、干部帮户三级责任体系，把帮扶压到人头。全县412个单位结对帮扶村186个。""",
    "shows.txt": """白塔乡党员亮身份
2014年7月2日 来源：云岭党建网
　　云岭县白塔乡开展“三亮三评”活动。“三亮”即亮身份、亮职责、亮承诺，“三评”是群众评议、党员互评、领导点评。""",
    "steps.txt": """青石镇三大工程开工
2012年9月3日 来源：云岭日报
　　云岭县青石镇大力实施“三大工程”，全镇忙个不停。
　　一是抓宣传。开会12场。二是抓安排。排出时间表。三是抓落实。镇里每月督查一次。""",
    "some.txt": """红岩乡管干部
2013年9月3日 来源：云岭日报
　　云岭县红岩乡建立六项制度管住干部，乡风一变。一是签到制度，每天签到；二是请假制度，离乡要报备；三是接访制度。
　　全乡今年还修路12公里。""",
    "lessons.txt": """白沙镇回头看
2015年3月3日 来源：云岭日报
　　云岭县白沙镇总结出三点经验、四条教训。三点经验是：一是班子带头；二是群众监督；三是制度管人。四条教训是：一是学习不够；二是作风不实；三是督查不严；四是奖惩不明。
　　镇里的窗口分为三类：办证、咨询和投诉。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


def told(answer: Answer) -> list[str]:
    return [item.name for item in answer.listing.items] if answer.listing else []


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "柳溪镇的五项机制包括哪些？",
            ["定人保洁机制", "户收村集机制", "红黑榜评比机制", "有偿服务机制", "督查问责机制"],
        ),
        (
            "柳溪镇的机制有哪五项？",
            ["定人保洁机制", "户收村集机制", "红黑榜评比机制", "有偿服务机制", "督查问责机制"],
        ),
        ("石板镇抓的三件事是哪三件？", ["环境", "道路", "就业"]),
        ("苍平县推动党建提质的四项举措是什么？", ["抓示范", "抓培训", "抓后进", "抓保障"]),
        ("松坡县的三级责任体系是哪三级？", ["县级领导联镇", "部门包村", "干部帮户"]),
        (
            "白塔乡的“三亮三评”包括哪些内容？",
            ["亮身份", "亮职责", "亮承诺", "群众评议", "党员互评", "领导点评"],
        ),
        ("白沙镇总结的四条教训是哪四条？", ["学习不够", "作风不实", "督查不严", "奖惩不明"]),
        ("白沙镇的窗口分为哪三类？", ["办证", "咨询", "投诉"]),
    ],
)
def test_all_the_parts_in_order_each_cited(pile: Library, question: str, parts: list[str]) -> None:
    answer = pile.ask(question)
    assert answer.status is Status.ANSWERED
    assert told(answer) == parts
    assert len(answer.citations) == len(parts)


def test_fewer_parts_than_counted_are_said_to_be_fewer(pile: Library) -> None:
    answer = pile.ask("红岩乡的六项制度包括哪些？")
    assert answer.status is Status.PARTIAL
    assert told(answer) == ["签到制度", "请假制度", "接访制度"]
    assert "只找到 3 项" in answer.text


def test_steps_by_which_something_is_done_are_not_its_parts(pile: Library) -> None:
    assert "抓宣传" not in told(pile.ask("青石镇的三大工程是哪三大工程？"))


def test_a_number_that_no_report_gives_has_no_parts(pile: Library) -> None:
    assert not told(pile.ask("白沙镇的五点经验是什么？"))


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("这四项举措分别是什么?", Whole(4, "项", "举措")),
        ("发挥了哪三大作用?", Whole(3, "大", "作用")),
        ("红岩乡制度有哪六项?", Whole(6, "项", "制度")),
        ("有哪三个村?", None),  # places are listed, not enumerated
        ("有哪些机制?", None),
    ],
)
def test_what_a_question_counts(question: str, whole: Whole | None) -> None:
    assert asked_whole(question) == whole
