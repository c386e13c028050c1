"""Answers and hits. Answers are read straight off the records of `rag.types`; nothing is computed here.

The names below are contracts with other programs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from api.schemas.base import Out, absent, empty, unset
from api.schemas.feedback import FeedbackOut
from rag.errors import UnknownReport
from rag.types import Answer, Filters, Hit, Report


class HitOut(Out):
    """A passage that was found; `span` is where it stands in the text of its report."""

    rank: int
    report_id: str
    title: str
    publisher: str | None
    published: date | None
    span: tuple[int, int]
    text: str
    score: float
    lexical_rank: int | None
    dense_rank: int | None

    @classmethod
    def of(cls, rank: int, hit: Hit, report: Report) -> HitOut:
        return cls(
            rank=rank,
            report_id=report.id,
            title=report.title,
            publisher=report.metadata.publisher,
            published=report.metadata.published,
            span=(hit.chunk.start, hit.chunk.end),
            text=hit.chunk.text,
            score=hit.score,
            lexical_rank=hit.lexical_rank,
            dense_rank=hit.dense_rank,
        )


class SearchOut(Out):
    question: str
    items: list[HitOut]


class SourceOut(Out):
    n: int
    report_id: str
    title: str
    publisher: str | None
    author: str | None
    published: date | None
    url: str | None
    page: str
    places: tuple[str, ...]
    text_sha256: str
    also_reported_by: tuple[str, ...]
    withdrawn: Annotated[
        bool, Field(exclude_if=unset, description="The report has left the pile since; its quotes stand as they were")
    ] = False


class CitationOut(Out):
    n: int
    answer_span: tuple[int, int]
    report_span: tuple[int, int]
    quote: str


class ListingItemOut(Out):
    name: str
    parent: str | None
    verdict: Literal["did", "planned", "mentioned"]
    citations: tuple[int, ...]
    paraphrase: Annotated[
        bool, Field(exclude_if=unset, description="True where the sentence says it in other words; else absent")
    ] = False


class ListingOut(Out):
    items: tuple[ListingItemOut, ...]
    scanned: int
    matched: int
    complete: bool


class FiltersOut(Out):
    """`inferred` are those that the question names itself; those sent back as `ignore_inferred` are `ignored`."""

    applied: dict[str, str]
    inferred: dict[str, str]
    ignored: Annotated[dict[str, str], Field(exclude_if=empty, default_factory=dict)]


class DegradedOut(Out):
    """Why the answer was given without the language model, or without the whole of its reply; `code` is stable."""

    code: str
    zh: str
    en: str


class GateOut(Out):
    """What the gate kept back of the model's reply: sentences that do not hold, sentences without a marker, markers."""

    withheld: int
    uncited: int
    markers: int


class TextOut(Out):
    """The data of a `delta` event."""

    text: str


class AnswerOut(Out):
    """The one answer object. `listing` is there for list questions only, `hits` on request only; `model`, `degraded`
    and `gate` where a language model was asked."""

    id: str
    question: str
    question_resolved: str
    kind: Literal["list", "figure", "who", "when", "definition", "compare", "open"]
    status: Literal["answered", "partial", "not_found"]
    reason: str | None
    mode: Literal["extractive", "llm"]
    lang: str
    text: str
    sources: tuple[SourceOut, ...]
    citations: tuple[CitationOut, ...]
    listing: Annotated[ListingOut | None, Field(exclude_if=absent)] = None
    filters: FiltersOut
    index_version: str
    timings_ms: dict[str, float]
    hits: Annotated[list[HitOut] | None, Field(exclude_if=absent)] = None
    model: Annotated[str | None, Field(exclude_if=absent)] = None
    degraded: Annotated[DegradedOut | None, Field(exclude_if=absent)] = None
    gate: Annotated[GateOut | None, Field(exclude_if=absent)] = None
    asked_at: Annotated[str | None, Field(exclude_if=absent, description="UTC; over HTTP only")] = None
    conversation_id: Annotated[str | None, Field(exclude_if=absent)] = None
    feedback: Annotated[FeedbackOut | None, Field(exclude_if=absent)] = None

    @classmethod
    def of(cls, answer: Answer, hits: list[HitOut] | None = None) -> AnswerOut:
        read = {name: getattr(answer, name) for name in cls.model_fields if name not in _ADDED}
        filters = FiltersOut(
            applied=filter_values(answer.filters_applied),
            inferred=filter_values(answer.filters_inferred),
            ignored=filter_values(answer.filters_ignored),
        )
        return cls.model_validate({**read, "filters": filters, "hits": hits})


# Members that are not read off the record of the same name.
_ADDED = ("filters", "hits", "asked_at", "conversation_id", "feedback")


def filter_values(filters: Filters) -> dict[str, str]:
    values = {name: getattr(filters, name) for name in ("place", "since", "until", "source")}
    return {name: str(value) for name, value in values.items() if value is not None}


def describe_hits(report: Callable[[str], Report], hits: Sequence[Hit]) -> list[HitOut]:
    """Hits with what their reports say of themselves. One whose report has gone in the meantime is left out."""
    found: dict[str, Report] = {}
    for report_id in {hit.chunk.report_id for hit in hits}:
        try:
            found[report_id] = report(report_id)
        except UnknownReport:
            continue
    live = [hit for hit in hits if hit.chunk.report_id in found]
    return [HitOut.of(rank, hit, found[hit.chunk.report_id]) for rank, hit in enumerate(live, start=1)]
