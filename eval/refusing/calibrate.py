"""Calibration of `rag.answers.ways.worth_telling`: how much of a question a sentence must hold to answer it.

Two sources, of each only the tuning half. A pile's own questions (`questions.py`); and people's, of BEIR folders, each
asked twice: with the documents that answer it and with these withheld, when what is left comes near and does not
answer. Each question is read once, and every pair of thresholds tried on what was read. Right is to answer where there
is an answer and to refuse where there is none; the two count alike, and so do the sources. Of the pairs that refuse at
most `MOST_FALSE` of a pile's answerable questions and are within `NOISE` of the best, the one is chosen that refuses
fewest answerable questions. What is chosen stands in `rag.answers.ways.worth_telling`, by hand. Left out: the
odds of the best sentence, which have a word in it too (`answerability.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from eval.answering.sentences import indexed
from eval.refusing.questions import EACH, questions
from eval.refusing.refusals import Source, half_of, piled
from eval.retrieval.beir import chosen, is_reported, load
from rag.answers.answer import Asked, find
from rag.answers.outcome import Outcome, Task
from rag.answers.sentences.evidence import Sentence
from rag.answers.ways import facts, worth_telling
from rag.answers.ways.worth_telling import admissible
from rag.answers.wording import Wording
from rag.questions.query import understand
from rag.search.pile import Pile
from rag.types import Kind, Status

ANSWERED = (0.3, 0.36, 0.42, 0.45, 0.48, 0.51, 0.54, 0.57, 0.6, 0.66)
TELLING = (0.0, 0.3, 0.6, 0.8)
MOST_FALSE = 0.05
NOISE = 0.01  # share of right decisions; half a standard error of some 250 questions a source
PEOPLES = 150  # questions of a BEIR folder
PILE = "pile"
_BY_FACT = (Kind.FIGURE, Kind.WHO, Kind.WHEN, Kind.OPEN)


@dataclass(frozen=True, slots=True)
class Reading:
    """One question as read: what each sentence that may answer holds (covered, telling), and whether the question is
    answered whatever these are (a list, a definition)."""

    source: str
    answerable: bool
    held: tuple[tuple[float, float], ...]
    answered_anyway: bool

    def refused(self, covered: float, telling: float) -> bool:
        return not self.answered_anyway and not any(one >= covered and two >= telling for one, two in self.held)


@dataclass(frozen=True, slots=True)
class Trial:
    """One pair of thresholds; by source the share of answerable questions refused, and of unanswerable ones."""

    answered: float
    telling: float
    false: dict[str, float]
    refused: dict[str, float]

    @property
    def right(self) -> float:
        """Mean over the sources of the two shares of right decisions, 0–1."""
        return sum(1 - self.false[name] + self.refused[name] for name in self.false) / (2 * len(self.false))


def run(source: Source, folders: Sequence[Path], seed: int, each: int = EACH) -> list[Trial]:
    """Every pair of thresholds tried; `each` unanswerable questions of a kind. Raises `TooFewFacts`, `BadBeir`."""
    readings = [*_of_a_pile(source, seed, each)]
    for folder in folders:
        readings += _of_people(folder, seed)
    return [_trial(readings, covered, telling) for covered in ANSWERED for telling in TELLING]


def best(trials: Sequence[Trial]) -> Trial:
    """Of those as good as the best, the one with the fewest false refusals; of equals, the first."""
    few = [trial for trial in trials if trial.false[PILE] <= MOST_FALSE] or trials
    top = max(trial.right for trial in few)
    return min((one for one in few if one.right >= top - NOISE), key=lambda one: round(sum(one.false.values()), 4))


def _of_a_pile(source: Source, seed: int, each: int) -> Iterator[Reading]:
    with piled(source, seed) as library:
        pile = library.pile()
        for question in questions(library.reports(), seed, each):
            if half_of(question) == "tuning":
                with _recorded() as held:
                    outcome = find(Asked(question.text), pile).outcome
                yield _reading(PILE, question.answerable, held, outcome)


def _of_people(folder: Path, seed: int) -> Iterator[Reading]:
    one = load(folder)
    asked = [query for query in one.queries if not is_reported(query)]
    with indexed(one.corpus, None) as pile:
        reports = {pile.passage(report).report.page: report for report, *_ in pile.store.imprints()}
        every = frozenset(reports.values())
        for query in chosen(asked, PEOPLES, seed):
            withheld = every - {reports[document] for document in one.qrels[query] if document in reports}
            for allowed, answerable in ((every, True), (withheld, False)):
                yield from _of_one(one.name, one.queries[query], pile, allowed, answerable)


def _of_one(name: str, text: str, pile: Pile, allowed: frozenset[str], answerable: bool) -> Iterator[Reading]:
    """The question as read; nothing where it is answered in another way than by a fact."""
    query = understand(text, (), pile)
    if query.kind not in _BY_FACT or query.parts:
        return
    with _recorded() as held:
        outcome = facts.fact(Task(query, pile, allowed, Wording(query.lang), allowed))
    yield _reading(name, answerable, held, outcome)


def _reading(source: str, answerable: bool, held: Sequence[tuple[float, float]], outcome: Outcome) -> Reading:
    return Reading(source, answerable, tuple(held), outcome.status is not Status.NOT_FOUND)


@contextmanager
def _recorded() -> Iterator[list[tuple[float, float]]]:
    """What the sentences hold that only the thresholds can keep from answering; meanwhile none answers."""
    held: list[tuple[float, float]] = []

    def record(task: Task, sentence: Sentence) -> bool:
        if admissible(task, sentence):
            held.append((sentence.covered, sentence.telling))
        return False

    everywhere = ("rag.answers.ways.facts", "rag.answers.ways.worth_telling")
    with ExitStack() as stack:
        stack.enter_context(patch("rag.answers.ways.facts.contest", lambda *_: None))
        for module in everywhere:
            stack.enter_context(patch(f"{module}.answers", record))
            stack.enter_context(patch(f"{module}.is_hopeless", lambda *_: False))
        yield held


def _trial(readings: Sequence[Reading], covered: float, telling: float) -> Trial:
    false: dict[str, float] = {}
    refused: dict[str, float] = {}
    for source in dict.fromkeys(reading.source for reading in readings):
        for answerable, shares in ((True, false), (False, refused)):
            mine = [one for one in readings if one.source == source and one.answerable is answerable]
            shares[source] = sum(one.refused(covered, telling) for one in mine) / max(len(mine), 1)
    return Trial(covered, telling, false, refused)


def document(trials: Sequence[Trial]) -> dict[str, Any]:
    rows = [asdict(one) | {"right": round(one.right, 4)} for one in trials]
    return {"trials": rows, "best": rows[trials.index(best(trials))]}


def show(trials: Sequence[Trial], console: Console) -> None:
    """The curve, the chosen pair and the present one marked."""
    names = list(trials[0].false)
    table = Table("", "covered", "telling", *(f"{name}: false / refused" for name in names), "right")
    for one in trials:
        marks = ("chosen " if one is best(trials) else "") + ("present" if _is_present(one) else "")
        shares = [f"{100 * one.false[name]:.1f} / {100 * one.refused[name]:.1f} %" for name in names]
        table.add_row(marks, f"{one.answered:.2f}", f"{one.telling:.1f}", *shares, f"{100 * one.right:.1f} %")
    console.print(table)


def _is_present(trial: Trial) -> bool:
    return (trial.answered, trial.telling) == (worth_telling.ANSWERED, worth_telling.TELLING)
