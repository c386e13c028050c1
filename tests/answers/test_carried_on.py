"""Who, when, how much and which rules, where the sentence that tells it does not repeat what the report is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Status

PAGES = {
    "road.txt": """乡贤出资修路助力家乡发展
2019年9月2日 来源：云岭日报
　　“路修好了，孩子上学方便多了。”8月29日，云岭县清禾镇柳桥村69岁的柳茂林站在水泥路上感叹。
　　柳桥村的出村路以前坑坑洼洼。村党支部书记柳俊涛就修路一事向乡贤发出倡议。
　　“给乡亲们办点实事，是我的责任。”在芦溪市经商多年的柳志远说。他慷慨解囊，捐款70000元承担修路的费用。同村做租赁业务的董力军也拿出7000元，支持修路。
　　村里在道路两侧安装路灯9盏。""",
    "council.txt": """石泉镇首个乡贤理事会成立
2019年1月3日 来源：云岭日报
　　日前，云岭县石泉镇首个乡贤理事会在河湾村成立，选举产生了会长、副会长。
　　河湾村乡贤理事会由65名乡贤组成。新当选理事会会长的翁明远就热心家乡发展。副会长由丁大山担任。""",
    "centre.txt": """白鹿镇河口村党群服务中心投入使用
2023年10月16日 来源：云岭日报
　　云岭县白鹿镇河口村原有的办公场所年久失修，群众办事不便。今年白鹿镇投入150万元对原村部进行拆除重建，设置了便民服务中心、农家书屋。
　　新的党群服务中心3月份开工，9月份竣工，10月9日投入使用。
　　近3年白鹿镇投资800余万元新建6个村级党群服务中心。""",
    "begun.txt": """青桐乡大坪村党群服务中心开工
2022年9月4日 来源：云岭日报
　　9月3日，云岭县青桐乡大坪村党群服务中心正式开工建设。服务中心建成后，将成为综合阵地。""",
    "open_day.txt": """白塔镇开展村民开放日活动
2016年3月8日 来源：云岭日报
　　3月7日，云岭县白塔镇在文化广场开展村民开放日活动，为群众答疑解惑。
　　工作人员倾听群众的诉求，对看病就医等问题作了解答。群众十分满意。
　　此次活动共接待群众200余人次，解答问题21件。""",
    "course.txt": """双河镇村书记培训班开班
2021年4月22日 来源：云岭日报
　　4月20日，云岭县双河镇村书记培训班开班。镇党委书记出席开班式。
　　换届以后，班子结构不断优化。
　　此次培训为期两天半，围绕乡村振兴等主题授课。""",
    "grid.txt": """高岭镇：小网格有大作为
2024年5月16日 来源：云岭日报
　　云岭县高岭镇立足小网格，强化微治理。网格员时刻心系群众，用脚步丈量网格。据悉，高岭镇共有143名网格员。75岁的村民向网格员求助，水很快就通了。""",
    "talk.txt": """石桥镇石门村召开恳谈会
2021年9月30日 来源：云岭日报
　　9月29日，云岭县石桥镇石门村驻村工作队召开恳谈会，村干部、党员组长、群众代表共50余人参加会议。
　　“我们组有一条水渠荒废，年久失修，有近20亩水田没法种。”村民陈山松在恳谈会上说。驻村工作队记下了大家的话。
　　恳谈会开展以来，为群众办实事10余件。恳谈会气氛热烈。""",
    "feast.txt": """柳沟乡石坪村红白事简办
2020年5月2日 来源：云岭日报
　　“多亏村里的红白事简办，省下4000多元。”云岭县柳沟乡石坪村村民徐国山高兴地说。
　　去年，石坪村对红白事立了规矩。喜事每桌不得超过350元，烟每盒不超过10元。彩礼不得超过两万元，帮忙人员一律吃大锅饭。
　　石坪村红白事简办之后，村民笑开了颜。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


@pytest.mark.parametrize("question", ["柳桥村修路谁出的钱最多？", "柳桥村修路是谁捐的款？", "柳桥村修路谁捐资最多？"])
def test_who_gave_is_the_person_that_he_stands_for(pile: Library, question: str) -> None:
    text = pile.ask(question).text
    assert "柳志远" in text and "70000元" in text
    assert "柳茂林" not in text


def test_the_largest_gift_is_that_of_one(pile: Library) -> None:
    assert "董力军" not in pile.ask("柳桥村修路谁出的钱最多？").text


def test_where_he_does_business_is_not_the_reports_place(pile: Library) -> None:
    text = pile.ask("柳志远捐了多少钱？").text
    assert "70000元" in text
    assert "芦溪市：" not in text


def test_an_age_is_no_amount(pile: Library) -> None:
    text = pile.ask("柳桥村修路捐了多少？").text
    assert "70000元" in text
    assert "69岁" not in text


@pytest.mark.parametrize("question", ["河湾村乡贤理事会会长是谁？", "河湾村新当选的理事会会长叫什么？"])
def test_an_office_before_its_holder(pile: Library, question: str) -> None:
    assert "翁明远" in pile.ask(question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("河口村党群服务中心投资多少？", "150万元"),
        ("白鹿镇为河口村投入了多少万元？", "150万元"),
        ("河口村党群服务中心什么时候开工？", "3月份开工"),
        ("河口村党群服务中心什么时候投入使用？", "10月9日投入使用"),
        ("白塔镇开放日接待了多少人次？", "200余人次"),
        ("双河镇村书记培训几天？", "两天半"),
        ("高岭镇有多少名网格员？", "143名"),
        ("恳谈会有多少人参加？", "50余人"),
        ("河湾村乡贤理事会有多少人？", "65名"),
    ],
)
def test_what_carries_on_its_report(pile: Library, question: str, told: str) -> None:
    assert told in pile.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "高岭镇划分了多少个网格？",
        "石门村驻村工作队有几个人？",
        "石门村驻村工作队有多少名队员？",
        "大坪村党群服务中心什么时候投入使用？",
        "大坪村党群服务中心什么时候竣工？",
        "大坪村党群服务中心投资多少？",
        "石门村的路是谁捐钱修的？",
    ],
)
def test_another_thing_is_no_answer(pile: Library, question: str) -> None:
    assert pile.ask(question).status is Status.NOT_FOUND


def test_the_time_of_another_event_is_said_to_be_told(pile: Library) -> None:
    assert pile.ask("大坪村党群服务中心什么时候投入使用？").text == "报道写了“开工建设”的时间，没有写“投入使用”的时间。"


def test_rules_and_troubles_are_known_by_their_form(pile: Library) -> None:
    rules = pile.ask("石坪村红白事有什么规定？").text
    assert "350元" in rules and "两万元" in rules
    assert "省下" not in rules
    assert "水渠荒废" in pile.ask("石门村恳谈会上反映了什么问题？").text
