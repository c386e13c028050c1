"""The vector index: exact cosine search over one flat file of half-precision rows. The only faiss importer.

Exact, because a pile of reports is small (69,000 news: 0.1 GB) and a graph index would lose matches and could not
forget removed rows. Half precision changes no ranking that was measured and halves the file. FAISS files carry no
checksum; the generation's manifest does.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from embeddings.base import Vectors
from rag.index.drafts import report_number

# The type stubs of faiss describe its C++ calls, not the Python ones that take arrays.
_faiss: Any = faiss

_ROWS, _LABELS = "rows.faiss", "labels.npy"

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

    def remove(self, report_ids: list[str]) -> None:
        """Drops the rows of these reports; only before the first `add`."""
        if not self._labels:
            return
        labels = np.concatenate(self._labels)
        gone = np.isin(labels[:, 1], [report_number(report_id) for report_id in report_ids])
        if gone.any():
            self._index.remove_ids(np.flatnonzero(gone))
            self._labels = [labels[~gone]]

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
