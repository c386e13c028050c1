"""What each part of reading again is worth: the final ranking with one part taken out, on the reported halves.

A variant leaves out a feature, the second set of weights, some of the candidates or the placing of reprints; its
weights are fitted anew on the tuning halves, of all sets together, so that a feature is not missed only because the
others were fitted beside it. The stages before (lexical, dense, fused) are compared by `bench.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from embeddings.base import Vectors
from eval.retrieval.beir import BadSet, BeirSet, is_reported, load
from eval.retrieval.bench import BenchPile, Source, built, embedder_named, first_by_digest, fold
from eval.retrieval.metrics import mean, measure
from eval.retrieval.rerank_fit import Lesson, fit
from rag.search.fusion import Scored
from rag.search.rerank import WEIGHTS, features
from rag.search.retrieve import DEPTH, Retriever, in_order
from rag.search.stories import repeats
from rag.types import ChunkInReport

QUESTIONS = 400  # of each half of a set
MEASURED = ("ndcg@10", "s@1", "r@10")
_NAMES = tuple(WEIGHTS)


@dataclass(frozen=True, slots=True)
class Case:
    """One question: its candidates in the fused order with a row of features each, and the fused ranking of chunks."""

    candidates: list[ChunkInReport]
    rows: Vectors
    relevant: Vectors
    trust: float
    fused: Scored
    qrels: Mapping[str, int]
    reported: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """The cases of a set, and the documents each chunk belongs to."""

    name: str
    cases: list[Case]
    documents: Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Variant:
    """The final ranking but for one thing. `together`: one set of weights for all questions."""

    name: str
    columns: tuple[int, ...] = tuple(range(len(_NAMES)))
    read: int = DEPTH  # of those that `Retriever` opens
    together: bool = False
    stories: bool = True


VARIANTS = (
    Variant("fused ranking", read=0, stories=False),
    Variant("all of it"),
    *(Variant(f"− {name}", tuple(i for i in range(len(_NAMES)) if _NAMES[i] != name)) for name in _NAMES),
    Variant("reprints left where they are", stories=False),
    Variant("20 candidates", read=20),
    Variant("30 candidates", read=30),
    Variant("40 candidates", read=40),
    Variant("one set of weights for all", together=True),
)

# Variant → set → measure → mean over the reported half.
Ablation = dict[str, dict[str, dict[str, float]]]


def run(folders: Sequence[Path], source: Source, limit: int = QUESTIONS) -> Ablation:
    """The table: every variant on every set."""
    sets = [load(folder) for folder in folders]
    judged: list[Judged] = []
    for corpus in dict.fromkeys(one.corpus for one in sets):
        with built(corpus, source) as pile:
            for one in sets:
                if one.corpus == corpus:
                    judged.append(Judged(one.name, list(_cases(pile, one, source, limit)), pile.documents))
    return {variant.name: _measured(variant, judged) for variant in VARIANTS}


def _cases(pile: BenchPile, judged: BeirSet, source: Source, limit: int) -> Iterator[Case]:
    model, retriever = embedder_named(source.model), pile.retriever
    if not isinstance(retriever, Retriever) or retriever.reader is None:
        raise BadSet(f"the reranker needs a model with token vectors; {model.name} has none")
    for reported in (False, True):
        half = {query: text for query, text in judged.queries.items() if is_reported(query) is reported}
        for query in first_by_digest(half, limit):
            text, qrels = half[query], judged.qrels[query]
            asked, lexical, dense = retriever.asked(text), retriever.lexical(text, DEPTH), retriever.dense(text, DEPTH)
            candidates = retriever.candidates(lexical, dense, asked.trust)
            found = [candidate.found for candidate in candidates]
            wanted = {document for document, grade in qrels.items() if grade > 0}
            relevant = [float(not wanted.isdisjoint(pile.documents[item.chunk.id])) for item in found]
            rows = features(asked, candidates, retriever.reader)
            fused = retriever.fused(text, lexical, dense)
            yield Case(found, rows, np.array(relevant, dtype=np.float32), asked.trust, fused, qrels, reported)


def _measured(variant: Variant, sets: Sequence[Judged]) -> dict[str, dict[str, float]]:
    taught = [[_lesson(variant, case) for case in one.cases if _teaches(variant, case)] for one in sets]
    weights = np.array(fit(taught, len(variant.columns)))
    means: dict[str, dict[str, float]] = {}
    for one in sets:
        measures = [
            measure(fold(_ranking(variant, case, weights), one.documents), case.qrels)
            for case in one.cases
            if case.reported
        ]
        means[one.name] = {name: round(mean([each[name] for each in measures]), 4) for name in MEASURED}
    return means


def _teaches(variant: Variant, case: Case) -> bool:
    right = case.relevant[: variant.read].sum()
    return not case.reported and 0 < right < min(variant.read, len(case.relevant))


def _lesson(variant: Variant, case: Case) -> Lesson:
    rows = case.rows[: variant.read, list(variant.columns)].astype(np.float64)
    own = 0.5 if variant.together else case.trust
    return Lesson(np.hstack([own * rows, (1 - own) * rows]), case.relevant[: variant.read].astype(np.float64))


def _ranking(variant: Variant, case: Case, weights: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[int]:
    """Chunk ids, best first, as `Retriever` orders them: those read again, the reprints of those, the rest."""
    own = 0.5 if variant.together else case.trust
    scores = case.rows[: variant.read, list(variant.columns)] @ (np.array([own, 1 - own]) @ weights)
    read = [item.chunk.id for item in case.candidates[: len(scores)]]
    again = repeats(case.candidates[: len(scores)]) if variant.stories else set[int]()
    ranked = [(read[at], float(scores[at])) for at in np.argsort(-scores, kind="stable")]
    return [chunk for chunk, _ in in_order(ranked, case.fused, again)]


def show(ablation: Ablation, console: Console) -> None:
    """One table a measure."""
    for measured in MEASURED:
        names = list(next(iter(ablation.values())))
        table = Table("", *names, title=measured)
        for variant, row in ablation.items():
            table.add_row(variant, *(f"{row[name][measured]:.3f}" for name in names))
        console.print(table)
