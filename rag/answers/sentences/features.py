"""What can be counted of a question and the sentences that may answer it: one row of numbers a sentence.

Everything is relative to the sentences beside it, so that a number means the same on a pile of eight reports and of
seventy thousand: a pair of characters tells as much as few of the candidates hold it. Left out: what each number is
worth (`ranker.py`), and whether the best sentence is good enough to be an answer (`answerability.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from embeddings.base import Vectors
from rag.answers.sentences.counting import (
    HAN,
    Held,
    Numbers,
    common_stretch,
    common_subsequence,
    holding,
    likest,
    plain_share,
    scarcity,
    share,
    units,
)
from rag.answers.sentences.expected import Asked, Expected, holds, listed, tells
from rag.index.tokenizing import words
from rag.language.rarity import rarity
from rag.language.regex import regex
from rag.search.pile import Passage

Embed = Callable[[Sequence[str]], Vectors]

_EXACT = regex(r"\d+(?:\.\d+)?|[a-z][a-z.'-]+|(?<=[《“])[^《》“”]+(?=[》”])")
_PROSE_END = regex(r"[。!?;,:”)…]$")
# Openings that lean on the sentence before: its subject is carried on.
_LEANS = regex(r"其|该|这|此|他|她|它|同时|但|而|因此|所以|另外|之后|随后|后来|不过|然而|并")
_LATIN_WEIGHT = 0.8  # as in `topics`: no frequency is known for GDP or 4G, and they are seldom empty
_REACH = 6.0  # code points from the asking word at which a pair's weight has fallen to 1/e
_FAR = 30.0  # code points; where there is no asking word, or the pair stands in another script
_ALIKE = 0.6  # cosine from which two words are taken for one when counting who holds it
_OPENING = 40  # code points in which a report says what it is about
_LOG_SCALE = 5.0  # log of 150 code points: a long sentence counts 1

# Each feature with what it counts; `ranker.json` has one weight for each.
FEATURES: dict[str, str] = {
    "found": "score of its chunk, as a share of the best chunk's",
    "report_found": "that of the best chunk of its report",
    "reciprocal_rank": "1 / rank of its chunk",
    "title_share": "share of its report's title that the question says",
    "pairs_inside": "pairs of the question it holds, by how few sentences of its report do",
    "pairs_passage": "pairs of the question that the candidates of its report hold together",
    "pairs_after": "pairs that only the sentence behind it holds",
    "pairs_two_before": "pairs that only the second sentence before it holds",
    "subject_share": "share of the question that names what its report opens with",
    "subject_said": "it names that itself",
    "rest_pairs": "pairs of the rest of the question it holds",
    "rest_inside": "the same, by how few sentences of its report do",
    "rest_soft": "likeness of its words to the rest of the question, by rarity in the language",
    "pairs_near_asking": "pairs it holds, by how near they stand to the asking word",
    "singles": "characters it holds, by how few candidates do",
    "singles_inside": "characters it holds, by how few sentences of its report do",
    "exact": "numbers, Latin words and quoted names of the question it holds",
    "subsequence": "longest common subsequence with the question, as a share of the question",
    "leans": "it opens with a word that leans on the sentence before",
    "leans_carried": "pairs that only the sentence before holds, where it leans on that",
    "cosine": "cosine of its vector and the question's",
    "report_cosine": "the best cosine in its report",
    "report_soft": "likeness of all words of its report's candidates to the question's, by rarity",
    "soft_inside": "likeness of its words to the question's, by how few sentences of its report have it",
    "soft_before": "what the sentence before adds to that likeness",
    "focus_soft": "the likest word to the noun of the asking word",
    "focus_new": "the likest word to it that the question does not say",
    "new": "how much it says that the question does not",
    "length": "its length",
    "opening": "it opens its report",
    "opening_defining": "it does, and what a thing is, is called or where it is is asked",
    "heading": "it does not end as prose does",
    "listed": "several things are asked and it lists some",
    "tells_name": "a name is asked and it says how something is called",
    "tells_place": "a place is asked and it says where something is",
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
        self.pairs = units(asked.content)
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
        return holding(self.pairs, self.texts)

    @cached_property
    def pairs_before(self) -> Held:
        return holding(self.pairs, self.before)

    @cached_property
    def subjects(self) -> list[str]:
        """For each candidate what the question says of its report's title and opening, '' for a single character."""
        openings = {
            one.passage.report.id: f"{one.passage.title_shadow} {one.passage.sentence(0)[:_OPENING]}"
            for one in self.candidates
        }
        named = {key: common_stretch(self.asked.content, opening).strip() for key, opening in openings.items()}
        return [named[one.passage.report.id] * (len(named[one.passage.report.id]) > 1) for one in self.candidates]

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
    weights = scarcity(pool.pairs_held)
    held = share(pool.pairs_held, weights) + _CARRIED * share(pool.pairs_before & ~pool.pairs_held, weights)
    found = np.array([one.found for one in pool.candidates])
    return [int(row) for row in np.argsort(-(held + _FOUND * found), kind="stable")[:most]]


