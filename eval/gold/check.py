"""A gold file held against the pile it asks: does each source exist, does the evidence stand in it, is nothing twice.

Form is checked by `eval.gold.questions`, with the same line numbers. Left out: whether an answer is right; a person
says that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from eval.gold.folding import Folded, fold
from eval.gold.questions import GoldQuestion, read_gold
from eval.scoring.answers import Pile, page_name
from rag.types import Report


def check(gold: Path, reports: Iterable[Report]) -> list[str]:
    """Every fault of the file as `FILE:LINE: fault`, in the order of the lines. Raises `BadGold` for no text file."""
    questions, faults = read_gold(gold)
    pile = Pile(reports)
    found = [f"{gold.name}:{one.line}: {one.id}: {fault}" for one in questions for fault in _missing(one, pile)]
    found += [f"{gold.name}:{line}: {fault}" for line, fault in _twice(questions)]
    return sorted(faults + found, key=lambda fault: int(fault.removeprefix(gold.name + ":").split(":")[0]))


def _missing(question: GoldQuestion, pile: Pile) -> Iterator[str]:
    known = pile.page_names()
    gone = [page for page in question.sources if page_name(page) not in known]
    yield from (f"no page {page!r} in the pile" for page in gone)
    if gone:
        return
    texts = [fold(report.text) for page in question.sources for report in pile.carried_by(page_name(page))]
    for evidence in question.evidence:
        if not any(text.occurrences(evidence) for text in texts):
            yield f"evidence {evidence[:30]!r} stands in none of its sources{_elsewhere(evidence, pile)}"
    for page in question.sources:
        own = [fold(report.text) for report in pile.carried_by(page_name(page))]
        if question.evidence and not _any_stands(question.evidence, own):
            yield f"source {page!r} holds none of the evidence"


def _any_stands(evidence: Sequence[str], texts: Sequence[Folded]) -> bool:
    return any(text.occurrences(wanted) for wanted in evidence for text in texts)


def _elsewhere(evidence: str, pile: Pile) -> str:
    """Where it does stand: most often a source was left out."""
    for page in sorted(pile.page_names()):
        if any(fold(report.text).occurrences(evidence) for report in pile.carried_by(page)):
            return f"; it stands in {page!r}"
    return ""


def _twice(questions: Sequence[GoldQuestion]) -> Iterator[tuple[int, str]]:
    first: dict[tuple[str, ...], GoldQuestion] = {}
    for one in questions:
        # Not folded: a question may be asked in both scripts on purpose.
        key = tuple("".join(text.split()) for text in (one.question, *(turn.content for turn in one.history)))
        seen = first.setdefault(key, one)
        if seen is not one:
            yield one.line, f"{one.id}: asks the same as {seen.id} on line {seen.line}"
