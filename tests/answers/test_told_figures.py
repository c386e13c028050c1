"""A told figure before an expected one, and the figure of the thing asked before any other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Status

PAGE = """青桐乡修通九里隧道
2018年9月6日 来源：云岭日报
　　云岭县青桐乡九里隧道9月5日贯通，全长2.3公里，架设铁塔37基。按常规办法，打通九里隧道估计需要两到三年时间。施工队用了14个月打通九里隧道。
　　九里隧道从2016年7月启动选址到通车，前后跑了八个部门。九里隧道铁塔旁的8月6日合影挂在101号房里。
　　九里隧道预计每年接待游客5万人次。青桐乡去年产茶30吨，今年预计产茶50吨。
　　青桐乡招聘护林员20名，全年收入不低于3万元。青桐乡招聘河道保洁员14名。"""


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library({"a.txt": PAGE})


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("打通九里隧道用了多长时间？", "用了14个月"),
        ("九里隧道一共多少基铁塔？", "铁塔37基"),
        ("九里隧道的铁塔数量是多少？", "铁塔37基"),
        ("青桐乡护林员年薪多少？", "全年收入不低于3万元"),
        ("九里隧道从什么时候启动选址？", "2016年7月启动选址"),
    ],
)
def test_the_figure_of_just_that(pile: Library, question: str, told: str) -> None:
    answer = pile.ask(question)
    assert [told in citation.quote for citation in answer.citations] == [True]


@pytest.mark.parametrize(
    "question",
    [
        "青桐乡保洁员年薪多少？",  # how many are wanted is no salary
        "九里隧道是什么时候通车的？",  # the date is that of the beginning
    ],
)
def test_a_figure_of_another_thing_is_no_answer(pile: Library, question: str) -> None:
    told = pile.ask(question)
    assert told.status is Status.NOT_FOUND or not any(wrong in told.text for wrong in ("14名", "启动选址到通车"))


def test_what_is_only_expected_is_called_so(pile: Library) -> None:
    answer = pile.ask("九里隧道每年接待多少游客？")
    assert "5万人次" in answer.text
    assert answer.text.startswith("报道写的是预计")
    assert not pile.ask("九里隧道预计每年接待多少游客？").text.startswith("报道写的是预计")


PLANS = {
    "a.txt": """清禾镇发展养羊
发布时间:2014-07-19 来源:清河日报
　　清河县清禾镇养羊势头好。该镇计划到2016年发展养羊户500户，养羊1.2万只。镇里还请来了技术员。""",
    "b.txt": """柳湾乡茶叶产业
发布时间:2014-07-20 来源:清河日报
　　清河县柳湾乡大力发展茶叶产业。全乡已建成茶园2000亩。
　　下一步，柳湾乡力争到年底茶园面积达到5000亩，茶叶产值突破3000万元。""",
    "c.txt": """石桥镇发展养蜂
发布时间:2014-07-19 来源:清河日报
　　清河县石桥镇把养蜂作为富民产业。目前，全镇发展养蜂户320户，力争到年底达到500户。""",
    "d.txt": """双河镇修路
发布时间:2014-07-20 来源:清河日报
　　清河县双河镇计划投资800万元，新修通村路32公里。目前已完成路基18公里。群众很盼望。""",
}


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("清禾镇目前有多少户养羊？", "报道写的是预计、计划或设计的数字："),
        ("清禾镇养了多少只羊？", "报道写的是预计、计划或设计的数字："),
        ("柳湾乡茶叶产值达到多少？", "报道写的是预计、计划或设计的数字："),
        ("双河镇投资了多少万元修路？", "报道写的是预计、计划或设计的数字："),
        ("石桥镇发展了多少养蜂户？", "石桥镇（清河县）：目前"),
        ("柳湾乡茶园面积达到多少亩？", "柳湾乡（清河县）：全乡已建成茶园2000亩"),
        ("双河镇修了多少公里通村路？", "双河镇（清河县）：目前已完成"),
        ("清禾镇计划发展多少养羊户？", "清禾镇（清河县）：该镇计划"),
        ("双河镇要修多少公里路？", "清河县双河镇计划"),
    ],
)
def test_what_is_reached_goes_before_what_is_aimed_at(
    make_library: Callable[..., Library], question: str, opening: str
) -> None:
    assert make_library(PLANS).ask(question).text.startswith(opening)


KINDS = """石桥镇秋收
发布时间:2014-09-10 来源:云岭日报
　　石桥镇菊花产业见效。石桥镇种植油菜面积约2000亩。种植1500亩金丝皇菊和杭白菊获得成功。
　　2009年，柳湾村擅自向新增住户收取每人500元的落户管理费。2009年至2013年，柳湾村共收取落户管理费59万元。
　　石桥镇获赠价值3万元的图书，充实了图书室，图书室升级改造完工。石桥镇有被困人员5人获救。石桥镇有人失联。
　　芦花湖曾经湖面面积达3平方千米。芦花湖恢复水面至2平方千米。
　　云岭县全县组建197支志愿服务队。云岭县柳湾村有9支志愿服务队。
　　石桥镇党委副书记王小川介绍了图书室。"""


@pytest.mark.parametrize(
    ("question", "words", "wrong"),
    [
        ("石桥镇菊花种植面积是多少亩？", "1500亩", "2000亩"),
        ("柳湾村一共收了多少落户管理费？", "59万元", "500元"),
        ("芦花湖恢复后的水面面积？", "2平方千米", "3平方千米"),
        ("云岭县全县有多少支志愿服务队？", "197支", "9支志愿服务队。云"),
    ],
)
def test_the_figure_is_that_of_what_is_asked(
    make_library: Callable[..., Library], question: str, words: str, wrong: str
) -> None:
    told = make_library({"a.txt": KINDS}).ask(question).text
    assert words in told
    assert wrong not in told


@pytest.mark.parametrize("question", ["石桥镇图书室花了多少钱升级改造？", "石桥镇有几人失联？", "石桥镇党委书记是谁？"])
def test_another_figure_or_office_is_no_answer(make_library: Callable[..., Library], question: str) -> None:
    told = make_library({"a.txt": KINDS}).ask(question).text
    assert not any(wrong in told for wrong in ("3万元", "5人", "王小川"))
