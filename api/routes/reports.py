"""The reports of the pile, read."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Header, Query
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from api.edge.cursors import from_cursor, to_cursor
from api.edge.etags import fresh_or, tag_of
from api.problems import Refusal
from api.routes import make_router
from api.schemas.reports import ReportOut, ReportsIn, ReportsOut
from api.service.desk import AtDesk

router = make_router("reports")

_LARGEST_KEY = 2**62
_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "It is what `If-None-Match` says"}}
IfNoneMatch = Annotated[str | None, Header(max_length=1_000)]


@router.get("/v1/reports")
async def reports(asked: Annotated[ReportsIn, Query()], desk: AtDesk) -> ReportsOut:
    """The reports of the pile, in the order of reading: pass `next_cursor` as `cursor` until it is null."""
    filters, after = asked.to_filters(), _after(asked.cursor)

    def call() -> ReportsOut:
        found, more = desk.library.reports_after(after, asked.limit, filters)
        return ReportsOut(
            items=[ReportOut.of(item) for item in found], next_cursor=None if more is None else to_cursor(str(more))
        )

    return await desk.reads.run(call)


@router.get("/v1/reports/{report_id}", response_model=ReportOut, responses=_UNCHANGED)
async def report(report_id: str, desk: AtDesk, if_none_match: IfNoneMatch = None) -> Response:
    """One report, without its text."""
    found = await desk.reads.run(lambda: ReportOut.of(desk.library.report(report_id)))
    content = found.model_dump(mode="json")
    return fresh_or(if_none_match, tag_of(found.model_dump_json()), lambda: JSONResponse(content))


@router.get("/v1/reports/{report_id}/text", response_class=PlainTextResponse, responses=_UNCHANGED)
async def text(report_id: str, desk: AtDesk, if_none_match: IfNoneMatch = None) -> Response:
    """The text of one report, as citations count it."""
    found = await desk.reads.run(lambda: desk.library.report(report_id))
    return fresh_or(if_none_match, f'"{found.text_sha256}"', lambda: PlainTextResponse(found.text))


def _after(cursor: str | None) -> int:
    if cursor is None:
        return 0
    (key,) = from_cursor(cursor, 1)
    if not (key.isascii() and key.isdigit() and int(key[:20]) <= _LARGEST_KEY):
        raise Refusal("bad_cursor")
    return int(key)
