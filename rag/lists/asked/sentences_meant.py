"""Which sentences a list may read: telling the honour asked, or of learning where that is asked, nothing left out."""

from __future__ import annotations

from functools import lru_cache

from rag.index.tokenizing import words
from rag.language.rarity import rarity
from rag.lists.asked.honours import tells_honour
from rag.lists.asked.list_topic import RARE
from rag.lists.whose.visits import asks_learner, tells_learning
from rag.questions.interrogatives import NOT_MEANT
from rag.questions.query import Query


def is_meant(query: Query, sentence: str) -> bool:
    """Whether a sentence (a shadow) tells the honour or the learning asked, and nothing that is left out."""
    if asks_learner(query.shadow) and not tells_learning(sentence):
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
