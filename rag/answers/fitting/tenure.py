"""Who holds an office now and who held it before: 现任, 原, 曾任, 时任. Rules on shadows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answers.sentences.evidence import Sentence
from rag.answers.sentences.patterns import OFFICE, is_office
from rag.index.tokenizing import words
from rag.language.rarity import is_doing
from rag.language.regex import regex
from rag.questions.query import Query
from rag.types import Kind

_NOW_ASKED = regex(r"现在|目前|现任|如今|眼下|当前|\bcurrent|\bnow\b")
_ONCE_ASKED = regex(
    r"曾|原来|原先|前任|过去|原(?=任|[一-鿿]{0,8}(?:书记|[镇乡县村市局厂校院站所]长|主任))|之前|以前|此前|\bformer"
)
_BEFORE_THAT = regex(r"之前|以前|此前")
_HELD_BEFORE = regex(
    rf"(?:原|(?<![目以之此空])前|时任|当时的|老)[一-鿿]{{0,12}}?{OFFICE}|原[在任系为是]|曾任|曾担任|曾是|时任|历任|先后(?:担?任)|此前(?:的|担?任|是)|卸任|离任|不再担任"
)
_HELD_NOW = regex("现任|现为|现担任|目前|现在|如今|新任|接任|继任")
_MOVED = regex("调任|转任|改任|升任")
_TIMES = frozenset("现任 前任 原任 时任 历任 新任 原".split())
_AS_FULL = 0.1  # covered share that a sentence of the right time may lack


def holds_in_time(question: str, text: str, *, of_person: bool = False) -> int:
    """How well a sentence suits the time at which a question asks for an office: 1, 0, or -1 where it tells of another.
    With `of_person` what somebody holds is asked, not who holds it: 原书记冯立群调任局长 tells it.

    >>> holds_in_time("现任书记是谁?", "原书记田守正说"), holds_in_time("书记现在是谁?", "现任书记田守正说")
    (-1, 1)
    """
    before, now = _HELD_BEFORE.search(text) is not None, _HELD_NOW.search(text) is not None
    now = now or (of_person and _MOVED.search(text) is not None)
    if _asks_once(question):
        return before - now
    if _NOW_ASKED.search(question):
        return 1 if now else -before
    return 0


def holders_in_time(question: str, answering: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that tell who holds an office at the time asked, of the present one the later report's first, as
    long as it holds as much of what is asked. None where all tell of who held it before and the present one is asked.
    """
    if not answering or not (_asks_once(question) or _NOW_ASKED.search(question)):
        return list(answering)
    now = not _asks_once(question)
    of_then = [one for one in answering if holds_in_time(question, one.shadow) > -now]
    if not of_then:
        return list(answering) if "曾" in question else []
    least = of_then[0].covered - _AS_FULL

    def order(one: Sentence) -> tuple[bool, int, int]:
        published = one.passage.report.metadata.published
        return (
            one.covered < least,
            -holds_in_time(question, one.shadow),
            -published.toordinal() if now and published else 0,
        )

    return sorted(of_then, key=order)


def timeless(query: Query) -> Query:
    """The question without the words that only tell when an office was held: 原党委书记 is looked for as 党委书记."""
    if query.kind is not Kind.WHO:
        return query
    terms = [term for term in query.terms if term.text not in _TIMES]
    plain = [
        replace(term, text=term.text[1:], variants=())
        if term.text[0] in "原前现" and is_office(term.text[1:])
        else term
        for term in terms
    ]
    return replace(query, terms=tuple(plain)) if plain else query


def _asks_once(question: str) -> bool:
    """Whether a question asks for who held an office once; not for one held before something else (递补之前)."""
    if _ONCE_ASKED.search(question) is None:
        return False
    before = _BEFORE_THAT.search(question)
    return before is None or not any(len(word) > 1 and is_doing(word) for word in words(question[: before.start()]))
