"""Counting what texts share: which units of a question they hold, weighed by how few of them do.

Texts are shadows; a table has a row a text and a column a unit. Left out: which of it tells an answer (`features.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.base import Vectors
from rag.language.regex import regex

Numbers = NDArray[np.float64]
Held = NDArray[np.bool_]

HAN = regex(r"[〇一-鿿]+")
_LATIN = regex(r"[a-z0-9][a-z0-9.]*")


def units(text: str) -> list[str]:
    """Pairs of neighbouring Han characters, Latin words and numbers, each once."""
    pairs = [run[at : at + 2] for run in HAN.findall(text) for at in range(max(len(run) - 1, 1))]
    return list(dict.fromkeys(pairs + _LATIN.findall(text)))


def holding(units: Sequence[str], texts: Sequence[str]) -> Held:
    """Which units each text holds: a row a text, a column a unit."""
    rows = [[unit in text for unit in units] for text in texts]
    return np.array(rows, dtype=bool).reshape(len(texts), len(units))


def share(held: Held | Numbers, weights: Numbers) -> Numbers:
    """Weighted share of the columns that each row holds, 0–1; 0 where nothing weighs."""
    total = float(weights.sum())
    shares: Numbers = held @ weights / total if total > 0 else np.zeros(len(held))
    return shares


def plain_share(held: Held) -> Numbers:
    return share(held, np.ones(held.shape[1]))


def scarcity(held: Held) -> Numbers:
    """log(rows / rows that hold it) of each column; 0 for one that no row holds: it tells nothing between them."""
    count = held.sum(axis=0)
    scarce: Numbers = np.maximum(np.log((len(held) + 1) / (count + 0.5)), 0) * (count > 0)
    return scarce


def likest(similar: Vectors, vocabulary: dict[str, int], texts: Sequence[Sequence[str]]) -> Numbers:
    """For each text and each row of `similar` (words asked × vocabulary) the best of the text's words."""
    flat = [vocabulary[word] for text in texts for word in text]
    starts = np.cumsum([0, *(len(text) for text in texts[:-1])])
    best: Numbers = np.maximum.reduceat(similar[:, flat], starts, axis=1).T.astype(np.float64)
    return best


def common_subsequence(one: str, other: str) -> int:
    """Length of the longest common subsequence, a row of bits at a time (Hyyrö 2004).

    >>> common_subsequence("修水渠", "修了一条水渠")
    3
    """
    places: dict[str, int] = {}
    for at, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << at
    full = (1 << len(one)) - 1
    row = full
    for char in other:
        match = row & places.get(char, 0)
        row = ((row + match) | (row - match)) & full
    return len(one) - row.bit_count()


def common_stretch(one: str, other: str) -> str:
    """The longest stretch of one text that stands in the other, the first of equals.

    >>> common_stretch("中蜂合作社有多少社员", "石桥镇中蜂合作社成立")
    '中蜂合作社'
    """
    best = ""
    for start in range(len(one)):
        while start + len(best) < len(one) and one[start : start + len(best) + 1] in other:
            best = one[start : start + len(best) + 1]
    return best
