"""How likely a sentence tells what a list asks for, where no report says it in words that are known to mean that.

Learned as `answerability.py` is, but of every sentence by itself, since a list may rest on many. `topic_odds.json` is
written by `python -m eval topic-odds`. Left out: whose doing it is, and whether it was done (`rag/lists`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from rag.answers.sentences.answerability import APART, MOST_TOLD
from rag.answers.sentences.counting import Numbers
from rag.answers.sentences.evidence import Sentence
from rag.answers.sentences.features import Embed
from rag.answers.sentences.logistic import Logistic
from rag.answers.sentences.nearness import nearness

MADE_BY = "python -m eval topic-odds --gold GOLD PAGES … --write"
WEIGHTS_FILE = Path(__file__).with_name("topic_odds.json")

FEATURES: dict[str, str] = {
    "soft": "share of the question that it holds, a word it lacks counted by the nearest of its own",
    "alone": "the same without what stands around it",
    "lacked_near": "how near its own words come to those of the question that it lacks",
    "weight": "what the terms weigh together",
    "behind": "log odds to the best sentence of all",
    "placed": "the question was put to the reports of a place it names",
    "named": "it names the place it tells of",
}


def features(one: Sentence, best: float, embed: Embed, *, is_placed: bool, is_named: bool) -> Numbers:
    """One number for each of `FEATURES`, of a sentence; `best` is the best score of those read with it."""
    near = nearness(one, embed)
    told = {
        "soft": near.soft,
        "alone": near.alone(one),
        "lacked_near": near.lacked,
        "weight": min(sum(term.weight for term, _ in one.held), MOST_TOLD),
        "behind": min(best - one.score, APART),
        "placed": is_placed,
        "named": is_named,
    }
    return np.array([float(told[name]) for name in FEATURES])


def odds(numbers: Numbers) -> float:
    """Log odds that a sentence of these features tells what is asked."""
    return _model().odds(numbers)


@cache
def _model() -> Logistic:
    return Logistic.load(WEIGHTS_FILE, FEATURES, MADE_BY)
