"""A comparison: one row for each place named, each row with its own proof; a missing row is said to be missing."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from rag.answers import refusal
from rag.answers.draft import Draft, Proof, quoted
from rag.answers.evidence import ranked_sentences
from rag.answers.facts import ANSWERED, TELLING
from rag.answers.outcome import Outcome, Task, not_found
from rag.search.interrogatives import FIGURE_ASKED, RESULT_ASKED
from rag.search.placenames import NamedPlace
from rag.search.query import Query
from rag.types import Kind, Status

_A_ROW = 2  # sentences a place at most
_CLOSE = 2.0  # score (log odds) below the best sentence of a place, for a second one


def compared(query: Query) -> list[NamedPlace]:
    """The places to compare, in the order the question names them."""
    return sorted((*query.named, *query.mentioned), key=lambda place: place.span)


def _asked_of_each(query: Query, names: Set[str]) -> Query:
    """What is asked of every place alike: without the places' own names and the words for results."""
    terms = [term for term in query.terms if term.text not in names and not RESULT_ASKED.fullmatch(term.text)]
    kind = Kind.FIGURE if FIGURE_ASKED.search(query.shadow) else query.kind
    return replace(query, terms=tuple(terms) or query.terms, kind=kind)


def comparison(task: Task) -> Outcome:
    """Rows in the order the question names the places."""
    draft, missing, places = Draft(), [], compared(task.query)
    asked = _asked_of_each(task.query, {place.name for place in places})
    for named in places:
        allowed = task.pile.reports_of(named.places) or task.pile.reports_naming(named.name)
        # Not `task.allowed`: those are the reports of the places that have their own, and would leave the others none.
        if task.filtered is not None:
            allowed &= task.filtered
        one = replace(asked, named=(named,))
        ranked, _ = ranked_sentences(one, task.pile, allowed, task.filtered) if allowed else ([], [])
        rows = [item for item in ranked if item.fits and item.covered >= ANSWERED and item.telling >= TELLING]
        rows = [item for item in rows if item.score >= rows[0].score - _CLOSE]
        draft.line()
        if not rows:
            missing.append(named.name)
            continue
        for sentence in sorted(rows[:_A_ROW], key=lambda item: (item.passage.report.id, item.number)):
            proof = Proof(sentence.passage.report, sentence.span)
            draft.line()
            draft.state(f"{named.name}{task.wording.colon()}{quoted(proof)}", [proof])
    if len(missing) == len(places):
        return not_found(refusal.reason(task))
    for name in missing:
        draft.line()
        draft.say(f"{name}{task.wording.colon()}{task.wording.missing()}")
    reason = f"{'、'.join(missing)}{task.wording.colon()}{task.wording.missing()}" if missing else None
    return Outcome(Status.PARTIAL if missing else Status.ANSWERED, draft, reason)
