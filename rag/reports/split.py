"""The reports of a page. A county's page may carry several, each with its own headline and its own office as author.

Rows are written as letters and the pattern of a page is looked for in them: H headline, O an office or people as
author, M other fields, P prose, S a signature. Two forms of several reports are known:

    H H O P P · H O P P     each opens with its headline and its author (or repeated 作者/时间/来源)
    H P P S · H P P S       each closes with its author

The items of a digest are known by headings that name their places (`digests.py`). A headline marked as another
report's (【相关】…) opens one whatever stands below it. Sub-headings have no author behind
them, offices named in prose no headline before them, so neither splits a report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.language.regex import regex
from rag.reports.bylines import byline, role_line, signature
from rag.reports.clean import CleanPage, Kind, Row
from rag.reports.digests import Item, has_prose, items, more_news
from rag.reports.fields import Key, fields
from rag.reports.items import Heading
from rag.reports.lines import Line
from rag.reports.noise import is_site_name
from rag.reports.sections import Section, SplitPage, finished, said_once

_OPENER = regex(r"(H{1,3})[OM]+(?=H?P)")
_CLOSER = regex(r"(?<=P)[SO]+(?=M*(?:H{1,3}P|[HMP]*$))")
_RELATED = regex(r"[【\[]相关(?:链接|新闻|报道|稿件)?[】\]](?=.{4})")
_MOST_TAIL_ROWS = 3  # lines behind the last signature that are the page's
_LONGEST_TAIL = 120  # Han characters of them; more would be a report of its own
_FEWEST_TITLE = 4  # Han characters of a headline
_LONGEST_TITLE = 60  # code points of a headline line
_NUMBERED = regex(
    r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.,:]|第[一二三四五六七八九十\d]{1,3}[章节条]|[·•■◆●]"
)
_OPENING_KEYS = frozenset((Key.AUTHOR, Key.SOURCE, Key.DATE, Key.SUPPLIER))
_AUTHOR_KEYS = frozenset((Key.AUTHOR, Key.SUPPLIER))
_FEW_CANDIDATES = 3  # short lines above the body that are a headline and its company; more are links above it


def split(page: CleanPage) -> SplitPage:
    """The reports of a page, at least one section if it has any prose."""
    rows = list(page.rows)
    found = items(rows)
    if found:
        return _digest(rows, found)
    letters = "".join(map(_letter, rows))
    opened, end = _opened(rows, letters), len(rows)
    starts, end = (opened, end) if opened else _closed(rows, letters)
    if len(starts) < 2:
        starts, end = _related(rows), len(rows)
    if len(starts) < 2 and (added := more_news(rows)):
        return _with_more(rows, added)
    if len(starts) < 2:
        return SplitPage((_single(rows),)) if any(row.kind is Kind.PROSE for row in rows) else SplitPage(())
    sections = [_section(rows[a:b]) for a, b in zip(starts, [*starts[1:], end], strict=True)]
    shared = [field for row in (*rows[: starts[0]], *rows[end:]) for field in row.fields]
    return SplitPage(tuple(sections), (*shared, *said_once(sections)))


def is_headline(line: Line) -> bool:
    """Whether a short line may be a headline: long enough, not numbered, not ending like a clause."""
    return (
        line.han >= _FEWEST_TITLE
        and len(line.text) <= _LONGEST_TITLE
        and line.plain[-1] not in "。;:,、"
        and not _NUMBERED.match(line.plain)
    )


def _letter(row: Row) -> str:
    keys = {field.key for field in row.fields}
    if row.kind is Kind.META:
        return "O" if keys & _AUTHOR_KEYS else "M"
    if row.kind is Kind.PROSE:
        return "P"
    if byline(row.line) or role_line(row.line):
        return "O"
    if signature(row.line)[1]:
        return "S"
    return "H" if is_headline(row.line) else "P"


def _opened(rows: list[Row], letters: str) -> list[int]:
    """Where reports begin that open with headline and author; [] for fewer than two."""
    matches = [match for match in _OPENER.finditer(letters) if _is_opening(rows[match.end(1) : match.end()])]
    signed = [match for match in matches if "O" in match[0]]
    # One kind of opening a page: its own headline and source above, and an office within, are not two reports.
    matches = signed if len(signed) > 1 or len(signed) * 2 == len(matches) else matches
    starts = [match.start() for match in matches]
    ends = [*starts[1:], len(rows)][: len(matches)]
    full = [match for match, end in zip(matches, ends, strict=True) if has_prose(rows[match.end() : end])]
    if len(full) < 2:
        return []
    first, *others = full
    # The page's own headline may stand directly above the first report's.
    if not letters[: first.start()].strip("P") and all(len(match[1]) == 1 for match in others):
        return [first.end(1) - 1, *(match.start() for match in others)]
    return [match.start() for match in full]


def _is_opening(rows: list[Row]) -> bool:
    return any(row.kind is not Kind.META or {field.key for field in row.fields} & _OPENING_KEYS for row in rows)


def _closed(rows: list[Row], letters: str) -> tuple[list[int], int]:
    """Where reports begin of which each closes with a signature ([] for fewer than two), and where the last ends."""
    marked, origin = [], []
    for at, (row, letter) in enumerate(zip(rows, letters, strict=True)):
        is_signed = letter == "P" and row.kind is Kind.PROSE and signature(row.line)[1]
        marked.append("PS" if is_signed else letter)
        origin.extend([at] * len(marked[-1]))
    joined = "".join(marked)
    closers = list(_CLOSER.finditer(joined))
    if len(closers) < 2:
        return [], len(rows)
    stop = closers[-1].end()
    end = origin[stop] if stop < len(origin) else len(rows)
    if not _is_foreign(rows[end:]):
        return [], len(rows)
    body = joined.find("P")
    are_single = all(joined[match.end() :].lstrip("M").startswith("HP") for match in closers[:-1])
    opening = re.search(r"H$" if are_single else r"H{1,3}$", joined[:body])
    starts = [opening.start() if opening else body, *(match.end() for match in closers[:-1])]
    starts = [origin[at] for at in starts]
    is_full = all(has_prose(rows[a:b]) for a, b in zip(starts, [*starts[1:], end], strict=True))
    return (starts, end) if is_full else ([], len(rows))


def _is_foreign(tail: list[Row]) -> bool:
    """Whether what stands behind the last signature is the page's: fields and a few short lines, no report."""
    words = [row for row in tail if row.kind is not Kind.META]
    return len(words) <= _MOST_TAIL_ROWS and sum(row.line.han for row in words) <= _LONGEST_TAIL


