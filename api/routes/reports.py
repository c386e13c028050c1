"""The reports of the pile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import Query
from fastapi.responses import PlainTextResponse

from api.cursors import from_cursor, to_cursor
from api.desk import AtDesk
from api.problems import Refusal
from api.routes import make_router
from api.schemas.reports import ReportOut, ReportsIn, ReportsOut
from rag.types import Report

router = make_router("reports")


@router.get("/v1/reports")
async def reports(asked: Annotated[ReportsIn, Query()], desk: AtDesk) -> ReportsOut:
    """The reports of the pile, page by page: pass `next_cursor` as `cursor` until it is null."""
    filters = asked.to_filters()
    return await desk.reads.run(lambda: _page(desk.library.reports(filters), asked.limit, asked.cursor))


@router.get("/v1/reports/{report_id}")
async def report(report_id: str, desk: AtDesk) -> ReportOut:
    """One report, without its text."""
    return ReportOut.of(await desk.reads.run(lambda: desk.library.report(report_id)))


@router.get("/v1/reports/{report_id}/text", response_class=PlainTextResponse)
async def text(report_id: str, desk: AtDesk) -> PlainTextResponse:
    """The text of one report, as citations count it."""
    found = await desk.reads.run(lambda: desk.library.report(report_id))
    return PlainTextResponse(found.text)


def _page(every: Sequence[Report], limit: int, cursor: str | None) -> ReportsOut:
    start = 0
    if cursor is not None:
        last = from_cursor(cursor, 1)[0]
        start = next((at for at, item in enumerate(every, start=1) if item.id == last), 0)
        if start == 0:
            raise Refusal("bad_cursor")
    items = [ReportOut.of(item) for item in every[start : start + limit]]
    more = start + limit < len(every)
    return ReportsOut(items=items, next_cursor=to_cursor(items[-1].id) if more else None)
