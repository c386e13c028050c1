"""Late interaction: how well each word of a question is matched by the nearest word of each sentence.

ColBERT's MaxSim (Khattab and Zaharia 2020) over the token vectors of the built-in model, which are looked up: no
network is run. A word matches itself by 1, a synonym or a translation by its cosine. What a word weighs is the length
of its vector, which the training has learned. Left out: word order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.base import TokenEmbedder, Vectors


@dataclass(frozen=True, slots=True)
class Matches:
    """Of a question with T words and S sentences: `best[t, s]` is the cosine, 0–1, of word t and its nearest in s.

    `weights` are the T words' weights; their sum is 1.
    """

    best: Vectors
    weights: Vectors

    def together(self, sentences: Sequence[int]) -> float:
        """The weighted share of the question that these sentences hold between them, 0–1."""
        return float(self.weights @ self.best[:, sentences].max(axis=1)) if sentences else 0.0

    def alone(self, sentences: Sequence[int]) -> float:
        """The weighted share of the question that one of these sentences holds by itself, 0–1."""
        return float((self.weights @ self.best[:, sentences]).max()) if sentences else 0.0


def match(question: str, sentences: Sequence[str], model: TokenEmbedder) -> Matches:
    """Compares the question with every sentence; both in the form that the model reads (their shadows)."""
    asked = model.token_vectors(model.tokens([question]).ids)
    told = model.tokens(sentences)
    distinct, place = np.unique(told.ids, return_inverse=True)
    nearness = np.clip(_unit(asked) @ _unit(model.token_vectors(distinct)).T, 0.0, None)
    lengths = np.linalg.norm(asked, axis=1)
    weights = lengths / max(float(lengths.sum()), 1e-9)
    return Matches(_segment_max(nearness[:, place], told.offsets), weights)


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit


def _segment_max(columns: Vectors, offsets: NDArray[np.int64]) -> Vectors:
    """The largest value of each row within each segment of the columns; 0 for an empty segment."""
    best = np.zeros((len(columns), len(offsets) - 1), dtype=np.float32)
    full = np.flatnonzero(offsets[1:] > offsets[:-1])
    if full.size:
        best[:, full] = np.maximum.reduceat(columns, offsets[:-1][full], axis=1)
    return best