def _related(rows: list[Row]) -> list[int]:
    """Where the reports begin that a page puts below its own, each marked so with its headline; [] for none."""
    starts = [at for at, row in enumerate(rows) if row.kind is Kind.SHORT and _RELATED.match(row.line.text)]
    is_full = all(has_prose(rows[a:b]) for a, b in zip([0, *starts], [*starts, len(rows)], strict=True))
    return [0, *starts] if starts and is_full else []


def _section(rows: list[Row]) -> Section:
    """A report of several on a page: its headline lines, its author, its prose."""
    headline: list[Line] = []
    rest = list(rows)
    while rest and rest[0].kind is not Kind.PROSE and not (headline and _letter(rest[0]) != "H"):
        row = rest.pop(0)
        if _letter(row) == "H":
            headline.append(row.line)
        elif row.fields or headline:
            rest.insert(0, row)
            break
    return finished(tuple(headline), rest)


def _digest(rows: list[Row], found: Sequence[Item]) -> SplitPage:
    """The items of a digest as reports, behind what its editor says of them all."""
    first = next((at for at, row in enumerate(rows) if row.kind is Kind.PROSE), len(rows))
    title, rest = _headline(rows[: min(first, found[0].at)], rows)
    lead = rows[first : found[0].at]
    ends = [*(item.at for item in found[1:]), len(rows)]
    sections = [_item(rows[item.at : end], item.heading) for item, end in zip(found, ends, strict=True)]
    shared = [field for row in (*rest, *lead) for field in row.fields]
    if has_prose(lead):
        sections.insert(0, finished(title, lead))
    return SplitPage(tuple(sections), (*shared, *said_once(sections)), " ".join(line.text for line in title))


