"""What others are told to do, and what a meeting deals with, is no doing. The topic is marked by 【】."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.lists.verdicts.verdict import verdict_of
from rag.types import Status, Verdict


@pytest.mark.parametrize(
    ("marked", "verdict"),
    [
        ("此外,青桐镇要求松坪、柳湾等四个村的巡山队加强林区的管护,加大【巡查】密度。", Verdict.PLANNED),
        ("青桐镇要求各村要通过各种渠道加强宣传,大力倡导【文明祭扫】。", Verdict.PLANNED),
        ("县防指命令沿河5个村的村民立即【转移】。", Verdict.PLANNED),
        ("会议要求各村现场指导农户开展【秸秆还田】。", Verdict.MENTIONED),
        ("会上,有关负责人就林区【巡查】、应急处置等工作进行部署。", Verdict.MENTIONED),
        ("会议就【秸秆禁烧】工作作了安排。", Verdict.MENTIONED),
        ("省委领导要求各地推进【殡葬改革】。", Verdict.MENTIONED),
        ("副省长强调,要大力实施【头雁工程】。", Verdict.MENTIONED),
        # Told as done: kept to, at once, with 了, or counted.
        ("各村按照镇里要求开展了【森林防火】巡查。", Verdict.DID),
        ("会议结束后,各村立即组织人员开展【森林防火】巡查。", Verdict.DID),
        ("镇党委号召党员带头,先后建起【老年食堂】5个。", Verdict.DID),
        ("镇里就【反诈】知识进行了宣讲。", Verdict.DID),
        ("民警在广场举办课堂,现场指导居民下载“【国家反诈中心】”APP并开启预警功能。", Verdict.DID),
        # 将 that only takes its thing, and 将 that will.
        ("将【医保征缴】工作纳入村(社区)年度目标考核内容。", Verdict.DID),
        ("将全镇98个网格划分为294个“【微网格】”。", Verdict.DID),
        ("拟将【河长制】工作纳入年度考核。", Verdict.PLANNED),
        ("将把【垃圾分类】纳入村规民约。", Verdict.PLANNED),
        ("今后,将枫林村打造成【乡村旅游】示范村。", Verdict.PLANNED),
        # What is meant, told before how it will be reached.
        ("云岭县为解决3万余人的【饮水安全】问题,将投入资金1850万元实施供水项目。", Verdict.PLANNED),
        ("县里把解决【饮水安全】问题作为惠民工程,年内投入资金800万元,计划解决8个乡的饮水。", Verdict.PLANNED),
        ("为解决【饮水难】问题,该村投资200万元建起了水厂。", Verdict.DID),
        ("村两委积极争取上级资金80万元,修建了【文化广场】。", Verdict.DID),
        ("近年来,青桐镇充分依托新时代【文明实践站】作用,组建了10个红白理事会。", Verdict.DID),
    ],
)
def test_orders_and_doings(marked: str, verdict: Verdict) -> None:
    start, end = marked.index("【"), marked.index("】") - 1
    assert verdict_of(marked.replace("【", "").replace("】", "").lower(), (start, end)) is verdict


PAGES = {
    "a.txt": """青桐镇召开春季森林防火工作会议
2016年3月23日 来源：云岭日报
　　3月22日，云岭县青桐镇召开春季森林防火工作会议，4个村的巡山护林队队长参加会议。会后，青桐镇建立了处理森林火灾应急预案。""",
    "b.txt": """柳沟镇点亮乡村
2016年4月3日 来源：云岭日报
　　经云岭县柳沟镇政府申报争取，县财政局共向松坪村投入资金42.5万元，安装路灯。柳沟镇白水村积极汇报争取项目支持，去年为全村铺设了路灯420盏。
　　柳沟镇石门村争取项目支持，将安装路灯90盏。""",
    "c.txt": """白沙镇扑灭山火
2016年4月9日 来源：云岭日报
　　4月8日，云岭县白沙镇发生一起森林火灾，镇里组织扑救。目前白沙镇明火已扑灭。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


def test_a_figure_got_for_the_asking_is_told(pile: Library) -> None:
    assert "预计、计划" not in pile.ask("松坪村装路灯投入多少资金？").text
    assert "预计、计划" not in (text := pile.ask("白水村铺设了多少盏路灯？").text)
    assert "420盏" in text


def test_what_is_done_against_a_mishap_does_not_tell_that_it_came(pile: Library) -> None:
    assert pile.ask("青桐镇发生过森林火灾吗？").status is Status.NOT_FOUND
    assert "白沙镇发生一起森林火灾" in pile.ask("白沙镇发生过森林火灾吗？").text
