"""Fits a logistic model: the weights under which what was right and what was not is likeliest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rag.answers.sentences.counting import Numbers
from rag.answers.sentences.logistic import Logistic
from rag.errors import CallerError

_STEPS = 30  # of Newton's method; it stands still after eight


class NothingToLearn(CallerError):
    """Too few piles: one must be left out to tell whether what is learned from the others holds."""

    code = "nothing_to_learn"


def need_two(lessons: Mapping[str, Sequence[object]]) -> None:
    """Raises NothingToLearn where not two piles at least teach anything."""
    if sum(map(bool, lessons.values())) < 2:
        raise NothingToLearn(
            "至少要两堆报道的标准问题，才能看学到的权重在别处是否成立。",
            "give gold questions on two piles at least: what is learned from one is tried on another",
        )


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
