"""Retrieval on BEIR sets, stage by stage, through the product's own store, indexes and retriever.

A stage ranks chunks; a document stands where its best chunk stands. Every stage sees as many chunks as the product
does (`DEPTH`), so R@100 counts the documents among the best 100 chunks. `final` is what a search returns: the fused
ranking with its best read again. `<stage>_reported` holds the questions whose id has an odd SHA-1: the half that
nothing was tuned on. Many questions are shared out to processes, one a core. Answers and lists are not measured here.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

from rich.console import Console
from rich.table import Table

from embeddings.base import Embedder
from eval.retrieval.beir import BadSet, BeirSet, Document, digest, documents, is_reported, load
from eval.retrieval.metrics import MEASURES, interval, mean, measure, percentile
from rag.assemble import make_embedder
from rag.index.drafts import draft_page, report_id
from rag.index.indexer import Indexer
from rag.index.store import Store
from rag.search.retrieve import DEPTH, Retriever
from rag.settings import Settings
from rag.types import Article, Hit, Metadata, RawPage
from rag.workers import Crew

STAGES = ("lexical", "dense", "fused", "final")
REPORTED = "_reported"

T = TypeVar("T")

_BATCH = 500  # documents a transaction: one fsync for each
_BULK = 400  # questions from which processes pay: they take about a second to start, and a question some milliseconds
_SHARE = 50  # questions handed to a process at once


class Ranker(Protocol):
    """What is measured of `rag.search.retrieve.Retriever`. Pairs are (chunk id, score), best first."""

    def lexical(self, question: str, k: int) -> list[tuple[int, float]]: ...

    def dense(self, question: str, k: int) -> list[tuple[int, float]]: ...

    def fused(
        self, question: str, lexical: list[tuple[int, float]], dense: list[tuple[int, float]]
    ) -> list[tuple[int, float]]: ...

    def hits(self, question: str, k: int) -> list[Hit]: ...


@dataclass(frozen=True, slots=True)
class BenchPile:
    """An indexed corpus: its retriever, and the documents each chunk belongs to (several where texts are equal).

    `reopened` opens it in another process; None where it cannot be.
    """

    retriever: Ranker
    documents: Mapping[int, Sequence[str]]
    close: Callable[[], None] = lambda: None
    reopened: Callable[[], Retriever] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One stage on one question."""

    measures: dict[str, float]
    ms: float
    reported: bool


@dataclass(frozen=True, slots=True)
class Source:
    """How a corpus becomes a pile: by which model (None: the settings'), without which documents, kept in which folder
    for the next time (None: a temporary one)."""

    model: str | None = None
    without: frozenset[str] = frozenset()
    cache: Path | None = None


Results = dict[str, dict[str, dict[str, Any]]]


def run(folders: Sequence[Path], source: Source, limit: int | None = None) -> Results:
    """{set: {stage: measures}}. Sets over the same corpus share one index. `limit`: questions a set, chosen by id."""
    sets = [load(folder) for folder in folders]
    results: Results = {}
    begun = time.perf_counter()
    for corpus in dict.fromkeys(one.corpus for one in sets):
        _notice(f"indexing {corpus}", begun)
        with built(corpus, source) as pile:
            for one in sets:
                if one.corpus == corpus:
                    _notice(f"asking {one.name}: {min(len(one.queries), limit or len(one.queries))} questions", begun)
                    results[one.name] = measure_set(pile, one, limit)
    _notice(f"done: {len(sets)} set(s)", begun)
    return results


def measure_set(pile: BenchPile, judged: BeirSet, limit: int | None = None) -> dict[str, dict[str, Any]]:
    """{stage: means over all questions, stage_reported: over the half not tuned on}."""
    _check_judged(pile, judged)
    asked = list(_asked(pile, judged, first_by_digest(judged.queries, limit)))
    outcomes = {stage: [one[stage] for one in asked] for stage in STAGES}
    summary = {stage: _summary(outcomes[stage]) for stage in STAGES}
    half = {stage + REPORTED: _summary([one for one in outcomes[stage] if one.reported]) for stage in STAGES}
    return summary | half


