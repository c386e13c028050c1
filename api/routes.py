"""The endpoints. Each reads its request, calls the library once in a worker thread, and shapes the reply.

Left out: how a question is answered (rag), what errors look like (problems.py), what is refused before (gate.py).
"""

from __future__ import annotations

import asyncio
import base64
import binascii
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import FileResponse, PlainTextResponse

from api.asking import checked_question
from api.gate import StrictJsonRoute
from api.problems import Problem, Refusal
from api.schemas import (
    AnswerOut,
    AskIn,
    ReportOut,
    ReportsIn,
    ReportsOut,
    SearchIn,
    SearchOut,
    StateOut,
    describe_hits,
)
from rag.types import Answer, Report

if TYPE_CHECKING:
    from rag.library import Library

T = TypeVar("T")
STATIC = Path(__file__).parent / "static"
_THREADS = 4  # library calls at once: two cores busy, two more waiting for the disk
_WAITING = 64  # calls queued behind them; at 50 ms a call the last one waits under a second, more is refused at once


class Desk:
    """The library behind a fixed set of threads and a bounded queue, so that the event loop stays free."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="library")
        self._running = 0
        self._lock = Lock()

    async def run(self, call: Callable[[], T]) -> T:
        """`call()` in one of the threads. Raises Refusal `busy` when the queue is full."""
        if self._running >= _THREADS + _WAITING:
            raise Refusal("busy")
        with self._lock:
            self._running += 1
        work = self._threads.submit(call)
        work.add_done_callback(lambda _: self._finished())
        return await asyncio.wrap_future(work)

    def _finished(self) -> None:
        with self._lock:
            self._running -= 1

    def close(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]
_PROBLEM: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "content": {"application/problem+json": {}}} for code in ("4XX", "5XX", 422)
}
router = APIRouter(route_class=StrictJsonRoute, responses=_PROBLEM)


@router.post("/v1/answers", tags=["ask"])
async def answers(asked: AskIn, desk: AtDesk) -> AnswerOut:
    """Ask a question; every statement of the answer is tied to the sentence that says it."""
    if asked.stream or asked.conversation_id is not None:
        raise Refusal("not_supported")
    question, filters, turns = checked_question(asked.question), asked.filters.to_filters(), asked.to_turns()
    wants_hits = "hits" in asked.include

    def call() -> AnswerOut:
        answer: Answer = desk.library.ask(question, turns, filters, wants_hits)
        return AnswerOut.of(answer, describe_hits(desk.library.report, answer.hits) if wants_hits else None)

    return await desk.run(call)


@router.post("/v1/search", tags=["ask"])
async def search(asked: SearchIn, desk: AtDesk) -> SearchOut:
    """The passages nearest to a question, best first."""
    question, filters = checked_question(asked.question), asked.filters.to_filters()

    def call() -> SearchOut:
        hits = desk.library.search(question, asked.k, filters)
        return SearchOut(question=question, items=describe_hits(desk.library.report, hits))

    return await desk.run(call)


@router.get("/v1/reports", tags=["reports"])
async def reports(asked: Annotated[ReportsIn, Query()], desk: AtDesk) -> ReportsOut:
    """The reports of the pile, page by page: pass `next_cursor` as `cursor` until it is null."""
    filters = asked.to_filters()
    return await desk.run(lambda: _page(desk.library.reports(filters), asked.limit, asked.cursor))


@router.get("/v1/reports/{report_id}", tags=["reports"])
async def report(report_id: str, desk: AtDesk) -> ReportOut:
    """One report, without its text."""
    return ReportOut.of(await desk.run(lambda: desk.library.report(report_id)))


@router.get("/v1/reports/{report_id}/text", tags=["reports"], response_class=PlainTextResponse)
async def text(report_id: str, desk: AtDesk) -> PlainTextResponse:
    """The text of one report, as citations count it."""
    found = await desk.run(lambda: desk.library.report(report_id))
    return PlainTextResponse(found.text)


@router.get("/livez", tags=["service"])
async def livez() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@router.get("/readyz", tags=["service"])
async def readyz(desk: AtDesk) -> StateOut:
    """The pile can be asked. `pending` counts changes that the indexes have yet to follow."""
    return StateOut.of(await desk.run(desk.library.state))


@router.get("/version", tags=["service"])
async def version_(desk: AtDesk) -> dict[str, str]:
    """Which program, which index, which embedding model."""
    state = await desk.run(desk.library.state)
    return {"version": version("xiangwen"), "index_version": state.index_version, "model": state.model}


@router.get("/", include_in_schema=False)
async def page() -> FileResponse:
    return FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})


def _page(every: Sequence[Report], limit: int, cursor: str | None) -> ReportsOut:
    start = 0
    if cursor is not None:
        last = _read_cursor(cursor)
        start = next((at for at, item in enumerate(every, start=1) if item.id == last), 0)
        if start == 0:
            raise Refusal("bad_cursor")
    items = [ReportOut.of(item) for item in every[start : start + limit]]
    more = start + limit < len(every)
    return ReportsOut(items=items, next_cursor=_cursor(items[-1].id) if more else None)


def _cursor(report_id: str) -> str:
    return base64.urlsafe_b64encode(report_id.encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> str:
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError) as exc:
        raise Refusal("bad_cursor") from exc
