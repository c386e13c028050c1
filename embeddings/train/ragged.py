"""Lists of token ids of unequal length, as two arrays, and the few operations that sampling needs. All vectorised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]
Offsets = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Row `i` is `ids[offsets[i]:offsets[i + 1]]`."""

    ids: Ids
    offsets: Offsets

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def lengths(self) -> Offsets:
        return np.diff(self.offsets)

    @property
    def row_of(self) -> Offsets:
        """For each id the row it stands in."""
        return np.repeat(np.arange(len(self)), self.lengths)

    def take(self, rows: Offsets) -> Ragged:
        """The rows of these numbers, in this order."""
        return slices(self.ids, self.offsets[rows], self.offsets[rows + 1])

    def keep(self, mask: Mask) -> Ragged:
        """The ids where `mask` holds; rows stay, if need be empty."""
        kept = np.append(0, np.cumsum(mask))
        return Ragged(self.ids[mask], kept[self.offsets])


def from_lengths(ids: Ids, lengths: Offsets) -> Ragged:
    return Ragged(ids, np.append(0, np.cumsum(lengths)).astype(np.int64))


def slices(ids: Ids, starts: Offsets, ends: Offsets) -> Ragged:
    """Row `i` is `ids[starts[i]:ends[i]]`; an end before its start gives an empty row.

    >>> row = slices(np.arange(9, dtype=np.int32), np.array([2, 7]), np.array([4, 8]))
    >>> row.ids.tolist(), row.offsets.tolist()
    ([2, 3, 7], [0, 2, 3])
    """
    lengths = np.maximum(ends - starts, 0)
    offsets = np.append(0, np.cumsum(lengths)).astype(np.int64)
    places = np.arange(offsets[-1]) - np.repeat(offsets[:-1] - starts, lengths)
    return Ragged(ids[places], offsets)


def beside(parts: Sequence[Ragged]) -> Ragged:
    """Row `i` of the result is row `i` of every part, one after the other."""
    count = len(parts[0])
    rows = np.concatenate([part.row_of for part in parts])
    order = np.argsort(rows, kind="stable")
    ids = np.concatenate([part.ids for part in parts])[order]
    lengths = np.bincount(rows, minlength=count)
    return from_lengths(ids, lengths)
