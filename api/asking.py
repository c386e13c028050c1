"""What may be asked, checked the same way for HTTP and for the command line: the question's length, days, filters.

Whether a question holds a word, and whether a place exists, is the library's to say.
"""

from __future__ import annotations

import re
from datetime import date

from rag.errors import BadFilter, BadSetting, QuestionTooLong
from rag.types import Filters

MAX_QUESTION = 2_000  # code points; a page of prose, far beyond any question, far below what slows the search
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_day(text: str) -> date:
    """A date as both edges take it, `YYYY-MM-DD` and nothing else. Raises BadFilter."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:  # 2025-02-30: told below, as any other wrong date
        pass
    raise BadFilter(f"日期“{text[:40]}”不对，要写成 2011-09-14", f"bad date {text[:40]!r}: expected YYYY-MM-DD")


def make_filters(place: str | None, since: date | None, until: date | None, source: str | None) -> Filters:
    """The filters of one question from either edge. Blank strings mean no filter. Raises BadFilter."""
    if since and until and since > until:
        raise BadFilter(f"起始日期 {since} 在截止日期 {until} 之后", f"since {since} is after until {until}")
    return Filters(place=(place or "").strip() or None, since=since, until=until, source=(source or "").strip() or None)


def checked_question(text: str) -> str:
    """The question itself, if it is text of the allowed length. Raises BadSetting, QuestionTooLong."""
    try:
        text.encode()
    except UnicodeEncodeError as exc:
        raise BadSetting("问题不是有效的文字（请用 UTF-8）", "the question is not valid text: use UTF-8") from exc
    if len(text) > MAX_QUESTION:
        raise QuestionTooLong(
            f"问题有 {len(text)} 字，最多 {MAX_QUESTION} 字",
            f"question of {len(text)} characters, at most {MAX_QUESTION}",
        )
    return text
