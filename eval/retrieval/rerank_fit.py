"""Fits the weights of the reranker (`rag.search.rerank.WEIGHTS`) on the tuning halves of BEIR sets.

A listwise softmax (Cao et al. 2007): the candidates of a question share a probability of 1 by their scores, and the
weights make the share of the relevant ones as large as it gets. Every set counts alike, whatever its size. Both
columns of weights are fitted at once, since the score is linear in `trust * features` and `(1 - trust) * features`.
Questions whose candidates hold nothing relevant, or nothing else, teach nothing and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from eval.retrieval.beir import BadSet, BeirSet, is_reported, load
from eval.retrieval.bench import BenchPile, Source, built, embedder_named, first_by_digest
from rag.search.rerank import WEIGHTS, features
from rag.search.retrieve import DEPTH, Retriever

QUESTIONS = 700  # of a set's tuning half: twice as many moved no weight by more than 0.03
_SHARPNESS = 20.0  # a score of 1 more is worth e^20 in odds: keeps the weights near 1
_DECAY = 0.01  # L2; a tenth and ten times of it gave the same nDCG@10 within 0.001
_STEPS, _RATE = 500, 0.03  # Adam, the rate falling to zero

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lesson:
    """The candidates of one question: a row of mixed features each, and whether it is relevant (1 or 0)."""

    rows: Matrix
    relevant: Matrix


def run(folders: Sequence[Path], source: Source, limit: int = QUESTIONS) -> dict[str, tuple[float, float]]:
    """Feature → its weights for questions in the pile's words and in others."""
    sets = [load(folder) for folder in folders]
    lessons: list[list[Lesson]] = []
    for corpus in dict.fromkeys(one.corpus for one in sets):
        with built(corpus, source) as pile:
            lessons += [list(_lessons(pile, one, source, limit)) for one in sets if one.corpus == corpus]
    fitted = fit(lessons, len(WEIGHTS))
    return {name: (round(own, 3), round(other, 3)) for name, own, other in zip(WEIGHTS, *fitted, strict=True)}


def fit(sets: Sequence[Sequence[Lesson]], columns: int) -> tuple[list[float], list[float]]:
    """The weights of so many features, for trusted and for other questions."""
    taught = [_Batch.of(lessons) for lessons in sets if lessons]
    weights = np.zeros(2 * columns)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(_STEPS if taught else 0):
        slope = sum(_slope(batch, weights) for batch in taught) / len(taught) + _DECAY * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights = weights - _RATE * (1 - step / _STEPS) * mean / (np.sqrt(square) + 1e-8)
    own, other = weights.reshape(2, -1).tolist()
    return own, other


@dataclass(frozen=True, slots=True)
class _Batch:
    """The lessons of a set side by side, short ones filled up with candidates of score minus infinity (`absent`)."""

    rows: Matrix
    relevant: Matrix
    absent: Matrix

    @classmethod
    def of(cls, lessons: Sequence[Lesson]) -> _Batch:
        shape = (len(lessons), max(len(lesson.rows) for lesson in lessons))
        batch = cls(np.zeros((*shape, lessons[0].rows.shape[1])), np.zeros(shape), np.full(shape, -np.inf))
        for number, lesson in enumerate(lessons):
            size = len(lesson.rows)
            batch.rows[number, :size], batch.relevant[number, :size] = lesson.rows, lesson.relevant
            batch.absent[number, :size] = 0.0
        return batch


def _slope(batch: _Batch, weights: Matrix) -> Matrix:
    """The gradient of the mean loss of these questions."""
    scores = _SHARPNESS * (batch.rows @ weights) + batch.absent
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    wanted = shares * batch.relevant
    wanted /= np.maximum(wanted.sum(axis=1, keepdims=True), 1e-12)
    slope: Matrix = np.tensordot(shares - wanted, batch.rows, axes=2) / len(batch.rows)
    return slope


def _lessons(pile: BenchPile, judged: BeirSet, source: Source, limit: int) -> Iterator[Lesson]:
    model, retriever = embedder_named(source.model), pile.retriever
    if not isinstance(retriever, Retriever) or retriever.reader is None:
        raise BadSet(f"the reranker needs a model with token vectors; {model.name} has none")
    tuning = {query: text for query, text in judged.queries.items() if not is_reported(query)}
    for query in first_by_digest(tuning, limit):
        text = judged.queries[query]
        asked = retriever.asked(text)
        candidates = retriever.candidates(retriever.lexical(text, DEPTH), retriever.dense(text, DEPTH), asked.trust)
        wanted = {document for document, grade in judged.qrels[query].items() if grade > 0}
        relevant = np.array([float(not wanted.isdisjoint(pile.documents[c.found.chunk.id])) for c in candidates])
        if 0 < relevant.sum() < len(candidates):
            rows, trust = features(asked, candidates, retriever.reader), asked.trust
            yield Lesson(np.hstack([trust * rows, (1 - trust) * rows]).astype(np.float64), relevant)


def show(fitted: dict[str, tuple[float, float]], console: Console) -> None:
    table = Table("feature", "in the pile's words", "in others", "in use", title="rag/search/rerank.py")
    for name, (own, other) in fitted.items():
        table.add_row(name, f"{own:.3f}", f"{other:.3f}", "{:.2f} / {:.2f}".format(*WEIGHTS[name]))
    console.print(table)
