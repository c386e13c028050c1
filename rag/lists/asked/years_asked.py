"""Whether what a sentence of a list tells is of the year that the question asks for."""

from __future__ import annotations

from rag.language.years import year_told
from rag.questions.query import Query
from rag.types import Report, Span


def in_years(query: Query, text: tuple[str, str], report: Report, at: Span) -> bool:
    """Whether the topic at `at` of a sentence is of a year asked, as the sentence tells it, else its report's day;
    `text` as in `attribution.doers`."""
    if not query.years:
        return True
    published = report.metadata.published
    told = year_told(text[1], at[0], published, text[0])
    if told:
        return any(year in told for year in query.years)
    return any(str(year) in text[1] for year in query.years) or (
        published is not None and published.year in query.years
    )
