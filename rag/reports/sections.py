"""The reports of a page as its rows give them: headline, author's lines, fields, text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.reports.clean import Kind, Row
from rag.reports.fields import Field, Key
from rag.reports.lines import Line
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
    """The sections of a page, the fields that stand outside them and hold for all, and the headline that does."""

    sections: tuple[Section, ...]
    shared: tuple[Field, ...] = ()
    headline: str = ""


def finished(headline: tuple[Line, ...], rows: list[Row]) -> Section:
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


def said_once(sections: Sequence[Section]) -> list[Field]:
    """A day, source or editor that only one of the sections carries is the page's: it stands at its top or bottom."""
    once = []
    for key in (Key.DATE, Key.DAY, Key.SOURCE, Key.SUPPLIER, Key.ISSUER, Key.EDITOR, Key.URL):
        values = [[field for field in section.fields if field.key is key] for section in sections]
        carrying = [fields for fields in values if fields]
        if len(carrying) == 1:
            once.extend(carrying[0])
    return once
