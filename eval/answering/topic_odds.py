"""Learns `rag/answers/sentences/topic_odds.json`: when a sentence tells what a list asks, in whatever words.

From gold lists on piles of pages. A sentence is right where the gold evidence stands in it and it is read as telling of
a place that is to be listed; wrong where it is read as telling only of others. What tells of a right place without
being the evidence teaches nothing. Lists that the known words answer teach by their other sentences: the empty ones
alone are too few. Each pile is also judged by weights learned from the others alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from rich.table import Table

from eval.gold.folding import fold
from eval.gold.questions import GoldQuestion
from eval.gold.read_facts import Asked, by_pages, piled, turns_of
from eval.logistic import fit, need_two
from eval.scoring.answers import names
from rag.answers.outcome import Task
from rag.answers.scope import scope
from rag.answers.sentences.counting import Numbers
from rag.answers.sentences.logistic import Logistic
from rag.answers.sentences.topic_odds import FEATURES, WEIGHTS_FILE
from rag.answers.ways.likely_places import read_places
from rag.answers.wording import Wording
from rag.library import Library
from rag.lists.doer import Doer
from rag.lists.listed import Evidence
from rag.questions.query import understand
from rag.types import Filters, Kind, ListingItem, Verdict

_PENALTY = 3.0  # of the squared weights, on features scaled to unit deviation
_MADE_BY = "python -m eval topic-odds --gold GOLD PAGES … --write"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence read for a list: its features, and whether it tells of what is asked."""

    numbers: Numbers
    right: bool


@dataclass(frozen=True, slots=True)
class Learned:
    """The model, and of each pile its lessons with the odds learned elsewhere."""

    model: Logistic
    left_out: dict[str, list[tuple[Lesson, float]]]


def run(asked: Sequence[Asked], write: bool) -> Learned:
    """Learns from the lists among gold questions on their pages; stores the weights where asked to.

    Raises `BadGold`, `NothingToLearn`."""
    lessons: dict[str, list[Lesson]] = {}
    for pages, own in by_pages(asked, lists=True).items():
        with piled(pages) as library:
            lessons[str(pages)] = [lesson for question in own for lesson in lessons_of(library, question)]
    learned = learn(lessons)
    if write:
        learned.model.save(WEIGHTS_FILE, FEATURES, _MADE_BY)
    return learned


def lessons_of(library: Library, question: GoldQuestion) -> Iterator[Lesson]:
    """What one gold question teaches; nothing where it is not read as a list."""
    pile = library.pile()
    with pile.store.snapshot():
        query = understand(question.question, turns_of(question), pile)
        if query.kind is not Kind.LIST:
            return
        filtered, allowed = scope(query, pile, Filters())
        for told, numbers in read_places(Task(query, pile, allowed, Wording(query.lang), filtered)):
            wanted = any(_is_wanted(one.doer, question) for one in told)
            if wanted == _is_evidence(told[0], question):
                yield Lesson(numbers, wanted)


def _is_wanted(doer: Doer, question: GoldQuestion) -> bool:
    item = ListingItem(doer.name, doer.parent, Verdict.DID, ())
    return any(names(item, wanted) for group in question.answers for wanted in group)


def _is_evidence(told: Evidence, question: GoldQuestion) -> bool:
    quote = fold(told.report.text[slice(*told.span)])
    return any(quote.occurrences(one) for one in question.evidence)


def learn(lessons: dict[str, list[Lesson]]) -> Learned:
    """From lessons by pile. Raises `NothingToLearn`."""
    need_two(lessons)
    left_out = {}
    for name, own in lessons.items():
        elsewhere = learn_from([one for other, others in lessons.items() if other != name for one in others])
        left_out[name] = [(one, elsewhere.odds(one.numbers)) for one in own]
    return Learned(learn_from([one for own in lessons.values() for one in own]), left_out)


def learn_from(lessons: Sequence[Lesson]) -> Logistic:
    rows = np.stack([one.numbers for one in lessons])
    return fit(rows, np.array([float(one.right) for one in lessons]), np.ones(len(lessons)), _PENALTY)


def document(learned: Learned) -> dict[str, object]:
    model = learned.model
    weights = dict(zip(FEATURES, (round(float(weight), 4) for weight in model.weights), strict=True))
    return {"weights": weights, "bias": round(model.bias, 4), "left_out": judged(learned)}


def judged(learned: Learned) -> dict[str, dict[str, float]]:
    """Of each pile, left out: the sentences that tell what is asked, those that do not, and the share of both taken."""
    told = {}
    for name, own in learned.left_out.items():
        right, wrong = ([odds > 0 for one, odds in own if one.right == wanted] for wanted in (True, False))
        told[name] = {
            "right": len(right),
            "right_taken": round(sum(right) / max(len(right), 1), 4),
            "wrong": len(wrong),
            "wrong_taken": round(sum(wrong) / max(len(wrong), 1), 4),
        }
    return told


def show(learned: Learned, console: Console) -> None:
    """Per pile, judged by weights learned from the others: sentences that tell what is asked, and others, taken."""
    table = Table("pile", "right", "taken", "wrong", "taken")
    for name, row in judged(learned).items():
        table.add_row(name, *(f"{value:.0f}" if value > 1 else f"{value:.2f}" for value in row.values()))
    console.print(table)
