"""Which place has most reports, of all or of those that are compared."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library

PAGES = {
    "a.txt": """临水县白鹿镇：产业路修到田头
2013年1月2日 来源：临水县人民政府网
　　白鹿镇修建产业路12公里，由宏远路桥公司承建。镇党委书记陈立新说，路通了，产业才能兴。""",
    "b.txt": """临水县白鹿镇：春茶开园
2013年3月2日 来源：临水县人民政府网
　　白鹿镇春茶开园，茶农忙着采摘。全镇茶园面积4000亩。""",
    "c.txt": """砚川县柳沟镇：“代理妈妈”结对
2013年5月2日 来源：砚川县人民政府网
　　柳沟镇发起“代理妈妈”活动，12名妇女干部结对留守儿童。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("哪个县的报道更多？", "临水县：2 篇；砚川县：1 篇。"),
        ("报道最多的是哪个县？", "临水县：2 篇；砚川县：1 篇。"),
        ("哪个镇的报道最多？", "白鹿镇（临水县）：2 篇；柳沟镇（砚川县）：1 篇。"),
        ("哪个乡镇的新闻最多？", "白鹿镇（临水县）：2 篇；柳沟镇（砚川县）：1 篇。"),
        ("临水县哪个镇的报道最多？", "白鹿镇（临水县）：2 篇。"),
        ("哪个镇关于代理妈妈的报道最多？", "柳沟镇（砚川县）：1 篇。"),
        ("白鹿镇和柳沟镇哪个的报道更多？", "白鹿镇：2 篇；柳沟镇：1 篇。"),
    ],
)
def test_the_places_stand_in_the_order_of_their_reports(pile: Library, question: str, told: str) -> None:
    answer = pile.ask(question)
    assert answer.text.startswith(f"按报道篇数——{told}\n")
    assert answer.citations


def test_reports_of_two_places_are_still_counted_each(pile: Library) -> None:
    assert pile.ask("白鹿镇和柳沟镇各有多少篇报道？").text.startswith("白鹿镇：共有 2 篇报道：")
