"""What can be counted of a question and the sentences that may answer it: one row of numbers a sentence.

Everything is relative to the sentences beside it, so that a number means the same on a pile of eight reports and of
seventy thousand: a pair of characters tells as much as few of the candidates hold it. Left out: what each number is
worth (`ranker.py`), and whether the best sentence is good enough to be an answer (`facts.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.base import Vectors
from rag.answers.expected import Asked, Expected, holds
from rag.index.tokenizing import words
from rag.language.rarity import rarity
from rag.search.pile import Passage

Numbers = NDArray[np.float64]
Held = NDArray[np.bool_]
Embed = Callable[[Sequence[str]], Vectors]

_HAN = re.compile(r"[〇一-鿿]+")
_LATIN = re.compile(r"[a-z0-9][a-z0-9.]*")
_EXACT = re.compile(r"\d+(?:\.\d+)?|[a-z][a-z.'-]+|(?<=[《“])[^《》“”]+(?=[》”])")
_PROSE_END = re.compile(r"[。!?;,:”)…]$")
# Openings that lean on the sentence before: its subject is carried on.
_LEANS = re.compile(r"其|该|这|此|他|她|它|同时|但|而|因此|所以|另外|之后|随后|后来|不过|然而|并")
_LATIN_WEIGHT = 0.8  # as in `topics`: no frequency is known for GDP or 4G, and they are seldom empty
_REACH = 6.0  # code points from the asking word at which a pair's weight has fallen to 1/e
_FAR = 30.0  # code points; where there is no asking word, or the pair stands in another script
_ALIKE = 0.6  # cosine from which two words are taken for one when counting who holds it
_LOG_SCALE = 5.0  # log of 150 code points: a long sentence counts 1

# Each feature with what it counts; `ranker.json` has one weight for each.
FEATURES: dict[str, str] = {
    "found": "score of its chunk, as a share of the best chunk's",
    "reciprocal_rank": "1 / rank of its chunk",
    "title_share": "share of its report's title that the question says",
    "pairs_inside": "pairs of the question it holds, by how few sentences of its report do",
    "pairs_passage": "pairs of the question that the candidates of its report hold together",
    "pairs_after": "pairs that only the sentence behind it holds",
    "pairs_two_before": "pairs that only the second sentence before it holds",
    "pairs_near_asking": "pairs it holds, by how near they stand to the asking word",
    "words_scarce": "words it holds, by rarity in the language and among the candidates",
    "singles": "characters it holds, by how few candidates do",
    "singles_inside": "characters it holds, by how few sentences of its report do",
    "exact": "numbers, Latin words and quoted names of the question it holds",
    "subsequence": "longest common subsequence with the question, as a share of the question",
    "leans": "it opens with a word that leans on the sentence before",
    "leans_carried": "pairs that only the sentence before holds, where it leans on that",
    "cosine": "cosine of its vector and the question's",
    "soft_inside": "likeness of its words to the question's, by how few sentences of its report have it",
    "soft_before": "what the sentence before adds to that likeness",
    "focus": "the noun of the asking word stands in it",
    "focus_last": "that noun's last character does",
    "focus_soft": "the likest word to that noun",
    "new": "how much it says that the question does not",
    "length": "its length",
    "opening": "it opens its report",
    "heading": "it does not end as prose does",
    **{f"holds_{kind}": f"a {kind} is asked and it holds one" for kind in Expected if kind.is_marked},
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with how its chunk was found: score as a share of the best one's, and 1/rank."""

    passage: Passage
    number: int
    found: float
    reciprocal_rank: float

    def beside(self, step: int) -> str:
        """The shadow of the sentence `step` further on in the report, '' where there is none."""
        at = self.number + step
        return self.passage.sentence(at) if 0 <= at < len(self.passage.sentences) else ""


