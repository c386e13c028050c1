"""Where something was: one place, told over several sentences."""

from __future__ import annotations

from collections.abc import Callable

from rag.library import Library
from rag.types import Status

TOLD = (
    "8月1日晚，云岭县一名歌手在台上唱到一半，被醉汉拽下了戏台，伴奏也停了。"
    "青石镇石坡村的人说，醉汉是邻村的。白沙乡河口村也来了人看戏。"
    "记者了解到，歌手被拽下戏台的事发生在该县青石镇柳湾村。这名歌手叫柳如眉，她说，歌手也要受人尊重。"
)
OTHER = "云岭县白沙乡修了戏台，请来戏班唱了三天，观众坐满了场院。"


def test_one_place_is_found_though_its_sentence_does_not_say_all(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": TOLD, "b.txt": OTHER})
    asked = library.ask("歌手柳如眉在哪个村被醉汉拽下戏台？")
    assert asked.status is Status.ANSWERED
    assert "柳湾村" in asked.citations[0].quote


def test_what_no_report_tells_is_not_found(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": TOLD, "b.txt": OTHER})
    assert library.ask("杂技演员在哪个村摔下高跷？").status is Status.NOT_FOUND
