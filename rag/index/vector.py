"""The vector index: cosine search over one flat file of half-precision rows. The only faiss importer.

Flat, because a pile of reports is small (69,000 news: 0.1 GB) and a graph index could not forget removed rows. Half
precision changes no ranking that was measured and halves the file. In a large pile the rows are first screened by what
a product quantiser keeps of them (Jégou, Douze and Schmid 2011), a sixteenth of the bytes to read, and the cosine is
computed for those that look nearest; a small pile, and a search among chosen reports, is exact. FAISS files carry no
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

_ROWS, _LABELS, _SCREEN = "rows.faiss", "labels.npy", "screen.faiss"

_MANY = 20_000  # rows from which screening pays: an exact search of fewer takes under a millisecond
# Numbers of a row that are kept as one of 16: what FAISS compares from registers (André, Kermarrec and Le Scouarnec
# 2015), and a model of any usual size can be cut into.
_TOGETHER, _BITS = 4, 4
_LEARNED_FROM = 4_096  # rows, the first: FAISS takes no more to learn 16 of
# Rows that pass the screen for each one wanted. Over 69,331 news, of the exact first ten 99.9 % are found, of the first
# hundred 95 %; with 3 it is 99.7 and 92 %, with 6 it is 100 and 97 % and takes a fifth longer.
_SCREENED = 4
_FEWEST = 100  # rows that are taken to be wanted: of few times four the nearest might not be one

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
        # What it has learned is kept while rows come and go: only new rows need be looked at.
        self._screen: Any = faiss.read_index(str(base / _SCREEN)) if base and (base / _SCREEN).exists() else None

    def remove(self, report_ids: list[str]) -> int:
        """Drops the rows of these reports and says how many; only before the first `add`."""
        if not self._labels:
            return 0
        labels = np.concatenate(self._labels)
        gone = np.isin(labels[:, 1], [report_number(report_id) for report_id in report_ids])
        if gone.any():
            rows = np.flatnonzero(gone)
            self._index.remove_ids(rows)
            if self._screen is not None:
                self._screen.remove_ids(rows)
            self._labels = [labels[~gone]]
        return int(gone.sum())

    def add(self, chunk_ids: list[int], report_ids: list[str], vectors: Vectors) -> None:
        numbers = [report_number(report_id) for report_id in report_ids]
        self._labels.append(np.column_stack([chunk_ids, numbers]).astype(np.int64).reshape(-1, 2))
        rows = np.ascontiguousarray(vectors, dtype=np.float32)
        self._index.add(rows)
        if self._screen is not None:
            self._screen.add(rows)

    def finish(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        labels = np.concatenate(self._labels) if self._labels else np.empty((0, 2), dtype=np.int64)
        np.save(folder / _LABELS, labels, allow_pickle=False)
        faiss.write_index(self._index, str(folder / _ROWS))
        if self._screen is None and len(labels) >= _MANY and self._index.d % _TOGETHER == 0:
            self._screen = _screen_of(self._index)
        if self._screen is not None:
            faiss.write_index(self._screen, str(folder / _SCREEN))


def _screen_of(index: faiss.Index) -> faiss.IndexPQ:
    rows: Any = index
    screen: Any = _faiss.IndexPQ(index.d, index.d // _TOGETHER, _BITS, _faiss.METRIC_INNER_PRODUCT)
    screen.train(rows.reconstruct_n(0, _LEARNED_FROM))
    for first in range(0, index.ntotal, _LEARNED_FROM):  # not all in single precision at once
        screen.add(rows.reconstruct_n(first, min(_LEARNED_FROM, index.ntotal - first)))
    quantised: faiss.IndexPQ = screen
    return quantised


class VectorIndex:
    """Reads the files in a folder. Raises ValueError or RuntimeError when they do not belong together."""

    def __init__(self, folder: Path) -> None:
        # More threads than free cores make a search slower, not faster; requests run beside each other anyway.
        faiss.omp_set_num_threads(1)
        self._index: Any = faiss.read_index(str(folder / _ROWS))
        self._labels: Labels = np.load(folder / _LABELS, allow_pickle=False)
        if len(self._labels) != self._index.ntotal:
            raise ValueError(f"got {self._index.ntotal} vectors for {len(self._labels)} labels")
        self._screened: Any = None
        if (folder / _SCREEN).exists():
            screen: Any = faiss.read_index(str(folder / _SCREEN))
            if screen.ntotal != self._index.ntotal:
                raise ValueError(f"got {screen.ntotal} screened rows for {self._index.ntotal} vectors")
            self._screened = _faiss.IndexRefine(_faiss.IndexPQFastScan(screen), self._index)
            self._screened.k_factor = _SCREENED

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
        wanted = max(k, _FEWEST)
        if allowed is None and self._screened is not None and wanted * _SCREENED < len(self):
            scores, rows = self._screened.search(query, wanted)
        else:
            params = None if allowed is None else _faiss.SearchParameters(sel=self._selector(allowed))
            scores, rows = self._index.search(query, min(k, len(self)), params=params)
        # FAISS fills what it did not find with row -1.
        found = np.flatnonzero(rows[0] >= 0)[:k]
        return list(zip(self._labels[rows[0][found], 0].tolist(), scores[0][found].tolist(), strict=True))

    def _selector(self, allowed: AbstractSet[str]) -> faiss.IDSelector:
        numbers = np.fromiter(map(report_number, allowed), dtype=np.int64, count=len(allowed))
        selector: faiss.IDSelector = _faiss.IDSelectorBitmap(
            np.packbits(np.isin(self._labels[:, 1], numbers), bitorder="little")
        )
        return selector
