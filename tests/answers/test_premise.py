"""What a question takes for granted: no answer says that a town refused what it did, or did what it refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Status

PAGES = {
    "a.txt": """石桥镇开展“三送两访”
发布时间:2014-07-19 来源:清河日报
　　清河县石桥镇开展了“三送两访”活动。因为干部少，镇里从各村抽调了人手。群众反映良好。""",
    "b.txt": """清禾镇忙抗旱
发布时间:2014-08-19 来源:清河日报
　　清河县清禾镇没有开展“三送两访”，因为该镇正忙着抗旱。镇干部全下了田。""",
    "c.txt": """柳湾乡保护水源
发布时间:2014-08-19 来源:清河日报
　　清河县柳湾乡拒绝了化工厂落户。由于担心污染水源，乡里开会否决了这个项目。群众拍手称快。""",
    "d.txt": """麻柳镇治理粉尘
发布时间:2014-07-20 来源:清河日报
　　2013年3月，清河县麻柳镇关停了采石场。因为粉尘大，群众意见很多。采石场工人转行养蜂。""",
}


@pytest.mark.parametrize(
    "question",
    [
        "石桥镇为什么拒绝“三送两访”？",
        "石桥镇为什么不搞三送两访？",
        "为什么石桥镇取消了三送两访？",
        "石桥镇什么时候停止三送两访？",
        "清禾镇为什么开展三送两访？",
        "柳湾乡为什么引进化工厂？",
        "麻柳镇为什么新建采石场？",
    ],
)
def test_a_false_premise_is_not_answered(make_library: Callable[..., Library], question: str) -> None:
    asked = make_library(PAGES).ask(question)
    assert (asked.status, asked.citations) == (Status.NOT_FOUND, ())


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("石桥镇为什么开展“三送两访”？", "开展了"),
        ("清禾镇为什么没有开展三送两访？", "抗旱"),
        ("柳湾乡为什么拒绝化工厂？", "污染水源"),
        ("麻柳镇为什么关停采石场？", "粉尘大"),
        ("麻柳镇什么时候关停采石场的？", "2013年3月"),
    ],
)
def test_a_true_one_is(make_library: Callable[..., Library], question: str, told: str) -> None:
    assert told in make_library(PAGES).ask(question).text