class Pool:
    """The candidates of one question, laid out for counting."""

    def __init__(self, asked: Asked, candidates: Sequence[Candidate]) -> None:
        self.asked = asked
        self.candidates = candidates
        self.texts = [one.beside(0) for one in candidates]
        self.before = [one.beside(-1) for one in candidates]
        self.pairs = _units(asked.content)
        self.words = list(dict.fromkeys(words(asked.content)))

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def reports(self) -> list[NDArray[np.int64]]:
        """Rows of each report."""
        ids = [one.passage.report.id for one in self.candidates]
        return [np.array([at for at, own in enumerate(ids) if own == key]) for key in dict.fromkeys(ids)]

    @cached_property
    def pairs_held(self) -> Held:
        return _held(self.pairs, self.texts)

    @cached_property
    def pairs_before(self) -> Held:
        return _held(self.pairs, self.before)

    @cached_property
    def rarities(self) -> Numbers:
        """How much each word of the question tells."""
        return np.array([_LATIN_WEIGHT if word.isascii() else rarity(word) for word in self.words]) + 1e-6

    def inside(self, count: Callable[[NDArray[np.int64]], Numbers]) -> Numbers:
        """What `count` gives for the rows of each report on their own."""
        found = np.zeros(len(self))
        for rows in self.reports:
            found[rows] = count(rows)
        return found


def shortlist(pool: Pool, most: int) -> list[int]:
    """The rows worth a closer look, best first: scarce pairs they hold or take over, and how their chunk was found."""
    weights = _scarcity(pool.pairs_held)
    held = _share(pool.pairs_held, weights) + _CARRIED * _share(pool.pairs_before & ~pool.pairs_held, weights)
    found = np.array([one.found for one in pool.candidates])
    return [int(row) for row in np.argsort(-(held + _FOUND * found), kind="stable")[:most]]


_CARRIED, _FOUND = 0.4, 0.3  # against 1 for the pairs in the sentence itself: the right one is among 24 in 98 to 99 %


def measure(pool: Pool, embed: Embed) -> Numbers:
    """(candidates, features) in the order of `FEATURES`. `embed` gives unit vectors of shadows."""
    found = _standing(pool) | _overlap(pool) | _likeness(pool, embed) | _kinds(pool)
    return np.stack([found[name] for name in FEATURES], axis=1)


def _standing(pool: Pool) -> dict[str, Numbers]:
    titles = [_units(one.passage.title_shadow) for one in pool.candidates]
    said = pool.asked.shadow
    return {
        "found": np.array([one.found for one in pool.candidates]),
        "reciprocal_rank": np.array([one.reciprocal_rank for one in pool.candidates]),
        "title_share": np.array([sum(unit in said for unit in title) / max(len(title), 1) for title in titles]),
        "length": np.log1p([float(len(text)) for text in pool.texts]) / _LOG_SCALE,
        "opening": np.array([float(one.number == 0) for one in pool.candidates]),
        "heading": np.array([float(not _PROSE_END.search(text)) for text in pool.texts]),
        "leans": np.array([float(bool(_LEANS.match(text))) for text in pool.texts]),
        "new": np.log1p([float(sum(char not in said for char in text)) for text in pool.texts]) / _LOG_SCALE,
    }


def _overlap(pool: Pool) -> dict[str, Numbers]:
    held, before = pool.pairs_held, pool.pairs_before
    after = _held(pool.pairs, [one.beside(1) for one in pool.candidates])
    earlier = _held(pool.pairs, [one.beside(-2) for one in pool.candidates])
    weights = _scarcity(held)
    singles = _held(list(dict.fromkeys("".join(_HAN.findall(pool.asked.content)))), pool.texts)
    said = _held(pool.words, pool.texts)
    leans = np.array([float(bool(_LEANS.match(text))) for text in pool.texts])
    content = "".join(pool.asked.content.split())
    longest = [_common_subsequence(content, text) / max(len(content), 1) for text in pool.texts]
    return {
        "pairs_inside": pool.inside(lambda rows: _share(held[rows], _scarcity(held[rows]))),
        "pairs_passage": pool.inside(lambda rows: _share(np.atleast_2d(held[rows].any(axis=0)), weights)),
        "pairs_after": _share(after & ~held, weights),
        "pairs_two_before": _share(earlier & ~before & ~held, weights),
        "pairs_near_asking": _share(held, _nearness(pool)),
        "words_scarce": _share(said, pool.rarities * _scarcity(said)),
        "singles": _share(singles, _scarcity(singles)),
        "singles_inside": pool.inside(lambda rows: _share(singles[rows], _scarcity(singles[rows]))),
        "exact": _plain_share(_held(list(dict.fromkeys(_EXACT.findall(pool.asked.shadow))), pool.texts)),
        "subsequence": np.array(longest),
        "leans_carried": leans * _share(before & ~held, weights),
    }


