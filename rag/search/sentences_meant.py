"""Which sentences a list may read: telling the honour asked, nothing left out."""

from __future__ import annotations

from functools import lru_cache

from rag.index.tokenizing import words
from rag.language.rarity import rarity
from rag.language.regex import regex
from rag.search.honours import tells_honour
from rag.search.interrogatives import NOT_MEANT
from rag.search.list_topic import RARE
from rag.search.query import Query

# What is grown or raised, and how a sentence tells that something is: more than that somebody ate it.
_GROWING_ASKED = regex(r"种植?(?![类种族子])|栽[种培植]?|(?<![喂奉抚赡供疗休保营教培])养(?![老生成护育路])殖?")
_GROWN = regex(
    r"[种栽植播殖耕垦]|(?<![营奉抚赡供疗休保滋])养(?![老生护成])|基地|产业|(?<=[\d余多万])[亩株棵箱头只羽尾]|大棚|[果茶药桑菜林]园|丰收|收获|采摘|产量|"
    r"挂果|成熟|盛产|特产|上市|出栏|存栏|长势|苗[圃木]?|合作社|农场|[果菜药粮茶]农"
)


def is_meant(query: Query, sentence: str) -> bool:
    """Whether a sentence (a shadow) tells the honour asked, nothing that is left out, and that a thing is grown where
    that is asked."""
    if _is_excepted(query, sentence) or not tells_honour(query.shadow, sentence):
        return False
    return _GROWING_ASKED.search(query.shadow) is None or _GROWN.search(sentence) is not None


def _is_excepted(query: Query, sentence: str) -> bool:
    """Whether a sentence tells what the question leaves out: (不算灾后抢通), 抢通道路3条."""
    return any(word in sentence for word in _left_out(query.shadow))


@lru_cache(maxsize=256)
def _left_out(question: str) -> tuple[str, ...]:
    """The telling words of what a question's shadow leaves out."""
    said = [word for found in NOT_MEANT.finditer(question) for word in words(found["what"] or found["inside"])]
    return tuple(word for word in said if len(word) > 1 and rarity(word) >= RARE)
