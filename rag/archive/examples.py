"""Questions to begin with, made of the pile's own programmes and figures: only such as the pile answers.

Each is asked before it is shown, so a list lists several places and a figure is the one it was made of. They are
Chinese, as the reports are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.answers.answer import Asked, Found, find
from rag.language.regex import regex
from rag.search.pile import Pile
from rag.types import Level, Report, Status, Verdict

MOST = 4  # examples: what a first screen shows at a glance
_LISTS_TRIED = 4  # programmes asked for, best attested first
_FIGURES_TRIED = 4  # figures asked for
_SEVERAL = 2  # places that make a list
# What is asked of as it stands: 粮食产量, 全镇茶园面积. Elsewhere the words before a number are half a clause.
_MEASURED = regex(r"(?:全[省市县区乡镇村])?([一-鿿]{2,6}(?:面积|存栏|出栏|产量|总产|产值|收入|总额|人口))")


def examples(pile: Pile, programmes: Sequence[str]) -> tuple[str, ...]:
    """At most `MOST` questions, a list question first where there is one. `programmes` are ids, best attested first."""
    lists = [listed for core in programmes[:_LISTS_TRIED] if (listed := _several(f"哪些地方开展了“{core}”？", pile))]
    reports = [report for found in lists for report in found.outcome.draft.reports]
    wanted = (
        (found.asked.question for found in lists),
        _figures(pile, reports),
        _definitions(pile, programmes[:_LISTS_TRIED]),
        _in_a_county(pile, lists[1:] or lists),
        (found.asked.question for found in lists[1:]),
    )
    chosen: list[str] = []
    for questions in wanted:
        chosen += [question for question in (next(questions, None),) if question and question not in chosen]
    return tuple(chosen[:MOST])


def _several(question: str, pile: Pile) -> Found | None:
    """The list, if it has several places."""
    found = find(Asked(question), pile)
    listing = found.outcome.listing
    return found if listing is not None and listing.matched >= _SEVERAL else None


def _figures(pile: Pile, reports: Sequence[Report]) -> Iterator[str]:
    """Figures that towns' reports tell, asked for by town: those that are found again."""
    tried = 0
    for report in reports:
        place = report.places[-1] if report.places else None
        if place is None or place.level is not Level.TOWN:
            continue
        for row in pile.store.figures_of(report.id):
            measured = _MEASURED.fullmatch(row.what)
            if not measured:
                continue
            question = f"{place.name}的{measured[1]}是多少？"
            proofs = find(Asked(question), pile).outcome.draft.proofs
            if proofs and proofs[0].span[0] <= row.span[0] < proofs[0].span[1] and proofs[0].report.id == report.id:
                yield question
            tried += 1
            if tried == _FIGURES_TRIED:
                return


def _definitions(pile: Pile, programmes: Sequence[str]) -> Iterator[str]:
    for core in reversed(programmes):  # the first one is asked for as a list
        question = f"什么是“{core}”？"
        if find(Asked(question), pile).outcome.status is Status.ANSWERED:
            yield question


def _in_a_county(pile: Pile, lists: Sequence[Found]) -> Iterator[str]:
    """The list of a single county, where its towns are among those that did."""
    for found in lists:
        items = found.outcome.listing.items if found.outcome.listing else ()
        for county in dict.fromkeys(item.parent for item in items if item.parent and item.verdict is Verdict.DID):
            question = f"{county}{found.asked.question}"
            if find(Asked(question), pile).outcome.status is Status.ANSWERED:
                yield question
