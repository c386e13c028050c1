"""Learns `rag/answers/sentences/answerability.json`: when the best sentence is an answer.

From gold questions on piles of pages, and from each pile's own near misses (`questions.py`), which weigh less: they
speak in the reports' words. Only numbers are learned from: of each question the features of its best sentence, and
whether that is right. Right is a sentence that the gold evidence stands in; the best sentence of a question without an
answer never is, nor another sentence where there is one. A logistic model with a small square penalty, by Newton's
method; deterministic. Each pile is also judged by weights learned from the others alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval import logistic
from eval.gold.questions import GoldQuestion
from eval.gold.read_facts import Asked, Read, by_pages, piled, read, turns_of
from eval.logistic import Learned, learn
from eval.refusing.questions import TooFewFacts, questions
from rag.answers.sentences.answerability import FEATURES, MADE_BY, WEIGHTS_FILE
from rag.answers.ways.worth_telling import contest, holds_enough

MADE = 15  # near misses of a kind that each pile is asked
_WORTH_MADE = 0.5  # of a question made by program, against one by a person
PENALTY = 3.0  # of the squared weights, on features scaled to unit deviation


@dataclass(frozen=True, slots=True)
class Lesson(logistic.Lesson):
    """One question by its best sentence, with whether a program asks, and what the thresholds without learning say."""

    made: bool
    by_rule: bool

    @property
    def worth(self) -> float:
        return _WORTH_MADE if self.made else 1.0


def run(asked: Sequence[Asked], seed: int, write: bool) -> Learned[Lesson]:
    """Learns from gold questions on their pages; stores the weights where asked to. Raises `BadGold`,
    `NothingToLearn`."""
    lessons = {str(pages): list(lessons_of(pages, own, seed)) for pages, own in by_pages(asked).items()}
    learned = learn(lessons, PENALTY)
    if write:
        learned.model.save(WEIGHTS_FILE, FEATURES, MADE_BY)
    return learned


def lessons_of(pages: Path, asked: Sequence[GoldQuestion], seed: int) -> Iterator[Lesson]:
    """Of one pile: its gold questions, then its own near misses."""
    with piled(pages) as library:
        for question in asked:
            told = question.evidence if question.answerable else ()
            yield from _lesson(read(library, question.question, turns_of(question), told), question.answerable, False)
        try:
            made = questions(library.reports(), seed, MADE)
        except TooFewFacts as exc:
            print(exc, file=sys.stderr)
            return
        for own in made:
            yield from _lesson(read(library, own.text, (), [own.expected] * own.answerable), own.answerable, True)


def _lesson(asked: Read | None, answerable: bool, made: bool) -> Iterator[Lesson]:
    """What a question teaches; nothing where no sentence could be its answer."""
    if asked is None:
        return
    found = contest(asked.task, asked.likely)
    if found is None:
        return
    is_right = answerable and asked.right[asked.likely.index(found.best)]
    by_rule = holds_enough(found.best)
    yield Lesson(found.features, is_right, made, by_rule)


def document(learned: Learned[Lesson]) -> dict[str, object]:
    return {**learned.model.told(FEATURES), "left_out": judged(learned)}


def judged(learned: Learned[Lesson]) -> dict[str, dict[str, float]]:
    """Of each pile, left out, and of the questions that people or the program made: how many, and the shares of the
    right sentences that are told and of the others that are, by the thresholds alone and by what was learned."""
    told: dict[str, dict[str, float]] = {}
    for name, own in learned.left_out.items():
        for who, made in (("people", False), ("program", True)):
            rows = [(one, odds > 0) for one, odds in own if one.made == made]
            if rows:
                told[f"{name} ({who})"] = _row(rows)
    return told


def _row(rows: Sequence[tuple[Lesson, bool]]) -> dict[str, float]:
    right, other = ([row for row in rows if row[0].right == wanted] for wanted in (True, False))
    return {
        "right": len(right),
        "right_by_rule": _share([one.by_rule for one, _ in right]),
        "right_learned": _share([told for _, told in right]),
        "wrong": len(other),
        "wrong_by_rule": _share([one.by_rule for one, _ in other]),
        "wrong_learned": _share([told for _, told in other]),
    }


def _share(held: Sequence[bool]) -> float:
    return round(sum(held) / max(len(held), 1), 4)


def show(learned: Learned[Lesson], console: Console) -> None:
    """Per pile, judged by weights learned from the others: right sentences told, and wrong ones."""
    table = Table("pile", "right", "told by rule", "told", "wrong", "told by rule", "told")
    for name, row in judged(learned).items():
        table.add_row(name, *(f"{value:.0f}" if value > 1 else f"{value:.2f}" for value in row.values()))
    console.print(table)
