"""Scores one answer against one gold question. Pure functions: no library, no clock, nothing printed.

A question passes when every check that applies to it holds; each check that fails is named (`CHECKS`). A reprint
counts for its original: a citation of one report of a group counts for the pages of the whole group, because the
product cites one of them and names the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from eval.gold.folding import Folded, fold, says
from eval.gold.questions import LIST, GoldQuestion
from rag.language.spans import overlaps
from rag.types import Answer, Citation, ListingItem, Report, Span, Status

# Code points: the shortest name that can stand before a place (旬阳神河镇). One alone makes another place (河西乡).
_QUALIFIER = 2
# Code points: the longest ending a name may go without (旬阳市, 双培双带工程). Three more name a place within it.
_ENDING = 2


class Pile:
    """The reports that were asked, looked up by id, with the pages that carry each or a reprint of it."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = {report.id: report for report in reports}
        self._group_pages: dict[str, set[str]] = {}
        for report in self._reports.values():
            self._group_pages.setdefault(report.group or report.id, set()).update(_own_pages(report))

    def report(self, report_id: str) -> Report | None:
        return self._reports.get(report_id)

    def pages(self, report: Report) -> set[str]:
        return self._group_pages[report.group or report.id]

    def carried_by(self, page: str) -> list[Report]:
        return [report for report in self._reports.values() if page in _own_pages(report)]

    def page_names(self) -> set[str]:
        return set().union(*self._group_pages.values())


def _own_pages(report: Report) -> set[str]:
    return {page_name(appearance.page) for appearance in report.appearances}


def page_name(page: str) -> str:
    """Gold names pages by file name; a store may keep a path."""
    return PurePath(page).name


@dataclass(frozen=True, slots=True)
class Failure:
    """One check that does not hold, and what was seen."""

    check: str
    detail: str


@dataclass(frozen=True, slots=True)
class ListScore:
    """A listing against its gold set: groups met by the items answered with, and those that match a group."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean; 0 where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def exact(self) -> bool:
        return self.precision == 1.0 and self.recall == 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """What one answer was worth. `groups_met` of `groups` answer groups; `listed` for list questions with a listing."""

    question: GoldQuestion
    failures: tuple[Failure, ...]
    groups_met: int
    groups: int
    listed: ListScore | None

    @property
    def passed(self) -> bool:
        return not self.failures


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a slice passed."""

    passed: int
    total: int


@dataclass(frozen=True, slots=True)
class Case:
    """An answer beside its gold question and the pile that gave it."""

    question: GoldQuestion
    answer: Answer
    pile: Pile

    def cited(self, citation: Citation) -> Report | None:
        """The report a citation points to, or None where its number has no source or no such report exists."""
        for source in self.answer.sources:
            if source.n == citation.n:
                return self.pile.report(source.report_id)
        return None

    def citations_of(self, page: str) -> list[tuple[Citation, Report]]:
        found = [(citation, self.cited(citation)) for citation in self.answer.citations]
        return [(citation, report) for citation, report in found if report and page in self.pile.pages(report)]

    def listed(self) -> list[ListingItem]:
        """The items answered with: the first `matched` of the listing, which did it, mean to, or refused to, as the
        question asks; behind them stand those that it only tells of."""
        listing = self.answer.listing
        return list(listing.items[: listing.matched]) if listing else []


def score(question: GoldQuestion, answer: Answer, pile: Pile) -> Score:
    """`pile` holds the reports of the library that gave the answer, so that its citations can be looked up."""
    case = Case(question, answer, pile)
    failures = [Failure(name, detail) for name, check in CHECKS.items() for detail in check(case)]
    met = [group for group in question.answers if group_met(group, answer)]
    return Score(question, tuple(failures), len(met), len(question.answers), _list_score(case))


def group_met(group: Iterable[str], answer: Answer) -> bool:
    """Whether one of the alternatives stands in the answer text, in a cited quote, or as a listing item."""
    quotes = [citation.quote for citation in answer.citations]
    items = answer.listing.items if answer.listing else ()
    return any(
        any(says(text, wanted) for text in (answer.text, *quotes)) or any(names(item, wanted) for item in items)
        for wanted in group
    )


def names(item: ListingItem, wanted: str) -> bool:
    """Whether a listing item is the thing wanted: the same name, with or without what it belongs to.

    旬阳市 is 旬阳; 旬阳市神河镇 is 神河镇; 夏官营镇 within 榆中县 is 榆中县夏官营镇; but 河西乡 is not 西乡.
    """
    name, target = fold(item.name).text.strip('"'), fold(wanted).text.strip('"')
    at = name.find(target)
    rest = len(name) - at - len(target)
    if (at == 0 or at >= _QUALIFIER) and rest <= _ENDING:
        return True
    return target.endswith(name) and (fold(item.parent or "").text + name).endswith(target)


