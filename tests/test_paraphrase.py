"""Lists asked in other words: listed behind and marked, never for a name, never where nothing near is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from embeddings.static import StaticEmbedder
from rag.library import Library
from rag.search.lists_of_places import asks_places, level_asked
from rag.types import Level, Status, Verdict

PAGES = {
    "a.txt": """禾岭县石泉镇：烟叶变金叶
发布时间：2012-05-04 来源：禾岭县人民政府网
　　禾岭县石泉镇位于县城以北12公里，辖9个行政村。今年全镇落实烤烟面积4200亩，建起烤房130座，户均收入过万元。
　　镇里还办起了老年食堂，独居老人每天都能吃上热饭。""",
    "b.txt": """禾岭县白鹿镇：河堤年年修
发布时间：2013-07-09 来源：禾岭县人民政府网
　　禾岭县白鹿镇今年加固河堤7公里，清理河道淤泥2万方，汛期值班排到每一天。""",
    "c.txt": """禾岭县松塘乡的新打算
发布时间：2013-09-12 来源：禾岭县人民政府网
　　禾岭县松塘乡以种粮为主。明年，全乡打算试种烤烟500亩，技术员已经请到。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


def test_what_is_said_in_other_words_is_listed_and_marked(pile: Library) -> None:
    answer = pile.ask("哪些乡镇发展了烟叶产业？")
    assert answer.listing is not None
    items = {item.name: item for item in answer.listing.items}
    assert items["石泉镇"].verdict is Verdict.DID
    assert items["松塘乡"].verdict is Verdict.PLANNED
    assert all(item.paraphrase for name, item in items.items() if name == "松塘乡")
    assert "说法不同、意思相近的" in answer.text


def test_the_topic_s_own_words_are_not_marked(pile: Library) -> None:
    answer = pile.ask("哪些乡镇种植烤烟？")
    assert answer.listing is not None
    assert [item.name for item in answer.listing.items if item.verdict is Verdict.DID] == ["石泉镇"]
    assert not any(item.paraphrase for item in answer.listing.items)


@pytest.mark.parametrize("question", ["哪些乡镇养大象？", "哪些乡镇修建了机场？", "哪些乡镇开展了“五联三访”活动？"])
def test_what_nobody_says_is_refused(pile: Library, question: str) -> None:
    assert pile.ask(question).status is Status.NOT_FOUND


def test_neighbours_are_near_first_and_reach_the_threshold() -> None:
    (found,) = StaticEmbedder.load().neighbours(["烟叶"], 0.5)
    assert found[0][0] == "烟叶"
    assert [cosine for _, cosine in found] == sorted((cosine for _, cosine in found), reverse=True)
    assert all(cosine >= 0.5 for _, cosine in found)
    assert "烤烟" in dict(found)


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("请列出推行两联三送的乡镇", Level.TOWN),
        ("把种植烤烟的村列出来", Level.VILLAGE),
        ("实行亮账日的乡镇有多少个?", Level.TOWN),
        ("搞过秸秆回收的县一共有几个", Level.COUNTY),
    ],
)
def test_a_list_may_be_asked_with_the_noun_last(question: str, level: Level) -> None:
    assert asks_places(question)
    assert level_asked(question) is level


@pytest.mark.parametrize("question", ["把村里的事说清楚", "介绍一下石漱镇", "说说两联三送的做法"])
def test_these_ask_for_no_list_of_places(question: str) -> None:
    assert not asks_places(question)


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("有没有在果树底下养鸡的村？是哪几个？", Level.VILLAGE),
        ("石漱县开屋场会的有几个镇，哪几个？", Level.TOWN),
        ("石漱县开屋场会的一共有多少个乡镇？", Level.TOWN),
        ("哪些村镇办起了食堂？", None),
    ],
)
def test_what_is_asked_may_stand_before_the_noun(question: str, level: Level | None) -> None:
    assert asks_places(question)
    assert level_asked(question) is level
