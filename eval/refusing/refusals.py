"""How well a pile refuses: every question put to it, and what came of it by half and kind.

The half whose id has an odd SHA-1 is reported, thresholds are chosen on the other (`calibrate.py`). Nothing of the pile
is kept. Left out: lists (their refusals are lists that are empty) and how good an answer is.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval.news import sample
from eval.piles import opened
from eval.refusing.questions import ANSWERABLE, Question, questions
from eval.retrieval.beir import is_reported
from rag.language.script import shadow
from rag.library import Library
from rag.types import Answer, Status

NEWS = 1_000  # documents of a corpus, where one is given
HALVES = ("tuning", "reported")
UNANSWERABLE = "unanswerable"

_SHOWN = 160  # code points of an answer beside a fault

Told = dict[str, dict[str, dict[str, float]]]


@dataclass(frozen=True, slots=True)
class Source:
    """What the questions are made from: pages, and `count` documents about towns of a corpus, where one is given."""

    paths: Sequence[str]
    news: Path | None = None
    count: int = NEWS


@dataclass(frozen=True, slots=True)
class Outcome:
    question: Question
    answer: Answer
    right: bool

    @property
    def refused(self) -> bool:
        return self.answer.status is Status.NOT_FOUND


@contextmanager
def piled(source: Source, seed: int) -> Iterator[Library]:
    """The source read into a temporary pile."""
    with tempfile.TemporaryDirectory(prefix="xiangwen-refusals-") as folder, opened(Path(folder) / "data") as library:
        targets = list(source.paths)
        if source.news is not None:
            targets.append(str(Path(folder) / "news.jsonl"))
            sample(source.news, Path(targets[-1]), source.count, seed)
        library.ingest(targets)
        yield library


def run(source: Source, seed: int, halves: Sequence[str] = HALVES, tell_faults: bool = False) -> Told:
    """Makes the questions and asks those of the halves. Raises `TooFewFacts`."""
    with piled(source, seed) as library:
        made = [one for one in questions(library.reports(), seed) if half_of(one) in halves]
        outcomes = ask_all(made, library.ask)
    if tell_faults:
        faults(outcomes)
    return summary(outcomes)


def ask_all(made: Sequence[Question], ask: Callable[[str], Answer]) -> list[Outcome]:
    """Every question put to the pile. Right is a refusal where nothing answers, else a citation with the value."""
    outcomes = []
    for question in made:
        answer = ask(question.text)
        told = any(question.expected in shadow(citation.quote) for citation in answer.citations)
        right = told if question.answerable else answer.status is Status.NOT_FOUND
        outcomes.append(Outcome(question, answer, right))
    return outcomes


def half_of(question: Question) -> str:
    return HALVES[is_reported(question.id)]


def summary(outcomes: Sequence[Outcome]) -> Told:
    """{half: {kind: questions, refused, right}}, with all answerable and all unanswerable kinds together too."""
    kinds = list(dict.fromkeys(one.question.kind for one in outcomes))
    told: Told = {}
    for half in HALVES:
        mine = [one for one in outcomes if half_of(one.question) == half]
        if mine:
            told[half] = {kind: _row([one for one in mine if one.question.kind == kind]) for kind in kinds}
            told[half][ANSWERABLE] = _row([one for one in mine if one.question.answerable])
            told[half][UNANSWERABLE] = _row([one for one in mine if not one.question.answerable])
    return told


def _row(outcomes: Sequence[Outcome]) -> dict[str, float]:
    count = max(len(outcomes), 1)
    return {
        "questions": len(outcomes),
        "refused": round(sum(one.refused for one in outcomes) / count, 4),
        "right": round(sum(one.right for one in outcomes) / count, 4),
    }


def faults(outcomes: Sequence[Outcome]) -> None:
    """The tuning half's wrong ones on stderr: an answer where there is none, a refusal where there is one."""
    for one in outcomes:
        if half_of(one.question) == "tuning" and not one.right:
            asked, said = one.question, one.answer.text.replace("\n", " ")[:_SHOWN]
            print(f"{asked.kind}\t{asked.text}\t{asked.expected}\t{said}", file=sys.stderr)


def show(told: Told, console: Console) -> None:
    table = Table("half", "kind", "questions", "refused", "right")
    for half, kinds in told.items():
        for kind, row in kinds.items():
            table.add_row(
                half, kind, str(int(row["questions"])), *(f"{100 * row[name]:.1f} %" for name in ("refused", "right"))
            )
    console.print(table)