def _status(case: Case) -> Iterator[str]:
    if not case.question.answerable:
        if case.answer.status != Status.NOT_FOUND:
            yield f"the pile has no answer: expected not_found, got {case.answer.status}"
    elif case.answer.status == Status.NOT_FOUND:
        yield f"answerable, got not_found ({case.answer.reason})"


def _no_citation(case: Case) -> Iterator[str]:
    if not case.question.answerable and (case.answer.citations or case.listed()):
        yield f"expected no citation and no item, got {len(case.answer.citations)} and {len(case.listed())}"


def _groups(case: Case) -> Iterator[str]:
    for group in case.question.answers:
        if not group_met(group, case.answer):
            yield "missing " + " | ".join(group)


def has_item_set(case: Case) -> bool:
    return case.question.kind == LIST and case.answer.listing is not None


def _list_recall(case: Case) -> Iterator[str]:
    if has_item_set(case):
        for group in case.question.answers:
            if not _matches(group, case.listed()):
                yield "not listed: " + " | ".join(group)


def _list_precision(case: Case) -> Iterator[str]:
    if has_item_set(case):
        yield from (f"listed, matches no answer: {item.name}" for item in _strangers(case))


def _not_answers(case: Case) -> Iterator[str]:
    for unwanted in case.question.not_answers:
        if any(names(item, unwanted) for item in case.listed()):
            yield f"listed: {unwanted}"
        # A listing may say in words who only plans it or only speaks of it; its answer is the items.
        elif case.answer.listing is None and says(case.answer.text, unwanted):
            yield f"answered: {unwanted}"


def _sources(case: Case) -> Iterator[str]:
    for page in case.question.sources:
        if not case.citations_of(page_name(page)):
            yield f"never cited: {page}"


def _spans(case: Case) -> Iterator[str]:
    for citation in case.answer.citations:
        report = case.cited(citation)
        start, end = citation.report_span
        if report is None:
            yield f"[{citation.n}] has no source, or its report is not in the pile"
        elif not 0 <= start < end <= len(report.text) or report.text[start:end] != citation.quote:
            yield f"[{citation.n}] {start}:{end} of {report.page} is not its quote {citation.quote[:30]!r}"


def _evidence(case: Case) -> Iterator[str]:
    if not case.question.evidence:
        return
    folded: dict[str, Folded] = {}
    for page in case.question.sources:
        cited = case.citations_of(page_name(page))
        for _, report in cited:
            folded.setdefault(report.id, fold(report.text))
        if cited and not any(
            on_evidence(case.question.evidence, citation.report_span, folded[report.id]) for citation, report in cited
        ):
            yield _missed(case, page)


def on_evidence(evidence: Iterable[str], span: Span, text: Folded) -> bool:
    """Whether a span of a text touches one of the evidence strings that stand in it."""
    return overlaps(span, (place for wanted in evidence for place in text.occurrences(wanted)))


def _missed(case: Case, page: str) -> str:
    carried = [fold(report.text) for report in case.pile.carried_by(page_name(page))]
    if any(text.occurrences(evidence) for text in carried for evidence in case.question.evidence):
        return f"no citation touches the evidence in {page}"
    return f"no evidence stands in the stored text of {page}: cleaning took it out, or the gold is wrong"


def _matches(group: Iterable[str], items: Iterable[ListingItem]) -> bool:
    return any(names(item, wanted) for item in items for wanted in group)


def _strangers(case: Case) -> list[ListingItem]:
    return [item for item in case.listed() if not any(_matches(group, [item]) for group in case.question.answers)]


def _list_score(case: Case) -> ListScore | None:
    """None where there is no listing to compare. An empty listing has lost no precision, only recall."""
    if not has_item_set(case):
        return None
    items, groups = case.listed(), case.question.answers
    met = sum(_matches(group, items) for group in groups)
    right = len(items) - len(_strangers(case))
    return ListScore(precision=right / len(items) if items else 1.0, recall=met / len(groups) if groups else 1.0)


CHECKS: dict[str, Callable[[Case], Iterator[str]]] = {
    "status": _status,
    "no_citation": _no_citation,
    "answers": _groups,
    "list_recall": _list_recall,
    "list_precision": _list_precision,
    "not_answers": _not_answers,
    "sources": _sources,
    "spans": _spans,
    "evidence": _evidence,
}


def tally(scores: Sequence[Score], slice_of: Callable[[GoldQuestion], str]) -> dict[str, Tally]:
    """Passed of total for each slice (by kind, by language), slices in alphabetical order."""
    groups: dict[str, list[Score]] = {}
    for item in scores:
        groups.setdefault(slice_of(item.question), []).append(item)
    return {name: Tally(sum(one.passed for one in group), len(group)) for name, group in sorted(groups.items())}
