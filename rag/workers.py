"""Work spread over processes: results in the order of the input, few items under way, a crashed process survived."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from typing import Any, Generic, TypeVar

from rag.errors import WorkersFailed

_AHEAD = 2  # items waiting per worker: keeps workers fed while the reader of the results is busy, bounds memory
_FRESH = multiprocessing.get_context("spawn")
_MOST = 4  # workers; beyond that the one writer is the bottleneck

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Crew(Generic[Item, Result]):
    """Processes that do `work`, each prepared by `start(*arguments)`. All three must be picklable.

    Fresh processes, not forks: a fork of a process with threads may hang.
    """

    work: Callable[[Item], Result]
    start: Callable[..., None] | None = None
    arguments: tuple[Any, ...] = ()

    def pool(self, size: int, ready: Event | None = None) -> ProcessPoolExecutor:
        """`size` processes; `ready` is set when the first of them is prepared."""
        return ProcessPoolExecutor(
            size, mp_context=_FRESH, initializer=_start_worker, initargs=(self.start, self.arguments, ready)
        )

    def in_order(self, items: Iterable[Item], crashed: Callable[[Item], Result] | None = None) -> Iterator[Result]:
        """`map` over the processes, reading `items` no further ahead than needed.

        When a process dies (killed for its memory, a crash in a C library), the items under way go to `crashed`, or
        the error is raised when there is none; the rest goes on in fresh processes. Raises `WorkersFailed` when no
        process gets so far as to be prepared: fresh ones would not either.
        """
        coming = iter(items)
        waiting: deque[tuple[Item, Future[Result]]] = deque()
        finished = False
        while not finished:
            ready = _FRESH.Event()
            pool = self.pool(processes(), ready)
            try:
                yield from self._results(pool, coming, waiting)
                finished = True
            except BrokenProcessPool as error:
                if not ready.is_set():
                    raise _never_started() from error
                if crashed is None:
                    raise
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
            while waiting and crashed is not None:
                yield crashed(waiting.popleft()[0])

    def _results(
        self, pool: ProcessPoolExecutor, coming: Iterator[Item], waiting: deque[tuple[Item, Future[Result]]]
    ) -> Iterator[Result]:
        """Leaves in `waiting` what has no result when a process dies."""
        more = True
        while more or waiting:
            while more and len(waiting) < (1 + _AHEAD) * processes():
                item = next(coming, None)
                more = item is not None
                if item is not None:
                    # Noted before it is handed over: a pool found dead only now must not lose it.
                    waiting.append((item, Future()))
                    waiting[-1] = (item, pool.submit(self.work, item))
            if waiting:
                result = waiting[0][1].result()
                waiting.popleft()
                yield result


def _never_started() -> WorkersFailed:
    return WorkersFailed(
        '工作进程没有一个能启动，原因见上面的输出；从脚本中调用时，请把入口放在 if __name__ == "__main__": 之下',
        "no worker process could start, the output above says why; when called from a script, put its entry under"
        ' if __name__ == "__main__":',
    )


def _start_worker(start: Callable[..., None] | None, arguments: tuple[Any, ...], ready: Event | None) -> None:
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    if start is not None:
        start(*arguments)
    if ready is not None:
        ready.set()


def _leave_with_parent() -> None:
    """Ends this worker when its parent is gone: after a kill -9 nobody tells it, and it would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def processes() -> int:
    return max(1, min(_MOST, os.cpu_count() or 1))
