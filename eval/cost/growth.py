"""How cost grows with the pile: build time, search, memory and disk at several sizes, and the exponent that fits them.

Real news first, in the order of the corpus; beyond them perturbed copies: the sentences of one news in another order, a
third of them taken from other news, so that every word keeps its frequency and no text is there twice. Each size is
built in one process and searched in a fresh one. The limit beside the dense search is what reading its vectors once
from memory takes. What is measured is kept as soon as it is, so that a long run can be stopped and gone on with. Left
out: reading and cleaning of pages (`ingest-bench`).
"""

from __future__ import annotations

import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from math import ceil, floor, log10
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from eval.reporting.style import STYLE
from eval.reporting.svg import Axis, curves
from eval.retrieval.beir import Document, documents
from eval.retrieval.bench import embedder_named, store_documents
from eval.retrieval.metrics import percentile
from rag.index.chunking import chunk_spans
from rag.index.indexer import Indexer
from rag.index.store import Store
from rag.language.sentences import sentence_spans
from rag.search.retrieve import DEPTH, Retriever

SIZES = (1_000, 10_000, 100_000)
QUESTIONS = 100
_POOL = 20_000  # news kept in mind to take copies from: enough that no sentence becomes frequent
_FOREIGN = 1 / 3  # share of a copy's sentences that come from other news
_ASKED = (12, 40)  # code points of a sentence that is asked as a question
_MIB, _KIB = 1024 * 1024, 1024
_VECTOR_BYTES = 2  # half precision
_PROBE = 64 * _MIB  # bytes read to see how fast memory is

Row = dict[str, Any]


def run(corpus: Path, sizes: Sequence[int], model: str | None = None, kept: Path | None = None) -> dict[str, Any]:
    """{"rows": one for each size, "exponents": of what grows}. Rows in `kept` are not measured again."""
    done: dict[str, Row] = json.loads(kept.read_text(encoding="utf-8")) if kept and kept.exists() else {}
    for size in sorted(sizes):
        if str(size) not in done:
            done[str(size)] = measure(corpus, size, model)
            print(size, json.dumps(done[str(size)]), file=sys.stderr)
            if kept:
                kept.write_text(json.dumps(done, indent=2), encoding="utf-8")
    rows = [done[str(size)] for size in sorted(sizes)]
    return {"corpus": corpus.parent.name, "rows": rows, "exponents": exponents(rows)}


def measure(corpus: Path, size: int, model: str | None) -> Row:
    """One size in chunks, built and searched in two processes of their own, so that peak memory is theirs."""
    with tempfile.TemporaryDirectory(prefix="xiangwen-growth-") as folder:
        built = _alone(_build, corpus, size, model, Path(folder))
        return built | _alone(_search, size, model, Path(folder))


def _alone(work: Any, *arguments: Any) -> Row:  # noqa: ANN401  (a function of this module and its arguments)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        row: Row = pool.submit(work, *arguments).result()
        return row


def _build(corpus: Path, size: int, model: str | None, folder: Path) -> Row:
    store = Store(folder / "pile.sqlite")
    wall, cpu = time.perf_counter(), _processor()
    store_documents(store, up_to(size, corpus))
    Indexer(store, embedder_named(model), folder / "index").catch_up()
    row = {
        "build_s": round(time.perf_counter() - wall, 2),
        "build_cpu_s": round(_processor() - cpu, 2),
        "build_peak_mib": _peak(),
        "disk_mib": round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / _MIB, 1),
    }
    store.close()
    return row


def _search(size: int, model: str | None, folder: Path) -> Row:
    store, embedder = Store(folder / "pile.sqlite"), embedder_named(model)
    _, reports, chunks = store.counts()
    index = Indexer(store, embedder, folder / "index").open()
    retriever = Retriever(index, store, embedder)
    asked = list(islice(_questions(store, random.Random(size)), QUESTIONS))  # noqa: S311  (reproducible, not secret)
    retriever.hits(asked[0], DEPTH)
    cpu = time.process_time()
    whole = [_ms(lambda text=text: retriever.hits(text, 10)) for text in asked]
    cpu = time.process_time() - cpu
    dense = [_ms(lambda text=text: retriever.dense(text, DEPTH)) for text in asked]
    row = {
        "chunks": chunks,
        "reports": reports,
        "search_p50_ms": round(percentile(whole, 0.5), 2),
        "search_p95_ms": round(percentile(whole, 0.95), 2),
        "search_cpu_ms": round(cpu * 1000 / len(asked), 2),
        "dense_p50_ms": round(percentile(dense, 0.5), 3),
        "flat_limit_ms": round(chunks * index.manifest.dimension * _VECTOR_BYTES / bandwidth() * 1000, 3),
        "peak_mib": _peak(),
    }
    store.close()
    return row


