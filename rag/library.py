"""What a user can do with a pile: add pages, list reports, search, ask, rebuild, check. One object, made by `assemble`.

It follows the data folder: when another process has added reports, the next question is answered from them.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from threading import Lock

from embeddings.base import Embedder
from rag.answers.answer import Asked, find
from rag.answers.events import Event, Finished
from rag.answers.telling import tell
from rag.archive.archive import Archive
from rag.archive.atlas import Atlas
from rag.archive.explain import explain
from rag.archive.records import Explanation, Facets, PlacePage, ProgrammePage
from rag.doctor import examine
from rag.errors import OriginalGone, StoreBusy, UnknownReport
from rag.index.indexer import Indexer
from rag.index.lock import PATIENCE
from rag.index.store import Store
from rag.llm.base import LLM
from rag.questions.query import check_question
from rag.reports.gazetteer import Gazetteer
from rag.reports.places import PlaceFinder
from rag.search.pile import Pile
from rag.search.retrieve import Retriever
from rag.types import (
    Answer,
    Article,
    Check,
    Filters,
    Hit,
    Inferable,
    PageFailure,
    PageResult,
    PileState,
    Place,
    RawPage,
    Report,
    Turn,
)

log = logging.getLogger(__name__)


def make_extract(known: tuple[Place, ...]) -> Callable[[RawPage], list[Article]]:
    """The page → articles stage for a worker process, with the places the pile knows already."""
    # Here and in `ingest`: reading pages takes 0.2 s to import, which a question should not wait for.
    from rag.reports.extract import extract_articles

    finder = PlaceFinder(Gazetteer.load(), known)
    return lambda page: extract_articles(page, finder)


# Between them they touch all that a list question needs, in Chinese and in English, whatever the pile holds.
_LIKE_MOST = ("哪些乡镇种植了水稻？", "Which towns in Sichuan grow rice?")


class Library:
    """A pile of reports and all that can be asked of it. Safe to use from several threads."""

    def __init__(self, store: Store, indexer: Indexer, words: Embedder, llm: LLM | None = None) -> None:
        """`words` compares words and sentences, hundreds a question; the indexer has the model of the pile itself."""
        self._store = store
        self._indexer = indexer
        self._embedder = indexer.embedder
        self._words = words
        self._llm = llm
        self._opened: Pile | None = None
        self._opening = Lock()
        self._archive: Archive | None = None

    def ingest(
        self,
        targets: Sequence[str],
        progress: Callable[[PageResult], None] | None = None,
        *,
        restore: bool = False,
    ) -> list[PageResult]:
        """Add files, folders and URLs. Each result is on disk before `progress` hears of it; failures are results too.

        Reports that were forgotten stay out, unless `restore`.

        Raises `StoreBusy` while another process writes, `StoreFull`, `EmbeddingMismatch`.
        """
        from rag.reports.read import read_pages

        return self.add(read_pages(targets), progress, restore=restore)

    def add(
        self,
        pages: Iterable[RawPage | PageFailure],
        progress: Callable[[PageResult], None] | None = None,
        *,
        restore: bool = False,
    ) -> list[PageResult]:
        """As `ingest`, for pages read elsewhere."""
        from rag.ingest import ingest

        results = []
        extract = partial(make_extract, tuple(self._store.known_places()))
        for result in ingest(pages, self._store, self._indexer, extract, restore=restore):
            results.append(result)
            if progress:
                progress(result)
        return results

    def forget(self, report_id: str) -> None:
        """Takes a report out for good, from the store and the indexes. Raises `UnknownReport`, `StoreBusy`."""
        with self._store.writing(PATIENCE):
            self.report(report_id)
            self._store.forget(report_id)
            self._indexer.catch_up()

    def original(self, report_id: str) -> tuple[str, bytes]:
        """Name and bytes of the page a report was read from. Raises `UnknownReport`, `OriginalGone`."""
        name, packed = self._store.original(self.report(report_id).id) or ("", b"")
        if not packed:
            raise OriginalGone(
                f"报道 {report_id} 的原网页已随同页的另一篇报道删除",
                f"the page of report {report_id} was dropped with another report of it that was forgotten",
            )
        return name, zlib.decompress(packed)

    def reports_after(self, key: int, limit: int, filters: Filters = Filters()) -> tuple[list[Report], int | None]:
        """The reports that pass the filters, a page at a time: those after a place in the order of reading, and the
        place to go on after, if there are more. Raises `BadFilter`."""
        criteria = self.pile().criteria(filters) if filters else ((), None, None, None)
        return self._store.reports_after(key, limit, criteria)

    def reports(self, filters: Filters = Filters()) -> list[Report]:
        """The live reports that pass the filters, in a stable order. Raises `BadFilter`."""
        return list(self._store.reports(self.pile().select(filters) if filters else None))

    def report(self, report_id: str) -> Report:
        """Raises `UnknownReport`."""
        report = self._store.report(report_id)
        if report is None:
            raise UnknownReport(
                f"没有编号为 {report_id} 的报道，用 xiangwen reports 查看全部。",
                f"There is no report {report_id}; `xiangwen reports` lists all.",
            )
        return report

    def live(self, ids: Collection[str]) -> set[str]:
        """Which of these reports are in the pile."""
        return self._store.live_among(ids)

    def search(self, question: str, k: int = 10, filters: Filters = Filters()) -> list[Hit]:
        """The `k` best chunks. Raises `EmptyQuestion`, `QuestionTooLong`, `BadFilter`."""
        check_question(question)
        pile = self.pile()
        with self._store.snapshot():
            return pile.retriever.hits(question, k, pile.select(filters))

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),
        include_hits: bool = False,
        ignore_inferred: Collection[Inferable] = (),
    ) -> Answer:
        """The cited answer. What the question names itself (神河镇, 2012年以后) restricts it too, unless it is ignored.

        Raises `EmptyQuestion`, `QuestionTooLong`, `BadFilter`.
        """
        asked = Asked(question, history, filters, include_hits, frozenset(ignore_inferred))
        *_, last = self._tell(asked, live=False)
        if not isinstance(last, Finished):
            raise TypeError(f"the last event of an answer is {type(last).__name__}, not Finished")
        return last.answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),
        include_hits: bool = False,
        ignore_inferred: Collection[Inferable] = (),
    ) -> Iterator[Event]:
        """The answer told as it is written; the last event holds all of it. Raises as `ask`.

        Where a language model breaks off half-way, what was told stays, and the reports' own words follow it; `ask`,
        which has told nothing yet, gives these alone.
        """
        yield from self._tell(Asked(question, history, filters, include_hits, frozenset(ignore_inferred)), live=True)

    def _tell(self, asked: Asked, *, live: bool) -> Iterator[Event]:
        return tell(asked, self.pile(), self._llm, live=live)

    def with_llm(self, llm: LLM | None) -> Library:
        """The same pile, answered by this language model, or by none. The pile is opened once for both."""
        other = Library(self._store, self._indexer, self._words, llm)
        other._opened = self.pile()
        return other

    def place(self, place_id: str) -> PlacePage:
        """All that the pile tells of a place, by id or by a name that is no other place's. Raises `UnknownPlace`."""
        return self._of_version().place(place_id)

    def programme(self, programme_id: str) -> ProgrammePage:
        """What a programme is and who did it when, by any of its spellings. Raises `UnknownProgramme`."""
        return self._of_version().programme(programme_id)

    def facets(self) -> Facets:
        """What the pile can be narrowed by, with counts, and questions to begin with."""
        return self._of_version().facets()

    def explain(
        self,
        question: str,
        report_id: str,
        filters: Filters = Filters(),
        history: Sequence[Turn] = (),
        ignore_inferred: Collection[Inferable] = (),
    ) -> Explanation:
        """Why a report is or is not in the answer. Raises as `ask`, and `UnknownReport`."""
        asked, pile = Asked(question, history, filters, False, frozenset(ignore_inferred)), self.pile()
        with self._store.snapshot():
            return explain(asked, self.report(report_id).id, pile)

    def atlas(self) -> Atlas:
        """The places of the pile as a tree."""
        return self._of_version().atlas

    def _of_version(self) -> Archive:
        """The archive, built once for each index version."""
        pile = self.pile()
        with self._opening:
            if self._archive is None or self._archive.version != pile.index.version:
                reports = ((report_id, places) for report_id, places, _, _ in self._store.imprints())
                self._archive = Archive(pile, Atlas(reports, pile.finder.dated))
            return self._archive

    def warm(self) -> None:
        """Read ahead what the first question would wait for: the index, the pile's places (in pinyin too), the words.

        Nothing where there is an index to be made first, which is the writer's work. Safe beside questions.
        """
        state = self.state()
        if state.reports and state.index_version and not state.pending:
            for question in _LIKE_MOST:
                find(Asked(question), self.pile())

    def rebuild(self) -> PileState:
        """Make the indexes anew from the stored reports. Raises `StoreBusy`, `StoreFull`."""
        with self._store.writing():
            self._indexer.rebuild()
        return self.state()

    def doctor(self) -> list[Check]:
        """Check the data folder from end to end; nothing is changed."""
        return examine(self._store, self._indexer, self._embedder)

    def state(self) -> PileState:
        pages, reports, chunks = self._store.counts()
        version = self._indexer.version() or ""
        return PileState(reports, pages, chunks, self._indexer.pending(), version, self._embedder.name)

    def close(self) -> None:
        self._store.close()

    def pile(self) -> Pile:
        """The pile at its newest index version, opened once for each version."""
        with self._opening:
            if self._opened is None or self._indexer.version() != self._opened.index.version:
                self._catch_up()
                self._opened = self._open()
            return self._opened

    def _open(self) -> Pile:
        index = self._indexer.open()
        finder = PlaceFinder(Gazetteer.load(), self._store.known_places(), self._store.renamed())
        return Pile(self._store, index, Retriever(index, self._store, self._embedder), finder, self._words)

    def _catch_up(self) -> None:
        """Index what a writer that was killed has left. While another one writes, the pile is served as it stands."""
        if not self._indexer.pending():
            return
        try:
            with self._store.writing():
                self._indexer.catch_up()
        except StoreBusy as busy:
            log.warning("serving the last index; %s", busy.en)
