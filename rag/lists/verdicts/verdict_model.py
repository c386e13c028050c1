"""Did it, means to, does not, or only speaks of it: as learned from sentences that people labelled.

A linear model over the pairs of characters around the topic, in its clause and beyond: what says that something is
planned or refused is said in too many ways for rules (`verdict_rules.py` knew the half of a stranger's). It knows
nothing of years, and so it is the second opinion. `verdict_model.npz` is written by `python -m eval verdicts --write`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.language.clauses import clause_span
from rag.language.regex import regex
from rag.types import Span

MODEL_FILE = Path(__file__).with_name("verdict_model.npz")
_NEAR, _BEFORE, _BEHIND = 14, 24, 30  # code points read in the topic's clause on either side, before it, behind it
_LONGEST = 2  # characters of a feature; three are no better
_TOUCHING = (1, 2, 3)  # characters right before and behind the topic that are features of their own
_NUMBER = regex(r"\d+")
_LEVELS = 127  # of int8, symmetric

Weights = NDArray[np.float32]


class Said(StrEnum):
    """What a sentence says of its topic."""

    DID = "did"
    PLANNED = "planned"
    DENIED = "denied"
    SPOKEN = "spoken"


@dataclass(frozen=True, slots=True)
class VerdictModel:
    """`rows`: feature → its row of `weights` (features, 4), in the order of `Said`; `bias` (4,)."""

    rows: dict[str, int]
    weights: Weights
    bias: Weights

    def chances(self, text: str, at: Span) -> dict[Said, float]:
        """How likely each is of the topic at `at` of a sentence (a shadow); together 1."""
        found = features(text, at)
        known = [row for one in found if (row := self.rows.get(one)) is not None]
        scores = self.bias + self.weights[known].sum(axis=0) * worth(len(found))
        grown = np.exp(scores - scores.max())
        return dict(zip(Said, (grown / grown.sum()).tolist(), strict=True))


@cache
def model() -> VerdictModel:
    """The model that comes with the project."""
    with np.load(MODEL_FILE) as stored:
        names = bytes(stored["features"]).decode().split("\n")
        weights = stored["rows"].astype(np.float32) * stored["scales"].astype(np.float32)
        return VerdictModel({name: row for row, name in enumerate(names)}, weights, stored["bias"].astype(np.float32))


def save(made: VerdictModel, path: Path) -> None:
    """The model as int8 and one scale a column."""
    scales = np.abs(made.weights).max(axis=0) / _LEVELS
    rows = np.rint(made.weights / scales).astype(np.int8)
    names = np.frombuffer("\n".join(made.rows).encode(), dtype=np.uint8)
    np.savez_compressed(path, features=names, rows=rows, scales=scales.astype(np.float32), bias=made.bias)


def features(text: str, at: Span) -> set[str]:
    """What the words around the topic at `at` of a sentence (a shadow) are, by where they stand."""
    start, end = clause_span(text, at)
    zones = (
        ("B", text[start : at[0]][-_NEAR:]),
        ("b", text[max(0, start - _BEFORE) : start]),
        ("A", text[at[1] : end][:_NEAR]),
        ("a", text[end : end + _BEHIND]),
    )
    found = {name for zone, stretch in zones for gram in _grams(stretch) for name in (zone + gram, "*" + gram)}
    for length in _TOUCHING:
        found.update(("p" + text[max(0, at[0] - length) : at[0]], "q" + text[at[1] : at[1] + length]))
    found.add("e" + text[-1:])
    return found


def _grams(stretch: str) -> Iterator[str]:
    read = _NUMBER.sub("0", stretch)
    for length in range(1, _LONGEST + 1):
        yield from (read[at : at + length] for at in range(len(read) - length + 1))


def worth(count: int) -> float:
    """What each of a sentence's `count` features weighs, so that long sentences are no surer than short ones."""
    return 1 / math.sqrt(count)


def likeliest(chances: dict[Said, float], among: Iterable[Said] = Said) -> Said:
    return max(among, key=lambda one: chances[one])