def _questions(store: Store, rng: random.Random) -> Iterator[str]:
    """Sentences of the pile, of the length of a question."""
    keys = store.live_keys()
    while True:
        item = store.index_items([rng.choice(keys)])[0]
        report = store.report(item.report_id)
        spans = sentence_spans(report.text) if report else []
        fitting = [span for span in spans if _ASKED[0] <= span[1] - span[0] <= _ASKED[1]]
        if report and fitting:
            yield report.text[slice(*rng.choice(fitting))]


def _ms(call: Any) -> float:  # noqa: ANN401  (any call without arguments)
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def _processor() -> float:
    """Seconds of the processor that this process and those it has waited for took."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB)


def bandwidth() -> float:
    """Bytes a second that one core reads from memory: the best of a few passes over more than any cache holds."""
    block = np.ones(_PROBE // 4, dtype=np.float32)
    return _PROBE / min(_ms(block.sum) for _ in range(5)) * 1000


def up_to(chunks: int, corpus: Path) -> Iterator[Document]:
    """Documents with at least `chunks` chunks together: those of the corpus, then perturbed copies of them."""
    pool: list[Sentences] = []
    made = 0
    for document in documents(corpus):
        if made >= chunks:
            return
        made += len(chunk_spans(document.text))
        if len(pool) < _POOL:
            pool.append(Sentences.of(document))
        yield document
    rng = random.Random(chunks)  # noqa: S311  (reproducible, not secret)
    number = 0
    while made < chunks:
        copy = perturbed(rng.choice(pool), pool, number, rng)
        made, number = made + len(chunk_spans(copy.text)), number + 1
        yield copy


@dataclass(frozen=True, slots=True)
class Sentences:
    """A document cut into its sentences once, since many copies are made of it."""

    id: str
    title: str
    parts: tuple[str, ...]

    @classmethod
    def of(cls, document: Document) -> Sentences:
        parts = tuple(document.text[slice(*span)] for span in sentence_spans(document.text))
        return cls(document.id, document.title, parts)


def perturbed(document: Sentences, pool: Sequence[Sentences], number: int, rng: random.Random) -> Document:
    """The sentences of a document in another order, a third of them from others."""
    own = list(document.parts)
    for at in rng.sample(range(len(own)), round(len(own) * _FOREIGN)):
        own[at] = rng.choice(rng.choice(pool).parts)
    rng.shuffle(own)
    return Document(f"{document.id}~{number}", document.title, "\n".join(own))


_GROWING = ("build_cpu_s", "search_cpu_ms", "dense_p50_ms", "disk_mib", "peak_mib")


def exponents(rows: Sequence[Row]) -> dict[str, float]:
    """b of value = a·chunks^b, by least squares on the logarithms; none from fewer than two sizes.

    >>> exponents([{"chunks": 10, "disk_mib": 1.0}, {"chunks": 1000, "disk_mib": 10.0}])
    {'disk_mib': 0.5}
    """
    found = {}
    for name in _GROWING:
        points = [(log10(row["chunks"]), log10(row[name])) for row in rows if row.get(name, 0) > 0]
        if len(points) > 1:
            found[name] = round(_slope(points), 2)
    return found


def _slope(points: Sequence[tuple[float, float]]) -> float:
    """Of the straight line through the points, by least squares."""
    x, y = np.array(points).T
    return float(((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum())


def plot(rows: Sequence[Row]) -> str:
    """Search in processor time, its dense leg and the limit of a flat scan over chunks; both axes in powers of ten."""
    names = {"search, processor": "search_cpu_ms", "dense leg": "dense_p50_ms", "limit of a flat scan": "flat_limit_ms"}
    series = {label: [(log10(row["chunks"]), log10(row[name])) for row in rows] for label, name in names.items()}
    values = [value for points in series.values() for _, value in points]
    across = [log10(row["chunks"]) for row in rows]
    drawn = curves(series, _decades("log10 chunks", across), _decades("log10 ms", values))
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(
        ">", f"><style>{STYLE}</style>", 1
    )


def _decades(name: str, values: Sequence[float]) -> Axis:
    """From the power of ten below the values to that above, a tick at each."""
    low, high = floor(min(values)), ceil(max(values))
    return Axis(name, low, max(high, low + 1), max(high - low, 1))


def show(result: dict[str, Any], console: Console) -> None:
    columns = list(result["rows"][0])
    table = Table("measure", *(f"{row['chunks']:,}" for row in result["rows"]), "exponent", title="chunks")
    for name in columns:
        fitted = result["exponents"].get(name, "")
        table.add_row(name, *(f"{row[name]:,}" for row in result["rows"]), str(fitted))
    console.print(table)
