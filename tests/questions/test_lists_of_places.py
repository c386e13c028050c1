"""Lists of places asked without 哪些: the noun last, a list asked for, 谁 for whoever does it, and in English."""

from __future__ import annotations

import pytest

from rag.questions.lists_of_places import asks_places, asks_places_at_large, level_asked, without_list_words
from rag.types import Level


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("“亮账日”这项工作,做过的乡镇给我一份名单", Level.TOWN),
        ("办过亮账日的镇和乡,一个不落地告诉我", Level.TOWN),
        ("统计一下,采用亮账日的乡镇总数是多少?", Level.TOWN),
        ("凡是搞亮账日的村都给我找出来", Level.VILLAGE),
        ("准备上亮账日但还没动手的乡镇都有谁?", Level.TOWN),
        ("推行亮账日的县叫什么?", Level.COUNTY),
        ("亮账日的实施乡镇名单", Level.TOWN),
        ("哪些嘎查买了牛回来养?", Level.VILLAGE),
        ("哪些村或者嘎查推行了亮账日?", Level.VILLAGE),
        ("哪些苏木推行了亮账日?", Level.TOWN),
        ("哪些旗县推行了亮账日?", Level.COUNTY),
        ("哪些村里有红白理事会?", Level.VILLAGE),
        ("哪些村子里头设了食堂?", Level.VILLAGE),
        ("哪些居委会办了食堂?", Level.VILLAGE),
        ("云阴县有几个镇的村办了合作社?", Level.TOWN),
        ("哪些苏木的嘎查建了牛棚?", Level.TOWN),
        ("which towns and townships have built canteens?", Level.TOWN),
        ("which villages or towns have built canteens?", None),
        ("乡镇当中推行了亮账日的是哪些", Level.TOWN),
        ("全县各乡镇谁推行了亮账日", Level.TOWN),
        ("亮账日推行乡镇分布,要具体乡镇名", Level.TOWN),
        ("乡镇名称:推行亮账日的", Level.TOWN),
        ("亮账日 乡镇 个数", Level.TOWN),
        ("推行亮账日的各个乡镇,罗列一下", Level.TOWN),
        ("推行亮账日的乡镇", Level.TOWN),
        ("把推行亮账日的乡镇汇总一下", Level.TOWN),
        ("听说有的乡镇推行亮账日,具体是哪几个?", Level.TOWN),
        ("有没有乡镇种了猕猴桃?是哪几个?", Level.TOWN),
        ("凡是推行亮账日的乡镇都写上", Level.TOWN),
        ("有没有乡镇在推行亮账日?都是谁?", Level.TOWN),
        ("我想知道亮账日在什么乡镇搞过", Level.TOWN),
        ("到底有几家乡镇推了亮账日?", Level.TOWN),
        ("亮账日一共在几个镇搞过?", Level.TOWN),
        ("据报道,推行亮账日的乡镇包括哪些?", Level.TOWN),
        ("推行亮账日的乡镇为哪几个?", Level.TOWN),
        ("哪些县的哪些乡镇推行了亮账日?", Level.TOWN),
        ("哪些基层党委在推行亮账日?", None),
        ("亮账日在何处推行?", None),
        ("亮账日在哪推行过?", None),
        ("can you give me a list of townships that have adopted 亮账日?", Level.TOWN),
        ("show me every county that has introduced 亮账日", Level.COUNTY),
        ("what are the villages that practise 亮账日?", Level.VILLAGE),
    ],
)
def test_a_list_is_asked_in_many_ways(question: str, level: Level | None) -> None:
    assert asks_places(question)
    assert level_asked(question) is level


@pytest.mark.parametrize(
    "question",
    [
        "石漱镇属于什么县?",
        "亮账日是谁想出来的?",
        "统计局在哪一年成立?",
        "告诉我石漱镇的镇长是谁",
        "石漱镇是个什么样的乡镇?",
        "全县最大的乡镇",
        "乡镇里有什么产业?",
        "乡镇干部名单",
        "哪些村里程碑立了起来?",
        "how did the villages in 石漱镇 use it?",
    ],
)
def test_these_ask_for_something_else(question: str) -> None:
    assert not asks_places(question)


@pytest.mark.parametrize(
    "question",
    [
        "都有谁在做亮账日?",
        "有谁用过亮账日?",
        "还有谁打算搞亮账日?",
        "亮账日由谁实施?",
        "谁在真抓亮账日?",
        "推行亮账日的是哪几家?",
        "推行亮账日的名单给我",
        "请把推行亮账日的全列出来",
        "who has adopted 亮账日?",
        "亮账日覆盖了多少个乡镇?",
    ],
)
def test_whoever_does_it_is_a_place_unless_a_small_one_is_named(question: str) -> None:
    assert asks_places_at_large(question, ())
    assert not asks_places_at_large(question, (Level.TOWN,))


@pytest.mark.parametrize("question", ["都有谁获奖了?", "会上都有谁发言?", "who won the prize?", "是谁在教村民唱歌?"])
def test_people_are_no_places(question: str) -> None:
    assert not asks_places_at_large(question, ())


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("帮我列个名单:哪些乡镇栽了猕猴桃", "栽了猕猴桃"),
        ("哪些乡镇栽了猕猴桃?请列表", "栽了猕猴桃"),
        ("统计栽了猕猴桃的乡镇", "栽了猕猴桃的"),
        ("列一列栽了猕猴桃的乡镇", "栽了猕猴桃的"),
        ("请给出栽了猕猴桃的乡镇名单", "栽了猕猴桃的"),
        ("报一下栽了猕猴桃的乡镇", "栽了猕猴桃的"),
        ("给孤儿送过棉被的乡镇名单", "给孤儿送过棉被的"),
    ],
)
def test_what_only_asks_for_the_list_is_no_topic(question: str, left: str) -> None:
    assert without_list_words(question, question).strip(" :,?") == left
