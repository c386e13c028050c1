"""One answer being told: a thread makes its frames, the event loop sends them.

A comment is sent as heartbeat while nothing comes. When the reader goes away the thread stops at its next frame, or
where it waits for a language model, and closes the library's generator.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, suppress
from threading import Event as Flag
from typing import Protocol, cast

from fastapi.sse import KEEPALIVE_COMMENT

from api.problems import Refusal, Speech, problem_of
from rag.llm.hearing import ReaderGone, heard_while

log = logging.getLogger(__name__)

_HEARTBEAT_SECONDS = 15.0  # proxies give up on a silent connection after 30 to 60
_FIRST_SECONDS = 1.0  # a wrong question is known by then and gets its own status; later it is an `error` event

Frames = Iterator[bytes]


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
