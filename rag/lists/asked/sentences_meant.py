"""Which sentences a list may read: telling the honour asked, or of learning where that is asked, nothing left out."""

from __future__ import annotations

from functools import lru_cache

from rag.index.tokenizing import words
from rag.language.rarity import rarity
from rag.language.regex import regex
from rag.lists.asked.honours import tells_honour
from rag.lists.asked.list_topic import RARE
from rag.lists.whose.visits import asks_learner, tells_learning
from rag.questions.interrogatives import NOT_MEANT
from rag.questions.query import Query

_FIRST = regex(r"前(?:\d{1,2}|[一二两三四五六七八九十]{1,2})名")
_LAST = regex(r"后(?:\d{1,2}|[一二两三四五六七八九十]{1,2})名|倒数|垫底")


def is_other_end(question: str, text: str) -> bool:
    """Whether a text (a shadow) ranks places from the other end than a question asks for.

    >>> is_other_end("考评后三名的乡镇有哪些?", "前三名:青石镇"), is_other_end("考评前三名的乡镇?", "前三名:青石镇")
    (True, False)
    """
    asked, other = (_LAST, _FIRST) if _LAST.search(question) else (_FIRST, _LAST)
    return bool(asked.search(question) and other.search(text) and not asked.search(text))


def is_meant(query: Query, sentence: str) -> bool:
    """Whether a sentence (a shadow) tells the honour or the learning asked, ranks from the end asked for, and tells
    nothing that is left out."""
    if asks_learner(query.shadow) and not tells_learning(sentence):
        return False
    if is_other_end(query.shadow, sentence):
        return False
    return not _is_excepted(query, sentence) and tells_honour(query.shadow, sentence)


def _is_excepted(query: Query, sentence: str) -> bool:
    """Whether a sentence tells what the question leaves out: (不算灾后抢通), 抢通道路3条."""
    return any(word in sentence for word in _left_out(query.shadow))


@lru_cache(maxsize=256)
def _left_out(question: str) -> tuple[str, ...]:
    """The telling words of what a question's shadow leaves out."""
    said = [word for found in NOT_MEANT.finditer(question) for word in words(found["what"] or found["inside"])]
    return tuple(word for word in said if len(word) > 1 and rarity(word) >= RARE)
