"""Learns `rag/answers/sentences/topic_odds.json`: when a sentence tells what a list asks, in whatever words.

From gold lists on piles of pages. A sentence is right where the gold evidence stands in it and it is read as telling of
a place that is to be listed; wrong where it is read as telling only of others. What tells of a right place without
being the evidence teaches nothing. Lists that the known words answer teach by their other sentences: the empty ones
alone are too few. Each pile is also judged by weights learned from the others alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table

from eval.gold.questions import GoldQuestion
from eval.gold.read_facts import Asked, by_pages, holds_one, piled, turns_of
from eval.logistic import Learned, Lesson, learn
from eval.scoring.answers import names
from rag.answers.outcome import Task
from rag.answers.scope import scope
from rag.answers.sentences.topic_odds import FEATURES, MADE_BY, WEIGHTS_FILE
from rag.answers.ways.likely_places import read_places
from rag.answers.wording import Wording
from rag.library import Library
from rag.lists.doer import Doer
from rag.questions.query import understand
from rag.types import Filters, Kind, ListingItem, Verdict

_PENALTY = 3.0  # of the squared weights, on features scaled to unit deviation


def run(asked: Sequence[Asked], write: bool) -> Learned[Lesson]:
    """Learns from the lists among gold questions on their pages; stores the weights where asked to.

    Raises `BadGold`, `NothingToLearn`."""
    lessons: dict[str, list[Lesson]] = {}
    for pages, own in by_pages(asked, lists=True).items():
        with piled(pages) as library:
            lessons[str(pages)] = [lesson for question in own for lesson in lessons_of(library, question)]
    learned = learn(lessons, _PENALTY)
    if write:
        learned.model.save(WEIGHTS_FILE, FEATURES, MADE_BY)
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
            if wanted == holds_one(told[0].report, told[0].span, question.evidence):
                yield Lesson(numbers, wanted)


def _is_wanted(doer: Doer, question: GoldQuestion) -> bool:
    item = ListingItem(doer.name, doer.parent, Verdict.DID, ())
    return any(names(item, wanted) for group in question.answers for wanted in group)


def document(learned: Learned[Lesson]) -> dict[str, object]:
    return {**learned.model.told(FEATURES), "left_out": judged(learned)}


def judged(learned: Learned[Lesson]) -> dict[str, dict[str, float]]:
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


def show(learned: Learned[Lesson], console: Console) -> None:
    """Per pile, judged by weights learned from the others: sentences that tell what is asked, and others, taken."""
    table = Table("pile", "right", "taken", "wrong", "taken")
    for name, row in judged(learned).items():
        table.add_row(name, *(f"{value:.0f}" if value > 1 else f"{value:.2f}" for value in row.values()))
    console.print(table)
