"""Whether there is an answer at all: the odds that the best sentence which could be one is right.

Selective answering: the ranking always has a first sentence, and whether it answers is another question. Learned as a
logistic model over a few numbers that can be read one by one: how much of the question the sentence holds, in its words
or in near ones, and how far it stands out from what stands beside it. `answerability.json` is written by
`python -m eval answerability`. Left out: which sentence is best (`ranker.py`); what a sentence must hold by rule, the
figure, the person, the date, the year and the place (`ways/worth_telling.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from rag.answers.sentences.counting import Numbers
from rag.answers.sentences.evidence import Sentence
from rag.answers.sentences.features import FEATURES as RANKED_BY
from rag.answers.sentences.features import Embed
from rag.answers.sentences.logistic import Logistic
from rag.answers.sentences.nearness import Nearness, nearness
from rag.questions.words.terms import Term

MADE_BY = "python -m eval answerability --gold GOLD PAGES … --write"
WEIGHTS_FILE = Path(__file__).with_name("answerability.json")
APART = 8.0  # log odds from which a sentence stands out as far as any
_BEHIND = 1.0  # log odds from which a sentence is as far behind as any
_ALONE = 2.0  # as far as most are ahead: to be all that there is to read is nothing to stand out from
MOST_TOLD = 4.0  # summed weight of terms from which a question is as long as any
_LEAD = 3  # sentences before one that may lend it its subject
_AS_FULL = 0.1  # covered share that a rival may lack to hold as much
_FEW = 5  # rivals that hold as much, for one in the feature
_RANKED = ("opening", "new", "rest_inside")

FEATURES: dict[str, str] = {
    "soft": "share of the question that it holds, a word it lacks counted by the nearest of its own",
    "lacked_near": "how near its own words come to those of the question that it lacks",
    "lacks_names": "weight of the names of the question that it lacks",
    "terms": "number of terms of the question",
    "weight": "what the terms weigh together",
    "apart": "log odds to the next sentence that could be the answer",
    "ahead": "log odds to the best of all other sentences",
    "as_full": "how many that could be the answer hold as much of the question",
    "placed": "the question was put to the reports of a place it names",
    "open": "an account is asked for, no figure, person or date",
    **{f"ranked_{name}": RANKED_BY[name] for name in _RANKED},
}


@dataclass(frozen=True, eq=False)
class Contest:
    """The best of the sentences that could be the answer, with those others (`rivals`) and all that were read. `embed`
    gives unit vectors of words."""

    best: Sentence
    rivals: Sequence[Sentence]
    read: Sequence[Sentence]
    embed: Embed

    @cached_property
    def odds(self) -> float:
        """Log odds that the best sentence answers; above 0 it is worth telling."""
        return _model().odds(self.features)

    @cached_property
    def nearness(self) -> Nearness:
        """How near the best sentence comes to the question."""
        return nearness(self.best, self.embed)

    @property
    def features(self) -> Numbers:
        """One number for each of `FEATURES`."""
        best, query = self.best, self.best.query
        ranked = dict(zip(RANKED_BY, best.measured().tolist(), strict=True))
        names = [pair for pair in best.held if pair[0].is_name and not _is_place(best, pair[0])]
        told = {
            "soft": self.nearness.soft,
            "lacked_near": self.nearness.lacked,
            "lacks_names": sum(term.weight * (1 - share) for term, share in names),
            "terms": len(query.terms),
            "weight": min(sum(term.weight for term in query.terms), MOST_TOLD),
            "apart": _ahead(best, self.rivals),
            "ahead": _ahead(best, [one for one in self.read if not _leads_to(one, best)], alone=_ALONE),
            "as_full": sum(one.covered >= best.covered - _AS_FULL for one in self.rivals) / _FEW,
            "placed": query.names_a_place,
            "open": not query.asks_one_fact,
            **{f"ranked_{name}": ranked[name] for name in _RANKED},
        }
        return np.array([float(told[name]) for name in FEATURES])


@cache
def _model() -> Logistic:
    return Logistic.load(WEIGHTS_FILE, FEATURES, MADE_BY)


def _is_place(sentence: Sentence, term: Term) -> bool:
    return any(term.text == place.name for place in sentence.query.mentioned)


def _leads_to(other: Sentence, best: Sentence) -> bool:
    """Whether another sentence stands shortly before it in its report, and may lend it its subject."""
    return other.passage.report.id == best.passage.report.id and 0 < best.number - other.number <= _LEAD


def _ahead(best: Sentence, others: Sequence[Sentence], alone: float = APART) -> float:
    """Log odds to the best of the others, no further than `APART` before it nor `_BEHIND` behind; `alone` where there
    is none."""
    scores = [one.score for one in others if one is not best]
    return float(np.clip(best.score - max(scores), -_BEHIND, APART)) if scores else alone
