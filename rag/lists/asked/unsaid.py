"""What of a list's question goes without saying where a report tells of the act: people who are moved were in danger,
and are safe where they are brought (把受灾群众|转移|到安全地方). Who they are is told in many words, or only counted.

Left out: that it was people (`conditions_asked.py`).
"""

from __future__ import annotations

from dataclasses import replace

from rag.language.regex import regex
from rag.questions.query import Query
from rag.questions.words.terms import Term

_MOVED = ("转移", "撤离", "疏散", "撤到", "撤至", "撤出", "撤往", "转移安置")
_PEOPLE = ("群众", "村民", "居民", "老百姓", "百姓", "人员", "住户", "乡亲", "灾民")
_UNSAID = frozenset(("受灾", "避险", "安全", "地方", "地带", "紧急", "汛期", "危险", "险区", "及时", *_PEOPLE))
_ANY_PEOPLE, _ANY_MOVED = "|".join(_PEOPLE), "|".join(_MOVED)
MOVES_PEOPLE = regex(
    rf"(?:{_ANY_MOVED})[^,，。?？]{{0,6}}(?:{_ANY_PEOPLE})|(?:{_ANY_PEOPLE})[^,，。?？]{{0,6}}(?:{_ANY_MOVED})(?!就业)"
)
_COUNTED = rf"{_ANY_PEOPLE}|人(?![才口力])|户(?!籍)"
TELLS_OF_PEOPLE = regex(
    rf"(?:{_ANY_MOVED})(?!就业|支付)[^,，。;；:：]{{0,10}}(?:{_COUNTED})|(?:{_COUNTED})[^,，。;；:：]{{0,10}}(?:{_ANY_MOVED})(?!就业)"
)


def as_said(query: Query) -> Query:
    """The query of a list with the terms that a report says."""
    moved = [term for term in query.terms if term.text in _MOVED]
    if not moved or not MOVES_PEOPLE.search(query.shadow):
        return query
    act = replace(moved[0], weight=1.0, variants=tuple(word for word in _MOVED if word != moved[0].text))
    return replace(query, terms=(act, *(one for one in query.terms if one not in moved and not _is_unsaid(one))))


def _is_unsaid(term: Term) -> bool:
    return term.text in _UNSAID or (bool(term.parts) and all(part.text in _UNSAID for part in term.parts))
