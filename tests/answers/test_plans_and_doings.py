"""Plans told apart from doings in whole answers: lists of plans, figures of tasks, and what is built already."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Verdict

PAGES = {
    "a.txt": """柳沟镇发展设施农业
2016年3月3日 来源：云岭日报
　　云岭县柳沟镇建起大棚50个，菜农增收。今年，柳沟镇规划建设125个大棚，明年投用。""",
    "b.txt": """白沙镇大棚投用
2016年4月3日 来源：云岭日报
　　云岭县白沙镇建成大棚80个，种上了黄瓜。白沙镇菜农收入翻番。""",
    "c.txt": """青石区光伏扶贫
2016年5月3日 来源：云岭日报
　　今年，青石区将新建大型光伏电站10座，收益量化给20个贫困村；新建村级光伏电站30座，收益量化给30个贫困村。青石区的贫困村都报了名。""",
    "d.txt": """石泉县推进高标准农田建设
2016年1月18日 来源：云岭日报
　　今年省里下达石泉县高标准农田建设任务38.4万亩。截至1月13日，石泉县高标准农田完成面积31.9万亩。""",
    "e.txt": """松坪县推进高标准农田建设
2016年1月18日 来源：云岭日报
　　今年省里下达松坪县高标准农田建设任务12.4万亩。松坪县各镇陆续开工。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


def _listed(pile: Library, question: str, verdict: Verdict) -> list[str]:
    listing = pile.ask(question).listing
    assert listing is not None
    return [item.name for item in listing.items if item.verdict is verdict]


def test_who_has_some_and_plans_others_is_one_that_plans(pile: Library) -> None:
    assert _listed(pile, "哪些乡镇拟建大棚？", Verdict.PLANNED) == ["柳沟镇"]
    assert set(_listed(pile, "哪些乡镇建了大棚？", Verdict.DID)) == {"柳沟镇", "白沙镇"}


def test_what_will_be_built_is_not_built(pile: Library) -> None:
    answer = pile.ask("青石区已经建了几座光伏电站？")
    assert answer.text.startswith("报道写的是预计、计划")


def test_a_task_is_no_figure_of_what_is_done(pile: Library) -> None:
    assert "31.9万亩" in (text := pile.ask("石泉县的高标准农田建了多少亩？").text)
    assert "38.4万亩" not in text
    assert "38.4万亩" in pile.ask("石泉县的高标准农田建设任务是多少亩？").text
    assert pile.ask("松坪县的高标准农田建了多少亩？").text.startswith("报道写的是预计、计划")
