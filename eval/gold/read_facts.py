"""Gold questions for facts, put to the pages that they ask: what the product reads for each, and which of the sentences
hold the evidence. For learning from; left out: what the product then answers (`eval.run`)."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.gold.folding import fold
from eval.gold.questions import LIST, GoldQuestion, load_gold
from eval.piles import opened
from rag.answers.fitting.tenure import timeless
from rag.answers.outcome import Task
from rag.answers.scope import scope
from rag.answers.sentences.evidence import Sentence, likely_sentences
from rag.answers.wording import Wording
from rag.library import Library
from rag.questions.query import understand
from rag.types import Filters, Kind, Report, Span, Turn

Asked = tuple[Path, Path]  # a gold file, and the pages that it asks
_BY_FACT = (Kind.FIGURE, Kind.WHO, Kind.WHEN, Kind.OPEN)


@dataclass(frozen=True, slots=True)
class Read:
    """A question as the product reads it: the sentences that may answer, and whether each holds what was to be told."""

    task: Task
    likely: Sequence[Sentence]
    right: Sequence[bool]


@contextmanager
def piled(pages: Path) -> Iterator[Library]:
    """A library over the pages, gone when the block ends."""
    print(f"reading {pages}", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="xiangwen-gold-") as folder, opened(Path(folder)) as library:
        library.ingest([str(pages)])
        yield library


def by_pages(asked: Sequence[Asked], *, lists: bool = False) -> dict[Path, list[GoldQuestion]]:
    """The questions of all gold files on the same pages together: all but lists, or with `lists` those and the
    questions without an answer. Raises `BadGold`."""
    found: dict[Path, list[GoldQuestion]] = {}
    for gold, pages in asked:
        wanted = (one for one in load_gold(gold) if not one.answerable or (one.kind == LIST) == lists)
        found.setdefault(pages, []).extend(wanted)
    return found


def read(library: Library, text: str, turns: Sequence[Turn], told: Sequence[str]) -> Read | None:
    """One question read; `told` is what a right sentence says. None where it asks for no fact, or nothing is read."""
    pile = library.pile()
    with pile.store.snapshot():
        query = timeless(understand(text, turns, pile))
        if query.kind not in _BY_FACT:
            return None
        filtered, allowed = scope(query, pile, Filters())
        likely, _ = likely_sentences(query, pile, allowed, filtered)
        right = [holds_one(sentence.passage.report, sentence.span, told) for sentence in likely]
        return Read(Task(query, pile, allowed, Wording(query.lang), filtered), likely, right) if likely else None


def turns_of(question: GoldQuestion) -> list[Turn]:
    return [Turn(turn.role, turn.content) for turn in question.history]


def holds_one(report: Report, span: Span, told: Sequence[str]) -> bool:
    """Whether one of the strings stands in a span of a report, in either script."""
    quote = fold(report.text[slice(*span)])
    return any(quote.occurrences(one) for one in told)
