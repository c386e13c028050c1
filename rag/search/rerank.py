"""The last stage of the top-k path: the best candidates read again with what stands around them, and put in order.

The legs see a chunk as a bag of words and as one vector. Here the question is compared word by word with the sentences
of the chunk and of its surroundings (`maxsim.py`): a chunk answers where one sentence speaks of all that is asked, and
its subject may stand in the paragraph before or in the headline. The score is a weighted sum of a few features.
Left out: fetching candidates (`retrieve.py`), reading them (`surroundings.py`), fitting the weights
(`eval/retrieval/rerank_fit.py`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.base import TokenEmbedder, Vectors
from rag.index.tokenizing import bigrams
from rag.search.fusion import Said
from rag.search.maxsim import match
from rag.search.surroundings import read
from rag.types import ChunkInReport

# The columns of `features`, each with its weight for a question in the words of the pile and for one in words that the
# pile does not have (English). Fitted by `python -m eval fit-rerank` on the even halves; see docs/retrieval.md.
WEIGHTS = {
    "lexical": (0.30, 0.04),  # of the lexical leg, 0–1
    "cosine": (0.11, 0.43),  # of the dense leg
    "together": (0.28, 0.52),  # weighted share of the question's words that chunk and surroundings hold
    "alone": (0.19, 0.46),  # the same of the chunk's best single sentence
    "pairs": (0.17, 0.00),  # share of its character pairs, numbers, Latin words held to the letter
    "length": (-0.01, -0.07),  # logarithm of the characters read: more text holds more by chance
}
_FITTED = np.array(list(WEIGHTS.values()), dtype=np.float32).T

_OTHER_WORD = re.compile(r"[a-z0-9][a-z0-9.]*")  # of a shadow: numbers and Latin words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chunk in its report, and what the legs said of it."""

    found: ChunkInReport
    said: Said


def rerank(
    question: str, candidates: Sequence[Candidate], model: TokenEmbedder, trust: float
) -> list[tuple[int, float]]:
    """(chunk id, score), best first. `question` is a shadow; `trust` says how far it is in the pile's words, 0–1."""
    scores = features(question, candidates, model) @ weights(trust)
    ranked = [(one.found.chunk.id, round(float(score), 6)) for one, score in zip(candidates, scores, strict=True)]
    return sorted(ranked, key=lambda pair: (-pair[1], pair[0]))


def weights(trust: float) -> Vectors:
    """The weights of the features: those for the pile's own words as far as they are trusted, else those for others."""
    mixed: Vectors = np.array([trust, 1 - trust], dtype=np.float32) @ _FITTED
    return mixed


def features(question: str, candidates: Sequence[Candidate], model: TokenEmbedder) -> Vectors:
    """One row a candidate, one column for each name in `WEIGHTS`."""
    reading = read([candidate.found for candidate in candidates])
    matches = match(question, reading.sentences, model)
    asked = frozenset([*bigrams(question), *_OTHER_WORD.findall(question)])
    columns = (
        [candidate.said.lexical for candidate in candidates],
        [candidate.said.cosine for candidate in candidates],
        matches.together([one.around for one in reading.readings]),
        matches.alone([one.own for one in reading.readings]),
        [sum(part in one.text for part in asked) / max(len(asked), 1) for one in reading.readings],
        [math.log(max(len(one.text), 1)) for one in reading.readings],
    )
    rows: Vectors = np.array(columns, dtype=np.float32).T
    return rows
