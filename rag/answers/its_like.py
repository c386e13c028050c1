"""Things told from their likes by a number (新麦45号, 新麦55号): what is told of one is no answer about another."""

from __future__ import annotations

import re

from rag.language.regex import regex
from rag.search.query import Query

_NUMBERED = regex(r"(?P<stem>[^\d]+)(?P<number>\d+)(?P<tail>[^\d]*)")


def tells_of_its_like(query: Query, text: str) -> bool:
    """Whether a sentence (a shadow) names another of the series that the question asks of, and not the one asked."""
    return any(_names_another(term.text, text) for term in query.names if term.text not in text)


def _names_another(name: str, text: str) -> bool:
    found = _NUMBERED.fullmatch(name)
    if found is None:
        return False
    return (
        re.search(rf"{re.escape(found['stem'])}(?!{found['number']}(?!\d))\d+{re.escape(found['tail'])}", text)
        is not None
    )