_CARRIED, _FOUND = 0.4, 0.3  # against 1 for the pairs in the sentence itself: the right one is among 24 in 98 to 99 %


def measure(pool: Pool, embed: Embed) -> Numbers:
    """(candidates, features) in the order of `FEATURES`. `embed` gives unit vectors of shadows."""
    found = _standing(pool) | _overlap(pool) | _rest(pool) | _likeness(pool, embed) | _kinds(pool)
    return np.stack([found[name] for name in FEATURES], axis=1)


def _standing(pool: Pool) -> dict[str, Numbers]:
    titles = [units(one.passage.title_shadow) for one in pool.candidates]
    said = pool.asked.shadow
    found = np.array([one.found for one in pool.candidates])
    opening = np.array([float(one.number == 0) for one in pool.candidates])
    return {
        "found": found,
        "report_found": pool.inside(lambda rows: np.full(len(rows), found[rows].max())),
        "reciprocal_rank": np.array([one.reciprocal_rank for one in pool.candidates]),
        "title_share": np.array([sum(unit in said for unit in title) / max(len(title), 1) for title in titles]),
        "length": np.log1p([float(len(text)) for text in pool.texts]) / _LOG_SCALE,
        "opening": opening,
        "opening_defining": opening * pool.asked.defining,
        "heading": np.array([float(not _PROSE_END.search(text)) for text in pool.texts]),
        "leans": np.array([float(bool(_LEANS.match(text))) for text in pool.texts]),
        "new": np.log1p([float(sum(char not in said for char in text)) for text in pool.texts]) / _LOG_SCALE,
    }


def _overlap(pool: Pool) -> dict[str, Numbers]:
    held, before = pool.pairs_held, pool.pairs_before
    after = holding(pool.pairs, [one.beside(1) for one in pool.candidates])
    earlier = holding(pool.pairs, [one.beside(-2) for one in pool.candidates])
    weights = scarcity(held)
    singles = holding(list(dict.fromkeys("".join(HAN.findall(pool.asked.content)))), pool.texts)
    leans = np.array([float(bool(_LEANS.match(text))) for text in pool.texts])
    content = "".join(pool.asked.content.split())
    longest = [common_subsequence(content, text) / max(len(content), 1) for text in pool.texts]
    return {
        "pairs_inside": pool.inside(lambda rows: share(held[rows], scarcity(held[rows]))),
        "pairs_passage": pool.inside(lambda rows: share(np.atleast_2d(held[rows].any(axis=0)), weights)),
        "pairs_after": share(after & ~held, weights),
        "pairs_two_before": share(earlier & ~before & ~held, weights),
        "pairs_near_asking": share(held, _nearness(pool)),
        "singles": share(singles, scarcity(singles)),
        "singles_inside": pool.inside(lambda rows: share(singles[rows], scarcity(singles[rows]))),
        "exact": plain_share(holding(list(dict.fromkeys(_EXACT.findall(pool.asked.shadow))), pool.texts)),
        "subsequence": np.array(longest),
        "leans_carried": leans * share(before & ~held, weights),
    }


