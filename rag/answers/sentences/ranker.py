"""The order of the sentences that may answer: learned weights over `features.py`, best first.

A linear model on purpose: each weight can be read, and on a set of questions it was not trained with it beat a small
network (docs/answers.md). `ranker.json` is written by `python -m eval rank-sentences`. Left out: whether the best one
is an answer at all (`answerability.py`, `refusal.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from rag.answers.sentences.counting import Numbers
from rag.answers.sentences.expected import read
from rag.answers.sentences.features import FEATURES, Candidate, Embed, Pool, measure, shortlist
from rag.answers.sentences.logistic import Logistic

WEIGHTS_FILE = Path(__file__).with_name("ranker.json")
SHORTLIST = 24  # candidates measured in full; the right sentence is among them in 98 to 99 % of the tuning questions


@cache
def weights() -> Numbers:
    """One weight a feature, in the order of `FEATURES`. Raises ValueError where the file was made for others."""
    return Logistic.load(WEIGHTS_FILE, FEATURES, "python -m eval rank-sentences … --write").weights


class Ranking:
    """The most likely candidates for a question's shadow, and how likely each is. That is worked out only when asked
    for: where none of them answers, as of most questions that are refused, nobody asks."""

    def __init__(self, question: str, candidates: Sequence[Candidate], embed: Embed) -> None:
        asked = read(question)
        self.closer = [candidates[row] for row in shortlist(Pool(asked, candidates), SHORTLIST)] if candidates else []
        self._asked = asked
        self._embed = embed

    @cached_property
    def features(self) -> Numbers:
        """A row a candidate of the short list, a column for each of `FEATURES`."""
        return measure(Pool(self._asked, self.closer), self._embed) if self.closer else np.zeros((0, len(FEATURES)))

    @cached_property
    def scores(self) -> list[float]:
        """Of each candidate of the short list: log odds to one another."""
        found: list[float] = (self.features @ weights()).tolist()
        return found
