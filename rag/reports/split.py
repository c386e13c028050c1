"""The reports of a page. A county's page may carry several, each with its own headline and its own office as author.

Rows are written as letters and the pattern of a page is looked for in them: H headline, O an office or people as
author, M other fields, P prose, S a signature. Two forms of several reports are known:

    H H O P P · H O P P     each opens with its headline and its author (or repeated 作者/时间/来源)
    H P P S · H P P S       each closes with its author

A headline marked as another report's (【相关】…) opens one whatever stands below it. Sub-headings have no author behind
them, offices named in prose no headline before them, so neither splits a report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.language.regex import regex
from rag.reports.bylines import byline, role_line, signature
from rag.reports.clean import CleanPage, Kind, Row
from rag.reports.fields import Field, Key
from rag.reports.lines import Line
from rag.reports.noise import is_site_name
from rag.reports.signed import names_above, unsigned


@dataclass(frozen=True, slots=True)
class Section:
    """One report's part of a page. `headline` is empty where the page gives none; `signed` names who signed it."""

    headline: tuple[Line, ...]
    signed: tuple[str, ...]
    fields: tuple[Field, ...]
    body: tuple[Line, ...]
    bylines: tuple[str, ...] = ()  # bylines and signatures as displayed, without their brackets


@dataclass(frozen=True, slots=True)
class SplitPage:
    """The sections of a page, and the fields that stand outside them and hold for all."""

    sections: tuple[Section, ...]
    shared: tuple[Field, ...] = ()


_OPENER = regex(r"(H{1,3})[OM]+(?=H?P)")
_CLOSER = regex(r"(?<=P)[SO]+(?=M*(?:H{1,3}P|[HMP]*$))")
_TOWN = regex(
    r"(?:[一-鿿]{2,5}?[县市区旗])?((?![全各本我该两城乡])[一-鿿]{1,5}?[^城乡集村市新][镇乡]|[一-鿿]{2,5}?街道)(?=[:“\"「《])"
)
_RELATED = regex(r"[【\[]相关(?:链接|新闻|报道|稿件)?[】\]](?=.{4})")
_NOTE = regex(r"\W*(?:编者)?按\W*[:语]")
_MOST_TAIL_ROWS = 3  # lines behind the last signature that are the page's
_LONGEST_TAIL = 120  # Han characters of them; more would be a report of its own
_SHORTEST_REPORT = 20  # Han characters of prose; less is a caption
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
    letters = "".join(map(_letter, rows))
    opened, end = _opened(rows, letters), len(rows)
    starts, end = (opened, end) if opened else _closed(rows, letters)
    if len(starts) < 2:
        starts, end = _named(rows, letters) or _related(rows), len(rows)
    if len(starts) < 2:
        return SplitPage((_single(rows),)) if any(row.kind is Kind.PROSE for row in rows) else SplitPage(())
    sections = [_section(rows[a:b]) for a, b in zip(starts, [*starts[1:], end], strict=True)]
    shared = [field for row in (*rows[: starts[0]], *rows[end:]) for field in row.fields]
    return SplitPage(tuple(sections), (*shared, *_said_once(sections)))


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
    full = [match for match, end in zip(matches, ends, strict=True) if _weight(rows[match.end() : end])]
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
    is_full = all(_weight(rows[a:b]) for a, b in zip(starts, [*starts[1:], end], strict=True))
    return (starts, end) if is_full else ([], len(rows))


def _is_foreign(tail: list[Row]) -> bool:
    """Whether what stands behind the last signature is the page's: fields and a few short lines, no report."""
    words = [row for row in tail if row.kind is not Kind.META]
    return len(words) <= _MOST_TAIL_ROWS and sum(row.line.han for row in words) <= _LONGEST_TAIL


def _named(rows: list[Row], letters: str) -> list[int]:
    """Where the unsigned items of a bulletin begin: headlines that open with another town's name each, whose prose
    names that town. A report with a lead paragraph of its own above such headings is one report with sections."""
    starts: list[int] = []
    towns: list[str] = []
    for at, row in enumerate(rows[:-1]):
        town = _TOWN.match(row.line.plain) if letters[at : at + 2] == "HP" and row.kind is Kind.SHORT else None
        if town is None or town[1] in towns or town[1] not in rows[at + 1].line.plain:
            continue
        starts.append(at)
        towns.append(town[1])
    if len(starts) < 2:
        return []
    lead = [row for row in rows[: starts[0]] if row.kind is Kind.PROSE]
    is_item = all(_weight(rows[a:b]) for a, b in zip(starts, [*starts[1:], len(rows)], strict=True))
    return starts if is_item and all(_NOTE.match(row.line.plain) for row in lead) else []


def _related(rows: list[Row]) -> list[int]:
    """Where the reports begin that a page puts below its own, each marked so with its headline; [] for none."""
    starts = [at for at, row in enumerate(rows) if row.kind is Kind.SHORT and _RELATED.match(row.line.text)]
    is_full = all(_weight(rows[a:b]) for a, b in zip([0, *starts], [*starts, len(rows)], strict=True))
    return [0, *starts] if starts and is_full else []


def _weight(rows: list[Row]) -> bool:
    return sum(row.line.han for row in rows if row.kind is Kind.PROSE) >= _SHORTEST_REPORT


def _said_once(sections: list[Section]) -> list[Field]:
    """A day, source or editor that only one of the sections carries is the page's: it stands at its top or bottom."""
    once = []
    for key in (Key.DATE, Key.DAY, Key.SOURCE, Key.SUPPLIER, Key.ISSUER, Key.EDITOR, Key.URL):
        values = [[field for field in section.fields if field.key is key] for section in sections]
        carrying = [fields for fields in values if fields]
        if len(carrying) == 1:
            once.extend(carrying[0])
    return once


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
    return _finished(tuple(headline), rest)


def _single(rows: list[Row]) -> Section:
    """The one report of a page: its headline is found among the short lines above the prose."""
    first = next(at for at, row in enumerate(rows) if row.kind is Kind.PROSE)
    head, body = rows[:first], rows[first:]
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
    return _finished(headline, rest + body)


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


def _finished(headline: tuple[Line, ...], rows: list[Row]) -> Section:
    """A section with its author's lines taken out of its text, above it and below it."""
    fields = [field for row in rows for field in row.fields]
    opened: list[str] = []
    rows, lines = [row for row in rows if row.kind is not Kind.META], list[str]()
    while rows and rows[0].kind is Kind.SHORT and (names := names_above(rows[0].line)):
        opened.extend(names)
        lines.append(rows.pop(0).line.text.strip("()（）[]【】 □◎○●■◆◇"))
    rows, closed, more, below = unsigned(rows)
    body = tuple(row.line for row in rows if row.line.bare)
    return Section(headline, tuple(dict.fromkeys([*opened, *closed])), (*fields, *more), body, (*lines, *below))
