"""Circumstances in which a list asks what was done: 台风来的时候, 旱情严重时, 因为下大雨, 在食堂里, 冬修水利,哪几个镇….

A report tells them once, in its headline or before, and what was done in sentences of their own: so they must be told
there or beside the sentence, not in it. Rules on shadows. Left out: names of programmes, which say what was done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.language.names import bare
from rag.language.rarity import count
from rag.language.regex import regex
from rag.lists.asked.unsaid import ANYBODY
from rag.lists.listed import Evidence
from rag.questions.query import Query
from rag.questions.words.terms import Term, presence
from rag.search.pile import Pile

# What happens to places, whatever they do about it, and what tells that it did.
_RAIN = "[暴大降]雨|雨[情水势]|[防雨]?汛|洪|涝|台风|水位"
_EVENTS = (
    (regex("台风"), regex("台风|风王|登陆")),
    (regex("[暴大降]雨|下雨|雨天"), regex(_RAIN)),
    (regex("洪[水涝灾]|山洪|汛[情期]|内涝|水灾|发大水"), regex(_RAIN)),
    (regex("旱[情灾]|干旱|大旱|天旱"), regex("旱|高温|缺水")),
    (regex("地震"), regex("地震|余震|震[后区中]")),
    (regex("寒潮|[大暴]雪|冰[冻雹]|霜冻"), regex("寒潮|雪|冰[冻雹]|低温|降温|霜冻")),
    (regex("疫情|非典"), regex("疫|非典")),
)
_WHEN = regex(
    r"[^,，。?？哪]{0,5}?(?:的?时候|之?时|期间|之际|前后|来临|那[回次场年阵天]|的话|[里中内上])(?=[,，]|哪|一共|有)"
)
_BECAUSE = regex(r"(?:因为|由于|遇到|遇上|碰上|碰到|面对|遭遇)[^,，。?？]{0,2}$")
# Whom of all it was done for: 给撤出来的群众, 为受灾的村民.
_WHOM = regex(rf"[^,，。?？的]{{0,2}}的(?:{'|'.join(sorted(ANYBODY))})")
_ASKS = regex(r"哪|有几|几个|多少")
_REST = 0.4  # weight from which what is left tells a topic without its circumstances
_NEAR = 0.5  # cosine from which a word tells the same circumstance (大雨, 暴雨)
_TELLING = 0.4  # weight under which a word of a circumstance tells nothing (护林防火|方面)
_MOST = 0.4  # share of the circumstances' weight that may be told in words nobody knows, if it is no event
_HELD = 0.4  # share of a word of several from which a text has it


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Terms that must be told around a sentence, each with what else tells it."""

    terms: tuple[tuple[Term, re.Pattern[str]], ...] = ()

    @property
    def are_events(self) -> bool:
        """Whether one of them is an event, which no other stands for."""
        return any(_event_of(term) is not None for term, _ in self.terms)


def parted(query: Query, pile: Pile) -> tuple[Query, Circumstances]:
    """The query without the terms of its circumstances, and these; all as it was where nothing would be left."""
    if any(_event_of(name) is None for name in query.names):
        return query, Circumstances()  # a name says what was done, and what else is said is not looked for
    framing = [term for term in query.terms if _frames(term, query)]
    first = [term for term in query.terms if term not in framing and _is_said_first(term, query)]
    rest = [term for term in query.terms if term not in framing]
    # 秸秆还田,哪些镇做到了: what is said first is what is asked where nothing behind it tells as much.
    if first and _heaviest(behind := [term for term in rest if term not in first]) >= _heaviest(first):
        framing, rest = [*framing, *first], behind
    if not framing or _heaviest(rest) < _REST:
        return query, Circumstances()
    telling = (term for term in framing if term.weight >= _TELLING)
    return replace(query, terms=tuple(rest)), Circumstances(tuple((term, _told_by(term, pile)) for term in telling))


def are_around(asked: Circumstances, pile: Pile, found: Evidence) -> bool:
    """Whether the headline, what stands before a sentence or one beside it tells each event among the circumstances,
    and of the other words most (动员年轻人去当兵,哪些镇…)."""
    if not asked.terms:
        return True
    passage = pile.passage(found.report.id)
    text = f"{passage.title_shadow}\n{passage.before(found.span[0])}\n{passage.beside(found.span)}"
    flat = bare(text)
    missing = [term for term, told in asked.terms if presence(term, text, flat) < _HELD and told.search(text) is None]
    spared = _MOST * sum(term.weight for term, _ in asked.terms)
    return not any(map(_event_of, missing)) and sum(term.weight for term in missing) <= spared


def _frames(term: Term, query: Query) -> bool:
    text = query.shadow
    at = text.find(term.text)
    if at < 0:
        return False
    end = at + len(term.text)
    framed = _WHEN.match(text, end) or _WHOM.match(text, end) or _BECAUSE.search(text[:at])
    return _event_of(term) is not None or framed is not None


def _is_said_first(term: Term, query: Query) -> bool:
    """Whether a word stands in a clause of its own before the one that asks: 冬修水利|,哪几个镇…."""
    asks, at = _ASKS.search(query.shadow), query.shadow.find(term.text)
    return asks is not None and at >= 0 and any(mark in query.shadow[at : asks.start()] for mark in ",，")


def _heaviest(terms: Sequence[Term]) -> float:
    return max((term.weight for term in terms), default=0.0)


def _event_of(term: Term) -> tuple[re.Match[str], re.Pattern[str]] | None:
    return next(((found, told) for event, told in _EVENTS if (found := event.search(term.said))), None)


def _told_by(term: Term, pile: Pile) -> re.Pattern[str]:
    event = _event_of(term)
    if event is not None:
        named = term.said.replace(event[0].group(), "")  # 山陀儿台风 is called by its name, too
        return regex(re.escape(named)) if len(named) > 1 else event[1]
    near = pile.retriever.neighbours([word for word in term.spellings if count(word)], _NEAR)
    words = {*term.spellings, *(word for words in near for word, _ in words)}
    return re.compile("|".join(map(re.escape, sorted(words))))
