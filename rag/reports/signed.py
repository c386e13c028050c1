"""Whose a report is, from the lines above its text and the signatures below, which are no part of what it says."""

from __future__ import annotations

from dataclasses import replace

from rag.language.dates import date_spans
from rag.reports.bylines import byline, names_line, role_line, signature
from rag.reports.clean import Kind, Row, clean_tail
from rag.reports.fields import Field, Key
from rag.reports.lines import Line

_SIGNED_ROWS = 3  # rows at the end of a report in which its signatures stand


def names_above(line: Line) -> tuple[str, ...]:
    """Whose a report is, as a line above its text says; () where it does not."""
    return byline(line) or role_line(line) or signature(line)[1] or names_line(line)


def unsigned(rows: list[Row]) -> tuple[list[Row], list[str], list[Field], list[str]]:
    """The rows without the signatures at their end; the names; fields that stood before them; the signatures."""
    names: list[str] = []
    shown: list[str] = []
    found: list[Field] = []
    for _ in range(_SIGNED_ROWS):
        if not rows:
            break
        line, fields = clean_tail(rows[-1].line)
        whole = line.text
        line, signed = signature(line)
        if not signed and rows[-1].kind is Kind.SHORT and len(rows) > 1:
            signed = role_line(line) or byline(line)
            line = Line("", "") if signed else line
        if not signed and not fields:
            break
        if signed:
            shown.insert(0, whole[len(line.text) :].strip("()（）[]【】。 "))
            found = [*(Field(Key.DAY, whole[a:b]) for (a, b), _ in date_spans(whole) if a >= len(line.text)), *found]
        names, found = [*signed, *names], fields + found
        rows = [*rows[:-1], replace(rows[-1], line=line)] if line.bare else rows[:-1]
    return rows, names, found, shown
