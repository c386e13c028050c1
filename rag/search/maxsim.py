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

from embeddings.base import TokenEmbedder, TokenIds, Tokens, Vectors


@dataclass(frozen=True, slots=True)
class Matches:
    """Of a question with T words and S sentences: `best[s, t]` is the cosine, 0–1, of word t and its nearest in s.

    `weights` are the T words' weights; their sum is 1.
    """

    best: Vectors
    weights: Vectors

    def together(self, groups: Sequence[Sequence[int]]) -> Vectors:
        """For each group of sentences the weighted share of the question that they hold between them, 0–1."""
        shares: Vectors = _segment_max(self.best[_flat(groups)], _offsets(groups)) @ self.weights
        return shares

    def alone(self, groups: Sequence[Sequence[int]]) -> Vectors:
        """For each group the weighted share of the question that one of its sentences holds by itself, 0–1."""
        return _segment_max((self.best @ self.weights)[_flat(groups)], _offsets(groups))


def match(question: str, told: Tokens, model: TokenEmbedder) -> Matches:
    """Compares the question, in the form that the model reads (its shadow), with every sentence, given as tokens."""
    asked = model.token_vectors(model.tokens([question]).ids)
    distinct, place = _distinct(told.ids)
    weights: Vectors = np.linalg.norm(asked, axis=1)
    nearness = np.maximum(model.cosines(distinct, asked), 0.0)
    return Matches(_segment_max(nearness[place], told.offsets), weights / max(float(weights.sum()), 1e-9))


def _distinct(ids: TokenIds) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The distinct ids ascending, and for each id its place among them: `np.unique`, by counting instead of sorting."""
    at = ids.astype(np.intp)  # once for both look-ups
    stands = np.zeros(int(at.max(initial=0)) + 1, dtype=np.bool_)
    stands[at] = True
    distinct = np.flatnonzero(stands)
    places = np.empty(len(stands), dtype=np.int32)
    places[distinct] = np.arange(len(distinct), dtype=np.int32)
    return distinct.astype(np.int32), places[at]


def _segment_max(rows: Vectors, offsets: NDArray[np.int64]) -> Vectors:
    """The largest value of each column within each segment of the rows; 0 for an empty segment."""
    best = np.zeros((len(offsets) - 1, *rows.shape[1:]), dtype=np.float32)
    full = np.flatnonzero(offsets[1:] > offsets[:-1])
    if full.size:
        best[full] = np.maximum.reduceat(rows, offsets[:-1][full], axis=0)
    return best


def _flat(groups: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    return np.fromiter((number for group in groups for number in group), dtype=np.int64)


def _offsets(groups: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    return np.cumsum([0, *map(len, groups)])
