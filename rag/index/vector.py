"""The vector index: cosine search over one flat file of half-precision rows. The only faiss importer.

Flat, because a pile of reports is small (69,000 news: 0.1 GB) and a graph index could not forget removed rows. Half
precision changes no ranking that was measured and halves the file. In a large pile the rows are first screened by the
signs of their numbers, a thirtieth of the bytes to read, and the cosine is computed for those that agree most; a small
pile, and a search among chosen reports, is exact. FAISS files carry no checksum; the generation's manifest does.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, cast

import faiss
import numpy as np
from numpy.typing import NDArray

from embeddings.base import Vectors
from rag.index.drafts import report_number

# The type stubs of faiss describe its C++ calls, not the Python ones that take arrays.
_faiss: Any = faiss

_ROWS, _LABELS = "rows.faiss", "labels.npy"

_MANY = 20_000  # rows from which screening pays: an exact search of fewer takes under a millisecond
# Rows that pass the screen for each one wanted. Over 69,331 news, of the exact first ten 99 % are found, of the first
# hundred 94 %; with 20 it is 99.6 and 96 % and takes a fifth longer, with 8 it is 98.9 and 91 %.
_SCREENED = 12

# From half to single precision: bits that the mantissa gains; all bits but those between the sign and the exponent of
# five bits; the quotient of the exponents' biases.
_MANTISSA_WIDER, _SIGN_AND_FIELDS, _SCALE = 23 - 10, np.int32(~0x7000_0000), np.float32(2.0 ** (127 - 15))

# Row i of the FAISS file belongs to labels[i] = (chunk id, report number).
Labels = NDArray[np.int64]


def _empty(dimension: int) -> faiss.Index:
    empty: faiss.Index = _faiss.IndexScalarQuantizer(
        dimension, _faiss.ScalarQuantizer.QT_fp16, _faiss.METRIC_INNER_PRODUCT
    )
    return empty


class VectorWriter:
    """Changes a set of vectors in memory; `finish` writes it into a folder."""

    def __init__(self, dimension: int, base: Path | None = None) -> None:
        """Starts from the files in `base`, or empty."""
        self._index: Any = _empty(dimension) if base is None else faiss.read_index(str(base / _ROWS))
        self._labels: list[Labels] = [] if base is None else [np.load(base / _LABELS, allow_pickle=False)]

    def remove(self, report_ids: list[str]) -> int:
        """Drops the rows of these reports and says how many; only before the first `add`."""
        if not self._labels:
            return 0
        labels = np.concatenate(self._labels)
        gone = np.isin(labels[:, 1], [report_number(report_id) for report_id in report_ids])
        if gone.any():
            self._index.remove_ids(np.flatnonzero(gone))
            self._labels = [labels[~gone]]
        return int(gone.sum())

    def add(self, chunk_ids: list[int], report_ids: list[str], vectors: Vectors) -> None:
        numbers = [report_number(report_id) for report_id in report_ids]
        self._labels.append(np.column_stack([chunk_ids, numbers]).astype(np.int64).reshape(-1, 2))
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def finish(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        labels = np.concatenate(self._labels) if self._labels else np.empty((0, 2), dtype=np.int64)
        np.save(folder / _LABELS, labels, allow_pickle=False)
        faiss.write_index(self._index, str(folder / _ROWS))


class VectorIndex:
    """Reads the files in a folder. Raises ValueError or RuntimeError when they do not belong together."""

    def __init__(self, folder: Path) -> None:
        # More threads than free cores make a search slower, not faster; requests run beside each other anyway.
        faiss.omp_set_num_threads(1)
        self._index: Any = faiss.read_index(str(folder / _ROWS))
        self._labels: Labels = np.load(folder / _LABELS, allow_pickle=False)
        if len(self._labels) != self._index.ntotal:
            raise ValueError(f"got {self._index.ntotal} vectors for {len(self._labels)} labels")
        self._screen = _Screen(self._index) if len(self) >= _MANY else None

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def search(self, vector: Vectors, k: int, allowed: AbstractSet[str] | None = None) -> list[tuple[int, float]]:
        """The `k` nearest chunk ids with their cosine (FAISS's inner product of unit vectors; higher is nearer)."""
        if k <= 0 or not len(self):
            return []
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        if allowed is None and self._screen is not None and k * _SCREENED < len(self):
            return [(int(self._labels[row, 0]), score) for row, score in self._screen.search(query, k)]
        selector = None if allowed is None else self._selector(allowed)
        params = None if selector is None else _faiss.SearchParameters(sel=selector)
        scores, rows = self._index.search(query, min(k, len(self)), params=params)
        # FAISS fills what it did not find with row -1.
        return [
            (int(self._labels[row, 0]), float(score)) for score, row in zip(scores[0], rows[0], strict=True) if row >= 0
        ]

    def _selector(self, allowed: AbstractSet[str]) -> faiss.IDSelector:
        numbers = np.fromiter(map(report_number, allowed), dtype=np.int64, count=len(allowed))
        selector: faiss.IDSelector = _faiss.IDSelectorBitmap(
            np.packbits(np.isin(self._labels[:, 1], numbers), bitorder="little")
        )
        return selector


class _Screen:
    """The signs of all rows in memory (32 bytes for a row of 256), and the rows themselves where the index has them."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = cast(Any, index)  # keeps alive the memory that `_rows` is a view of
        codes = _faiss.rev_swig_ptr(self._index.codes.data(), self._index.codes.size())
        self._rows: NDArray[np.int16] = codes.view(np.int16).reshape(index.ntotal, index.d)
        # A half-precision number is above zero where its bits are as a whole number, which numpy compares faster.
        signs = np.packbits(self._rows > 0, axis=1)
        self._signs: Any = _faiss.IndexBinaryFlat(signs.shape[1] * 8)
        self._signs.use_heap = False  # counting distances instead: faster where thousands are asked for
        self._signs.add(signs)

    def search(self, query: Vectors, k: int) -> list[tuple[int, float]]:
        """(row, cosine) of the `k` nearest of the rows whose signs agree most with those of the query."""
        _, near = self._signs.search(np.packbits(query > 0, axis=1), k * _SCREENED)
        scores = _scaled(np.take(self._rows, near[0], axis=0)) @ (query[0] * _SCALE)
        best = np.argsort(-scores, kind="stable")[:k]
        return list(zip(near[0][best].tolist(), scores[best].tolist(), strict=True))


def _scaled(halves: NDArray[np.int16]) -> Vectors:
    """Half-precision numbers, given as their bits, in single precision divided by `_SCALE`.

    Single precision has the same fields, wider: moved to where they belong there, the bits are the number itself but
    for the bias of the exponent. numpy's own conversion goes number by number and takes four times as long.
    """
    bits = halves.astype(np.int32)  # the sign is carried on to the left
    bits <<= _MANTISSA_WIDER
    bits &= _SIGN_AND_FIELDS
    return bits.view(np.float32)
