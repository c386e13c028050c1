"""A record of another program: one piece of news, mostly on one line of some hundred characters, often untitled.

Such a text is taken as it is. Only what programs put before it (a day and 正文：) and what sites put behind it (the
editor, the way back) is cut off, and it is one report, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rag.language.regex import regex
from rag.reports.bylines import role_line, signature
from rag.reports.clean import clean_tail
from rag.reports.fields import Field, Key, fields
from rag.reports.lines import Line, paragraphs_of
from rag.reports.noise import is_noise
from rag.reports.repeats import without_repeats
from rag.reports.sections import Section
from rag.reports.split import is_headline

_LEAD = regex(r"([^。！？]{0,100}?)[，,]?\s*正文[：:]\s*")
_LEAD_SIGN = regex(r"^\s*$|\d[-/.月:]\d|来源|>")
_OLD_TITLE = regex(r"\s*原标题[：:]\s*")
_DATELINE = regex(
    r"【[^】]{2,30}】\s*|[（(][^（()）]{2,30}[）)]\s*|"
    r"[^，。！？【】]{0,24}?(?:(?:讯|电|消息|报道)(?:[：: ]\s*|(?=[（(]))|日消息[，,])(?:[（(][^）)]{0,40}[）)])?\s*"
)
# Where a headline runs into its text without a mark, the text begins like news do.
_OPENING = regex(
    r"近日|日前|今日|昨日|昨天|今天|连日来|近期|当地时间|新华社|中新社|中新网|人民网|央视网|本报|光明网|【|记者|通讯员|图为|"
    r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}[日号晚]|以来|份)|据[^，。]{2,16}(?:报道|消息|通报|获悉)"
)
_CREDIT = regex(r"[（(](?P<who>\s*(?:[^（()）\s]{0,8})(?:记者|通讯员)[^（()）]{2,60})[)）]")
_LONGEST_DATELINE = 100  # characters; a bracket behind that speaks of something else
_LONGEST_TITLE = 40  # characters; what a list of results shows on one line
_SHORTEST_TITLE = 8  # characters; a shorter clause says too little: 近日，
_CLAUSE = "，。！？；：!?;,"
_FIRST_END = regex(r"[。！？!?]")
_TAIL = 240  # characters at the end in which the site's words stand; only there the shadow is needed


def headed(text: str) -> Section | None:
    """A text page that such a program wrote: a day and 正文：, or one line of headline before them; None for any other.

    >>> headed("清溪镇送戏下乡\\n\\n2023-08-05 14:50，正文：近日，清溪镇……").headline[0].text
    '清溪镇送戏下乡'
    """
    rows = paragraphs_of(text)
    if rows and (opened := _LEAD.match(rows[0])) and _LEAD_SIGN.search(opened[1]):
        return section_of(text)
    if len(rows) < 2 or len(rows[0]) > 2 * _LONGEST_TITLE or "正文" in rows[0]:
        return None
    whole = "\n".join(rows[1:])
    told, rest = _lead(whole)
    if rest == whole:
        return None
    section = section_of(rest)
    return replace(section, headline=(Line.of(rows[0]),), fields=(*told, *section.fields))


def section_of(text: str) -> Section:
    """A record's text as the one section of its page. Its headline is empty where the record has no line for it."""
    told, text = _lead(text)
    old_title = _OLD_TITLE.match(text)
    if old_title:
        text = text[old_title.end() :]
        told += _title_before(text)
    rows = paragraphs_of(text)
    headline = _headline(rows)
    found, rows = _without_fields(rows[len(headline) :]) if len(rows) > 1 else ([], rows)
    kept = [line for line in without_repeats([Line(row, row) for row in rows]) if line is not None]
    body, signed, more = _ended([line.text for line in kept])
    signed = signed or _credited(body)
    return Section(headline, signed, (*told, *found, *more), tuple(Line(row, row) for row in body))


def _lead(text: str) -> tuple[list[Field], str]:
    """What a program wrote before the text: 2023-08-05 14:50，正文：. Its day and source, and the text behind it."""
    lead = _LEAD.match(text)
    if lead is None or not _LEAD_SIGN.search(lead[1]):
        return [], text
    line = Line.of(lead[1].strip())
    told = [Field(Key.DATE, line.text)] if line.text else []
    source = re.search(r"来源:\s*([^\s|,]{2,20})", line.plain)
    if source:
        told.append(Field(Key.SOURCE, line.text[source.start(1) : source.end(1)]))
    return told, text[lead.end() :]


def _title_before(text: str) -> list[Field]:
    opening = _OPENING.search(text, _SHORTEST_TITLE, _LONGEST_TITLE + 8)
    before = text[: opening.start()].strip(" \n") if opening else ""
    is_title = before and not re.search(r"[，。、：]$|[。]", before)
    return [Field(Key.TITLE, before)] if is_title else []


def title_from(body: Iterable[Line]) -> str | None:
    """A title for a text without one: its first sentence, cut behind the last whole clause that a title can hold.

    >>> title_from([Line.of("本报讯（记者 李明）清溪镇举办茶叶节，来客三千人。天气晴。")])
    '清溪镇举办茶叶节，来客三千人'
    """
    text = next((line.text for line in body), "")
    dateline = _DATELINE.match(text)
    start = dateline.end() if dateline and len(text) - dateline.end() >= _SHORTEST_TITLE else 0
    stop = _FIRST_END.search(text, start + _SHORTEST_TITLE)
    sentence = text[start : stop.end() if stop else None].strip()
    if len(sentence) > _LONGEST_TITLE:
        sentence = sentence[:_LONGEST_TITLE]
        cut = max(sentence.rfind(mark) for mark in _CLAUSE)
        sentence = sentence[: cut + 1] if cut >= _SHORTEST_TITLE else sentence
    return sentence.rstrip("，。；：;,. ") or None


def _credited(rows: list[str]) -> tuple[str, ...]:
    """Who wrote, by the dateline: 本报讯（记者 李玉荣）近日……"""
    credit = _CREDIT.search(rows[0][:_LONGEST_DATELINE]) if rows else None
    return role_line(Line.of(credit["who"].strip())) if credit else ()


def _headline(rows: list[str]) -> tuple[Line, ...]:
    first = Line.of(rows[0]) if len(rows) > 1 and len(rows[0]) <= 2 * _LONGEST_TITLE else None
    return (first,) if first and is_headline(first) and not is_noise(first) and fields(first) is None else ()


def _without_fields(rows: list[str]) -> tuple[list[Field], list[str]]:
    """Short rows that are fields or tool bars taken out; paragraphs are left alone."""
    found: list[Field] = []
    kept: list[str] = []
    for row in rows:
        line = Line.of(row) if len(row) <= 2 * _LONGEST_TITLE else None
        row_fields = fields(line) if line else None
        found.extend(row_fields or ())
        if line is None or not (row_fields or is_noise(line)):
            kept.append(row)
    return found, kept


def _ended(rows: list[str]) -> tuple[list[str], tuple[str, ...], list[Field]]:
    """The rows without what the site wrote behind them; who signed; the fields found there."""
    if not rows:
        return rows, (), []
    *before, last = rows
    tail, found = clean_tail(Line.of(last[-_TAIL:]))
    tail, signed = signature(tail)
    if not signed and before and role_line(tail):
        tail, signed = Line("", ""), role_line(tail)
    last = last[:-_TAIL] + tail.text
    return [*before, last] if last.strip() else before, signed, found
