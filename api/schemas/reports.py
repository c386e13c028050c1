"""Reports, lists of them, and what became of pages that were read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from api.schemas.base import Day, FiltersIn, In, Out
from rag.reports.meta import http_url
from rag.types import PageResult, PileState, Report

MAX_PAGE = 500  # reports of one page of the list


class ReportsIn(FiltersIn):
    """The query string of the list of reports."""

    limit: Annotated[int, Field(ge=1, le=MAX_PAGE)] = 50
    cursor: Annotated[str | None, Field(max_length=200)] = None


class PlaceOut(Out):
    name: str
    code: str | None
    level: str


class ReportOut(Out):
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


def _address(url: str | None) -> str | None:
    if url is not None and http_url(url) is None:
        raise ValueError("not an http or https address")
    return url


class ReportIn(In):
    """A report sent as fields. With a `url` it is known by that: sent again with another text, it is a new version."""

    text: Annotated[str, Field(min_length=1, max_length=500_000)]
    title: Annotated[str | None, Field(max_length=500)] = None
    url: Annotated[str | None, Field(max_length=2_000, pattern=r"^https?://[^\s]+$"), AfterValidator(_address)] = None
    published: Day = None
    publisher: Annotated[str | None, Field(max_length=200)] = None
    editor: Annotated[str | None, Field(max_length=100)] = None
    authors: Annotated[tuple[Annotated[str, Field(max_length=100)], ...], Field(max_length=50)] = ()

    def to_fields(self) -> dict[str, object]:
        """Those that are there, as a record of a JSON-lines file has them."""
        return {name: value for name, value in self.model_dump(mode="json").items() if value not in (None, [], "")}


class PageOut(Out):
    """What became of one page that was sent. `code` and `reason` say why it failed."""

    path: str
    status: Literal["added", "unchanged", "updated", "failed"]
    code: str | None
    reason: str | None
    reports: list[str]


class AddedOut(Out):
    """`reports` counts the reports that the pages hold."""

    pages: list[PageOut]
    reports: int


class ReportsOut(Out):
    items: list[ReportOut]
    next_cursor: str | None = None


class StateOut(Out):
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
