"""The day of publication where a line at the head of a report says it among other things."""

from __future__ import annotations

from datetime import date

import pytest

from rag.reports.head_dates import day_of_head
from rag.reports.lines import Line


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2025/08/28 18:26 〔记者王平／花溪报导〕", date(2025, 8, 28)),
        ("云岭信息港 | 2023-02-25 09:22:37|", date(2023, 2, 25)),
        ("刊发日期:2023-09-06 阅读次数: 作者: 语音阅读:", date(2023, 9, 6)),
        ("云岭日报 2024年10月15日 第03版", date(2024, 10, 15)),
        ("2024年10月15日 星期二 欢迎访问云岭网 首页", None),
        ("2021年5月6日全镇防汛工作会议", None),
        ("2022年8月12日,双庙镇组织干部到白沙乡参观,来源广泛。", None),
    ],
)
def test_a_day_beside_words_of_publication_is_that_of_the_report(line: str, day: date | None) -> None:
    assert day_of_head([Line.of("双庙镇抓防汛"), Line.of(line)]) == day


def test_behind_the_first_paragraph_a_day_is_what_is_told() -> None:
    prose = Line.of("双庙镇把防汛工作抓在手上," * 12)
    assert day_of_head([prose, Line.of("云岭日报 2024年10月15日 第03版")]) is None
