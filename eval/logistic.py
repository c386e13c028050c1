"""Fits a logistic model: the weights under which what was right and what was not is likeliest; and judges it on each
pile by what the others teach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from rag.answers.sentences.counting import Numbers
from rag.answers.sentences.logistic import Logistic
from rag.errors import CallerError

_STEPS = 30  # of Newton's method; it stands still after eight


class NothingToLearn(CallerError):
    """Too few piles or sets: one must be left out to tell whether what is learned from the others holds."""

    code = "nothing_to_learn"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One example: its features, and whether what they are of is right."""

    numbers: Numbers
    right: bool

    @property
    def worth(self) -> float:
        """What it counts for, against 1."""
        return 1.0


Taught = TypeVar("Taught", bound=Lesson)


@dataclass(frozen=True, slots=True)
class Learned(Generic[Taught]):
    """The model, and of each pile its lessons with the log odds learned from the others."""

    model: Logistic
    left_out: dict[str, list[tuple[Taught, float]]]


def learn(lessons: Mapping[str, Sequence[Taught]], penalty: float) -> Learned[Taught]:
    """From lessons by pile. Raises `NothingToLearn` where not two piles at least teach anything."""
    if sum(map(bool, lessons.values())) < 2:
        raise NothingToLearn(
            "至少要两堆报道的标准问题，才能看学到的权重在别处是否成立。",
            "give gold questions on two piles at least: what is learned from one is tried on another",
        )
    left_out = {}
    for name, own in lessons.items():
        elsewhere = _learn([one for other, others in lessons.items() if other != name for one in others], penalty)
        left_out[name] = [(one, elsewhere.odds(one.numbers)) for one in own]
    return Learned(_learn([one for own in lessons.values() for one in own], penalty), left_out)


def _learn(lessons: Sequence[Lesson], penalty: float) -> Logistic:
    rows = np.stack([one.numbers for one in lessons])
    right, worth = (np.array(row) for row in zip(*((float(one.right), one.worth) for one in lessons), strict=True))
    return fit(rows, right, worth, penalty)


def fit(rows: Numbers, right: Numbers, worth: Numbers, penalty: float) -> Logistic:
    """(examples, features), what was right (0 or 1), what each example counts for → the model.

    Square penalty on the weights of features scaled to unit deviation, none on the bias; Newton's method (iteratively
    reweighted least squares), deterministic.

    >>> model = fit(np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0.0, 0.0, 1.0, 1.0]), np.ones(4), 0.1)
    >>> model.odds(np.array([0.0])) < 0 < model.odds(np.array([3.0]))
    True
    """
    middle, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = np.hstack([(rows - middle) / scale, np.ones((len(rows), 1))])
    penalties = np.diag([*[penalty] * rows.shape[1], 0.0])
    weights = np.zeros(scaled.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (worth * (chances - right)) + penalties @ weights
        bend = (scaled.T * (worth * chances * (1 - chances))) @ scaled + penalties
        weights = weights - np.linalg.solve(bend, slope)
    own: Numbers = weights[:-1] / scale
    return Logistic(own, float(weights[-1] - own @ middle))
