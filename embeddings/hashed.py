"""A model-free embedder: hashed character n-grams. It knows no meanings; it only sees which characters stand together.

Every character n-gram of one to three characters is hashed to one of `dimension` buckets and a sign (feature hashing,
Weinberger et al. 2009), counts are damped by a square root, rows are scaled to length 1. Equal text gives equal vectors
in every process and on every machine. Texts are taken as they are: fold script and width before calling.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.base import Vectors

_DIMENSION = 256
# Weight of n-grams of one, two and three characters. In so few buckets the many rare ones drown the rest: recall@10 on
# cmrc2018-dev is 0.67 with (0.3, 1, 0.7), 0.80 with these; twice the buckets would give 0.91 for twice the index.
_WEIGHTS = (1.0, 0.5, 0.1)
_BATCH = 512  # texts hashed at once; bounds the scratch memory at about 50 MB for chunks of 240 characters
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio (Knuth's multiplicative hashing)
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)  # finaliser of splitmix64


class HashedEmbedder:
    """`Embedder` without weights: about 20,000 chunks a second on one core, no download, no torch."""

    name = "hashed-ngrams"

    def __init__(self, dimension: int = _DIMENSION) -> None:
        self._dimension = dimension

    @property
    def dimension(self) -> int:
        return self._dimension

    @property
    def fingerprint(self) -> str:
        return f"hashed-ngrams-1:{self._dimension}:{','.join(map(str, _WEIGHTS))}"

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """`n` texts → (n, dimension), rows of length 1; a text without a letter or digit gives zeros."""
        rows = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            rows[start : start + _BATCH] = self._embed(texts[start : start + _BATCH])
        return rows

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_documents(texts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        codes, row_of = _code_points(texts)
        sums = np.zeros(len(texts) * self._dimension)
        grams = np.zeros(len(codes), dtype=np.uint64)
        for size, weight in enumerate(_WEIGHTS, start=1):
            last = len(codes) - size + 1
            if last <= 0:
                break
            grams = (grams[:last] ^ codes[size - 1 :]) * _MIX
            whole = row_of[:last] == row_of[size - 1 :]
            for inner in range(size):
                whole &= codes[inner : last + inner] != 0
            sums += self._bucket_sums(grams[whole] + np.uint64(size), row_of[:last][whole], len(sums)) * weight
        damped = np.sign(sums) * np.sqrt(np.abs(sums))
        table = damped.reshape(len(texts), self._dimension)
        lengths = np.linalg.norm(table, axis=1, keepdims=True)
        unit: Vectors = np.divide(table, lengths, out=np.zeros_like(table), where=lengths > 0).astype(np.float32)
        return unit

    def _bucket_sums(self, grams: NDArray[np.uint64], rows: NDArray[np.int64], size: int) -> NDArray[np.float64]:
        hashed = (grams ^ (grams >> np.uint64(29))) * _SPREAD
        hashed ^= hashed >> np.uint64(32)
        bucket = rows * self._dimension + ((hashed >> np.uint64(1)) % np.uint64(self._dimension)).astype(np.int64)
        sign = 1.0 - 2.0 * (hashed & np.uint64(1)).astype(np.float64)
        return np.bincount(bucket, weights=sign, minlength=size).astype(np.float64, copy=False)


def _code_points(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """All code points in one array, 0 for what is no letter or digit, and the text each one belongs to."""
    joined = "".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    spoken = {ord(char) for char in set(joined) if char.isalnum()}
    codes[~np.isin(codes, np.fromiter(spoken, dtype=np.uint64, count=len(spoken)))] = 0
    row_of = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    return codes, row_of
