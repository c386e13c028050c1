"""Doings that a list asks for and that cannot be spared: 报名 of 报名建大棚, 分红 of 合作社给贫困户分红.

Where the things asked stand in a sentence, most of the question does; whether they did what was asked, only the word
for that tells, or one near to it: the doing that closes the question, and the one that opens it where it is to do
more (报名|建). Left out: the verb before a thing, which is said in many ways (派驻|工作队: 选派, 驻村), those inside,
which belong to the thing (留守儿童), and names, which carry their doing.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.language.rarity import count, is_doing
from rag.language.regex import regex
from rag.lists.asked.list_topic import HANDLING, OUTCOMES
from rag.lists.listed import Evidence
from rag.questions.places.place_nouns import ONE_NOUN
from rag.questions.query import Query
from rag.questions.words.terms import Term
from rag.search.pile import Pile

_RARE = 0.5  # weight from which a doing is said in its own words (报名 .57, 慰问 .72; 演出 .45)
_DOES_MORE = regex(r"过?了?(?:要|去)?(?:[建修种养办搞做当入开盖栽]|参加|参与|发展|成为|使用|购买)")
_DONE_BY = regex(rf"(?:{ONE_NOUN})(?:都|已经?|在)?$")
_CLOSES = regex(r"[了过]?(?:的|[吗呢啊呀]?[?。!]*$)")
_ONE_OF = regex(r"(?:、|或者?|以及|还是)[^,，。]{0,2}$")  # 宣传、教育或巡查: any of them is enough
_NEAR = 0.4  # cosine from which a word near it may tell it (分红, 奖金: .44)


def doings_asked(query: Query, pile: Pile) -> list[frozenset[str]]:
    """For each doing that cannot be spared the words that tell it; none where a name is asked."""
    placed = sorted(query.terms, key=lambda term: _start_of(term, query))
    if query.names or len(placed) == 1:
        return []
    first, last = placed[0], placed[-1]
    asked = [first] if _is_done_by_them(first, query) else []
    if _CLOSES.match(query.shadow, _end_of(last, query)) and not _ONE_OF.search(query.shadow[: _start_of(last, query)]):
        asked.append(last)
    return [_told_by(term, pile) for term in asked if _is_telling(term)]


def _is_done_by_them(term: Term, query: Query) -> bool:
    """Whether a word stands between the places asked and a further doing of theirs: 哪些村|报名|建."""
    before = query.shadow[: _start_of(term, query)]
    return bool(_DONE_BY.search(before) and _DOES_MORE.match(query.shadow, _end_of(term, query)))


def _start_of(term: Term, query: Query) -> int:
    return query.shadow.find(term.text)


def _end_of(term: Term, query: Query) -> int:
    return _start_of(term, query) + len(term.text)


def _is_telling(term: Term) -> bool:
    word = term.said
    return term.weight >= _RARE and bool(count(word)) and is_doing(word) and word not in HANDLING | OUTCOMES


def _told_by(term: Term, pile: Pile) -> frozenset[str]:
    near = pile.retriever.neighbours(term.spellings, _NEAR)
    return frozenset((*term.spellings, *(word for words in near for word, _ in words)))


def are_told(doings: Sequence[frozenset[str]], pile: Pile, found: Evidence) -> bool:
    """Whether a sentence of a report, or one beside it, has a word for each of the doings."""
    if not doings:
        return True
    text = pile.passage(found.report.id).beside(found.span)
    return all(any(word in text for word in words) for words in doings)
