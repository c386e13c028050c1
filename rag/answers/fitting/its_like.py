"""Things told from their likes by a number (新麦45号, 新麦55号): what is told of one is no answer about another."""

from __future__ import annotations

import re

from rag.answers.fitting.answer_type import fits
from rag.language.regex import regex
from rag.questions.query import Query

_NUMBERED = regex(r"(?P<stem>[^\d]+)(?P<number>\d+)(?P<tail>[^\d]*)")


def tells_of_its_like(query: Query, text: str) -> bool:
    """Whether a sentence (a shadow) tells what is asked of another of the series: it does not name the one asked, or
    not in the part that has what is asked."""
    return any(_is_of_another(query, term.text, text) for term in query.names)


def _is_of_another(query: Query, name: str, text: str) -> bool:
    found = _NUMBERED.fullmatch(name)
    if found is None:
        return False
    series = re.compile(rf"{re.escape(found['stem'])}(\d+){re.escape(found['tail'])}")
    members = list(series.finditer(text))
    others = [member for member in members if member[1] != found["number"]]
    own = [member for member in members if member[1] == found["number"]]
    if not others or not own:
        return bool(others)
    starts = [member.start() for member in others]
    parts = [(one.start(), min((at for at in starts if at > one.start()), default=len(text))) for one in own]
    return not any(fits(query, text[slice(*part)]) for part in parts)
