"""Figures, event times and programmes as reports write them. Expectations are written from the rules."""

from __future__ import annotations

from datetime import date

import pytest

from rag.language.figures import figures_in, written_number
from rag.language.periods import event_time
from rag.language.programmes import programmes_in
from rag.language.script import shadow

FIGURES = [
    ("生猪存栏3.45万头", [(34_500, "头", "生猪存栏")]),
    ("完成工业总产值24700万元", [(247_000_000, "元", "完成工业总产值")]),
    ("群众满意率达80%以上", [(80, "%", "群众满意率")]),
    ("发展奶牛近6000头", [(6_000, "头", "发展奶牛")]),
    ("发展魔芋种植2000余亩", [(2_000, "亩", "发展魔芋种植")]),
    ("种植6028亩烤烟", [(6_028, "亩", "种植烤烟")]),
    ("栽核桃二千三百亩", [(2_300, "亩", "栽核桃")]),
    ("免费发放良种茶苗60万株,培训600多人次", [(600_000, "株", "免费发放良种茶苗"), (600, "人次", "培训")]),
    ("举办第3期培训班,二〇一二年开了一个会", []),
    ("总投资1,200万元", [(12_000_000, "元", "总投资")]),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_figures(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert [(one.value, one.unit, one.what) for one in figures_in(shadow(text))] == expected


@pytest.mark.parametrize(
    ("written", "value"), [("十", 10), ("一百二十", 120), ("两千", 2_000), ("九", 9), ("三天", None)]
)
def test_written_numbers(written: str, value: float | None) -> None:
    assert written_number(written) == value


PUBLISHED = date(2011, 9, 14)
TIMES = [
    ("截至8月底,存栏3.45万头", date(2011, 8, 1), date(2011, 8, 31)),
    ("今年以来,开展了活动", date(2011, 1, 1), PUBLISHED),
    ("去年十月,开展了活动", date(2010, 1, 1), date(2010, 12, 31)),
    ("去年,开展了活动", date(2010, 1, 1), date(2010, 12, 31)),
    ("二〇〇九年,开展了活动", date(2009, 1, 1), date(2009, 12, 31)),
    ("到2015年,建成园区", date(2015, 1, 1), date(2015, 12, 31)),
    ("11月,开展了活动", date(2010, 11, 1), date(2010, 11, 30)),
    ("今年上半年,开展了活动", date(2011, 1, 1), date(2011, 6, 30)),
    ("2011年3月5日,开展了活动", date(2011, 3, 5), date(2011, 3, 5)),
]


@pytest.mark.parametrize(("text", "first", "last"), TIMES)
def test_event_times_are_read_by_the_published_date(text: str, first: date, last: date) -> None:
    period = event_time(text, text.index(",") + 1, PUBLISHED)
    assert period is not None
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize("text", ["今年以来,开展了活动", "截至8月底,存栏3头"])
def test_a_time_without_a_year_stays_open_where_nothing_dates_the_report(text: str) -> None:
    assert event_time(text, len(text), None) is None


@pytest.mark.parametrize("text", ["投入2011万元,开展了活动", "存栏2.8月均", "开展了活动"])
def test_what_is_no_time(text: str) -> None:
    assert event_time(text, len(text), PUBLISHED) is None


PROGRAMMES = [
    ("开展“雙培雙帶”活動", ["双培双带"]),
    ("实施“村级集体经济倍增工程”", ["村级集体经济倍增"]),
    ("落实“四议两公开”", ["四议两公开"]),
    ("大力实施“三大工程”", ["三大工程"]),
    ("在三联三帮活动中", ["三联三帮"]),
    ("一心一意谋发展,三三两两来办事", []),
    ("他说：“这样好。”当好“龙头”", []),
    ("根据《关于加强农村工作的意见》", []),
]


@pytest.mark.parametrize(("text", "cores"), PROGRAMMES)
def test_programmes(text: str, cores: list[str]) -> None:
    found = programmes_in(text)
    assert [one.core for one in found] == cores
    assert all(shadow(text)[slice(*one.span)] for one in found)
