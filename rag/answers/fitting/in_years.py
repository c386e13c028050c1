"""Whether a sentence tells of the year asked. Left out: which reports of a year a list reads (`years_asked.py`)."""

from __future__ import annotations

from rag.answers.fitting.answer_type import figures_asked
from rag.answers.outcome import Task
from rag.answers.sentences.evidence import Sentence
from rag.language.regex import regex
from rag.language.years import year_of_opening, year_of_report, year_told
from rag.questions.query import Query
from rag.questions.words.terms import locate
from rag.search.pile import Passage
from rag.types import Kind

_OF_THE_DAY = regex(r"当天|当日|近日|日前|昨[天日]|今[天日]")  # told of the days before a report appeared


def in_years(task: Task, sentence: Sentence) -> bool:
    """A year asked must be that of what the sentence tells, or, where it names none, be told by its paragraph or be the
    year that the report is about as a whole or was published."""
    if not task.query.years:
        return True
    start, end = sentence.span
    passage, published = sentence.passage, sentence.passage.report.metadata.published
    before = passage.before(start)
    told = [year_told(sentence.shadow, at, published, before) for at in _stated_at(task.query, sentence.shadow)]
    if told and all(told):
        return all(any(year in years for years in told) for year in task.query.years)
    names_year = any(str(year) in sentence.shadow for year in task.query.years)
    of_the_day = not names_year and _OF_THE_DAY.search(sentence.shadow)
    if task.query.kind is Kind.FIGURE and published is not None and of_the_day:
        return task.query.years == (published.year,)
    paragraph = passage.shadow[passage.shadow.rfind("\n", 0, start) + 1 : end]
    if (of_report := year_of_report(passage.title_shadow, passage.shadow[:start])) is not None:
        said = year_told(paragraph, start - end + len(paragraph), published) or range(of_report, of_report + 1)
        return all(any(year in (years or said) for years in told or [said]) for year in task.query.years)
    if published is None and task.query.years == (year_of_opening(_opening(passage)),):
        return True
    return all(
        any(year in years for years in told)
        or str(year) in paragraph
        or (published is not None and published.year == year)
        for year in task.query.years
    )


def _opening(passage: Passage) -> str:
    """The first sentence that is one: headlines and imprints are not."""
    whole = (passage.sentence(number) for number in range(len(passage.sentences)))
    return next((text for text in whole if text.endswith("。")), "")


def _stated_at(query: Query, text: str) -> list[int]:
    """Where a sentence states what a question asks for: its figures, else its most telling word."""
    if query.kind is Kind.FIGURE:
        return [start for start, _ in figures_asked(query, text)]
    said = [(term.weight, span) for term in query.content if (span := locate(term, text))]
    return [max(said)[1][0]] if said else []
