"""A comparison: each thing named is asked of alone, its sentences stand in a row of its own, with their proofs.

A thing of which nothing is found has a row that says so. Where each has one figure in one unit, the last row says which
is the largest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.answers import refusal
from rag.answers.draft import Draft, Proof, quoted
from rag.answers.outcome import Outcome, Task, not_found
from rag.answers.scope import reports_asked
from rag.answers.ways.larger import Measured, measured, ordered, telling
from rag.language.script import shadow
from rag.questions.coordination import Part
from rag.questions.query import YEAR, Query, understand
from rag.types import Kind, Status

# Sentences of a row at most: of a fact the best and a second opinion; a definition or a list is shown whole.
_A_ROW = {Kind.FIGURE: 2, Kind.WHO: 2, Kind.WHEN: 2, Kind.OPEN: 3, Kind.COMPARE: 2}


@dataclass(frozen=True, slots=True)
class Row:
    """A thing compared, what is asked of it alone, and the sentences that say it."""

    name: str
    query: Query
    proofs: tuple[Proof, ...]


def comparison(task: Task, alone: Callable[[Task], Outcome]) -> Outcome:
    """Rows in the order of the question; `alone` answers a question that compares nothing."""
    rows = [row_of(task, part, alone) for part in task.query.parts]
    missing = [row.name for row in rows if not row.proofs]
    apart = any(part.is_apart for part in task.query.parts)
    if len(missing) == len(rows) or (missing and not apart and not _are_places(task)):
        whole = alone(replace(task, query=replace(task.query, parts=())))
        return whole if whole.status is not Status.NOT_FOUND else not_found(refusal.reason(task), whole.hits)
    draft = Draft()
    for names, proof in _shared(rows):
        draft.line()
        draft.say("、".join(task.wording.label(name, None) for name in names) + task.wording.colon())
        draft.state(quoted(proof), [proof])
    for name in missing:
        draft.line()
        draft.say(f"{name}{task.wording.colon()}{task.wording.missing()}")
    if not missing and not apart:
        _say_largest(task, rows, draft)
    reason = f"{'、'.join(missing)}{task.wording.colon()}{task.wording.missing()}" if missing else None
    return Outcome(Status.PARTIAL if missing else Status.ANSWERED, draft, reason)


def _are_places(task: Task) -> bool:
    """Whether what is compared are places: of another thing, the whole question may find what its part does not."""
    places = {place.name for place in (*task.query.named, *task.query.mentioned)} | set(task.query.foreign)
    return all(any(place in part.name for place in places) for part in task.query.parts)


def row_of(task: Task, part: Part, alone: Callable[[Task], Outcome]) -> Row:
    """What is asked of one thing, answered alone; without proofs where nothing is found."""
    query = replace(understand(part.question, (), task.pile), lang=task.query.lang, parts=())
    allowed = reports_asked(query, task.pile, task.filtered)
    if query.foreign or not query.terms or (allowed is not None and not allowed):
        return Row(part.name, query, ())
    outcome = alone(replace(task, query=query, allowed=allowed, most=_A_ROW.get(query.kind)))
    if outcome.status is Status.NOT_FOUND:
        return Row(part.name, query, ())
    proofs = outcome.draft.proofs
    if query.kind is Kind.FIGURE:
        proofs = telling(query, proofs) or proofs[:1]  # asked alone, it would be shown: a row does not deny it
    return Row(part.name, query, tuple(proofs[: _A_ROW.get(query.kind)]))


def _shared(rows: Sequence[Row]) -> list[tuple[list[str], Proof]]:
    """(names, proof) in order; a sentence that speaks of several stands once, under all their names."""
    found: dict[tuple[str, int], tuple[list[str], Proof]] = {}
    for row in rows:
        for proof in row.proofs:
            found.setdefault((proof.report.id, proof.span[0]), ([], proof))[0].append(row.name)
    return list(found.values())


def _say_largest(task: Task, rows: Sequence[Row], draft: Draft) -> None:
    if any(row.query.kind is not Kind.FIGURE for row in rows):
        return
    figures = [measured(row.name, row.query, row.proofs) for row in rows]
    known = ordered([one for one in figures if one])
    if known is None or len(known) < len(rows) or any(_is_year_unsaid(one) for one in known):
        return
    draft.line()
    draft.say(task.wording.compared())
    proofs = [proof for one in known for proof in (one.proof, *_naming(task, one))]
    draft.state(
        task.wording.largest([(one.name, one.written) for one in known]),
        list({(proof.report.id, proof.span): proof for proof in proofs}.values()),
    )


def _naming(task: Task, one: Measured) -> list[Proof]:
    """The sentence before that names the thing whose figure it is, where the figure's own only says 该镇."""
    passage = task.pile.passage(one.proof.report.id)
    if one.name in shadow(one.proof.quote):
        return []
    before = [
        span for span in passage.sentences if span[1] <= one.proof.span[0] and one.name in passage.shadow[slice(*span)]
    ]
    return [Proof(passage.report, before[-1])] if before else []


def _is_year_unsaid(one: Measured) -> bool:
    """Whether a year is compared that the sentence does not say: what tells it, its report's day, cannot be cited."""
    return YEAR.fullmatch(one.name.removesuffix("年")) is not None and one.name not in shadow(one.proof.quote)
