"""The day on which a report appeared, where a line at its head says it among other things: 2025/08/28 18:26 记者王平,
清溪信息港 | 2023-02-25 09:22, 刊发日期:2023-09-06 阅读次数.

Such a line stays part of the report, since what else it says is not understood. Left out: lines that consist of fields
(`fields.py`), and days that a sentence tells of.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rag.language.dates import date_spans, publication_date
from rag.language.regex import regex
from rag.reports.lines import Line

_LINES = 4  # of the head of a report; further down a day is what is told
_LONGEST = 80  # code points of a line that is no sentence
_SENTENCE = regex(r"[。;!?,]|[一-鿿]{16}")
_TODAY = regex(r"今[天日]|星期|农历|阴历|欢迎|现在是")  # a banner tells when the page was looked at
_TIME = regex(r"\s*(?:t|\s)?\d{1,2}[:时]\d{2}")
# What stands beside the day of publication.
_BESIDE = regex(
    r"更新|发布|发表|刊发|发稿|编印|出版|字号|分享|阅读|浏览|点击|来源|转自|记者|通讯员|编辑|责编|第\d+[版期]|总第|首页|打印|广告|评论"
    r"|[|｜·>]|(?:日|晚|晨|时)报|新闻|(?:中央|新华)社"
)


def day_of_head(lines: Sequence[Line]) -> date | None:
    """The first day that a line of those that open a report says it appeared on; None where none does."""
    for line in lines[:_LINES]:
        if len(line.text) > _LONGEST:
            return None  # a paragraph: the report has begun
        days = date_spans(line.text)
        if len({day for _, day in days}) != 1 or _SENTENCE.search(line.plain) or _TODAY.search(line.plain):
            continue
        (start, end), _ = days[0]
        rest = f"{line.plain[:start]} {line.plain[end:]}"
        if _TIME.match(line.plain, end) or _BESIDE.search(rest):
            return publication_date(line.text)
    return None
