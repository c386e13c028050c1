"""Who did something may be an office or a firm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library

PAGES = {
    "a.txt": """临水县：乡村清洁工程铺开
2012年12月2日 来源：临水县人民政府网
　　临水县投入资金120万元实施乡村清洁工程。乡村清洁工程由县住建局牵头，各乡镇具体实施。""",
    "b.txt": """临水县白鹿镇：产业路修到田头
2013年1月2日 来源：临水县人民政府网
　　白鹿镇修建产业路12公里，由宏远路桥公司承建，镇交管站负责监督。镇党委书记陈立新说，路通了，产业才能兴。镇长周国平现场督导。""",
    "c.txt": """砚川县柳沟镇：留守儿童有了“代理妈妈”
2013年5月2日 来源：砚川县人民政府网
　　柳沟镇由镇妇联发起“代理妈妈”活动，12名妇女干部结对留守儿童。这项活动由妇联主席刘秀英负责。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("乡村清洁工程由谁牵头？", "县住建局"),
        ("乡村清洁工程是谁负责的？", "县住建局"),
        ("负责乡村清洁工程的是谁？", "县住建局"),
        ("白鹿镇的产业路是谁修的？", "宏远路桥公司"),
        ("白鹿镇产业路由谁承建？", "宏远路桥公司"),
        ("白鹿镇产业路谁来监督？", "镇交管站"),
        ("代理妈妈活动由谁发起？", "镇妇联"),
        ("代理妈妈活动由谁负责？", "刘秀英"),
        ("白鹿镇的镇长是谁？", "周国平"),
    ],
)
def test_the_doer_is_told_whatever_it_is(pile: Library, question: str, told: str) -> None:
    answer = pile.ask(question)
    assert [told in citation.quote for citation in answer.citations] == [True]
