"""Planted faults: one in each stage, to see that the gate turns red and that the comparison tells where.

A gate that has never been red proves nothing. Each fault is patched into the running program, the same questions are
asked of the same pages, and the run is compared with the sound one. Questions: the repository's own, and lists of an
invented pile, since none of the former is longer than ten.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from eval.gold.questions import GoldQuestion, load_gold
from eval.piles import opened
from eval.reporting import compare, html
from eval.run import Evaluation, ask_all
from eval.townships.gold import gold_questions
from eval.townships.halves import HALVES
from eval.townships.pages import make_pages, write
from eval.townships.questions import make_questions
from eval.townships.world import make_world
from rag.index.tokenizing import Tokens, tokens
from rag.language.sentences import sentence_spans
from rag.library import Library
from rag.lists.listing import complete_list
from rag.reports.gazetteer import Gazetteer
from rag.search.fusion import Said, fuse
from rag.search.rerank import Asked, Candidate, Reader, rerank
from rag.types import Span

SAMPLES = Path(__file__).parent / "samples"
_REPORTS = 160  # of the invented pile: enough for a dozen lists longer than ten
_EACH = 6  # questions of a kind asked of it
_CUT = 10  # where the planted listing stops: the k of most retrievers


@dataclass(frozen=True, slots=True)
class Fault:
    """What is broken. `patches` maps dotted names to what stands there instead; one of `shows` has to fall.

    `rereads`: the fault is in what is stored, so the pages are read anew under it. `towns`: asked of the invented pile.
    """

    name: str
    patches: dict[str, Any]
    shows: frozenset[str]
    rereads: bool = False
    towns: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A fault with what the gate saw fall, and the run that it spoiled."""

    fault: Fault
    fallen: tuple[compare.Change, ...]
    run: Evaluation

    @property
    def caught(self) -> bool:
        return any(change.measure in self.fault.shows for change in self.fallen)


def _without_pairs(shadowed: str) -> Tokens:
    return Tokens(tokens(shadowed).words, "")


def _slipped(text: str) -> list[Span]:
    return [(min(start + 1, len(text)), min(end + 1, len(text))) for start, end in sentence_spans(text)]


def _reversed(said: Mapping[int, Said]) -> list[tuple[int, float]]:
    return [(chunk, -score) for chunk, score in reversed(fuse(said))]


def _as_given(
    _asked: Asked, candidates: Sequence[Candidate], _reader: Reader, _compared: int | None = None
) -> list[tuple[int, float]]:
    return [(candidate.found.chunk.id, -float(rank)) for rank, candidate in enumerate(candidates)]


def _worst_first(
    asked: Asked, candidates: Sequence[Candidate], reader: Reader, compared: int | None = None
) -> list[tuple[int, float]]:
    return [(chunk, -score) for chunk, score in reversed(rerank(asked, candidates, reader, compared))]


FAULTS = (
    Fault(
        "tokenizer without bigrams",
        {"rag.index.lexical.bigrams": lambda _: [], "rag.index.indexer.tokens": _without_pairs},
        frozenset({"list_recall", "list_complete"}),
        rereads=True,
    ),
    Fault(
        "spans off by one",
        {"rag.search.pile.sentence_spans": _slipped, "rag.lists.listing.sentence_spans": _slipped},
        frozenset({"citation_whole", "citation_exact"}),
        rereads=True,
    ),
    Fault(
        "fusion reversed",  # seen where the last stage does not mend it
        {"rag.search.retrieve.fuse": _reversed, "rag.search.retrieve.rerank": _as_given},
        frozenset({"ndcg@10", "r@10"}),
    ),
    Fault("reranking reversed", {"rag.search.retrieve.rerank": _worst_first}, frozenset({"ndcg@10", "r@10"})),
    Fault(
        "refusal threshold 0",
        {
            f"rag.answers.ways.worth_telling.{name}": -inf
            for name in ("ANSWERED", "TELLING", "HOPELESS", "LIKELY", "LIKELY_ACCOUNT")
        },
        frozenset({"refused"}),
    ),
    Fault(
        "never refuses",
        {
            "rag.answers.ways.worth_telling.answers": lambda *_: True,
            "rag.answers.ways.worth_telling.is_hopeless": lambda *_: False,
        },
        frozenset({"refused"}),
    ),
    Fault(
        "listing cut at 10",
        {"rag.answers.ways.lists.complete_list": lambda *asked: complete_list(*asked)[:_CUT]},
        frozenset({"list_recall", "list_complete"}),
        towns=True,
    ),
)


