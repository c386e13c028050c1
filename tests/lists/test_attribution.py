"""Whose doing a sentence tells of where it takes the sentences before it to know: visits, meetings, 该镇."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.lists.whose.visits import asks_host, is_host
from rag.types import Status, Verdict

VISITS = {
    "a.txt": """青石镇党政代表团到云岭县白沙镇考察
发布时间:2014-07-19 来源:云岭日报
　　日前，清河县青石镇党政代表团到云岭县白沙镇考察学习。该镇开展了“三送两访”活动，群众反映良好。代表团成员表示要把好经验带回去。""",
    "b.txt": """清河县大坪镇学习外地经验
发布时间:2014-08-23 来源:清河日报
　　8月21日，清河县大坪镇党委组织干部到云岭县东山村参观学习。参观团首先来到村文化广场，了解了“道德银行”的运行情况。""",
    "c.txt": """清河县花桥镇学习后行动
发布时间:2014-08-26 来源:清河日报
　　8月初，清河县花桥镇组织干部到梅林镇参观。回来后，该镇开展了“清单管理”，把每件事列成清单。群众十分满意。""",
    "d.txt": """清河县松岭镇组织村干部取经
发布时间:2014-08-20 来源:清河日报
　　8月18日，清河县松岭镇组织村干部到双河镇取经。近年来，双河镇实施“红色代办”，为群众办事两千件。村干部们记得仔细。""",
}
JOURNEY = {
    "a.txt": """青石镇组织村干部外出考察
发布时间:2019-01-18 来源:清河日报
　　1月18日，清河县青石镇党委副书记何宁带领各村主干到白沙镇、梅林镇参观学习乡村振兴经验。
　　在白沙镇溪口村，考察组参观了该村建设成果。该村通过厕所革命、民宿开发，环境变得干净整洁。
　　考察组还参观了梅林镇的霞坪村的居家养老中心。受益于老年食堂工程的还有松岭镇的茶农村、柳沟镇的田家村。""",
}
TOGETHER = {
    "a.txt": """路灯亮了
发布时间:2019-01-18 来源:清河日报
　　路灯亮起来了，清河县青石镇前岭村、后岭村的广场热闹了。青石镇还在忙春耕。
　　县里决定对两个村投入资金62万元。两村共新建太阳能路灯102盏，惠及1500户。""",
    "b.txt": """乡贤修路
发布时间:2019-02-18 来源:清河日报
　　清河县白沙镇溪口村的路修好了。溪口村乡贤李明捐款7万元。白沙镇邻近的田家村也来人看。
　　8月初，村“两委”组织施工队硬化道路。同时，在道路两侧安装太阳能路灯9盏。""",
    "c.txt": """清河县梅林镇李富带头致富
发布时间:2019-03-18 来源:清河日报
　　清河县梅林镇党员李富办起服装厂。像他这样的党员有1000多名。
　　该县办培训班，着力实施“清水行动”，培养能手3200名，全县共建示范基地80个。县情及乡情大家都熟悉。""",
}
MEETINGS = {
    "a.txt": """清河县召开“三送两访”工作会议
发布时间:2014-07-19 来源:清河日报
　　7月18日，清河县召开全县党建工作会议。会议要求各乡镇开展“三送两访”活动，石桥镇、清禾镇党委书记参加会议。会议强调要抓紧抓实。""",
    "b.txt": """清河县委召开“五星亮牌”动员会
发布时间:2014-07-20 来源:清河日报
　　7月19日，清河县委召开“五星亮牌”动员会，柳湾乡、松岭镇党委书记参加会议。会上，县委书记作了讲话。""",
    "c.txt": """清河县安排水利建设
发布时间:2014-08-20 来源:清河日报
　　8月18日，清河县政府召开会议，县长李明要求双河镇、麻柳镇要带头实施“清水行动”。会议还通报了前期工作。""",
}
SEVERAL = {
    "a.txt": """清河县石桥镇村级见闻
发布时间:2014-07-19 来源:清河日报
　　石桥镇有两个村搞得好。青杠村有420户人家。该村种植了猕猴桃600亩。邻近的柏树村则不同。该村发展养蜂120箱，办起了“农家书屋”。""",
    "b.txt": """清河县各镇亮点
