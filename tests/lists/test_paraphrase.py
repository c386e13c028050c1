"""Lists asked in other words: listed behind and marked, never for a name, never where nothing near is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from embeddings.static import StaticEmbedder
from rag.library import Library
from rag.lists.paraphrase import keeps_the_thing
from rag.questions.lists_of_places import asks_places, level_asked
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
    assert "说法不同、意思相近" in answer.text


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


HERDS = {
    "a.txt": """禾岭县石泉镇的养羊合作社
发布时间：2012-05-04 来源：禾岭县人民政府网
　　禾岭县石泉镇长岭村办起养羊合作社，入社的有42户。社员们都说羊好卖。""",
    "b.txt": """禾岭县白鹿镇牛满坡
发布时间：2013-07-09 来源：禾岭县人民政府网
　　禾岭县白鹿镇河湾村办起养殖专业合作社，存栏黄牛300头。今年合作社给贫困户分红12万元。""",
    "c.txt": """禾岭县松塘乡的合作社
发布时间：2013-09-12 来源：禾岭县人民政府网
　　禾岭县松塘乡的合作社为贫困户提供种苗和技术，人人都有事做。乡里还在坡上建起蔬菜大棚40个。""",
    "d.txt": """禾岭县柳坝镇奶香飘
发布时间：2013-09-13 来源：禾岭县人民政府网
　　禾岭县柳坝镇引导农户发展奶牛养殖，全镇有奶牛600头。牛奶当天就送进城里。""",
}


@pytest.fixture(scope="module")
def herds(make_library: Callable[..., Library]) -> Library:
    return make_library(HERDS)


def _listed(library: Library, question: str) -> set[str]:
    listing = library.ask(question).listing
    return {item.name for item in listing.items if item.verdict is Verdict.DID} if listing else set()


def test_keeping_one_animal_is_not_near_keeping_another(herds: Library) -> None:
    assert _listed(herds, "哪些村办了养羊合作社？") == {"长岭村"}
    assert _listed(herds, "哪些乡镇养猪？") == set()


def test_a_kind_of_what_is_kept_is_listed(herds: Library) -> None:
    assert {"柳坝镇", "白鹿镇"} & _listed(herds, "哪些乡镇养牛？")


def test_each_thing_asked_must_be_told(herds: Library) -> None:
    assert _listed(herds, "哪些乡镇有食用菌大棚？") == set()


def test_the_doing_that_closes_a_question_must_be_told(herds: Library) -> None:
    assert _listed(herds, "哪些乡镇的合作社给贫困户分红了？") == {"白鹿镇"}


def test_words_that_any_report_has_are_no_topic(herds: Library) -> None:
    listing = herds.ask("哪些乡镇计划发展新产业但还没做？").listing
    assert listing is None or not any(item.paraphrase for item in listing.items)


@pytest.mark.parametrize(
    ("asked", "near", "keeps"),
    [
        ("养羊", "养殖", False),
        ("养羊", "山羊", True),
        ("养老", "敬老院", True),
        ("卫生室", "卫生", False),
        ("大学生", "大学", True),
        ("网格化", "网格", True),
        ("养殖面积", "养殖", False),
        ("宣传教育", "宣传", True),
    ],
)
def test_a_near_word_keeps_the_thing_asked(asked: str, near: str, keeps: bool) -> None:
    assert keeps_the_thing(asked, near) is keeps