def _likeness(pool: Pool, embed: Embed) -> dict[str, Numbers]:
    vectors = embed([pool.asked.shadow, *pool.texts])
    likeness = {"cosine": (vectors[1:] @ vectors[0]).astype(np.float64)}
    cut = [words(text) or [""] for text in pool.texts]
    wide = [words(text) + own for text, own in zip(pool.before, cut, strict=True)]
    vocabulary = {word: at for at, word in enumerate(dict.fromkeys(word for row in wide for word in row))}
    known = embed(list(vocabulary)).T
    focus = _likest(embed([pool.asked.focus or pool.asked.shadow]) @ known, vocabulary, cut)[:, 0]
    likeness["focus_soft"] = focus * bool(pool.asked.focus)
    if not pool.words:
        return likeness | {"soft_inside": np.zeros(len(pool)), "soft_before": np.zeros(len(pool))}
    similar = embed(pool.words) @ known
    alike = np.maximum(_likest(similar, vocabulary, cut), 0)
    carried = np.maximum(_likest(similar, vocabulary, wide), 0) - alike
    likeness["soft_inside"] = pool.inside(
        lambda rows: _share(alike[rows], pool.rarities * _scarcity(alike[rows] > _ALIKE))
    )
    likeness["soft_before"] = _share(carried, pool.rarities)
    return likeness


def _kinds(pool: Pool) -> dict[str, Numbers]:
    asked = pool.asked
    has = np.array([float(holds(asked, text)) for text in pool.texts])
    found = {f"holds_{kind}": has * (asked.expected is kind) for kind in Expected if kind.is_marked}
    found["focus"] = np.array([float(bool(asked.focus) and asked.focus in text) for text in pool.texts])
    found["focus_last"] = np.array([float(bool(asked.focus) and asked.focus[-1] in text) for text in pool.texts])
    return found


def _units(text: str) -> list[str]:
    """Pairs of neighbouring Han characters, Latin words and numbers, each once."""
    pairs = [run[at : at + 2] for run in _HAN.findall(text) for at in range(max(len(run) - 1, 1))]
    return list(dict.fromkeys(pairs + _LATIN.findall(text)))


def _held(units: Sequence[str], texts: Sequence[str]) -> Held:
    """Which units each text holds: a row a text, a column a unit."""
    rows = [[unit in text for unit in units] for text in texts]
    return np.array(rows, dtype=bool).reshape(len(texts), len(units))


def _share(held: Held | Numbers, weights: Numbers) -> Numbers:
    """Weighted share of the columns that each row holds, 0–1; 0 where nothing weighs."""
    total = float(weights.sum())
    shares: Numbers = held @ weights / total if total > 0 else np.zeros(len(held))
    return shares


def _plain_share(held: Held) -> Numbers:
    return _share(held, np.ones(held.shape[1]))


def _scarcity(held: Held) -> Numbers:
    """log(rows / rows that hold it) of each column; 0 for one that no row holds: it tells nothing between them."""
    count = held.sum(axis=0)
    scarce: Numbers = np.maximum(np.log((len(held) + 1) / (count + 0.5)), 0) * (count > 0)
    return scarce


def _nearness(pool: Pool) -> Numbers:
    """Of each pair: e^(-distance from the asking word / reach)."""
    text, middle = pool.asked.shadow, pool.asked.middle
    places = [[found.start() + 1 for found in re.finditer(re.escape(pair), text)] for pair in pool.pairs]
    distances = [min((abs(at - middle) for at in found), default=_FAR) for found in places]
    return np.exp(-np.array(distances, dtype=np.float64) / _REACH)


def _likest(similar: Vectors, vocabulary: dict[str, int], texts: Sequence[Sequence[str]]) -> Numbers:
    """For each text and each row of `similar` (words asked × vocabulary) the best of the text's words."""
    flat = [vocabulary[word] for text in texts for word in text]
    starts = np.cumsum([0, *(len(text) for text in texts[:-1])])
    best: Numbers = np.maximum.reduceat(similar[:, flat], starts, axis=1).T.astype(np.float64)
    return best


def _common_subsequence(one: str, other: str) -> int:
    """Length of the longest common subsequence, a row of bits at a time (Hyyrö 2004).

    >>> _common_subsequence("修水渠", "修了一条水渠")
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
