"""The thread that works imports off: a few items at a time, so that a single upload is not kept waiting.

Every item is a row before it is begun and after it is done. A process that dies leaves its items begun; the next one
begins them again, each alone, and parks the one it keeps dying on. The pile's own write lock busy, or a full disk, is
nobody's fault: the items wait.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace
from typing import TYPE_CHECKING

from api.problems import Refusal
from api.service.lanes import Lane
from api.state.imports import Item
from api.state.state import State
from rag.errors import OperationalError
from rag.reports.read import read_pages
from rag.reports.uploads import uploaded_pages
from rag.types import PageFailure, PageResult, PageStatus, RawPage

if TYPE_CHECKING:
    from rag.library import Library

log = logging.getLogger(__name__)

_AT_ONCE = 20  # items between two updates of the indexes: about a second of reading
_BROKEN = "读它时程序出错，见日志 / reading it failed, see the log"
_RETRY_SECONDS = 2.0  # before trying again what another writer or a full disk has stopped


class Importer:
    """Works the waiting imports off in a thread of its own, through the pile's one writing lane."""

    def __init__(self, library: Library, state: State, writes: Lane) -> None:
        self._library = library
        self._state = state
        self._writes = writes
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def start(self) -> None:
        """Begins, or goes on, with what waits. What an earlier process had begun is taken up once."""
        with self._starting:
            if self._thread is None:
                self._state.imports.recover()
                self._thread = threading.Thread(target=self._run, name="importer", daemon=True)
                self._thread.start()
        self._wake.set()

    def close(self, until: float) -> bool:
        """Stops after the items under way; waits for that until a moment of the monotonic clock."""
        self._stop.set()
        self._wake.set()
        if self._thread is None:
            return True
        self._thread.join(max(until - time.monotonic(), 0.0))
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            items = self._state.imports.take(_AT_ONCE)
            if not items:
                self._wake.wait()
            elif not self._work(items):
                self._state.imports.put_back(items)
                self._stop.wait(_RETRY_SECONDS)

    def _work(self, items: Sequence[Item]) -> bool:
        """Whether the items could be worked on."""
        try:
            self._writes.submit(lambda: self._read(items)).result()
        except (OperationalError, Refusal, CancelledError) as exc:
            log.warning("an import waits: %s", exc)
            return False
        except Exception:
            # A page that breaks the reader must not end this thread. Of several, each is tried again alone.
            log.exception("an import failed")
            if len(items) == 1:
                self._settle(items[0], [PageResult(items[0].name, PageStatus.FAILED, (), "parser_error", _BROKEN)])
            else:
                self._state.imports.put_back([replace(item, attempts=item.attempts + 1) for item in items])
        return True

    def _read(self, items: Sequence[Item]) -> None:
        """Reads the items in order; each is settled with all its pages when the indexes hold them."""
        owners: deque[Item] = deque()  # of the pages under way: results come in the order of the pages
        results: dict[int, list[PageResult]] = {item.ordinal: [] for item in items}

        def pages() -> Iterator[RawPage | PageFailure]:
            for item in items:
                for page in self._pages(item):
                    owners.append(item)
                    yield page

        def note(result: PageResult) -> None:
            results[owners.popleft().ordinal].append(result)

        self._library.add(pages(), note)
        for item in items:
            self._settle(item, results[item.ordinal])

    def _pages(self, item: Item) -> Iterator[RawPage | PageFailure]:
        if item.file is None:
            yield from read_pages([item.source])
        else:
            yield from uploaded_pages(self._state.import_folder(item.import_id) / item.file, item.name)

    def _settle(self, item: Item, pages: Sequence[PageResult]) -> None:
        """The worst news first: a file of records of which some failed is failed, and names those it gave."""
        failed = [page for page in pages if page.status is PageStatus.FAILED]
        told = failed[0] if failed else pages[0] if pages else None
        result: dict[str, object] = {
            "status": told.status.value if told else PageStatus.FAILED.value,
            "code": told.code if told else "empty",
            "reason": told.reason if told else "里面没有页面 / there are no pages in it",
            "reports": list(dict.fromkeys(report for page in pages for report in page.reports)),
        }
        wrong, folder = bool(failed) or told is None, self._state.import_folder(item.import_id)
        self._state.imports.settle(item, "failed" if wrong else "done", result)
        if item.file is not None and not wrong:  # what failed may be tried again
            (folder / item.file).unlink(missing_ok=True)
        if self._state.imports.counts(item.import_id).keys() <= {"done"}:
            shutil.rmtree(folder, ignore_errors=True)
