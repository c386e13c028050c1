"""A page's text without what belongs to the page: rows of headlines, fields and prose, and whose site it is.

The first prose opens the body and the last prose closes it. Before it only headlines and fields are kept, behind it
only fields and signatures; within it only what is certainly a tool bar goes. Which headline belongs to which report
is for `split`, what the fields mean for `metadata`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from rag.language.regex import regex
from rag.reports import noise
from rag.reports.bylines import byline, is_office_name, role_line, signature
from rag.reports.fields import Field, Key, apart, fields, trailing_fields
from rag.reports.items import heading_of
from rag.reports.lines import Line, lines_of
from rag.reports.repeats import without_repeats
from rag.reports.rolls import end_of_roll


class Kind(StrEnum):
    """What a row is. `SHORT` is a headline, a sub-heading, a signature or an office on a line of its own."""

    SHORT = "short"
    META = "meta"
    PROSE = "prose"
    NOISE = "noise"
    MARKER = "marker"


@dataclass(frozen=True, slots=True)
class Row:
    line: Line
    kind: Kind
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanPage:
    """The rows that may belong to reports, in the order of the page, and the site's owner as displayed."""

    rows: tuple[Row, ...]
    site: str | None = None


_COMMA_PROSE = 50  # characters; a headline with a comma is shorter, a paragraph cut before its full stop is longer
_WHEN = regex(r"(?:时间|時間|日期)\s*[:：]")
_LONGEST_COLUMN = 8  # Han characters of the name of a column: 新时代文明实践
_FEWEST_HEADLINE = 6  # Han characters that a headline above such a name has more of
_SENTENCE = 8  # Han characters that a sentence has at least
_MOST_TAIL_ROWS = 3  # short rows behind the last sentence that may still be the report's; more are a list of links
_TAIL_SHARE = 0.5  # of the prose before the editor's line; less prose behind it is about other things to read
_FEWEST_BAR_ITEMS = 4  # words of a bar of links: 新闻中心 政务公开 互动交流 走进清溪; a headline has two or three parts
_LONGEST_ITEM = 6  # characters of them
_LONG_BAR = 6  # words of a bar that may be names of columns
_TRAILING_WORDS = regex(
    r"返回搜狐,?查看更多|特别声明:以上内容.{0,120}|展开全文|阅读全文|点击查看全文|查看更多|阅读原文|分享让更多人看到|"
    r"更多(?:精彩)?内容,?请(?:进入|关注|点击|下载).{1,20}|未经授权,? ?(?:禁止|不得)转载"
)
_OFFICE_BEHIND = regex(r"([^()]{6,}[^()\s。!?])\s*\(([^()]{3,24})\)")
_LONGEST_WORDS = 200  # characters at the end of a paragraph in which such words stand


def clean(text: str) -> CleanPage:
    """The rows of a page that may belong to its reports."""
    pieces = [piece for line in lines_of(text) for piece in _crumb_apart(line)]
    parts = [_office_apart(piece) for piece in pieces]
    lines = [line for part in parts for line in part]
    rows = _zones(_without_columns([[_row(line) for line in part] for part in parts]))
    kept = without_repeats([row.line for row in rows])
    rows = [replace(row, line=line) for row, line in zip(rows, kept, strict=True) if line is not None]
    return CleanPage(tuple(_end_cleaned(rows)), noise.site_of(lines))


def clean_tail(line: Line) -> tuple[Line, list[Field]]:
    """A last paragraph without the site's words, disclaimers and fields that run on behind it; the fields."""
    found: list[Field] = []
    while True:
        shorter, said = _without_words(line)
        shorter, more = trailing_fields(shorter)
        found = [*more, *said, *found]
        if shorter.text == line.text:
            return line, found
        line = shorter


def is_prose(line: Line, shortest: int = _COMMA_PROSE) -> bool:
    """Whether a line is made of sentences rather than a headline. Question and exclamation marks end headlines too."""
    plain = line.plain
    if "。" in plain or plain[-1] in ":;,":
        return line.han >= _SENTENCE or "。" in plain
    return len(plain) >= shortest and re.search(r"[,、;]", plain) is not None