def _rest(pool: Pool) -> dict[str, Numbers]:
    """What is asked of a report's subject: a report says once what it is about, and then goes on without the name."""
    content = pool.asked.content
    pairs, inside = np.zeros(len(pool)), np.zeros(len(pool))
    for rows in pool.reports:
        rest = units(content.replace(pool.subjects[rows[0]] or " ", " "))
        held = holding(rest, [pool.texts[row] for row in rows])
        pairs[rows], inside[rows] = plain_share(held), share(held, scarcity(held))
    named = list(zip(pool.subjects, pool.texts, strict=True))
    return {
        "subject_share": np.array([len(subject) / max(len(content), 1) for subject, _ in named]),
        "subject_said": np.array([float(bool(subject) and subject in text) for subject, text in named]),
        "rest_pairs": pairs,
        "rest_inside": inside,
    }


_OF_WORDS = ("report_soft", "soft_inside", "soft_before", "rest_soft")


def _likeness(pool: Pool, embed: Embed) -> dict[str, Numbers]:
    vectors = embed([pool.asked.shadow, *pool.texts])
    cosine = (vectors[1:] @ vectors[0]).astype(np.float64)
    cut = [words(text) or [""] for text in pool.texts]
    led = [words(text) or own for text, own in zip(pool.before, cut, strict=True)]
    vocabulary = {word: at for at, word in enumerate(dict.fromkeys(chain.from_iterable([*cut, *led])))}
    known = embed(list(vocabulary)).T
    likeness = {
        "cosine": cosine,
        "report_cosine": pool.inside(lambda rows: np.full(len(rows), cosine[rows].max())),
        **_focused(pool, embed, cut, vocabulary, known),
    }
    if not pool.words:
        return likeness | {name: np.zeros(len(pool)) for name in _OF_WORDS}
    similar = embed(pool.words) @ known
    alike = np.maximum(likest(similar, vocabulary, cut), 0)
    carried = np.maximum(likest(similar, vocabulary, led), alike) - alike
    rest = np.array([[word not in subject for word in pool.words] for subject in pool.subjects])
    return likeness | {
        "report_soft": pool.inside(lambda rows: share(np.atleast_2d(alike[rows].max(axis=0)), pool.rarities)),
        "soft_inside": pool.inside(lambda rows: share(alike[rows], pool.rarities * scarcity(alike[rows] > _ALIKE))),
        "soft_before": share(carried, pool.rarities),
        "rest_soft": pool.inside(lambda rows: share(alike[rows], pool.rarities * rest[rows[0]])),
    }


def _focused(
    pool: Pool, embed: Embed, cut: Sequence[Sequence[str]], vocabulary: dict[str, int], known: Vectors
) -> dict[str, Numbers]:
    """How near the words of each text come to the noun of the asking word; `known` are the vocabulary's vectors."""
    if not pool.asked.focus:
        return {"focus_soft": np.zeros(len(pool)), "focus_new": np.zeros(len(pool))}
    similar = embed([pool.asked.focus]) @ known
    is_new = np.array([len(word) > 1 and word not in pool.asked.shadow for word in vocabulary])
    best = likest(np.vstack([similar, np.where(is_new, similar, 0)]), vocabulary, cut)
    return {"focus_soft": best[:, 0], "focus_new": best[:, 1]}


def _kinds(pool: Pool) -> dict[str, Numbers]:
    asked = pool.asked
    has = np.array([float(holds(asked, text)) for text in pool.texts])
    found = {f"holds_{kind}": has * (asked.expected is kind) for kind in Expected if kind.is_marked}
    found["listed"] = np.array([listed(asked, text) for text in pool.texts])
    told = np.array([float(tells(asked, text)) for text in pool.texts])
    found |= {f"tells_{kind}": told * (asked.expected is kind) for kind in (Expected.NAME, Expected.PLACE)}
    return found


def _nearness(pool: Pool) -> Numbers:
    """Of each pair: e^(-distance from the asking word / reach)."""
    text, middle = pool.asked.shadow, pool.asked.middle
    places = [[found.start() + 1 for found in re.finditer(re.escape(pair), text)] for pair in pool.pairs]
    distances = [min((abs(at - middle) for at in found), default=_FAR) for found in places]
    return np.exp(-np.array(distances, dtype=np.float64) / _REACH)