def _asked(pile: BenchPile, judged: BeirSet, queries: Sequence[str]) -> Iterable[dict[str, Outcome]]:
    """{stage: outcome} of each question, in their order."""
    if pile.reopened is None or len(queries) < _BULK:
        return map(partial(_outcomes, pile, judged), queries)
    crew = Crew(_ask_in_worker, _open_in_worker, (pile.reopened, pile.documents, judged))
    shares = (queries[start : start + _SHARE] for start in range(0, len(queries), _SHARE))
    return chain.from_iterable(crew.in_order(shares))


_worker_pile: list[tuple[BenchPile, BeirSet]] = []


def _open_in_worker(reopened: Callable[[], Retriever], documents: Mapping[int, Sequence[str]], judged: BeirSet) -> None:
    _worker_pile[:] = [(BenchPile(reopened(), documents), judged)]


def _ask_in_worker(queries: Sequence[str]) -> list[dict[str, Outcome]]:
    return [_outcomes(*_worker_pile[0], query) for query in queries]


def _outcomes(pile: BenchPile, judged: BeirSet, query: str) -> dict[str, Outcome]:
    ranked = rank(pile.retriever, judged.queries[query])
    return {
        stage: Outcome(measure(fold(chunks, pile.documents), judged.qrels[query]), ms, is_reported(query))
        for stage, (chunks, ms) in ranked.items()
    }


def rank(retriever: Ranker, question: str) -> dict[str, tuple[list[int], float]]:
    """Chunk ids, best first, and milliseconds for each stage; a later stage's time includes those it builds on."""
    lexical, lexical_ms = _timed(lambda: retriever.lexical(question, DEPTH))
    dense, dense_ms = _timed(lambda: retriever.dense(question, DEPTH))
    fused, fuse_ms = _timed(lambda: retriever.fused(question, lexical, dense))
    hits, final_ms = _timed(lambda: retriever.hits(question, DEPTH))
    return {
        "lexical": ([chunk for chunk, _ in lexical], lexical_ms),
        "dense": ([chunk for chunk, _ in dense], dense_ms),
        "fused": ([chunk for chunk, _ in fused], lexical_ms + dense_ms + fuse_ms),
        "final": ([hit.chunk.id for hit in hits], final_ms),
    }


def fold(chunks: Iterable[int], documents_of: Mapping[int, Sequence[str]]) -> list[str]:
    """A ranking of chunks → a ranking of documents, each at its best chunk.

    >>> fold([7, 8, 9], {7: ["a"], 8: ["a"], 9: ["b"]})
    ['a', 'b']
    """
    return list(dict.fromkeys(document for chunk in chunks for document in documents_of[chunk]))


def _timed(call: Callable[[], T]) -> tuple[T, float]:
    begun = time.perf_counter()
    result = call()
    return result, (time.perf_counter() - begun) * 1000


def first_by_digest(queries: Mapping[str, str], limit: int | None) -> list[str]:
    """All questions, or a sample that says nothing of their order in the file."""
    return list(queries) if limit is None else sorted(queries, key=digest)[:limit]


def _check_judged(pile: BenchPile, judged: BeirSet) -> None:
    known = {document for group in pile.documents.values() for document in group}
    absent = {doc for docs in judged.qrels.values() for doc, grade in docs.items() if grade > 0} - known
    if absent:
        raise BadSet(f"{judged.name}: {len(absent)} relevant document(s) not in its corpus, such as {min(absent)!r}")


def _summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    summary: dict[str, Any] = {name: round(mean([one.measures[name] for one in outcomes]), 4) for name in MEASURES}
    summary["ndcg@10_95"] = [round(bound, 4) for bound in interval([one.measures["ndcg@10"] for one in outcomes])]
    summary["ms_p50"] = round(percentile([one.ms for one in outcomes], 0.5), 3)
    summary["questions"] = len(outcomes)
    return summary


