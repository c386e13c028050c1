"""Clauses of a sentence: the stretches between its commas and stops."""

from __future__ import annotations

from rag.language.regex import regex
from rag.types import Span

_BREAK = regex(r"[,，。;；:：!！?？\n]")
_BREAKS = ",，。;；:：!！?？\n"


def clause_span(text: str, at: Span) -> Span:
    """The clause of `text` that holds the span `at`: from the break before it to the break behind it."""
    start = min(at[0], len(text))
    while start > 0 and text[start - 1] not in _BREAKS:  # a clause is short: no need to look for each mark in turn
        start -= 1
    behind = _BREAK.search(text, at[1])
    return (start, behind.start() if behind else len(text))


def clause_before(text: str, start: int) -> int:
    """Where the clause begins that stands before the one which begins at `start`; 0 for the first clause."""
    return clause_span(text, (max(start - 1, 0), max(start - 1, 0)))[0]
