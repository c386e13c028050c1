"""Amounts that a list sets as a bar."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.lists.asked.least_amount import Bar, are_met, bars
from rag.types import Verdict

PIGS = """青禾镇养猪有办法
发布时间:2014-07-19 来源:云岭日报
　　青禾镇大力发展生猪养殖，全镇生猪存栏3.2万头，牛存栏800头。群众腰包鼓了。"""
FEWER = """石桥镇养猪
发布时间:2014-07-20 来源:云岭日报
　　石桥镇引导农户发展生猪养殖，全镇生猪存栏6000头，羊存栏2万只。农户收入增加。"""
ESTATES = """老旧小区改造进展公布
发布时间:2023-07-19 来源:云岭日报
　　住建部门公布了上半年全国老旧小区改造情况。
　　其中，贵州、湖北两省开工率超过95%，山东省开工率为62%。"""


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("哪些镇生猪存栏超过1万头?", [Bar(10_000, "头", most=False)]),
        ("人均收入在2万元以上的村有哪些?", [Bar(20_000, "元", most=False, strict=False)]),
        ("哪些村的茶园不足五百亩?", [Bar(500, "亩", most=True)]),
        ("哪些村不超过100户?", [Bar(100, "户", most=True, strict=False)]),
        ("哪些镇的茶园超过一万亩?", [Bar(10_000, "亩", most=False)]),
        ("哪些村至少有一千亩茶园?", [Bar(1_000, "亩", most=False, strict=False)]),
        ("哪些镇有万亩以上的茶园?", [Bar(10_000, "亩", most=False, strict=False)]),
        ("哪些村装了300盏路灯?", []),
        ("哪些村搞了五个好?", []),
    ],
)
def test_a_bar_is_an_amount_with_a_word_for_more_or_less(question: str, found: list[Bar]) -> None:
    assert list(bars(question)) == found


def test_the_figure_nearest_to_the_topic_is_the_one_that_counts() -> None:
    text = "全镇牛存栏800头,生猪存栏3.2万头。"
    over = bars("存栏超过1万头")
    assert are_met(over, text, (text.index("生猪"), text.index("生猪") + 4))
    assert not are_met(over, text, (text.index("牛存栏"), text.index("牛存栏") + 3))


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("哪些镇茶园超过3万亩?", "全镇茶园3万亩。", False),
        ("哪些镇茶园超过3万亩?", "全镇茶园3万余亩。", True),
        ("哪些镇茶园在3万亩以上?", "全镇茶园3万亩。", True),
        ("哪些镇茶园不低于3万亩?", "全镇茶园近3万亩。", False),
        ("哪些镇茶园不到3万亩?", "全镇茶园3万亩。", False),
        ("哪些镇茶园不到3万亩?", "全镇茶园近3万亩。", True),
        ("哪些镇茶园不超过3万亩?", "全镇茶园3万亩。", True),
        ("哪些镇茶园超过5000亩?", "建成万亩茶园。", True),
        ("哪些镇茶园超过5000亩?", "建成千亩茶园。", False),
        ("哪些镇茶园年产值1亿元以上?", "打造亿元茶园。", True),
        ("哪些镇茶园年产值1亿元以上?", "茶园进了千家万户。", False),
    ],
)
def test_the_bar_itself_is_over_it_where_the_word_takes_it_in(question: str, text: str, met: bool) -> None:
    assert are_met(bars(question), text, (text.index("茶园"), text.index("茶园") + 2)) is met


def test_a_list_holds_only_those_over_the_bar(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": PIGS, "b.txt": FEWER})
    listing = library.ask("哪些镇的生猪存栏超过1万头？").listing
    assert listing is not None
    assert [item.name for item in listing.items if item.verdict is Verdict.DID] == ["青禾镇"]


def test_a_report_that_names_the_matter_need_not_say_it_again(make_library: Callable[..., Library]) -> None:
    listing = make_library({"a.txt": ESTATES}).ask("哪些省份的“老旧小区改造”开工率超过95%？").listing
    assert listing is not None
    assert {item.name for item in listing.items} == {"贵州省", "湖北省"}
