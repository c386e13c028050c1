"""Question → answer: the way is chosen by the kind of question; every answer leaves through the citation gate."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from rag.answers import refusal
from rag.answers.citations import check
from rag.answers.draft import Draft
from rag.answers.gate.grounding import grounded
from rag.answers.more import more, shown_before
from rag.answers.outcome import Outcome, Task, not_found
from rag.answers.scope import scope
from rag.answers.ways.about import about_report, asks_about_report
from rag.answers.ways.catalogue import catalogue
from rag.answers.ways.comparison import comparison
from rag.answers.ways.definitions import definition
from rag.answers.ways.facts import fact
from rag.answers.ways.lists import likely_list, part_list, place_list, whole_parts
from rag.answers.ways.located import asks_where, located
from rag.answers.ways.most_reported import most_reported
from rag.answers.ways.one_thing import asks_place_of, one_thing
from rag.answers.ways.parts import counts_its_parts
from rag.answers.ways.seen_places import seen_places
from rag.answers.ways.superlative import asks_most, superlative
from rag.answers.ways.told_count import with_told_count
from rag.answers.ways.travellers import travellers
from rag.answers.wording import Wording
from rag.questions.lists_of_places import asks_how_many
from rag.questions.query import understand, widened
from rag.search.pile import Pile
from rag.types import Answer, Degraded, Filters, Gate, Inferable, Kind, Report, Source, Status, Turn

_ALL = Filters()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came, with the conversation before it (oldest first). `ignored` are the filters that the
    question names itself and that are not to be kept to."""

    question: str
    history: Sequence[Turn] = ()
    filters: Filters = _ALL
    include_hits: bool = False
    ignored: frozenset[Inferable] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A question understood, with what the reports themselves say to it: before, and without, any language model."""

    asked: Asked
    task: Task
    outcome: Outcome
    ignored: Filters
    timings_ms: dict[str, float]


@dataclass(frozen=True, slots=True)
class Written:
    """What a language model made of it: its draft (None: nothing of the model's is shown), and how that went."""

    draft: Draft | None
    model: str
    gate: Gate | None
    degraded: Degraded | None
    milliseconds: float


def find(asked: Asked, pile: Pile, full: str | None = None) -> Found:
    """What the reports say, all of one moment. `full` is the question written out, where a follow-up has been; else
    rules do it.

    Raises `EmptyQuestion`, `QuestionTooLong`, `BadFilter`.
    """
    with pile.store.snapshot():
        return _find(asked, pile, full)


def _find(asked: Asked, pile: Pile, full: str | None) -> Found:
    began = time.perf_counter()
    query = understand(asked.question, asked.history, pile)
    if full is not None:
        query = replace(understand(full, (), pile), question=query.question, lang=query.lang)
    named, query = query.inferred, widened(query, asked.ignored)
    filtered, allowed = scope(query, pile, asked.filters)
    understood = time.perf_counter()
    shown = shown_before(asked.question, asked.history)
    task = Task(query, pile, allowed, Wording(query.lang), filtered, shown=shown)
    outcome = more(task, _answer)
    outcome = _read_as(task, replace(outcome, draft=grounded(outcome.draft, pile)))
    timings = {"understand": _ms(understood - began), "answer": _ms(time.perf_counter() - understood)}
    return Found(asked, task, outcome, _without(named, query.inferred), timings)


def _read_as(task: Task, outcome: Outcome) -> Outcome:
    """The outcome with a name that was read as another one said first."""
    note = "".join(task.wording.read_as(*slip) for slip in task.query.misspelt)
    if not note:
        return outcome
    if not outcome.draft.pieces:
        return replace(outcome, reason=f"{note}{outcome.reason or ''}")
    return replace(outcome, draft=outcome.draft.under(note))


def finish(found: Found, written: Written | None = None) -> Answer:
    """The answer object, checked: of the reports' own words, or of what a language model has written."""
    query, pile, outcome = found.task.query, found.task.pile, found.outcome
    shown = written.draft if written else None
    draft = shown or outcome.draft
    made = Answer(
        id=_answer_id(found, draft.text if shown else "", pile.index.version),
        question=found.asked.question,
        question_resolved=query.resolved,
        kind=query.kind,
        status=outcome.status,
        reason=outcome.reason,
        mode="llm" if shown else "extractive",
        lang=query.lang,
        text=draft.text or (outcome.reason or ""),
        sources=tuple(source_of(n, report, pile) for n, report in enumerate(draft.reports, 1)),
        citations=tuple(draft.citations),
        listing=outcome.listing,
        filters_applied=found.asked.filters,
        filters_inferred=query.inferred,
        index_version=pile.index.version,
        timings_ms=found.timings_ms | ({"model": written.milliseconds} if written else {}),
        hits=outcome.hits if found.asked.include_hits else (),
        model=written.model if written and shown else None,
        degraded=written.degraded if written else None,
        gate=written.gate if written else None,
        filters_ignored=found.ignored,
    )
    # The reports as they were read: one that has left the pile since was in it when the question was answered.
    return check(made, {report.id: report for report in draft.reports}.__getitem__)


def _answer(task: Task) -> Outcome:
    query = task.query
    if not task.pile.report_count:
        return not_found(task.wording.empty_pile())
    if reports := catalogue(task) or most_reported(task):
        return reports
    if query.parts and not (query.parts[0].is_apart and asks_about_report(query.shadow)):
        return comparison(task, _alone)
    if query.foreign:
        return not_found(refusal.reason(task))
    if task.allowed is not None and not task.allowed:
        return not_found(task.wording.filtered_out())
    outcome = about_report(task) if asks_about_report(query.shadow) else None
    return outcome or _alone(task)


def _alone(task: Task) -> Outcome:
    """The answer to a question that compares nothing, by its kind."""
    query = task.query
    if thing := one_thing(task):
        return thing
    if seen := seen_places(task) or travellers(task):
        return seen
    if not query.terms and not asks_about_report(query.shadow):
        return not_found(refusal.reason(task))
    if query.kind is Kind.LIST:
        return _places(task) if query.wants_places else _parts_or_fact(task)
    told = whole_parts(task) if query.kind in (Kind.DEFINITION, Kind.OPEN) else None
    return told or (definition(task) if query.kind is Kind.DEFINITION else fact(task))


def _places(task: Task) -> Outcome:
    if asks_most(task.query.shadow):
        return superlative(task, _alone) or _uncompared(task, place_list(task))
    listed = place_list(task)
    counted = with_told_count(task, listed)
    if counted is not listed:
        return counted
    if asks_place_of(task) and not _names_its_places(listed):  # whose report speaks of it is not where it is
        return located(task) or not_found(refusal.reason(task))
    if asks_how_many(task.query.shadow) and not _says_who(listed):
        told = fact(replace(task, query=replace(task.query, kind=Kind.FIGURE, measure="个")))
        if told.status is Status.ANSWERED:
            return told
    if listed.status is not Status.NOT_FOUND:
        return listed
    found = located(task) if asks_where(task.query.shadow) else None
    return found or likely_list(task) or listed


def _names_its_places(listed: Outcome) -> bool:
    """Whether a list has a place whose sentence names it."""
    quotes = "".join(citation.quote for citation in listed.draft.citations)
    return listed.listing is not None and any(item.name in quotes for item in listed.listing.items)


def _uncompared(task: Task, listed: Outcome) -> Outcome:
    """A list where the place with the most was asked for, and nobody gives a figure."""
    if listed.status is not Status.ANSWERED:
        return listed
    return replace(listed, status=Status.PARTIAL, reason=task.wording.not_comparable())


def _says_who(listed: Outcome) -> bool:
    """Whether a list has a place of which a report speaks in the question's own words."""
    return listed.listing is not None and any(not item.paraphrase for item in listed.listing.items)


def _parts_or_fact(task: Task) -> Outcome:
    parts = part_list(task)
    if parts is None and any(map(counts_its_parts, task.query.names)):
        return not_found(refusal.reason(task))  # a sentence that only uses the idiom tells none of its parts
    return parts or fact(task)


def _without(filters: Filters, others: Filters) -> Filters:
    """The filters that are not among the others."""
    kept = {item.name: getattr(filters, item.name) for item in fields(filters) if not getattr(others, item.name)}
    return Filters(**kept)


def source_of(n: int, report: Report, pile: Pile) -> Source:
    """The report as the `n`-th source of an answer."""
    meta = report.metadata
    return Source(
        n=n,
        report_id=report.id,
        title=report.title,
        publisher=meta.publisher,
        author="、".join(meta.authors) or None,
        published=meta.published,
        url=meta.url,
        page=report.page,
        places=tuple(place.name for place in report.places),
        text_sha256=report.text_sha256,
        also_reported_by=pile.also_reported_by(report),
    )


def _answer_id(found: Found, written: str, version: str) -> str:
    query = found.task.query
    told = repr((query.question, query.resolved, found.asked.filters, found.ignored, version))
    told += written  # a language model may put it differently the next time
    return "ans_" + hashlib.sha256(told.encode()).hexdigest()[:16]


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)
