"""The shapes on the wire: what HTTP accepts, and the JSON that HTTP and the command line both give.

Answers are read straight off the records of `rag.types`; nothing is computed here. Left out: problems (problems.py)
and text for people (render.py). The names below are contracts with other programs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from api.asking import MAX_QUESTION, make_filters, parse_day
from rag.errors import BadFilter, UnknownReport
from rag.types import Answer, Filters, Hit, PageResult, PileState, Report, Turn

MAX_TURNS = 50  # turns of history; more is a transcript, and a follow-up leans on the last few
MAX_TURN = 8_000  # code points; our own longest list answers stay below
MAX_HITS = 100  # hits of one search; a reader wants ten, a reranking program a hundred
MAX_PAGE = 500  # reports of one page of the list


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    try:
        return parse_day(value if isinstance(value, str) else repr(value))
    except BadFilter as exc:
        raise ValueError(exc.en) from exc


Day = Annotated[date | None, BeforeValidator(_day, json_schema_input_type=str | None)]
Question = Annotated[str, Field(json_schema_extra={"maxLength": MAX_QUESTION}, description="The question, as asked")]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FiltersIn(_In):
    """What the question is restricted to; dates are inclusive."""

    place: Annotated[str | None, Field(max_length=100)] = None
    since: Day = None
    until: Day = None
    source: Annotated[str | None, Field(max_length=200)] = None

    def to_filters(self) -> Filters:
        return make_filters(self.place, self.since, self.until, self.source)


class TurnIn(_In):
    role: Literal["user", "assistant"]
    content: Annotated[str, Field(max_length=MAX_TURN)]


class AskIn(_In):
    """One question. `stream` and `conversation_id` are names kept for later; asking for them is refused for now."""

    question: Question
    history: Annotated[list[TurnIn], Field(max_length=MAX_TURNS)] = []
    conversation_id: Annotated[str | None, Field(max_length=100)] = None
    filters: FiltersIn = FiltersIn()
    stream: Annotated[bool, Field(strict=True)] = False
    include: Annotated[list[Literal["hits"]], Field(max_length=10)] = []

    def to_turns(self) -> tuple[Turn, ...]:
        return tuple(Turn(turn.role, turn.content) for turn in self.history)


class SearchIn(_In):
    question: Question
    k: Annotated[int, Field(strict=True, ge=1, le=MAX_HITS)] = 10
    filters: FiltersIn = FiltersIn()


class ReportsIn(FiltersIn):
    """The query string of the list of reports."""

    limit: Annotated[int, Field(ge=1, le=MAX_PAGE)] = 50
    cursor: Annotated[str | None, Field(max_length=200)] = None


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class PlaceOut(_Out):
    name: str
    code: str | None
    level: str


class ReportOut(_Out):
    id: str
    title: str
    authors: tuple[str, ...]
    editor: str | None
    publisher: str | None
    published: date | None
    url: str | None
    page: str
    places: tuple[PlaceOut, ...]
    length: Annotated[int, Field(description="Code points of the text")]
    text_sha256: str
    group: str

    @classmethod
    def of(cls, report: Report) -> ReportOut:
        data = report.metadata
        return cls(
            id=report.id,
            title=report.title,
            authors=data.authors,
            editor=data.editor,
            publisher=data.publisher,
            published=data.published,
            url=data.url,
            page=report.page,
            places=tuple(PlaceOut(name=p.name, code=p.code, level=p.level.value) for p in report.places),
            length=len(report.text),
            text_sha256=report.text_sha256,
            group=report.group,
        )


class ReportsOut(_Out):
    items: list[ReportOut]
    next_cursor: str | None = None


class HitOut(_Out):
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


class SearchOut(_Out):
    question: str
    items: list[HitOut]


class SourceOut(_Out):
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


class CitationOut(_Out):
    n: int
    answer_span: tuple[int, int]
    report_span: tuple[int, int]
    quote: str


class ListingItemOut(_Out):
    name: str
    parent: str | None
    verdict: Literal["did", "planned", "mentioned"]
    citations: tuple[int, ...]


class ListingOut(_Out):
    items: tuple[ListingItemOut, ...]
    scanned: int
    matched: int
    complete: bool


class FiltersOut(_Out):
    applied: dict[str, str]
    inferred: dict[str, str]


def _absent(value: object) -> bool:
    return value is None


class AnswerOut(_Out):
    """The one answer object. `listing` is there for list questions only, `hits` on request only."""

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
    listing: Annotated[ListingOut | None, Field(exclude_if=_absent)] = None
    filters: FiltersOut
    index_version: str
    timings_ms: dict[str, float]
    hits: Annotated[list[HitOut] | None, Field(exclude_if=_absent)] = None

    @classmethod
    def of(cls, answer: Answer, hits: list[HitOut] | None = None) -> AnswerOut:
        read = {name: getattr(answer, name) for name in cls.model_fields if name not in ("filters", "hits")}
        filters = FiltersOut(
            applied=_filter_values(answer.filters_applied), inferred=_filter_values(answer.filters_inferred)
        )
        return cls.model_validate({**read, "filters": filters, "hits": hits})


def _filter_values(filters: Filters) -> dict[str, str]:
    values = {name: getattr(filters, name) for name in ("place", "since", "until", "source")}
    return {name: str(value) for name, value in values.items() if value is not None}


class StateOut(_Out):
    reports: int
    pages: int
    chunks: int
    pending: int
    index_version: str
    model: str

    @classmethod
    def of(cls, state: PileState) -> StateOut:
        return cls.model_validate(state)


def ingest_document(results: Iterable[PageResult]) -> dict[str, Any]:
    """`ingest --json`: plain values, since a file name may hold bytes that are no text. `reports` counts those held.

    `reason` is null where nothing failed; `code` is the stable name of the failure.
    """
    pages: list[dict[str, Any]] = []
    held: set[str] = set()
    for page in results:
        known = {"path": page.path, "status": page.status.value, "code": page.code, "reason": page.reason}
        pages.append({**known, "reports": list(page.reports)})
        held.update(page.reports)
    return {"pages": pages, "reports": len(held)}


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
