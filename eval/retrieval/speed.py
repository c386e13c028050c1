"""How fast retrieval is: loading the model, encoding, and a search over a corpus, with the memory that it takes.

Times are wall-clock on one thread; `cpu` is the processor time of the same work, which other jobs on the machine
disturb less. A search is what the user waits for: both legs, fusion, the best read again, and the hits' texts.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from embeddings.base import Embedder
from eval.retrieval.beir import documents, load
from eval.retrieval.bench import BenchPile, Source, built, embedder_named, first_by_digest, rank
from eval.retrieval.metrics import percentile
from rag.language.script import shadow

QUESTIONS = 300  # asked of the corpus; the 95th percentile then stands on 15 of them
_CHUNK = 180  # code points, of which the speed of encoding is stated
_ENCODED = 2_000  # documents of the corpus whose chunks are encoded
_WARM = 5  # questions asked before the clock starts: files are read and caches filled
_HITS = 10


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds of wall-clock for each call, and of processor time on the mean."""

    ms: list[float]
    cpu: float

    def summary(self) -> dict[str, float]:
        return {
            "p50_ms": round(percentile(self.ms, 0.5), 2),
            "p95_ms": round(percentile(self.ms, 0.95), 2),
            "cpu_ms": round(self.cpu, 2),
        }


def run(folder: Path, source: Source, limit: int = QUESTIONS) -> dict[str, Any]:
    """Figures over the corpus of a BEIR folder and its questions."""
    judged = load(folder)
    loaded = _timed(lambda _: embedder_named(source.model), [""])
    model = embedder_named(source.model)
    asked = [judged.queries[query] for query in first_by_digest(judged.queries, limit)]
    result: dict[str, Any] = {
        "model": model.name,
        "load_ms": round(loaded.ms[0], 1),
        "question": _timed(lambda text: model.embed_queries([shadow(text)]), asked).summary(),
        f"chunks_of_{_CHUNK}_per_cpu_second": _encoding(model, documents_of(judged.corpus)),
    }
    with built(judged.corpus, source) as pile:
        return result | _searching(pile, asked)


def documents_of(corpus: Path) -> list[str]:
    return [shadow(document.text) for document in islice(documents(corpus), _ENCODED)]


def _encoding(model: Embedder, texts: Iterable[str]) -> int:
    chunks = [text[at : at + _CHUNK] for text in texts for at in range(0, len(text) - _CHUNK, _CHUNK)]
    timed = _timed(model.embed_documents, [chunks])
    return round(len(chunks) / timed.cpu * 1000) if timed.cpu else 0


def _searching(pile: BenchPile, asked: Sequence[str]) -> dict[str, Any]:
    for text in asked[:_WARM]:
        pile.retriever.hits(text, _HITS)
    stages = [rank(pile.retriever, text) for text in asked]
    legs = {name: round(percentile([one[name][1] for one in stages], 0.5), 2) for name in ("lexical", "dense", "fused")}
    return {
        "documents": len({document for group in pile.documents.values() for document in group}),
        "chunks": len(pile.documents),
        "search": _timed(lambda text: pile.retriever.hits(text, _HITS), asked).summary(),
        "stages_p50_ms": legs,
        "peak_memory_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _unit()),
    }


def _unit() -> int:
    """`ru_maxrss` in one MiB: kilobytes on Linux, bytes on macOS."""
    return 1024**2 if sys.platform == "darwin" else 1024


def _timed(call: Callable[[Any], object], inputs: Sequence[object]) -> Timed:
    taken, begun_cpu = [], time.process_time()
    for one in inputs:
        begun = time.perf_counter()
        call(one)
        taken.append((time.perf_counter() - begun) * 1000)
    return Timed(taken, (time.process_time() - begun_cpu) * 1000 / len(inputs))


def show(result: dict[str, Any], console: Console) -> None:
    table = Table("measure", "value", title="speed of retrieval")
    for name, value in result.items():
        told = ", ".join(f"{key} {part}" for key, part in value.items()) if isinstance(value, dict) else str(value)
        table.add_row(name, told)
    console.print(table)