def run(faults: Sequence[Fault] = FAULTS) -> list[Seen]:
    """Every fault planted in turn, and its run compared with the sound one over the same questions."""
    with tempfile.TemporaryDirectory(prefix="xiangwen-faults-") as folder, ExitStack() as stack:
        made = Path(folder) / "pages"
        asked = {True: _towns(made), False: load_gold(SAMPLES / "gold.jsonl")}
        pages = {True: made, False: SAMPLES / "reports"}
        piles = {towns: stack.enter_context(_read(pages[towns])) for towns in {fault.towns for fault in faults}}
        sound = {towns: _measured(_evaluated(library, asked[towns])) for towns, library in piles.items()}
        seen = []
        for fault in faults:
            print(fault.name, file=sys.stderr)
            with _planted(fault.patches):
                again = _read(pages[fault.towns]) if fault.rereads else nullcontext(piles[fault.towns])
                with again as library:
                    spoiled = _evaluated(library, asked[fault.towns], fault.name)
            changes = compare.of(sound[fault.towns], _measured(spoiled))
            seen.append(Seen(fault, tuple(compare.regressions(changes)), spoiled))
        return seen


def _towns(folder: Path) -> list[GoldQuestion]:
    """Writes the pages of an invented pile into `folder`; gives the questions about it."""
    rng = random.Random("faults")  # noqa: S311  (reproducible, not secret)
    half = HALVES["tuning"]
    world = make_world(rng, _REPORTS, half, Gazetteer.load().knows)
    asked = make_questions(rng, world, half[0], _EACH)
    write(make_pages(rng, world), folder)
    return gold_questions(asked)


def _evaluated(library: Library, asked: Sequence[GoldQuestion], name: str = "sound") -> Evaluation:
    return Evaluation(Path(name), tuple(ask_all(library, asked)), library.state(), None)


def _measured(evaluation: Evaluation) -> compare.Measured:
    return {one.score.question.id: one.measures for one in evaluation.asked}


@contextmanager
def _planted(patches: dict[str, Any]) -> Iterator[None]:
    with ExitStack() as stack:
        for name, wrong in patches.items():
            stack.enter_context(patch(name, wrong))
        yield


@contextmanager
def _read(pages: Path) -> Iterator[Library]:
    with tempfile.TemporaryDirectory(prefix="xiangwen-faults-") as data, opened(Path(data)) as library:
        library.ingest([str(pages)])
        yield library


def write_pages(seen: Sequence[Seen], folder: Path) -> None:
    """The page of each spoiled run, with what fell at its head."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in seen:
        path = folder / f"{one.fault.name.replace(' ', '-')}.html"
        path.write_text(html.page(one.run, one.fallen), encoding="utf-8")


def show(seen: Sequence[Seen], console: Console) -> None:
    table = Table("fault", "caught", "what fell (before → after)")
    for one in seen:
        fell = ", ".join(f"{change.measure} {change.before:.2f} → {change.after:.2f}" for change in one.fallen)
        table.add_row(one.fault.name, "yes" if one.caught else "NO", fell or "nothing")
    console.print(table)


def document(seen: Sequence[Seen]) -> dict[str, Any]:
    """All faults, ready for `json.dumps`."""
    return {one.fault.name: {"caught": one.caught, "fell": list(map(compare.document, one.fallen))} for one in seen}
