"""Lists of those that were honoured or chosen, not of all that did the thing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.lists.asked.honours import asks_honour, tells_honour

PAGES = {
    "a.txt": """砚川县柳沟镇：三色台账亮家底
2012年9月3日 来源：砚川县人民政府网
　　今年以来，柳沟镇推行“三色台账”，把困难户分成红、黄、绿三种颜色记录。年底，柳沟镇被评为“三色台账”先进镇。""",
    "b.txt": """砚川县石泉镇：“三色台账”管到户
2012年10月8日 来源：砚川县人民政府网
　　石泉镇全面推行“三色台账”，每户一册，每月更新一次。石泉镇河湾村开展了“三色台账”。""",
    "c.txt": """临水县白鹿镇开展“三色台账”工作
2012年11月2日 来源：临水县人民政府网
　　白鹿镇青冈村被列为“三色台账”示范村。在全县考核中，白鹿镇获得“三色台账”工作一等奖。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("哪个镇被评为三色台账先进镇？", {"柳沟镇"}),
        ("哪些镇是三色台账先进镇？", {"柳沟镇"}),
        ("哪些镇在三色台账考核中获奖？", {"柳沟镇", "白鹿镇"}),
        ("哪些镇获得了三色台账一等奖？", {"白鹿镇"}),
        ("哪些村被列为三色台账示范村？", {"青冈村"}),
        ("哪些镇开展了三色台账？", {"柳沟镇", "石泉镇", "白鹿镇"}),
        ("哪些村被评为三色台账先进村？", set()),
    ],
)
def test_only_those_are_listed_of_which_the_honour_is_told(pile: Library, question: str, names: set[str]) -> None:
    listing = pile.ask(question).listing
    assert {item.name for item in listing.items} == names if listing else not names


def test_the_heading_says_that_it_is_told_not_that_it_was_done(pile: Library) -> None:
    assert pile.ask("哪些镇在三色台账考核中获奖？").text.startswith("共查 3 篇报道，写明的有 2 个乡镇：")


@pytest.mark.parametrize(
    "question", ["哪些乡镇开展了奖学活动?", "哪些镇的项目获得了授信?", "哪些镇把修路列入了明年计划?"]
)
def test_what_is_no_honour_is_listed_as_before(question: str) -> None:
    assert not asks_honour(question)
    assert tells_honour(question, "石泉镇修了路。")