@contextmanager
def built(corpus: Path, source: Source) -> Iterator[BenchPile]:
    """The corpus stored and indexed, in a folder of its own under `source.cache` or in one that is gone afterwards."""
    with _folder(corpus, source) as folder:
        kept = (document for document in documents(corpus) if document.id not in source.without)
        pile = build_pile(kept, embedder_named(source.model), Path(folder))
        try:
            yield replace(pile, reopened=partial(_reopened, Path(folder), source.model))
        finally:
            pile.close()


def _folder(corpus: Path, source: Source) -> tempfile.TemporaryDirectory[str] | nullcontext[str]:
    """Named by all that makes a pile another one: the corpus, the documents left out, the model."""
    if source.cache is None:
        return tempfile.TemporaryDirectory(prefix="xiangwen-bench-")
    digested = hashlib.sha256("\n".join([*sorted(source.without), str(source.model), ""]).encode())
    digested.update(corpus.read_bytes())
    return nullcontext(str(source.cache / f"{corpus.parent.name}-{digested.hexdigest()[:12]}"))


def embedder_named(model: str | None) -> Embedder:
    """The embedder of that name, default the one the settings choose."""
    return make_embedder(Settings() if model is None else Settings(model=model))


def build_pile(corpus: Iterable[Document], embedder: Embedder, folder: Path) -> BenchPile:
    """Stores and indexes a corpus in `folder` as ingestion would, one report a document, without page cleaning."""
    store = Store(folder / "pile.sqlite")
    documents_of = store_documents(store, corpus)
    indexer = Indexer(store, embedder, folder / "index")
    indexer.catch_up()
    return BenchPile(Retriever(indexer.open(), store, embedder), _by_chunk(store, documents_of), store.close)


def _reopened(folder: Path, model: str | None) -> Retriever:
    store, embedder = Store(folder / "pile.sqlite"), embedder_named(model)
    return Retriever(Indexer(store, embedder, folder / "index").open_as_it_is(), store, embedder)


def store_documents(store: Store, corpus: Iterable[Document]) -> dict[str, list[str]]:
    """Writes the documents that are not there yet; gives the ids behind each report id, several for equal texts."""
    documents_of: dict[str, list[str]] = {}
    waiting = iter(corpus)
    while batch := list(islice(waiting, _BATCH)):
        with store.transaction():
            for document in batch:
                documents_of.setdefault(report_id(document.text), []).append(document.id)
                if store.page_state(document.id) is None:
                    raw = RawPage(document.id, document.id, document.text.encode("utf-8", "surrogatepass"))
                    page = draft_page(raw, [Article(document.text, Metadata(title=document.title or None))])
                    store.add_page(page)
    return documents_of


def _by_chunk(store: Store, documents_of: Mapping[str, list[str]]) -> dict[int, list[str]]:
    keys = store.live_keys()
    found: dict[int, list[str]] = {}
    for start in range(0, len(keys), _BATCH):
        for item in store.index_items(keys[start : start + _BATCH]):
            found |= {chunk: documents_of[item.report_id] for chunk, _, _ in item.chunks}
    return found


def show(results: Results, console: Console) -> None:
    """One table a set: all questions, and beside it the half that is reported."""
    for name, stages in results.items():
        table = Table("stage", *MEASURES, "95 % (ndcg)", "p50 ms", "questions", title=name)
        for stage, row in stages.items():
            low, high = row["ndcg@10_95"]
            cells = [f"{row[measured]:.3f}" for measured in MEASURES]
            table.add_row(stage, *cells, f"{low:.3f}–{high:.3f}", f"{row['ms_p50']:.2f}", str(row["questions"]))
        console.print(table)


def _notice(text: str, begun: float) -> None:
    print(f"{time.perf_counter() - begun:6.1f} s  {text}", file=sys.stderr)
