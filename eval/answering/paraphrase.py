"""Calibration of `rag.lists.paraphrase`: thresholds tried on lists asked in other words and on questions without
answer.

Two piles: gold questions of any kind over their pages, of which only the half with an even SHA-1 of the id is used,
and an invented pile of the tuning half (`eval.townships`). For each setting: precision and recall over the places to be
listed, and how many of the unanswerable are answered. What is chosen stands in `CALIBRATED`, by hand: precision
goes first.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.gold.questions import GoldQuestion, load_gold
from eval.piles import opened
from eval.townships import measure
from eval.townships.questions import OTHERWISE
from rag.library import Library
from rag.lists.paraphrase import CALIBRATED, Calibration
from rag.types import Status, Verdict

MODEL = "builtin"
GRID = tuple(
    replace(CALIBRATED[MODEL], telling=telling, alone=alone, share=share, score=score, beside=score + 0.15)
    for telling, alone in ((0.3, 0.45), (0.4, 0.5))
    for share, score in ((0.45, 1.0), (0.35, 0.85), (0.35, 0.75), (0.3, 0.65))
)
EACH = 8  # questions of a kind put to the invented pile


@dataclass(frozen=True, slots=True)
class Trial:
    """One setting: (precision, recall) on the gold lists and on the invented pile, unanswerable questions answered."""

    limits: Calibration
    gold: tuple[float, float]
    invented: tuple[float, float]
    false_answers: int


def run(gold: Path, pages: Path, size: int, seed: int) -> list[Trial]:
    """Tries every setting of the grid; `size` reports in the invented pile."""
    questions = [one for one in load_gold(gold) if int(hashlib.sha1(one.id.encode()).hexdigest(), 16) % 2 == 0]  # noqa: S324
    trials = []
    with tempfile.TemporaryDirectory(prefix="xiangwen-paraphrase-") as folder, opened(Path(folder)) as library:
        library.ingest([str(pages)])
        for limits in GRID:
            with _calibrated(limits):
                listed, false = _ask_gold(library, questions)
                invented = measure.measure(size, seed, "tuning", EACH)
            figures = measure.summary(invented)[OTHERWISE]
            trials.append(Trial(limits, listed, (figures["precision"], figures["recall"]), false))
    return trials


@contextmanager
def _calibrated(limits: Calibration) -> Iterator[None]:
    before = CALIBRATED[MODEL]
    CALIBRATED[MODEL] = limits
    try:
        yield
    finally:
        CALIBRATED[MODEL] = before


def _ask_gold(library: Library, questions: Sequence[GoldQuestion]) -> tuple[tuple[float, float], int]:
    right = wrong = missed = false = 0
    for question in questions:
        answer = library.ask(question.question)
        items = [item for item in (answer.listing.items if answer.listing else ()) if item.verdict is Verdict.DID]
        if question.kind == "unanswerable":
            false += answer.listing is not None and answer.status is Status.ANSWERED
        elif question.kind == "list":
            fits = [[item for item in items if {item.name, item.parent} & set(group)] for group in question.answers]
            right += sum(map(bool, fits))
            missed += sum(not fit for fit in fits)
            wrong += sum(not any(item in fit for fit in fits) for item in items)
    return (right / max(right + wrong, 1), right / max(right + missed, 1)), false


def document(trials: Sequence[Trial]) -> list[dict[str, Any]]:
    return [
        {
            "telling": one.limits.telling,
            "alone": one.limits.alone,
            "share": one.limits.share,
            "score": one.limits.score,
            "gold": {"precision": round(one.gold[0], 3), "recall": round(one.gold[1], 3)},
            "invented": {"precision": one.invented[0], "recall": one.invented[1]},
            "false_answers": one.false_answers,
        }
        for one in trials
    ]


def show(trials: Sequence[Trial], console: Console) -> None:
    table = Table("telling", "alone", "share", "score", "gold P", "gold R", "invented P", "invented R", "false answers")
    for one in trials:
        limits = (one.limits.telling, one.limits.alone, one.limits.share, one.limits.score)
        figures = (*one.gold, *one.invented)
        table.add_row(*map(str, limits), *(f"{figure:.3f}" for figure in figures), str(one.false_answers))
    console.print(table)
