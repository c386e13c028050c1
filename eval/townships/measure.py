"""Lists at scale: invented piles of several sizes are ingested and asked; sets, verdicts, counts and time are scored.

A town counts as listed only with its county right. Verdicts are judged over every town that the pile ties to the topic
(not listed is as wrong as listed with another verdict). Left out: how an answer reads.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.piles import opened
from eval.townships.halves import HALVES
from eval.townships.pages import make_pages, write
from eval.townships.questions import COUNTED, KINDS, Question, make_questions
from eval.townships.world import Key, make_world
from rag.library import Library
from rag.reports.gazetteer import Gazetteer
from rag.types import Answer, Verdict

SIZES = (100, 1_000, 10_000)
EACH = 20  # questions of a kind


@dataclass(frozen=True, slots=True)
class Result:
    """One question with what was listed. `told` counts what the answer says it matched (None: no listing)."""

    question: Question
    listed: dict[Key, Verdict]
    told: int | None
    ms: float

    @property
    def chosen(self) -> set[Key]:
        return {key for key, verdict in self.listed.items() if verdict is self.question.wanted}

    @property
    def missed(self) -> set[Key]:
        return self.question.gold - self.chosen

    @property
    def wrong(self) -> set[Key]:
        return self.chosen - self.question.gold

    @property
    def f1(self) -> float:
        right = len(self.chosen & self.question.gold)
        size = len(self.chosen) + len(self.question.gold)
        return 2 * right / size if size else 1.0


def measure(size: int, seed: int, half: str, each: int = EACH) -> list[Result]:
    """Builds a pile of `size` reports in a temporary folder and asks it about `each` questions of every kind."""
    rng = random.Random(f"{seed}/{size}/{half}")  # noqa: S311  (reproducible, not secret)
    world = make_world(rng, size, HALVES[half], Gazetteer.load().knows)
    questions = make_questions(rng, world, HALVES[half][0], each)
    with tempfile.TemporaryDirectory(prefix="xiangwen-lists-") as folder:
        write(make_pages(rng, world), Path(folder) / "pages")
        with opened(Path(folder) / "data") as library:
            library.ingest([str(Path(folder) / "pages")])
            library.ask(questions[0].text)  # the first one opens the pile
            homes = {
                (town.name, village): (town.county, town.name) for town in world.towns for village in town.villages
            }
            return [_ask(library, question, homes) for question in questions]


def _ask(library: Library, question: Question, homes: Mapping[Key, Key]) -> Result:
    began = time.perf_counter()
    answer = library.ask(question.text)
    ms = (time.perf_counter() - began) * 1000
    listing = answer.listing
    return Result(question, _listed(answer, homes), listing.matched if listing else None, ms)


def _listed(answer: Answer, homes: Mapping[Key, Key]) -> dict[Key, Verdict]:
    """What was listed; a village stands for its town, because 哪些地方 may be answered with either."""
    items = answer.listing.items if answer.listing else ()
    listed: dict[Key, Verdict] = {}
    for item in items:
        key = (item.parent or "", item.name)
        listed.setdefault(homes.get(key, key), item.verdict)
    return listed


def summary(results: Sequence[Result]) -> dict[str, Any]:
    """Figures of one pile: of every kind of question, and of all but those in other words (`all`)."""
    by_kind: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_kind[result.question.kind].append(result)
    same_words = [result for kind in KINDS[:-1] for result in by_kind[kind]]
    return {kind: _figures(by_kind[kind]) for kind in KINDS if by_kind[kind]} | {"all": _figures(same_words)}


def _figures(results: Sequence[Result]) -> dict[str, Any]:
    right = sum(len(one.chosen & one.question.gold) for one in results)
    chosen, gold = sum(len(one.chosen) for one in results), sum(len(one.question.gold) for one in results)
    verdicts = [one.listed.get(key) is verdict for one in results for key, verdict in one.question.truth.items()]
    counts = [abs((one.told or 0) - len(one.question.gold)) for one in results if one.question.kind == COUNTED]
    return {
        "questions": len(results),
        "precision": round(right / chosen, 4) if chosen else 0.0,
        "recall": round(right / gold, 4) if gold else 0.0,
        "f1": round(2 * right / (chosen + gold), 4) if chosen + gold else 0.0,
        "f1_mean": round(statistics.mean(one.f1 for one in results), 4),
        "verdicts": round(sum(verdicts) / len(verdicts), 4) if verdicts else 0.0,
        "count_error": round(statistics.mean(counts), 3) if counts else None,
        "ms_p50": round(statistics.median(one.ms for one in results), 1),
        "ms_max": round(max(one.ms for one in results), 1),
    }


def show(sizes: dict[str, dict[str, Any]], console: Console) -> None:
    columns = ("questions", "precision", "recall", "f1", "f1_mean", "verdicts", "count_error", "ms_p50", "ms_max")
    for size, kinds in sizes.items():
        table = Table("asked", *columns, title=f"{size} reports")
        for kind, figures in kinds.items():
            table.add_row(kind, *(str(figures[column]) for column in columns))
        console.print(table)


def faults(results: Iterable[Result]) -> list[str]:
    """One line for each question with a wrong set, for those who mend the rules."""
    return [
        f"{one.question.kind} | {one.question.text} | missed {_names(one.missed)} | wrong {_names(one.wrong)}"
        for one in results
        if one.missed or one.wrong
    ]


def _names(keys: set[Key]) -> str:
    return "、".join(sorted("/".join(key) for key in keys)[:6]) + f" ({len(keys)})"
