"""Which place has most: the places of the list, each asked for its figure alone, in the order of what they answer.

Said of figures in one unit only; a place of which no report gives one is left out, for nothing is known of it, and the
list is then not called complete.
Left out: which was first (哪个最早), since dates are told too unlike one another to be put in order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from rag.answers.draft import Draft, Proof, quoted
from rag.answers.outcome import Outcome, Task
from rag.answers.ways.comparison import Row, row_of
from rag.answers.ways.larger import Measured, measured
from rag.language.regex import regex
from rag.language.script import shadow
from rag.lists.doer import Doer
from rag.lists.listed import entries_by
from rag.lists.listing import complete_list
from rag.questions.coordination import each_of
from rag.types import Listing, ListingItem, Status, Verdict

_MOST_PLACES = 60  # asked one by one, some 10 ms each
_SHORT_NAME = 2  # code points of a place's name whose ending belongs to it (张村)
_LEAST = regex(r"最[少小低短]")


def asks_most(question: str) -> bool:
    """Whether a question's shadow asks which place has the most or the least."""
    return bool(each_of(question, [""]))


def superlative(task: Task, alone: Callable[[Task], Outcome]) -> Outcome | None:
    """The places with their figures, the one asked for first; None where none is told. `alone` answers a question that
    compares nothing."""
    entries = entries_by(complete_list(task.query, task.pile, task.allowed), Verdict.DID)
    doers = {f"{entry.doer.parent or ''}{entry.doer.name}": entry.doer for entry in entries[:_MOST_PLACES]}
    rows = [row_of(task, part, alone) for part in each_of(task.query.shadow, list(doers))]
    told = [_told_of(row, doers[row.name]) for row in rows]
    figures = _in_one_unit([found for row, its in zip(rows, told, strict=True) if (found := _figure(row, its, doers))])
    if not figures:
        return None
    figures.sort(key=lambda one: one.value, reverse=_LEAST.search(task.query.shadow) is None)
    draft, items = Draft(), []
    _say_order(task, draft, figures, [doers[one.name].name for one in figures])
    for one in figures:
        doer = doers[one.name]
        draft.line()
        label = task.wording.label(doer.name, doer.parent)
        numbers = draft.state(f"{label}{task.wording.colon()}{quoted(one.proof)}", [one.proof])
        items.append(ListingItem(doer.name, doer.parent, Verdict.DID, numbers))
    listing = Listing(tuple(items), task.scanned, len(items), complete=len(items) == len(entries))
    return Outcome(Status.ANSWERED, draft, listing=listing)


def _told_of(row: Row, doer: Doer) -> list[Proof]:
    """The sentences of a row that tell of its place: they name it, or their report is of it or of a part of it. The sum
    of a town is no village's."""
    stem = doer.name[:-1] if len(doer.name) > _SHORT_NAME else doer.name
    return [
        proof
        for proof in row.proofs
        if stem in shadow(proof.quote) or any(place.name == doer.name for place in proof.report.places)
    ]


def _figure(row: Row, proofs: Sequence[Proof], doers: Mapping[str, Doer]) -> Measured | None:
    return measured(row.name, row.query, proofs, doers[row.name].name)


def _in_one_unit(figures: list[Measured]) -> list[Measured]:
    """Those in the unit that most are told in."""
    units = Counter(one.unit for one in figures)
    return [one for one in figures if one.unit == units.most_common(1)[0][0]]


def _say_order(task: Task, draft: Draft, figures: list[Measured], names: list[str]) -> None:
    if len(figures) == 1:
        draft.say(task.wording.only_figure())
        return
    in_order = [(name, one.written) for name, one in zip(names, figures, strict=True)]
    proofs = list({(one.proof.report.id, one.proof.span): one.proof for one in figures}.values())
    draft.state(task.wording.in_order(in_order), proofs)
