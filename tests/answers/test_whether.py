"""Yes/no questions: yes and no only where a sentence says so, plans as plans, and silence as not found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Status, Verdict


@pytest.mark.parametrize(
    ("question", "opening", "words"),
    [
        ("清禾镇有没有开展“三送两访”？", "是，报道写到：", "扎实开展"),
        ("清禾镇是否开展了三送两访？", "是，报道写到：", "扎实开展"),
        ("清禾镇开展三送两访了吗？", "是，报道写到：", "扎实开展"),
        ("清禾鎮有沒有開展「三送兩訪」？", "是，報道寫到：", "扎实开展"),
        ("Was the activity 三送两访 ever carried out in the town of 清禾镇?", "Yes; the reports say:", "扎实开展"),
        ("石桥镇有没有开展“三送两访”？", "没有，报道写明：", "没有开展"),
        ("白沙乡推行“五星亮牌”了没有？", "报道写的是计划：", "明年"),
        ("白沙乡有没有开展“三送两访”？", "报道是这样写的：", "学习"),
    ],
)
def test_the_answer_says_what_its_sentence_says(towns: Library, question: str, opening: str, words: str) -> None:
    asked = towns.ask(question)
    first, told, *_ = asked.text.splitlines()
    assert (asked.status, first) == (Status.ANSWERED, opening)
    assert words in told
    assert asked.citations[0].n == 1


@pytest.mark.parametrize("question", ["石桥镇有没有养猪？", "白沙乡是否种了茶叶？"])
def test_what_no_report_tells_is_not_denied(towns: Library, question: str) -> None:
    asked = towns.ask(question)
    assert (asked.status, asked.citations) == (Status.NOT_FOUND, ())
    assert asked.reason
    assert "没有，" not in asked.reason


def test_another_number_or_work_under_way_is_no_yes(make_library: Callable[..., Library]) -> None:
    page = "云岭县石桥镇成为全市第二个信用镇。\n　　石桥镇正在硬化樱花路，工期两个月。"
    towns = make_library({"a.txt": f"石桥镇见闻\n发布时间:2014-07-19 来源:云岭日报\n　　{page}"})
    for question in ("石桥镇是全市第一个信用镇吗？", "石桥镇樱花路硬化了吗？"):
        assert towns.ask(question).text.startswith("报道是这样写的：")


def test_a_question_that_asks_for_more_than_yes_is_answered_as_before(towns: Library) -> None:
    assert "1.8万头" in towns.ask("清禾镇有没有养猪，生猪存栏多少头？").text


STORM = """清河区暴雨灾后供电恢复
发布时间:2014-08-03 来源:清河日报
　　截至8月3日17时，云岭县城区已全部恢复供电。抢修人员连夜进山。
　　此外，断电的山区镇街，青禾镇部分小区正在恢复临时供电；石桥镇及9个村已恢复临时供电，其他地区正在抢修。
　　司机赵某勇下车后骑走了摩托车，把钥匙扔进水中，驾车离开。"""


@pytest.mark.parametrize("question", ["青禾镇全部恢复供电了吗？", "石桥镇全部恢复供电了吗？"])
def test_what_is_said_of_another_place_is_no_yes(make_library: Callable[..., Library], question: str) -> None:
    assert not make_library({"a.txt": STORM}).ask(question).text.startswith("是")


def test_what_else_somebody_did_answers_nothing(make_library: Callable[..., Library]) -> None:
    asked = make_library({"a.txt": STORM}).ask("赵某勇被逮捕了吗？")
    assert (asked.status, asked.citations) == (Status.NOT_FOUND, ())


RUMOUR = """柳溪镇村民失联系谣言 本人现身说明
发布时间:2021-08-14 来源:云岭日报
　　近日网上传说村民卢树青在云岭县白沙乡被人绑架。卢树青说：“如果我真的被绑架了，我还能在这里喂猪？”
　　卢树青告诉记者，她不认识发帖的人，网上关于她被绑架的信息全部是造谣，她那天去的也不是网传的白沙乡，而是柳溪镇的集市。
　　柳溪镇的水泵站预计年底完成改造，目前正在安装设备。镇里明年计划扩大桑园面积，增加村集体收入。"""


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("卢树青真的被绑架了吗？", "没有，报道写明："),
        ("卢树青认识发帖的人吗？", "没有，报道写明："),
        ("卢树青去的是白沙乡吗？", "没有，报道写明："),
        ("柳溪镇以前的村集体收入高吗？", "报道是这样写的："),
    ],
)
def test_rumours_suppositions_and_other_places_are_no_yes(
    make_library: Callable[..., Library], question: str, opening: str
) -> None:
    assert make_library({"a.txt": RUMOUR}).ask(question).text.startswith(opening)


def test_a_doing_that_no_sentence_tells_is_not_found(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": RUMOUR})
    assert library.ask("柳溪镇的水泵站被查封了吗？").status is Status.NOT_FOUND


def test_a_word_that_stands_for_the_one_asked_makes_no_yes(make_library: Callable[..., Library]) -> None:
    first, second, *_ = make_library({"a.txt": RUMOUR}).ask("柳溪镇的水泵站完工了吗？").text.splitlines()
    assert first == "原文没有说“完工”，说的是“完成”。"
    assert second == "报道写的是计划："


PLIGHTS = """云岭县汛情通报
发布时间:2014-08-10 来源:云岭日报
　　8月6日，石桥镇副镇长骆长河被找到，已无生命体征。另外1名失联人员——石桥镇干部张郅明仍在全力搜救中。
　　石桥镇大堤急需封堵闸门，民兵赶赴石桥镇大堤进行封堵闸门任务。柳溪镇大堤的缺口已封堵完成。
　　石桥镇已暂停全镇供水，正加紧检修，将逐步恢复供水。
　　柳溪镇将继续提高补助标准，修缮老屋，实现取暖救助全覆盖。
　　各位农户要学好技术，为实现柳溪镇万亩菊花的产业蓝图做出贡献。
　　柳溪镇学生田小满收到江南大学录取通知书。"""


@pytest.mark.parametrize(
    ("question", "opening", "words"),
    [
        ("张郅明被找到了吗？", "报道是这样写的：", "仍在全力搜救"),
        ("石桥镇大堤的闸门封堵好了吗？", "报道是这样写的：", "封堵"),
        ("石桥镇恢复供水了吗？", "报道写的是计划：", "将逐步恢复"),
        ("柳溪镇实现取暖救助全覆盖了吗？", "报道写的是计划：", "将继续"),
        ("柳溪镇实现万亩菊花了吗？", "报道写的是计划：", "蓝图"),
        ("田小满考上松江大学了吗？", "报道是这样写的：", "江南大学"),
    ],
)
def test_what_has_not_come_to_its_result_is_no_yes(
    make_library: Callable[..., Library], question: str, opening: str, words: str
) -> None:
    lines = make_library({"a.txt": PLIGHTS}).ask(question).text.splitlines()
    assert lines[0] == opening
    assert words in lines[1]
    assert "骆长河" not in "".join(lines)


def test_what_came_to_its_result_is_a_yes(make_library: Callable[..., Library]) -> None:
    assert make_library({"a.txt": PLIGHTS}).ask("柳溪镇大堤的缺口封堵好了吗？").text.startswith("是，")


def test_no_dead_are_read_out_of_a_plan_for_the_quake(make_library: Callable[..., Library]) -> None:
    page = "石桥镇发生地震。石桥镇按照《云岭县地震应急预案》启动响应。"
    quake = make_library({"a.txt": f"石桥镇地震\n发布时间:2014-07-19 来源:云岭日报\n　　{page}"})
    assert quake.ask("石桥镇地震死人了吗？").status is Status.NOT_FOUND


BATHS = """柳溪镇加强水上安全
发布时间:2021-08-14 来源:云岭日报
　　为了确保安全，柳溪镇现暂停老渡口浴场的一切涉水活动，恢复时间另行通知。
　　柳溪镇农技站的专家选育小麦二十年，“云麦55号”亩产达到870公斤，“云麦45号”已经育成并推广到八个村。
　　8月2日，柳溪镇为桑园项目核发了施工许可证，标志着桑园项目正式开工建设。请大家不要随意到老渡口放生。"""


def test_the_doing_decides_not_a_noun_beside_it(make_library: Callable[..., Library]) -> None:
    assert make_library({"a.txt": BATHS}).ask("柳溪镇的桑园项目开工了没？").text.startswith("是，报道写到：")


def test_what_the_question_itself_calls_stopped_is_no_denial(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": BATHS})
    assert not library.ask("老渡口浴场暂停涉水活动了吗？").text.startswith("没有")
    listing = library.ask("哪些地方暂停了涉水活动？").listing
    assert listing is not None
    assert [(item.name, item.verdict) for item in listing.items] == [("柳溪镇", Verdict.DID)]


def test_what_is_told_of_its_like_answers_nothing(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": BATHS})
    assert library.ask("柳溪镇云麦45号亩产多少公斤？").status is Status.NOT_FOUND
    assert "870公斤" in library.ask("柳溪镇云麦55号亩产多少公斤？").text