def _item(rows: list[Row], heading: Heading | None) -> Section:
    """An item of a digest: under a headline of its own, or the name of its place. What the page's headline tells is of
    some of them, and not said of each."""
    line = rows[0].line
    if heading is None or not (heading.is_line or rows[0].kind is Kind.PROSE):
        return finished((line,), rows[1:])
    name = line.cut(*heading.place)
    note = [_noted(line.cut(*heading.note))] if heading.note else []
    return finished((name,), note + (rows[1:] if heading.is_line else rows))


def _noted(line: Line) -> Row:
    """What stands in brackets behind a heading: who wrote the item, or when."""
    found = fields(line)
    return Row(line, Kind.META, tuple(found)) if found else Row(line, Kind.SHORT)


def _with_more(rows: list[Row], starts: list[int]) -> SplitPage:
    """The page's own report, and those of other places that it adds: 另讯:…"""
    ends = [*starts[1:], len(rows)]
    added = (finished((), rows[start:end]) for start, end in zip(starts, ends, strict=True))
    sections = (_single(rows[: starts[0]]), *added)
    return SplitPage(sections, tuple(said_once(sections)))


def _single(rows: list[Row]) -> Section:
    """The one report of a page."""
    first = next(at for at, row in enumerate(rows) if row.kind is Kind.PROSE)
    headline, rest = _headline(rows[:first], rows)
    return finished(headline, rest + rows[first:])


def _headline(head: list[Row], rows: list[Row]) -> tuple[tuple[Line, ...], list[Row]]:
    """The headline of a page among the short lines above its prose (`head`), and the others."""
    dated = next((at for at, row in enumerate(head) if row.kind is Kind.META and _titles(head[:at])), None)
    title: Line | None
    multi: tuple[Line, ...] = ()
    if dated is not None:
        title, rest = _titles(head[:dated])[-1], head[dated:]
    else:
        multi = _above_office(head)
        candidates = _titles(head)
        title = _chosen(candidates)
        at = next((i for i, row in enumerate(head) if title is not None and row.line is title), -1)
        rest = [row for i, row in enumerate(head) if i > at or row.kind is Kind.META]
    headline = multi or ((_shortest_form(title, rows),) if title else ())
    rest = [row for row in rest if row.kind is Kind.META or not any(_same(row.line, line) for line in headline)]
    return headline, rest


def _titles(head: list[Row]) -> list[Line]:
    """Lines above the prose that may be its headline; offices only where there is nothing else."""
    short = [row.line for row in head if row.kind is Kind.SHORT]
    headlines = [line for line in short if is_headline(line) and not byline(line)]
    likely = [line for line in headlines if line.han > _FEWEST_TITLE and not is_site_name(line)]
    return likely or headlines


def _chosen(candidates: list[Line]) -> Line | None:
    """The headline among several lines: one given twice, else the first of a few, else the nearest to the prose."""
    for line in candidates:
        if sum(_same(line, other) for other in candidates) > 1:
            return [other for other in candidates if _same(line, other)][-1]
    if len(candidates) > _FEW_CANDIDATES:
        return candidates[-1]
    return candidates[0] if candidates else None


def _above_office(head: list[Row]) -> tuple[Line, ...]:
    """A headline of two or three lines, known by the office on the line below: all short lines directly above it."""
    match = re.search(r"(?:^|[^H])(H{1,3})O", "".join(map(_letter, head)))
    if match is None:
        return ()
    lines: list[Line] = []
    for row in head[match.start(1) : match.end(1)]:
        if not any(_same(row.line, line) for line in lines):
            lines.append(row.line)
    return tuple(lines)


def _same(line: Line, other: Line) -> bool:
    """Whether two lines give one headline, one perhaps with the site's name behind it: …增收-清溪县人民政府."""
    shorter, longer = sorted((line.bare, other.bare), key=len)
    return bool(shorter) and (shorter == longer or (len(shorter) >= 8 and longer.startswith(shorter)))


def _shortest_form(title: Line, rows: list[Row]) -> Line:
    same = [row.line for row in rows if row.kind is Kind.SHORT and _same(row.line, title)]
    return min([title, *same], key=lambda line: len(line.bare))
