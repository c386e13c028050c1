"""The last stage of the top-k path: the best candidates read again with what stands around them, and put in order.

The legs see a chunk as a bag of words and as one vector. Here the question is compared word by word with the sentences
of the chunk and of its surroundings (`maxsim.py`): a chunk answers where one sentence speaks of all that is asked, and
its subject may stand in the paragraph before or in the headline. The score is a weighted sum of a few features.
Left out: fetching candidates (`retrieve.py`), reading them (`surroundings.py`), fitting the weights
(`eval/retrieval/rerank_fit.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.base import TokenEmbedder, Vectors
from rag.index.tokenizing import bigrams
from rag.language.regex import regex
from rag.search.fusion import Said
from rag.search.maxsim import match
from rag.search.surroundings import Read, SentencesOf, read, spoken
from rag.types import ChunkInReport

# The columns of `features`, each with its weight for a question in the words of the pile and for one in words that the
# pile does not have (English). Fitted by `python -m eval fit-rerank` on the even halves; see docs/retrieval.md.
_TOLD = {
    "lexical": (0.23, 0.05),  # of the lexical leg, 0–1
    "cosine": (0.10, 0.51),  # of the dense leg
    "pairs": (0.11, 0.00),  # share of its character pairs, numbers, Latin words held to the letter
    "report": (0.19, 0.00),  # share of its words and pairs, by what they tell in this pile, in the whole report
    "opening": (0.11, 0.00),  # the same in what its body opens with
    "length": (0.01, -0.08),  # logarithm of the characters read: more text holds more by chance
}
_MATCHED = {
    "together": (0.24, 0.56),  # weighted share of the question's words that chunk and surroundings hold
    "alone": (0.18, 0.51),  # the same of the chunk's best single sentence
}
WEIGHTS = _TOLD | _MATCHED
_FITTED = np.array(list(WEIGHTS.values()), dtype=np.float32).T

_OTHER_WORD = regex(r"[a-z0-9][a-z0-9.]*")  # of a shadow: numbers and Latin words


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is compared: its shadow; its words and character pairs, each with what it tells in this pile;
    how far it is in the pile's words, 0–1."""

    text: str
    telling: Mapping[str, float]
    trust: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chunk in its report, and what the legs said of it."""

    found: ChunkInReport
    said: Said


@dataclass(frozen=True, slots=True)
class Reader:
    """What it takes to compare word by word: a model of token vectors, and the sentences of candidates' reports."""

    model: TokenEmbedder
    sentences_of: SentencesOf


def rerank(
    asked: Asked, candidates: Sequence[Candidate], reader: Reader, compared: int | None = None
) -> list[tuple[int, float]]:
    """(chunk id, score), best first. Of the candidates the `compared` likeliest (None: all) are compared word by word;
    the others are taken to match as little as the least of those, and so come below them."""
    reading = read([candidate.found for candidate in candidates])
    weighed = weights(asked.trust)
    told = _told(asked, candidates, reading)
    scores = told @ weighed[: len(_TOLD)]
    likeliest = np.argsort(-scores, kind="stable")[:compared]
    matched = _matched(asked, [candidates[number] for number in likeliest], reader) @ weighed[len(_TOLD) :]
    added = np.full(len(scores), matched.min(initial=np.inf))
    added[likeliest] = matched
    pairs = zip(candidates, scores + added, strict=True)
    ranked = [(one.found.chunk.id, round(float(score), 6)) for one, score in pairs]
    return sorted(ranked, key=lambda pair: (-pair[1], pair[0]))


def weights(trust: float) -> Vectors:
    """The weights of the features: those for the pile's own words as far as they are trusted, else those for others."""
    mixed: Vectors = np.array([trust, 1 - trust], dtype=np.float32) @ _FITTED
    return mixed


def features(asked: Asked, candidates: Sequence[Candidate], reader: Reader) -> Vectors:
    """One row a candidate, one column for each name in `WEIGHTS`."""
    reading = read([candidate.found for candidate in candidates])
    return np.hstack([_told(asked, candidates, reading), _matched(asked, candidates, reader)])


def _told(asked: Asked, candidates: Sequence[Candidate], reading: Read) -> Vectors:
    """The columns of `_TOLD`: what the legs say, and what is looked up in the text to the letter."""
    pairs = {*bigrams(asked.text), *_OTHER_WORD.findall(asked.text)}
    told = {**dict.fromkeys(sorted(pairs - asked.telling.keys()), 0.0), **asked.telling}
    every = max(sum(told.values()), 1e-9)
    words = {report_id: list(filter(text.__contains__, told)) for report_id, text in reading.reports.items()}
    held = {report_id: sum(map(told.__getitem__, found)) / every for report_id, found in words.items()}
    opened = {
        report_id: sum(map(told.__getitem__, filter(text.__contains__, told))) / every
        for report_id, text in reading.openings.items()
    }
    # What a report does not hold, no stretch of it does: most pairs need not be looked for again.
    near = {report_id: [word for word in found if word in pairs] for report_id, found in words.items()}
    reports = [candidate.found.chunk.report_id for candidate in candidates]
    among = [near[one] if inside else pairs for one, inside in zip(reports, reading.inside, strict=True)]
    columns = (
        [candidate.said.lexical for candidate in candidates],
        [candidate.said.cosine for candidate in candidates],
        [
            sum(map(text.__contains__, some)) / max(len(pairs), 1)
            for some, text in zip(among, reading.texts, strict=True)
        ],
        [held[one] for one in reports],
        [opened[one] for one in reports],
        [math.log(max(len(text), 1)) for text in reading.texts],
    )
    rows: Vectors = np.array(columns, dtype=np.float32).T
    return rows


def _matched(asked: Asked, candidates: Sequence[Candidate], reader: Reader) -> Vectors:
    """The columns of `_MATCHED`: the question compared word by word, the most work of all."""
    read_of = spoken([candidate.found for candidate in candidates], reader.sentences_of)
    matches = match(asked.text, read_of.sentences, reader.model)
    return np.column_stack([matches.together(read_of.around), matches.alone(read_of.own)])
