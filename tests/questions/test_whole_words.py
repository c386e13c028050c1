"""A short word of a topic counts where it stands as a word; a list in other words keeps to the thing asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.questions.words.whole_words import stands_as_word
from rag.types import Status

PAGES = {
    "a.txt": """禾岭县石泉镇办起绿豆汤小铺
发布时间：2012-05-04 来源：禾岭县人民政府网
　　禾岭县石泉镇的志愿者给老人煮绿豆汤，锅里加入白糖、葡萄干和蜜枣，老人们喝得高兴。
　　新生李明收到录取通知书，他走进大学校园，心里十分激动。""",
    "b.txt": """禾岭县白鹿镇葡萄熟了
发布时间：2013-07-09 来源：禾岭县人民政府网
　　禾岭县白鹿镇种植葡萄八百亩，如今葡萄园里一片忙碌，户均增收两万元。
　　白鹿镇中心学校收到了企业捐赠的图书三千册。""",
    "c.txt": """禾岭县松塘镇遭遇洪水
发布时间：2013-08-12 来源：禾岭县人民政府网
　　禾岭县松塘镇因洪水受灾严重，镇里组织干部抢修道路。村民的房屋有三十间受损。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


def listed(pile: Library, question: str) -> list[str]:
    listing = pile.ask(question).listing
    return [item.name for item in listing.items] if listing is not None else []


@pytest.mark.parametrize(
    ("word", "text", "stands"),
    [
        ("学校", "他走进大学校园", False),
        ("学校", "他走进大学校园,母亲在学校门口", True),
        ("葡萄", "加入葡萄干", False),
        ("葡萄", "葡萄园里一片忙碌", True),
        ("学生", "小学生们", True),
        ("支部", "党支部书记", True),
        ("双培", "实施双培双带", True),  # no dictionary has it
    ],
)
def test_where_a_short_word_stands(word: str, text: str, stands: bool) -> None:
    assert stands_as_word(word, text) is stands


def test_what_is_made_of_a_thing_is_not_the_thing(pile: Library) -> None:
    assert listed(pile, "哪些乡镇种植葡萄？") == ["白鹿镇"]


def test_a_word_across_two_others_is_none(pile: Library) -> None:
    assert listed(pile, "哪些乡镇的学校收到了捐赠？") == ["白鹿镇"]


def test_one_disaster_is_not_another(pile: Library) -> None:
    assert pile.ask("哪些乡镇因地震受灾？").status is Status.NOT_FOUND
    assert listed(pile, "哪些乡镇因洪水受灾？") == ["松塘镇"]
