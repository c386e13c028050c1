"""Which part of a year a figure is of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.language.parts_of_year import part_told
from rag.library import Library
from rag.types import Span, Status


@pytest.mark.parametrize(
    ("told", "part"),
    [
        ("上半年出栏", (1, 6)),
        ("今年前三季度,全县出栏", (1, 9)),
        ("一季度招商", (1, 3)),
        ("第4季度招商", (10, 12)),
        ("1至9月出栏", (1, 9)),
        ("截至8月底存栏", (1, 8)),
        ("全年出栏", (1, 12)),
        ("一季度出栏100头,下半年出栏", (7, 12)),
        ("截至1月13日出栏", None),
        ("9月出栏", None),
        ("比上半年增加", None),
    ],
)
def test_the_last_part_named_before_it(told: str, part: Span | None) -> None:
    assert part_told(told, len(told)) == part


PAGE = """青禾县农业形势
2016年11月3日 来源：云岭日报
　　今年前三季度，青禾县生猪存栏37.2万头，出栏29.1万头。青禾县牛出栏1200头。
"""
OTHER = """白沙县农业形势
2016年7月3日 来源：云岭日报
　　今年上半年，白沙县生猪出栏3.7万头，同比增长5%。白沙县农民增收。"""


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library({"a.txt": PAGE.strip(), "b.txt": OTHER})


def test_a_figure_of_another_part_of_the_year_is_no_answer(pile: Library) -> None:
    assert pile.ask("青禾县上半年生猪出栏多少万头？").status is Status.NOT_FOUND
    assert "29.1万头" in pile.ask("青禾县前三季度生猪出栏多少万头？").text
    assert "3.7万头" in pile.ask("白沙县上半年生猪出栏多少万头？").text
    assert "29.1万头" in pile.ask("青禾县今年1至9月生猪出栏多少万头？").text
