"""A gold file held against the pile it asks: does each source exist, do evidence and answers stand in it, is nothing
twice, is nothing both asked for and ruled out, are kind and language known ones.

Form is checked by `eval.gold.questions`, with the same line numbers. Left out: whether an answer is right; a person
says that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from eval.gold.folding import Folded, fold, says
from eval.gold.questions import COMPARE, KINDS, LANGS, OPEN, GoldQuestion, read_gold
from eval.scoring.answers import Pile, page_name
from rag.types import Report

_IN_OTHER_WORDS = frozenset({OPEN, COMPARE})  # their answers are drawn from the reports and need not stand there


def check(gold: Path, reports: Iterable[Report]) -> list[str]:
    """Every fault of the file as `FILE:LINE: fault`, in the order of the lines. Raises `BadGold` for no text file."""
    questions, faults = read_gold(gold)
    if not questions and not faults:
        return [f"{gold.name}:1: no question in it"]
    pile = Pile(reports)
    found = [
        f"{gold.name}:{one.line}: {one.id}: {fault}"
        for one in questions
        for fault in (*_strange(one), *_missing(one, pile))
    ]
    found += [f"{gold.name}:{line}: {fault}" for line, fault in _twice(questions)]
    return sorted(faults + found, key=lambda fault: int(fault.removeprefix(gold.name + ":").split(":")[0]))


def _strange(question: GoldQuestion) -> Iterator[str]:
    """What can be seen without the pile."""
    for name, value, known in (("kind", question.kind, KINDS), ("lang", question.lang, LANGS)):
        if value not in known:
            yield f"{name} {value!r} is none of {', '.join(sorted(known))}"
    wanted = {fold(answer).text for group in question.answers for answer in group}
    for unwanted in question.not_answers:
        if fold(unwanted).text in wanted:
            yield f"{unwanted!r} stands in answers and in not_answers"


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
    if question.sources and question.kind not in _IN_OTHER_WORDS:
        yield from _unsaid(question, pile)


def _unsaid(question: GoldQuestion, pile: Pile) -> Iterator[str]:
    reports = [report for page in question.sources for report in pile.carried_by(page_name(page))]
    texts = [_told(report) for report in reports]
    for group in question.answers:
        if not any(says(text, answer) for answer in group for text in texts):
            yield f"answer {group[0][:30]!r} stands in none of its sources"


def _told(report: Report) -> str:
    """A report's text with its metadata, which answers who wrote it and when."""
    meta = report.metadata
    known = (report.title, *meta.authors, meta.editor, meta.publisher, meta.published and meta.published.isoformat())
    return "\n".join((report.text, *(str(one) for one in known if one)))


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
