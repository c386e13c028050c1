"""Where the people of a place went to see something."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library

PAGES = {
    "a.txt": (
        "云阴县沙溪镇:考察拓思路\n2022年4月25日\n"
        "4月19日,云阴县沙溪镇组织村干部24人到远山县多地参观考察乡村治理。"
        "考察组首先来到远山县万家镇灵山村,听取了介绍。在石塔镇柏树村,参观了党群服务中心。"
        "回来后,沙溪镇在青坡村召开了总结会。沙溪镇的青坡村说要建果园。"
    ),
    "b.txt": (
        "云阴县石桥镇修通水渠\n2022年5月2日\n"
        "云阴县石桥镇修通水渠3公里。石桥镇的干部说,水渠能浇地500亩。"
    ),
}  # fmt: skip


@pytest.mark.parametrize("question", ["沙溪镇考察团去了哪些地方？", "沙溪镇的干部到哪些地方学习了？"])
def test_the_places_visited_are_told_and_not_who_went(make_library: Callable[..., Library], question: str) -> None:
    text = make_library(PAGES).ask(question).text
    assert "灵山村" in text
    assert "柏树村" in text
    assert "总结会" not in text
    assert "开展了" not in text


def test_where_nobody_went_nothing_is_told(make_library: Callable[..., Library]) -> None:
    assert "水渠" not in make_library(PAGES).ask("石桥镇考察团去了哪些地方？").text
