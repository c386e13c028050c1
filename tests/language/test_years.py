"""The year that a sentence tells of: 去年, 同年 and 次年 read by the published date and by what goes before."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from rag.language.years import year_told
from rag.library import Library
from rag.types import Status

PAGES = {
    "a.txt": """石桥镇生猪产业
发布时间:2014-07-19 来源:清河日报
　　清河县石桥镇养猪规模大。去年，全镇出栏生猪1.2万头。养猪户李大明准备扩建猪场。""",
    "b.txt": """清禾镇修路
发布时间:2015-02-19 来源:清河日报
　　清河县清禾镇重视修路。2012年，镇里启动通村路工程，当年修路5公里，次年修路12公里。群众出行方便了。""",
    "c.txt": """麻柳镇开展活动
发布时间:2014-03-20 来源:清河日报
　　去年，清河县麻柳镇开展了“三送两访”活动。今年，麻柳镇又开展了“五星亮牌”。群众很满意。""",
}


@pytest.mark.parametrize(
    ("text", "before", "years"),
    [
        ("去年出栏8000头", "", [2013]),
        ("同年办事两千件", "2010年启动。", [2010]),
        ("2010年至2012年共修路48公里", "", [2010, 2011, 2012]),
        ("2012年以来修路48公里", "", [2012, 2013, 2014]),
        ("面积比2012年增加800亩", "", []),
        ("修路48公里", "", []),
    ],
)
def test_the_year_is_the_last_one_named(text: str, before: str, years: list[int]) -> None:
    at = next(found.start() for found in re.finditer(r"(?<!\d)(?:\d+|两千)(?=[头件公户亩])", text))
    assert list(year_told(text, at, date(2014, 7, 1), before)) == years


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("石桥镇2013年出栏生猪多少头？", "1.2万头"),
        ("清禾镇2012年修路多少公里？", "5公里"),
        ("清禾镇2013年修路多少公里？", "12公里"),
        ("哪些乡镇2013年开展了“三送两访”？", "去年"),
    ],
)
def test_a_year_is_found_however_it_is_told(make_library: Callable[..., Library], question: str, told: str) -> None:
    assert told in make_library(PAGES).ask(question).text


@pytest.mark.parametrize(
    "question",
    ["石桥镇2014年出栏生猪多少头？", "清禾镇2015年修路多少公里？", "哪些乡镇2014年开展了“三送两访”？"],
)
def test_the_figure_of_another_year_is_no_answer(make_library: Callable[..., Library], question: str) -> None:
    assert make_library(PAGES).ask(question).status is Status.NOT_FOUND
