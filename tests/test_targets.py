"""Figures that are aimed at are not shown as reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library

PAGES = {
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
        ("清禾镇目前有多少户养羊？", "报道写的是计划："),
        ("清禾镇养了多少只羊？", "报道写的是计划："),
        ("柳湾乡茶叶产值达到多少？", "报道写的是计划："),
        ("双河镇投资了多少万元修路？", "报道写的是计划："),
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
    assert make_library(PAGES).ask(question).text.startswith(opening)
