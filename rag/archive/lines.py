"""Sentences as lines of the archive, and when what they tell of happened."""

from __future__ import annotations

from collections.abc import Iterator

from rag.archive.records import Line
from rag.language.periods import Period, event_time
from rag.language.regex import regex
from rag.questions.words.terms import Term, locate
from rag.search.pile import Passage
from rag.types import Span

_UP_TO = regex(r"(?:截至|截止到?)(?P<when>[^,。;]{2,12})")


def line(passage: Passage, span: Span) -> Line:
    report = passage.report
    meta = report.metadata
    return Line(report.id, span, report.text[slice(*span)], report.title, meta.publisher, meta.published)


def sentence_at(passage: Passage, at: Span) -> Span:
    """The sentence that holds a span of the report; the span itself where none does (headline, imprint)."""
    return next((span for span in passage.sentences if span[0] <= at[0] and at[1] <= span[1]), at)


def told_time(passage: Passage, sentence: Span, at: Span) -> Period | None:
    """The time of what stands at `at`: as its sentence tells it, else as of the day its paragraph reckons up to."""
    published = passage.report.metadata.published
    period = event_time(passage.shadow[slice(*sentence)], at[0] - sentence[0], published)
    if period is not None:
        return period
    opened = passage.shadow.rfind("\n", 0, sentence[0]) + 1
    reckoned = list(_UP_TO.finditer(passage.shadow, opened, sentence[0]))
    return event_time(reckoned[-1]["when"], 0, published) if reckoned else None


def told_year(passage: Passage, sentence: Span, at: Span) -> int | None:
    """The year of a deed: the last one told before it, else that of the report, which tells of late."""
    published = passage.report.metadata.published
    before = passage.shadow[sentence[0] : at[0]]
    period = event_time(before, len(before), published)
    if period and (published is None or period.first <= published):
        return period.first.year
    return published.year if published else None


def places_of(passage: Passage, name: str) -> Iterator[tuple[Span, Span]]:
    """Where a report's sentences hold a programme's core: (sentence, span of the core), punctuation inside allowed."""
    term = Term(name, 1.0, is_name=True)
    if name not in passage.bare_shadow:
        return
    for start, end in passage.sentences:
        at = locate(term, passage.shadow[start:end])
        if at is not None:
            yield (start, end), (start + at[0], start + at[1])
