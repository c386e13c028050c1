"""The seam every embedding model passes through, what it raises, and when two models count as the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
TokenIds = NDArray[np.integer[Any]]  # of whatever width

_SKETCH = "~"  # in a fingerprint, before the sketch of a model that is known by what it answers
_FOLDS = 16  # numbers a vector is folded to
_SKETCH_SCALE = 24.0  # steps of a folded unit vector's numbers, which are about 1 (at most 5): 127 / 5 and room
# Cosine of two sketches of one model. Half precision and batches of changing size move a vector by about 0.5 %, which
# leaves 0.9999 after rounding; two models that have nothing to do with each other are at 0.0, give or take 0.2.
_SAME = 0.999


class EmbeddingError(Exception):
    """A model that cannot be loaded or does not answer; what, why and what to do, in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh = zh
        self.en = en


class Embedder(Protocol):
    """Texts in, unit vectors out. Documents and queries go by different calls, so a prefix cannot be forgotten.

    `name` is for people; `fingerprint` changes whenever equal input could give another vector (weights, prefix,
    normalisation), and tells models of equal dimension apart: compare by `same_model`. All but `name` may raise
    EmbeddingError where the model is asked over a network.
    """

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """`n` texts → float32 array of shape (n, dimension), each row of length 1 (or all zeros: nothing to say)."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """As `embed_documents`, for questions."""
        ...


def well_formed(texts: Sequence[str]) -> list[str]:
    """The texts with "?" for half a surrogate pair, which a damaged page can hold and no tokenizer or JSON takes."""
    return [text.encode("utf-8", "replace").decode() for text in texts]


def unit_rows(rows: NDArray[np.floating]) -> Vectors:
    """Rows scaled to length 1; a row of zeros stays one."""
    wide = np.asarray(rows, dtype=np.float64)
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    unit: Vectors = np.divide(wide, lengths, out=np.zeros_like(wide), where=lengths > 0).astype(np.float32)
    return unit


def sketch(rows: Vectors) -> str:
    """A few unit vectors as a short text that `same_model` compares: folded to `_FOLDS` numbers each, in whole steps.

    >>> sketch(np.eye(2, dtype=np.float32))
    '~1800000000000000000000000000000000180000000000000000000000000000'
    """
    count, dimension = rows.shape
    padded = np.zeros((count, -(-dimension // _FOLDS) * _FOLDS))
    padded[:, :dimension] = rows
    folded = padded.reshape(count, -1, _FOLDS).sum(axis=1)
    steps = np.clip(np.rint(folded * _SKETCH_SCALE), -127, 127).astype(np.int8)
    told: str = steps.tobytes().hex()
    return _SKETCH + told


def same_model(stored: str, now: str) -> bool:
    """Whether two fingerprints are of one model: equal, or, where a model is known by what it answers, near enough."""
    name, mark, first = stored.partition(_SKETCH)
    other_name, _, second = now.partition(_SKETCH)
    if not mark or name != other_name or len(first) != len(second):
        return stored == now
    one, other = (np.frombuffer(bytes.fromhex(text), dtype=np.int8).astype(np.float64) for text in (first, second))
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return lengths > 0 and float(one @ other) / lengths >= _SAME


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token ids of several texts end to end; text `i` has `ids[offsets[i]:offsets[i + 1]]`."""

    ids: TokenIds
    offsets: NDArray[np.int64]


@runtime_checkable
class TokenEmbedder(Protocol):
    """An embedder whose text vectors are sums of token vectors, so that texts can be compared word by word."""

    def tokens(self, texts: Sequence[str]) -> Tokens:
        """The tokens of each text, in order; a text may have none."""
        ...

    def token_vectors(self, ids: TokenIds) -> Vectors:
        """One row a token. A row's length is what the token weighs in a text's vector."""
        ...

    def cosines(self, ids: TokenIds, vectors: Vectors) -> Vectors:
        """One row a token, one column a vector: the cosine of the two, 0 where either is nothing."""
        ...


@runtime_checkable
class WordModel(Protocol):
    """What a model of words can tell beside: which of its words are near a word."""

    def neighbours(self, words: Sequence[str], least: float) -> list[list[tuple[str, float]]]:
        """For each word the model's words whose cosine with it is at least `least`, nearest first."""
        ...