发布时间:2014-07-19 来源:清河日报
　　全县各镇都有亮点。松岭镇地处高山。该镇开展了“三送两访”。双河镇靠近县城。该镇推行“红色代办”，办事两千件。近两年又建成茶园3000亩。""",
}


def verdicts(pile: Library, question: str) -> dict[str, Verdict]:
    listing = pile.ask(question).listing
    return {item.name: item.verdict for item in listing.items} if listing else {}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("哪些乡镇开展了“三送两访”？", {"白沙镇": Verdict.DID, "青石镇": Verdict.MENTIONED}),
        ("哪些乡镇有“道德银行”？", {"大坪镇": Verdict.MENTIONED}),
        ("哪些乡镇开展了清单管理？", {"花桥镇": Verdict.DID}),
        ("哪些乡镇实施了“红色代办”？", {"双河镇": Verdict.DID, "松岭镇": Verdict.MENTIONED}),
    ],
)
def test_who_is_shown_a_thing_does_not_do_it(
    make_library: Callable[..., Library], question: str, expected: dict[str, Verdict]
) -> None:
    assert verdicts(make_library(VISITS), question) == expected


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("青石镇开展了“三送两访”吗？", "报道是这样写的："),
        ("白沙镇开展了三送两访吗？", "是，报道写到："),
        ("大坪镇有没有道德银行？", "报道是这样写的："),
        ("松岭镇实施了红色代办吗？", "报道是这样写的："),
        ("花桥镇开展清单管理了吗？", "是，报道写到："),
    ],
)
def test_yes_is_said_only_of_who_did_it(make_library: Callable[..., Library], question: str, opening: str) -> None:
    assert make_library(VISITS).ask(question).text.splitlines()[0] == opening


def test_a_sentence_about_this_town_is_shown_under_the_town_that_it_means(make_library: Callable[..., Library]) -> None:
    told = make_library(VISITS).ask("青石镇开展了“三送两访”吗？")
    assert told.text.splitlines()[1].startswith("白沙镇：该镇")
    assert any("白沙镇" in citation.quote for citation in told.citations)


def test_this_village_behind_a_visited_one_is_that_one(make_library: Callable[..., Library]) -> None:
    pile = make_library(JOURNEY)
    assert verdicts(pile, "哪些乡镇搞了厕所革命？") == {"白沙镇": Verdict.DID}
    assert verdicts(pile, "哪些村搞了厕所革命？") == {"溪口村": Verdict.DID}
    assert pile.ask("青石镇有没有搞厕所革命？").text.startswith("报道是这样写的：\n溪口村：")


def test_two_villages_are_those_named_together_before(make_library: Callable[..., Library]) -> None:
    pile = make_library(TOGETHER)
    assert verdicts(pile, "哪些村安装了太阳能路灯？") == dict.fromkeys(("前岭村", "后岭村", "溪口村"), Verdict.DID)
    assert not verdicts(pile, "哪些村的太阳能路灯超过100盏？")  # 102 are both villages' together


def test_towns_behind_the_topic_are_its_doers_also_in_a_report_that_is_about_one(
    make_library: Callable[..., Library],
) -> None:
    text = (
        "芦溪县石泉镇管好饮水工程\n　　芦溪县石泉镇饮水工程去年建成，石泉镇干部包片。"
        "\n　　为使饮水工程长期管护，石泉镇、柳沟镇、大坪乡鼓励农户自主议定管护责任。"
    )
    county = make_library({"a.txt": text.replace("芦溪县石泉镇管好", "芦溪县管好")})
    assert set(verdicts(county, "哪些乡镇管护饮水工程？")) >= {"石泉镇", "柳沟镇", "大坪乡"}


def test_what_a_later_clause_counts_for_the_county_is_no_towns(make_library: Callable[..., Library]) -> None:
    assert verdicts(make_library(TOGETHER), "哪些乡镇实施了“清水行动”？") == {"梅林镇": Verdict.MENTIONED}


def test_who_is_visited_is_told_apart_from_the_visitors() -> None:
    assert asks_host("哪些村被别的乡镇参观学习过?")
    assert not asks_host("哪些乡镇去外地参观了?")
    told = "青石镇干部到白沙镇溪口村参观学习。"
    assert [name for name in ("青石镇", "白沙镇", "溪口村") if is_host(told, name)] == ["白沙镇", "溪口村"]


def test_a_village_said_to_be_of_a_town_lies_in_it(make_library: Callable[..., Library]) -> None:
    listing = make_library(JOURNEY).ask("哪些村受益于老年食堂工程？").listing
    assert listing is not None
    assert [(item.name, item.parent) for item in listing.items] == [("茶农村", "松岭镇"), ("田家村", "柳沟镇")]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("哪些乡镇开展了“三送两访”？", {"石桥镇": Verdict.MENTIONED, "清禾镇": Verdict.MENTIONED}),
        ("哪些乡镇开展了五星亮牌？", {"松岭镇": Verdict.MENTIONED}),
        ("哪些乡镇实施了清水行动？", {"双河镇": Verdict.PLANNED, "麻柳镇": Verdict.PLANNED}),
    ],
)
def test_what_a_county_calls_for_is_no_doing_of_its_towns(
    make_library: Callable[..., Library], question: str, expected: dict[str, Verdict]
) -> None:
    assert verdicts(make_library(MEETINGS), question) == expected


def test_a_yes_is_no_answer_about_who_only_sat_in_the_meeting(make_library: Callable[..., Library]) -> None:
    pile = make_library(MEETINGS)
    assert pile.ask("石桥镇开展三送两访了吗？").text.startswith("报道是这样写的：")
    assert pile.ask("清河县开展三送两访了吗？").text.startswith("报道是这样写的：")


def test_this_town_is_the_one_named_last(make_library: Callable[..., Library]) -> None:
    pile = make_library(SEVERAL)
    assert verdicts(pile, "哪些乡镇推行“红色代办”？")["双河镇"] is Verdict.DID
    assert verdicts(pile, "哪些乡镇推行“红色代办”？").get("松岭镇") is not Verdict.DID
    assert verdicts(pile, "哪些村办起了“农家书屋”？") == {"柏树村": Verdict.DID}
    assert pile.ask("松岭镇推行红色代办了吗？").text.startswith("报道是这样写的：")


def test_a_figure_belongs_to_the_place_that_the_sentences_before_are_about(
    make_library: Callable[..., Library],
) -> None:
    pile = make_library(SEVERAL)
    assert "600亩" in pile.ask("青杠村种了多少亩猕猴桃？").text
    assert "120箱" in pile.ask("柏树村养了多少箱蜂？").text
    assert pile.ask("双河镇有多少亩茶园？").text.startswith("双河镇：")
    for question in ("柏树村种了多少亩猕猴桃？", "青杠村养了多少箱蜂？", "松岭镇有多少亩茶园？"):
        assert pile.ask(question).status is Status.NOT_FOUND
