"""Dates as reports write them, and what only looks like one."""

from datetime import date

import pytest

from rag.language.dates import date_spans, publication_date

DAY = date(2011, 9, 14)


def days(text: str) -> list[date]:
    return [day for _, day in date_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "2011-09-14",
        "2011/9/14",
        "2011.9.14",
        "2011年9月14日",
        "2011 年 9 月 14 日",
        "2011年09月14号",
        "２０１１年９月１４日",
        "2011年9月14日15:31",
        "2011-09-14 09:09",
        "2011-09-14T09:09:00+08:00",
        "二〇一一年九月十四日",
        "二○一一年九月十四日",
        "发布时间:2011-09-14 09:09 来源",
    ],
)
def test_every_spelling_of_one_day(text):
    assert days(text) == [DAY]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9月14日",
        "2025-02-30",
        "2011年13月1日",
        "民国1921年9月14日",
        "农历二〇一一年八月十七日",
        "農曆 2011年8月17日",
        "20110914",
        "1.2011.9.14",
        "2011-09-14-03",
        "2011年9月",
        "二〇一一年十三月一日",
    ],
)
def test_no_day_is_invented(text):
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇一二年十二月三十一日", date(2012, 12, 31)),
        ("二〇二〇年二月二十九日", date(2020, 2, 29)),
        ("二〇〇九年十月十日", date(2009, 10, 10)),
    ],
)
def test_written_numbers(text, day):
    assert days(text) == [day]


def test_spans_are_exact_and_in_order():
    text = "从二〇一〇年一月二日到2011-09-14,再到2012年3月4日"
    found = date_spans(text)
    assert [text[a:b] for (a, b), _ in found] == ["二〇一〇年一月二日", "2011-09-14", "2012年3月4日"]


def test_a_page_is_not_published_in_the_future_or_before_1949():
    today = date(2024, 9, 23)
    assert publication_date("2024-09-24", today) == date(2024, 9, 24)
    assert publication_date("2024-09-25", today) is None
    assert publication_date("1911-10-10", today) is None
