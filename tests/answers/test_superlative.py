"""Which place has most: the places in the order of their figures, each cited; no order where no figures are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Status

PAGES = {
    "a.txt": "石泉镇：评星到户\n\n2012年9月3日\n\n石泉镇开展三星评议。全镇评出星级户326户，门上都挂了星牌。",
    "b.txt": "柳沟镇：评星到户\n\n2012年9月5日\n\n柳沟镇开展三星评议。全镇评出星级户158户，比上年多。",
    "c.txt": "白沙乡：评星到户\n\n2012年9月8日\n\n白沙乡开展三星评议。群众说好，评出的星级户都上了墙。",
}


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("哪个乡镇评出的星级户最多？", ["石泉镇", "柳沟镇"]),
        ("哪個鄉鎮評出的星級戶最多？", ["石泉镇", "柳沟镇"]),
        ("哪个乡镇评出的星级户最少？", ["柳沟镇", "石泉镇"]),
    ],
)
def test_places_stand_in_the_order_of_their_figures(
    make_library: Callable[..., Library], question: str, places: list[str]
) -> None:
    asked = make_library(PAGES).ask(question)
    assert asked.status is Status.ANSWERED
    assert asked.listing is not None
    assert [item.name for item in asked.listing.items] == places
    assert not asked.listing.complete  # of 白沙乡 no figure is told
    first = asked.text.splitlines()[0]
    assert first.index("326") < first.index("158") if places[0] == "石泉镇" else first.index("158") < first.index("326")


def test_of_one_figure_no_order_is_said(make_library: Callable[..., Library]) -> None:
    asked = make_library({"a.txt": PAGES["a.txt"], "c.txt": PAGES["c.txt"]}).ask("哪个乡镇评出的星级户最多？")
    assert asked.text.splitlines()[0] == "只有一处写明了数字："


def test_without_figures_the_list_is_no_full_answer(make_library: Callable[..., Library]) -> None:
    asked = make_library({"c.txt": PAGES["c.txt"]}).ask("哪个乡镇评出的星级户最多？")
    assert (asked.status, asked.reason) == (Status.PARTIAL, "报道没有写明可以比较大小的数字。")


def test_a_place_is_not_taken_for_what_its_figure_counts(make_library: Callable[..., Library]) -> None:
    """A figure said right behind the place in one sentence, further away in the other."""
    pages = {
        "a.txt": "石泉镇招商\n\n2012年9月3日\n\n到去年年底，石泉镇引回创业人员92名，办起竹器企业35家，税收翻番。",
        "b.txt": "柳沟镇招商\n\n2012年9月5日\n\n到去年年底，柳沟镇引回创业人员56名，办起竹器企业29家。",
    }
    asked = make_library(pages).ask("石泉镇和柳沟镇哪个办的竹器企业多？")
    assert asked.text.splitlines()[-1].startswith("比较：数字大的是石泉镇：35家；其后是柳沟镇：29家。")
