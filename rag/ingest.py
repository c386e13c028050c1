"""Pages into the pile: read, skip what is unchanged, extract, store in batches, bring the indexes up to date.

A result is given out only after its transaction is on disk: who has seen a result has lost nothing if the power goes.
One page that cannot be read never stops the others, and leaves its earlier version as it was.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import chain, islice

from rag.errors import UnreadablePage
from rag.index.drafts import PageDraft, draft_page, page_digest
from rag.index.indexer import Indexer
from rag.index.lock import PATIENCE
from rag.index.store import Store
from rag.types import Article, PageFailure, PageResult, PageStatus, RawPage
from rag.workers import Crew

log = logging.getLogger(__name__)

# Gives the articles of a page or raises UnreadablePage.
Extract = Callable[[RawPage], list[Article]]
# Builds an Extract; must be picklable (a module-level function or a partial of one): workers call it once each.
MakeExtract = Callable[[], Extract]

_PAGES_PER_COMMIT = 200  # one fsync (4 ms) for this many pages: 10,000 rows/s against 250/s one by one
_SECONDS_PER_COMMIT = 1.0  # so that a slow page does not hold back the acknowledgement of those before it
_PAGES_PER_TASK = 32  # pages sent to a worker at once: large enough to hide the pickling, small enough to share evenly
_BULK = 64  # changed pages from which worker processes pay: they take about a second to start
_REPORTS_PER_INDEXING = 25_000  # pages stored between two updates of the indexes: a long load is searchable as it goes


# What is read: a page, or why there is none.
Page = RawPage | PageFailure
# What comes out of extraction: to be stored, or settled already (unchanged, failed).
_Page = PageDraft | PageResult


def ingest(
    pages: Iterable[Page], store: Store, indexer: Indexer, make_extract: MakeExtract, *, restore: bool = False
) -> Iterator[PageResult]:
    """Results page by page, each durable when it is given out; the indexes are current when the iterator ends.

    Reports that were forgotten stay out, unless `restore`.
    Raises StoreBusy when another process writes, EmbeddingMismatch before anything is read when the indexes belong to
    another model, StoreFull when space runs out; what was given out until then is kept.
    """
    with store.writing(PATIENCE):
        indexer.check_model()
        since_indexed = 0
        for result in _store_pages(pages, store, make_extract, restore):
            since_indexed += result.status in (PageStatus.ADDED, PageStatus.UPDATED)
            yield result
            if since_indexed >= _REPORTS_PER_INDEXING:
                indexer.catch_up()
                since_indexed = 0
        indexer.catch_up()


def _store_pages(pages: Iterable[Page], store: Store, make_extract: MakeExtract, restore: bool) -> Iterator[PageResult]:
    changed = _changed_pages(pages, store, restore)
    batch: list[_Page] = []
    begun = time.monotonic()
    for page in _extracted(changed, make_extract):
        batch.append(page)
        if len(batch) >= _PAGES_PER_COMMIT or time.monotonic() - begun >= _SECONDS_PER_COMMIT:
            yield from _commit(store, batch, restore)
            batch, begun = [], time.monotonic()
    yield from _commit(store, batch, restore)


def _changed_pages(pages: Iterable[Page], store: Store, restore: bool) -> Iterator[RawPage | PageResult]:
    """Pages to be extracted; unchanged and unreadable ones as their results already."""
    for page in pages:
        if isinstance(page, PageFailure):
            yield PageResult(page.location, PageStatus.FAILED, code=page.code, reason=page.reason)
        elif store.page_state(page.location) == page_digest(page.data) and not (
            restore and store.withheld(page.location)
        ):
            yield PageResult(page.location, PageStatus.UNCHANGED, store.page_reports(page.location))
        else:
            yield page


def _commit(store: Store, batch: list[_Page], restore: bool) -> list[PageResult]:
    """Stores a batch in one transaction and only then returns its results."""
    if all(isinstance(page, PageResult) for page in batch):
        return [page for page in batch if isinstance(page, PageResult)]
    with store.transaction():
        return [page if isinstance(page, PageResult) else store.add_page(page, restore=restore) for page in batch]


def _extracted(pages: Iterable[RawPage | PageResult], make_extract: MakeExtract) -> Iterator[_Page]:
    """Extracts pages in order: here when they are few, in worker processes when they are many."""
    coming = iter(pages)
    first: list[RawPage | PageResult] = []
    for page in coming:
        if isinstance(page, PageResult) and not first:
            yield page
            continue
        first.append(page)
        if len(first) >= _BULK:
            crew = Crew(_extract_in_worker, _start_worker, (make_extract,))
            tasks = _tasks(chain(first, coming))
            for task in crew.in_order(tasks, partial(_extract_one_by_one, crew)):
                yield from task
            return
    if first:
        extract = make_extract()
        yield from (_extract(page, extract) for page in first)


def _tasks(pages: Iterator[RawPage | PageResult]) -> Iterator[list[RawPage | PageResult]]:
    while task := list(islice(pages, _PAGES_PER_TASK)):
        yield task


def _extract(page: RawPage | PageResult, extract: Extract) -> _Page:
    if isinstance(page, PageResult):
        return page
    try:
        return draft_page(page, extract(page))
    except UnreadablePage as error:
        return _failed(page, error.code, str(error))
    except Exception as error:
        # A page is foreign input to large parsers: whatever one does to them is that page's failure, and is reported.
        log.exception("extracting %s", page.location)
        return _failed(page, "parser_error", f"解析出错 / the parser failed: {type(error).__name__}: {error}")


def _failed(page: RawPage, code: str, reason: str) -> PageResult:
    return PageResult(page.location, PageStatus.FAILED, code=code, reason=reason)


# One per worker process, set when it starts: the gazetteer behind it is too large to travel with every task.
_worker_extract: list[Extract] = []


def _start_worker(make_extract: MakeExtract) -> None:
    _worker_extract[:] = [make_extract()]


def _extract_in_worker(task: list[RawPage | PageResult]) -> list[_Page]:
    return [_extract(page, _worker_extract[0]) for page in task]


def _extract_one_by_one(
    crew: Crew[list[RawPage | PageResult], list[_Page]], task: list[RawPage | PageResult]
) -> list[_Page]:
    """After a worker died: finds the page that kills one and fails only that."""
    done: list[_Page] = []
    while len(done) < len(task):
        with crew.pool(1) as pool:
            try:
                while len(done) < len(task):
                    done += pool.submit(crew.work, [task[len(done)]]).result()
            except BrokenProcessPool:
                page = task[len(done)]
                if not isinstance(page, RawPage):
                    raise  # a finished result cannot kill a worker: the workers do not start at all
                done.append(
                    _failed(page, "parser_crashed", "解析这个页面时进程崩溃 / the parser process died on this page")
                )
    return done
