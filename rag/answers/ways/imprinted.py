"""Where a report's own text says who wrote it and when it appeared: the line that proves it."""

from __future__ import annotations

from rag.answers.draft import Proof
from rag.language.dates import date_spans
from rag.language.sentences import sentence_spans
from rag.types import Report, Span


def line_naming(report: Report, value: str) -> Proof | None:
    """The line in which a name of the imprint stands, if the text has it."""
    # Names stand in the dateline or the signature: the last place in the text is the likelier one for a signature.
    at = report.text.rfind(value)
    return _line_at(report, (at, at + len(value))) if value and at >= 0 else None


def line_dated(report: Report) -> Proof | None:
    """The line that holds the day on which the report was published, if the text has it."""
    published = report.metadata.published
    line = next((span for span, day in date_spans(report.text) if day == published), None)
    return _line_at(report, line) if line else None


def headline(report: Report) -> list[Proof]:
    """The line that the title stands in, so that the numbers in it (六个小园) are held; none for an untitled one."""
    found = line_naming(report, report.title)
    return [found] if found else []


def opening(report: Report) -> Proof:
    """The headline, or what else the text opens with."""
    return Proof(report, sentence_spans(report.text)[0])


def _line_at(report: Report, span: Span) -> Proof:
    inside = [item for item in sentence_spans(report.text) if item[0] <= span[0] < item[1]]
    return Proof(report, inside[0] if inside else span)
