"""A place that a list is asked within, though no report is filed under it."""

from __future__ import annotations

from collections.abc import Callable

from rag.library import Library

CITY = """云岭市人居环境整治动态
发布时间:2021-05-06 来源:云岭市人民政府
　　近日,云岭市各县扎实开展人居环境整治。云岭市委要求全市上下齐心协力。
　　武陵县青石镇清理垃圾堆放点30处。武陵县河湾镇开展了垃圾清理,拆除旱厕20座。
　　白沙县双塘乡组织党员清理垃圾40余吨。"""


def test_a_list_is_asked_within_a_county_that_others_reports_speak_of(make_library: Callable[..., Library]) -> None:
    listing = make_library({"city.txt": CITY}).ask("武陵县那次整治,哪些乡镇清理了垃圾?").listing
    assert listing is not None
    assert {item.name for item in listing.items[: listing.matched]} == {"青石镇", "河湾镇"}
