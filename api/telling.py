"""An answer told over HTTP as server-sent events: `source`, `delta`, `done`, `error`.

The library tells it in a thread; here its events are brought to the loop and sent, with a comment as heartbeat while
nothing comes. When the reader goes away the thread stops at its next event, or where it waits for a language model, and
closes the library's generator. An event's id is `<answer id>:<code points of text told>`, by which a cut stream is
taken up again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, suppress
from threading import Event as Flag
from typing import TYPE_CHECKING, Protocol, cast

from fastapi import Request
from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event

from api.problems import Refusal, Speech, problem_of
from api.schemas.answers import AnswerOut, SourceOut, TextOut
from rag.answers.events import Event, Finished, SourceAdded, TextAdded
from rag.llm.hearing import ReaderGone, heard_while
from rag.types import Answer

if TYPE_CHECKING:
    from api.desk import Desk

log = logging.getLogger(__name__)

_HEARTBEAT_SECONDS = 15.0  # proxies give up on a silent connection after 30 to 60
_FIRST_SECONDS = 1.0  # a wrong question is known by then and gets its own status; later it is an `error` event

Frames = Iterator[bytes]


# One event, for the OpenAPI document (3.2, section 4.14.4).
EVENT_SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {"event": {"type": "string"}, "data": {"type": "string"}, "id": {"type": "string"}},
}
# Makes a frame of a problem.
Wrong = Callable[[bytes], bytes]


class Closable(Protocol):
    def close(self) -> None: ...


class Telling:
    """One answer being told. `pump` runs in a thread, `first` and `rest` on the loop."""

    def __init__(self, speech: Speech, ended: Callable[[Telling], None], wrong: Wrong) -> None:
        self._speech = speech
        self._ended = ended
        self._wrong = wrong
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[bytes | Exception | None] = asyncio.Queue()
        self._stopped = Flag()

    def pump(self, frames: Callable[[], Frames]) -> None:
        """Brings every frame to the loop, until the end, an error, or `stop`."""
        try:
            with heard_while(lambda: not self._stopped.is_set()), closing(cast("Closable", frames())) as telling:
                for frame in cast("Frames", telling):
                    if self._stopped.is_set():
                        return
                    self._put(frame)
            self._put(None)
        except ReaderGone:
            log.info("the reader of an answer has gone")
        except Exception as exc:  # noqa: BLE001  (handed to the loop, and told or raised there)
            self._put(exc)

    async def first(self) -> bytes:
        """The first frame, or a heartbeat if it takes long. Raises what the library raised before it."""
        try:
            frame = await asyncio.wait_for(self._queue.get(), _FIRST_SECONDS)
        except TimeoutError:
            return KEEPALIVE_COMMENT
        if isinstance(frame, Exception):
            raise frame
        return frame or b""

    async def rest(self, first: bytes) -> AsyncIterator[bytes]:
        """`first` and all further frames. Closed by the server when the reader has gone."""
        try:
            yield first
            while (frame := await self._next()) is not None:
                yield frame
        finally:
            self.stop()

    def stop(self) -> None:
        """Nobody listens any more: the thread ends at its next event."""
        self._stopped.set()
        self._ended(self)

    def end(self) -> None:
        """The server stops: the reader is told so."""
        self._put(Refusal("shutting_down"))

    async def _next(self) -> bytes | None:
        try:
            frame = await asyncio.wait_for(self._queue.get(), _HEARTBEAT_SECONDS)
        except TimeoutError:
            return KEEPALIVE_COMMENT
        if not isinstance(frame, Exception):
            return frame
        self._queue.put_nowait(None)
        status, problem = problem_of(frame, self._speech)
        if status == 500:
            log.error("telling an answer", exc_info=frame)
        return self._wrong(problem)

    def _put(self, frame: bytes | Exception | None) -> None:
        with suppress(RuntimeError):  # the loop is closed: the server has stopped without waiting for this thread
            self._loop.call_soon_threadsafe(self._queue.put_nowait, frame)


def error_frame(problem: bytes) -> bytes:
    return format_sse_event(event="error", data_str=problem.decode())


async def tell(
    desk: Desk, request: Request, answer_id: str, make: Callable[[], Frames], wrong: Wrong = error_frame
) -> EventSourceResponse:
    """The reply that tells what `make` gives. What is wrong before the first frame is raised, for its own status."""
    telling = Telling(Speech.of(request), desk.tellings.discard, wrong)
    desk.tellings.add(telling)
    try:
        desk.answers.submit(lambda: telling.pump(make))
        first = await telling.first()
    except BaseException:
        telling.stop()
        raise
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Content-Location": f"/v1/answers/{answer_id}"}
    return EventSourceResponse(telling.rest(first), headers=headers)


def frames(
    events: Iterator[Event], answer_id: str, finish: Callable[[Answer], AnswerOut], known: int = 0
) -> Iterator[bytes]:
    """The events of an answer as frames. `finish` gives the answer its last form; `known` code points are left out."""
    told = 0
    try:
        for event in events:
            if isinstance(event, Finished):
                yield _frame("done", finish(event.answer).model_dump_json(), answer_id, told)
            elif isinstance(event, TextAdded):
                unknown = event.text[max(known - told, 0) :]
                told += len(event.text)
                if unknown:
                    yield _frame("delta", _delta(unknown), answer_id, told)
            elif told >= known:
                yield _frame("source", _source(event), answer_id, told)
    finally:
        cast("Closable", events).close()


def told_before(last_event_id: str | None, answer_id: str) -> int:
    """How much of the answer's text a reader has who saw this event last; 0 if it is of another answer."""
    owner, _, told = (last_event_id or "").partition(":")
    return int(told) if owner == answer_id and told.isascii() and told.isdigit() and len(told) < 10 else 0


def _frame(name: str, data: str, answer_id: str, told: int) -> bytes:
    return format_sse_event(event=name, data_str=data, id=f"{answer_id}:{told}")


def _delta(text: str) -> str:
    return TextOut(text=text).model_dump_json()


def _source(event: SourceAdded) -> str:
    return SourceOut.model_validate(event.source).model_dump_json()