def _row(line: Line) -> Row:
    heading = heading_of(line.plain)
    found = fields(line) if heading is None or heading.note is None else None  # 三、清溪县白云镇 (2024-07-08)
    if found is not None:
        kind = Kind.NOISE if all(field.key is Key.IGNORED for field in found) else Kind.META
        return Row(line, kind, tuple(found))
    if noise.is_tail_marker(line):
        return Row(line, Kind.MARKER)
    if noise.is_noise(line):
        return Row(line, Kind.NOISE)
    return Row(line, Kind.PROSE if is_prose(line) else Kind.SHORT)


def _without_columns(parts: list[list[Row]]) -> list[Row]:
    """The rows, a short name before the fields of a line and below a longer headline being that of a column:
    乡风文明   来源:…"""
    rows: list[Row] = []
    for part in parts:
        head = part[0]
        is_split = len(part) == 2 and head.kind is Kind.SHORT and part[1].kind is Kind.META
        if is_split and head.line.han <= _LONGEST_COLUMN and any(_is_longer(row, head) for row in rows):
            head = replace(head, kind=Kind.NOISE)
        rows.extend((head, *part[1:]))
    return rows


def _is_longer(row: Row, head: Row) -> bool:
    is_headline = row.kind is Kind.SHORT and not noise.is_site_name(row.line) and not byline(row.line)
    return is_headline and row.line.han > max(head.line.han, _FEWEST_HEADLINE)


def _zones(rows: list[Row]) -> list[Row]:
    prose = [at for at, row in enumerate(rows) if row.kind is Kind.PROSE]
    if not prose:
        rows = [replace(row, kind=_last_resort(row)) for row in rows]
        prose = [at for at, row in enumerate(rows) if row.kind is Kind.PROSE]
    if not prose:
        return [row for row in rows if row.kind in (Kind.SHORT, Kind.META)]
    end = _body_limit(rows, prose)
    last = max(at for at in prose if at < end)
    last = end_of_roll([row.line.plain for row in rows[:end]], _announced_end(rows[:end], last))
    head = _without_banner([row for row in rows[: prose[0]] if _is_head(row)])
    rest = [_said(row) for row in rows[prose[0] : end]]
    body = [row for row in rest[: last + 1 - prose[0]] if row.kind not in (Kind.NOISE, Kind.MARKER)]
    return (
        head
        + body
        + _tail(rest[last + 1 - prose[0] :])
        + [row for row in rows[end:] if row.kind is Kind.META and not _is_day(row)]
    )


def _announced_end(rows: list[Row], last: int) -> int:
    """The last row of the lines below a report's last sentence (`last`) that are its own: what that announces
    (时间安排如下:), or a row of lines under two names of places at least."""
    end = last
    while end + 1 < len(rows) and _is_listed(rows[end + 1]):
        end += 1
    headings = [heading_of(row.line.plain) for row in rows[last + 1 : end + 1]]
    is_schedule = len({one.chain for one in headings if one is not None and one.is_line}) > 1
    return end if is_schedule or rows[last].line.plain[-1] == ":" else last


def _is_listed(row: Row) -> bool:
    if row.kind is Kind.META:
        return _is_day(row) or all(field.key is Key.DATE and _WHEN.match(field.shown) for field in row.fields)
    return row.kind is Kind.SHORT and (not noise.is_link(row.line) or heading_of(row.line.plain) is not None)


def _is_day(row: Row) -> bool:
    return any(field.key is Key.DAY for field in row.fields)


def _said(row: Row) -> Row:
    """A day alone on a line is a date of publication above the text only; within it, it is a heading of the text, and
    时间: is when something takes place."""
    is_of_text = row.kind is Kind.META and _is_listed(row)
    return replace(row, kind=Kind.SHORT, fields=()) if is_of_text else row


def _without_banner(head: list[Row]) -> list[Row]:
    """The head without issue lines, and without a calendar: a day with its weekday tells when the page was saved.

    Under the number of an issue such a day is the issue's own.
    """
    long = [at for at, row in enumerate(head) if row.kind is Kind.SHORT and row.line.han >= _SENTENCE]
    issues = [at for at, row in enumerate(head) if noise.is_masthead(row.line.plain)]
    kept = [
        (at, row)
        for at, row in enumerate(head)
        if not (_is_day(row) and re.search("星期|周", row.line.plain) and long and at < long[0] and not issues)
    ]
    return [row for at, row in kept if at not in issues]


