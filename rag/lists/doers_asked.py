"""Whose doing a sentence tells, of those that a list asks for: places of its level, hosts, offices.

Left out: whose it is whoever asks (`whose/attribution.py`).
"""

from __future__ import annotations

from dataclasses import replace

from rag.lists.asked.honours import is_a_villages
from rag.lists.asked.least_amount import bars
from rag.lists.doer import Doer
from rag.lists.organisations import organisations
from rag.lists.whose.antecedents import these
from rag.lists.whose.attribution import doers
from rag.lists.whose.visits import asks_host, is_host
from rag.questions.query import Query
from rag.search.pile import Pile
from rag.types import Level, Report, Span, Verdict


def doers_asked(query: Query, pile: Pile, report: Report, text: tuple[str, str], at: Span) -> list[Doer]:
    """Whose doing the topic at `at` of a sentence is; `text` as in `attribution.doers`."""
    if query.organisation is not None:
        return organisations(report, pile.passage(report.id).shadow, text[1], at, query.organisation)
    found = doers(pile, report, text, at, query.level)
    if query.level is Level.TOWN:
        found = [one for one in found if not is_a_villages(query.shadow, text[1], one.name)]
    if asks_host(query.shadow):
        return [replace(one, spoken_of=False) for one in found if is_host(text[1], one.name)]
    if bars(query.shadow):  # its own amount, or none
        return [one for one in found if not one.spoken_of and not these(text[1], at[0])]
    return found


def hosts_verdict(query: Query, verdict: Verdict, *, denied: bool = False) -> Verdict:
    """Who is asked for being visited was, wherever others are only shown what is there."""
    is_shown = verdict is Verdict.MENTIONED and not denied
    return Verdict.DID if is_shown and asks_host(query.shadow) else verdict
