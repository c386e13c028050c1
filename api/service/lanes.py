"""Work for other threads in bounded lanes, so that the event loop stays free and a full house is said at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Condition
from typing import TypeVar

from api.problems import Refusal

T = TypeVar("T")


class Lane:
    """`threads` calls at once and `waiting` behind them; the next one is refused as `busy`."""

    def __init__(self, name: str, threads: int, waiting: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._most = threads + waiting
        self._held = 0
        self._done = Condition()

    async def run(self, call: Callable[[], T]) -> T:
        """`call()` in one of the threads. Raises Refusal `busy` when the lane is full."""
        return await asyncio.wrap_future(self.submit(call))

    def submit(self, call: Callable[[], T]) -> Future[T]:
        with self._done:
            if self._held >= self._most:
                raise Refusal("busy")
            self._held += 1
        work = self._pool.submit(call)
        work.add_done_callback(lambda _: self._finished())
        return work

    def close(self, until: float) -> bool:
        """No more calls. Waits for those under way until a moment of the monotonic clock; whether all are done."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        with self._done:
            return self._done.wait_for(lambda: self._held == 0, max(until - time.monotonic(), 0.0))

    def _finished(self) -> None:
        with self._done:
            self._held -= 1
            self._done.notify_all()