def _last_resort(row: Row) -> Kind:
    """On a page without one full stop, a line with a comma is prose from twenty characters on."""
    return Kind.PROSE if row.kind is Kind.SHORT and is_prose(row.line, 20) and row.line.han >= 20 else row.kind


def _is_head(row: Row) -> bool:
    if row.kind is Kind.META:
        return True
    if noise.is_other_day(row.line.plain):
        return False
    items = row.line.plain.split()
    longest = _LONGEST_ITEM if len(items) < _LONG_BAR else _LONGEST_COLUMN
    is_bar = len(items) >= _FEWEST_BAR_ITEMS and all(len(item) <= longest for item in items)
    return (
        row.kind is Kind.SHORT
        and not is_bar
        and bool(not noise.is_link(row.line) or byline(row.line) or heading_of(row.line.plain))
    )


def _body_limit(rows: list[Row], prose: list[int]) -> int:
    """Where the body must have ended: at a list of other things to read, or at the editor's line before it."""
    weight = {at: rows[at].line.han for at in prose}
    editors = [at for at, row in enumerate(rows) if any(field.key is Key.EDITOR for field in row.fields)]
    closing = [at for at, row in enumerate(rows) if row.kind is Kind.MARKER]
    for at in sorted(closing + (editors if len(editors) == 1 else [])):
        before = sum(weight[i] for i in prose if i < at)
        after = sum(weight[i] for i in prose if i > at)
        share = 2.0 if rows[at].kind is Kind.MARKER else _TAIL_SHARE
        if before and after <= share * before:
            return at
    return len(rows)


def _tail(rows: list[Row]) -> list[Row]:
    """Fields and signatures anywhere behind the last sentence, short rows only directly behind it."""
    near = next((at for at, row in enumerate(rows) if row.kind is not Kind.SHORT), len(rows))
    if near > _MOST_TAIL_ROWS:
        near = 0
    return [
        row
        for at, row in enumerate(rows)
        if row.kind is Kind.META
        or (row.kind is Kind.SHORT and (_is_signed(row.line) or (at < near and not noise.is_link(row.line))))
    ]


def _is_signed(line: Line) -> bool:
    return bool(signature(line)[1] or role_line(line) or byline(line))


def _end_cleaned(rows: list[Row]) -> list[Row]:
    """Words and fields that run on behind the last sentence, cut off and made a row of their own."""
    last = max((at for at, row in enumerate(rows) if row.kind is Kind.PROSE), default=None)
    if last is None:
        return rows
    line, found = clean_tail(rows[last].line)
    meta = [Row(line, Kind.META, tuple(found))] if found else []
    prose = [replace(rows[last], line=line)] if line.bare else []
    return rows[:last] + prose + meta + rows[last + 1 :]


def _without_words(line: Line) -> tuple[Line, list[Field]]:
    """The line up to the site's words, when nothing but fields stands behind them, or up to its last disclaimer."""
    offset = max(len(line.plain) - _LONGEST_WORDS, 0)
    for match in _TRAILING_WORDS.finditer(line.plain, offset):
        rest = line.cut(match.end())
        said = fields(rest) if rest.bare else []
        if said is not None:
            return line.cut(0, match.start()), said
    stop = max(line.plain.rfind(mark, offset, len(line.plain) - 1) for mark in "。!?”)")
    is_last_word = stop > 0 and noise.is_disclaimer(line.plain[stop + 1 :].strip())
    return (line.cut(0, stop + 1) if is_last_word else line), []


def _office_apart(line: Line) -> list[Line]:
    """A headline with its fields, or with its office in brackets, on one line as two lines."""
    match = _OFFICE_BEHIND.fullmatch(line.plain) if len(line.plain) <= _COMMA_PROSE else None
    if match and is_office_name(match[2].strip()) and not is_prose(line):
        return [line.cut(0, match.end(1)), line.cut(match.end(1))]
    return apart(line)


def _crumb_apart(line: Line) -> list[Line]:
    """A path of links and the headline behind it on one line: 首页 > 动态 > 正文 清溪镇…, as two lines."""
    if not noise.is_breadcrumb(line.plain):
        return [line]
    arrow = max(line.plain.rfind(mark) for mark in ">»›")
    space = line.plain.find(" ", arrow + 2)
    headline = line.cut(space) if space > 0 else Line("", "")
    return [line.cut(0, space), headline] if headline.han >= 6 else [line]
