"""How likely a sentence tells what a list asks for, where no report says it in words that are known to mean that.

Learned as `answerability.py` is, but of every sentence by itself, since a list may rest on many. `topic_odds.json` is
written by `python -m eval topic-odds`. Left out: whose doing it is, and whether it was done (`rag/lists`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from rag.answers.sentences.counting import Numbers
from rag.answers.sentences.evidence import Sentence
from rag.answers.sentences.features import Embed
from rag.answers.sentences.logistic import Logistic
from rag.answers.sentences.nearness import nearness, nearness_alone

WEIGHTS_FILE = Path(__file__).with_name("topic_odds.json")
_APART = 8.0  # log odds from which a sentence stands out as far as any
_MOST_TOLD = 4.0  # summed weight of terms from which a question is as long as any

FEATURES: dict[str, str] = {
    "soft": "share of the question that it holds, a word it lacks counted by the nearest of its own",
    "alone": "the same without what stands around it",
    "lacked_near": "how near its own words come to those of the question that it lacks",
    "weight": "what the terms weigh together",
    "behind": "log odds to the best sentence of all",
    "placed": "the question was put to the reports of a place it names",
    "named": "it names the place it tells of",
}


def features(one: Sentence, read: Sequence[Sentence], embed: Embed, *, is_placed: bool, is_named: bool) -> Numbers:
    """One number for each of `FEATURES`, of one of the sentences `read`."""
    best = max(other.score for other in read)
    soft, lacked_near = nearness(one, embed)
    told = {
        "soft": soft,
        "alone": nearness_alone(one, embed),
        "lacked_near": lacked_near,
        "weight": min(sum(term.weight for term, _ in one.held), _MOST_TOLD),
        "behind": min(best - one.score, _APART),
        "placed": is_placed,
        "named": is_named,
    }
    return np.array([float(told[name]) for name in FEATURES])


def odds(numbers: Numbers) -> float:
    """Log odds that a sentence of these features tells what is asked."""
    return _model().odds(numbers)


@cache
def _model() -> Logistic:
    return Logistic.load(WEIGHTS_FILE, FEATURES)
