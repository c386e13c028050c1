"""The forward index: the sentences of every report, each as the tokens of the embedding model.

An inverted index tells which chunks hold a word; this tells which words a report holds, so that the last stage of a
search compares the question with candidates word by word without cutting their texts up first. Kept only for a model of
token vectors, in files that are read as they lie on the disk. Left out: what is made of the tokens (`maxsim.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.base import TokenEmbedder, Tokens
from rag.index.drafts import report_number
from rag.language.regex import regex

_REPORTS, _SPANS, _BOUNDS, _IDS = "reports.npy", "spans.npy", "bounds.npy", "ids.npy"
# Rougher than `sentences.py`, at a fifth of its time: quotations and brackets are no matter where nothing is shown.
_SENTENCE = regex(r"[^。!?;…\n]+")
_SMALL = 1 << 16  # a token under this number takes two bytes

Numbers = NDArray[np.int64]
Positions = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a report in order: half-open `starts` and `ends` in code points of its text; their tokens."""

    starts: Positions
    ends: Positions
    tokens: Tokens


def cut(shadows: Sequence[str], model: TokenEmbedder) -> list[Sentences]:
    """The sentences of texts, given as shadows, with the model's tokens."""
    found = [list(_SENTENCE.finditer(shadow)) for shadow in shadows]
    tokens = model.tokens([piece.group() for pieces in found for piece in pieces])
    kept = np.uint16 if tokens.ids.max(initial=0) < _SMALL else np.int32  # many are held at once
    cuts, first = [], 0
    for pieces in found:
        last = first + len(pieces)
        bounds = tokens.offsets[first : last + 1]
        spans = np.array([piece.span() for piece in pieces], dtype=np.int32).reshape(-1, 2)
        own = Tokens(tokens.ids[bounds[0] : bounds[-1]].astype(kept), bounds - bounds[0])
        cuts.append(Sentences(spans[:, 0], spans[:, 1], own))
        first = last
    return cuts


class ForwardWriter:
    """Changes the sentences of a pile in memory; `finish` writes them into a folder."""

    def __init__(self, base: Path | None = None) -> None:
        """Starts from the files in `base`, or empty."""
        self._reports: list[tuple[int, Sentences]] = list(ForwardIndex(base).items()) if base else []

    def remove(self, report_ids: Iterable[str]) -> None:
        gone = set(map(report_number, report_ids))
        self._reports = [item for item in self._reports if item[0] not in gone]

    def add(self, report_ids: Sequence[str], sentences: Sequence[Sentences]) -> None:
        self._reports += zip(map(report_number, report_ids), sentences, strict=True)

    def finish(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._reports.sort(key=lambda item: item[0])
        cuts = [one for _, one in self._reports]
        spans = [np.column_stack([one.starts, one.ends]) for one in cuts]
        lengths = [np.diff(one.tokens.offsets) for one in cuts]
        ids = np.concatenate([one.tokens.ids for one in cuts]) if cuts else np.zeros(0, dtype=np.uint16)
        firsts = np.cumsum([0, *map(len, spans)])[: len(cuts)].tolist()
        labels = [(number, first, len(one.starts)) for (number, one), first in zip(self._reports, firsts, strict=True)]
        _save(folder / _REPORTS, np.array(labels, dtype=np.int64).reshape(-1, 3))
        _save(folder / _SPANS, np.concatenate([np.zeros((0, 2), dtype=np.int32), *spans]))
        _save(folder / _BOUNDS, np.cumsum(np.concatenate([np.zeros(1, dtype=np.int64), *lengths])))
        _save(folder / _IDS, ids)


class ForwardIndex:
    """Reads the files in a folder as they lie there. Raises ValueError when they do not belong together."""

    def __init__(self, folder: Path) -> None:
        self._labels: Numbers = np.load(folder / _REPORTS, allow_pickle=False)
        self._spans, self._bounds, self._ids = (_mapped(folder / name) for name in (_SPANS, _BOUNDS, _IDS))
        if len(self._bounds) != len(self._spans) + 1 or int(self._bounds[-1]) != len(self._ids):
            raise ValueError(f"{len(self._spans)} sentences, {len(self._bounds)} bounds, {len(self._ids)} tokens")
        self._row = {int(number): row for row, number in enumerate(self._labels[:, 0])}

    def __len__(self) -> int:
        return len(self._labels)

    def of(self, report_id: str) -> Sentences | None:
        """The sentences of a report; None where it has none here."""
        row = self._row.get(report_number(report_id))
        return None if row is None else self._at(row)

    def items(self) -> Iterable[tuple[int, Sentences]]:
        """The number of each report and its sentences."""
        return ((int(number), self._at(row)) for row, number in enumerate(self._labels[:, 0]))

    def _at(self, row: int) -> Sentences:
        _, first, count = self._labels[row].tolist()
        spans, bounds = self._spans[first : first + count], self._bounds[first : first + count + 1]
        ids = self._ids[int(bounds[0]) : int(bounds[-1])]
        return Sentences(spans[:, 0], spans[:, 1], Tokens(ids, bounds - bounds[0]))


def _save(path: Path, rows: NDArray[np.generic]) -> None:
    np.save(path, rows, allow_pickle=False)


def _mapped(path: Path) -> Positions:
    # numpy cannot map a file without rows.
    empty = path.stat().st_size <= 256 and not len(np.load(path, allow_pickle=False))
    mapped: Positions = np.load(path, mmap_mode=None if empty else "r", allow_pickle=False)
    return np.asarray(mapped)
