"""Learns `rag/answers/sentences/ranker.json` from the tuning halves of sets whose questions carry answers.

Only numbers are learned from: for each question the features of its candidates and which of them are right. The loss is
the surprise at a right sentence among the candidates (a softmax over each question), plus a small square penalty; the
sets weigh the same whatever their size. Deterministic: full batches, no random start. Each set is also predicted by
weights learned from the others alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from eval.answering.sentences import SHOWN, holds_answer, indexed
from eval.logistic import NothingToLearn
from eval.retrieval.beir import answers, chosen, is_reported, load
from rag.answers.sentences.candidates import candidates_for
from rag.answers.sentences.counting import Numbers
from rag.answers.sentences.features import FEATURES
from rag.answers.sentences.ranker import WEIGHTS_FILE, Ranking
from rag.questions.query import understand
from rag.search.pile import Pile

_PENALTY = 1e-3  # of the squared weights, on features scaled to unit deviation
_STEPS, _RATE = 300, 0.1  # of Adam (Kingma & Ba 2015); the loss no longer moves in its third digit
_FADING, _FADING_SQUARES = 0.9, 0.99

Right = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One question: a row of features a candidate, and which rows are right."""

    numbers: Numbers
    right: Right


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights in the order of `FEATURES`; per set the shares (first, one of three) in training and when left out."""

    weights: Numbers
    trained: dict[str, tuple[float, float]]
    left_out: dict[str, tuple[float, float]]


def run(folders: Sequence[Path], limit: int | None, seed: int, write: bool) -> Learned:
    """Learns, and stores the weights where asked to. Raises `BadSet`, `NothingToLearn`."""
    if len(folders) < 2:
        raise NothingToLearn(
            "至少要两个评测集，才能看学到的权重在别处是否成立。",
            "give two sets at least: what is learned from one is tried on another",
        )
    lessons = {folder.name: lessons_of(folder, limit, seed) for folder in folders}
    learned = learn(lessons)
    if write:
        save(learned.weights, WEIGHTS_FILE, [folder.name for folder in folders])
    return learned


def lessons_of(folder: Path, limit: int | None, seed: int) -> list[Lesson]:
    """The tuning half of a set: never a question whose figure is reported."""
    one, gold = load(folder), answers(folder)
    print(f"reading {one.name}", file=sys.stderr)
    with indexed(one.corpus, None) as pile:
        return [
            lesson(one.queries[query], gold[query], pile)
            for query in chosen([query for query in gold if not is_reported(query)], limit, seed)
        ]


def lesson(question: str, gold: Sequence[str], pile: Pile) -> Lesson:
    query = understand(question, (), pile)
    candidates, _ = candidates_for(query, pile, None)
    ranking = Ranking(query.rendered, candidates, pile.word_vectors)
    quotes = [one.passage.report.text[slice(*one.passage.sentences[one.number])] for one in ranking.closer]
    return Lesson(ranking.features, np.array([holds_answer(quote, gold) for quote in quotes], dtype=bool))


def learn(lessons: dict[str, list[Lesson]]) -> Learned:
    weights = fit(list(lessons.values()))
    trained = {name: shares(own, weights) for name, own in lessons.items()}
    left_out = {
        name: shares(own, fit([others for other, others in lessons.items() if other != name]))
        for name, own in lessons.items()
    }
    return Learned(weights, trained, left_out)


def fit(sets: Sequence[Sequence[Lesson]]) -> Numbers:
    """The weights that make the right sentences of all sets likeliest."""
    taught = [(one, 1 / len(own)) for own in sets for one in own if one.right.any() and not one.right.all()]
    rows = np.concatenate([one.numbers for one, _ in taught])
    right = np.concatenate([one.right for one, _ in taught])
    sizes = [len(one.right) for one, _ in taught]
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    worth = np.array([share for _, share in taught])[owner] / len(sets)
    scale = rows.std(axis=0) + 1e-9
    scaled = (rows - rows.mean(axis=0)) / scale

    def slope(weights: Numbers) -> Numbers:
        chances = _softmax(scaled @ weights, starts, owner)
        among_right = chances * right
        among_right /= np.add.reduceat(among_right, starts)[owner]
        towards: Numbers = scaled.T @ ((chances - among_right) * worth) + _PENALTY * weights
        return towards

    weights: Numbers = _descend(slope, rows.shape[1]) / scale
    return weights


def _softmax(scores: Numbers, starts: NDArray[np.int64], owner: NDArray[np.int64]) -> Numbers:
    grown = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
    chances: Numbers = grown / np.add.reduceat(grown, starts)[owner]
    return chances


def _descend(slope: Callable[[Numbers], Numbers], size: int) -> Numbers:
    """Adam with a step that shrinks to nothing."""
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, _STEPS + 1):
        now = slope(weights)
        mean = _FADING * mean + (1 - _FADING) * now
        square = _FADING_SQUARES * square + (1 - _FADING_SQUARES) * now**2
        move = mean / (1 - _FADING**step) / (np.sqrt(square / (1 - _FADING_SQUARES**step)) + 1e-9)
        weights = weights - _RATE * (1 - step / (_STEPS + 1)) * move
    return weights


def shares(lessons: Sequence[Lesson], weights: Numbers) -> tuple[float, float]:
    """Share of questions whose first sentence is right, and one of the first three."""
    first = three = 0
    for one in lessons:
        best = one.right[np.argsort(-(one.numbers @ weights), kind="stable")[:SHOWN]]
        first += bool(best[:1].any())
        three += bool(best.any())
    return round(first / len(lessons), 4), round(three / len(lessons), 4)


def save(weights: Numbers, path: Path, sets: Sequence[str]) -> None:
    """The weights as a file that people can read, in the order of `FEATURES`."""
    told = {
        "made_by": f"python -m eval rank-sentences {' '.join(sets)} --write",
        "weights": {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)},
    }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def document(learned: Learned) -> dict[str, object]:
    weights = dict(zip(FEATURES, (round(float(weight), 4) for weight in learned.weights), strict=True))
    return {"weights": weights, "trained": learned.trained, "left_out": learned.left_out}


def show(learned: Learned, console: Console) -> None:
    """Per set the shares on its tuning half: learned from all sets, and from the others alone."""
    table = Table("set", "first", "one of three", "first, set left out", "one of three, set left out")
    for name, (first, three) in learned.trained.items():
        table.add_row(name, *(f"{100 * value:.1f} %" for value in (first, three, *learned.left_out[name])))
    console.print(table)
