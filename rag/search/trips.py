"""Which places a list names where it asks who went elsewhere to see and learn (哪些镇外出考察过), but not where to.

What is done elsewhere is no doing of the places seen; the doer stands before the going, and where they went must be
another place than its own or one that it lies in. Left out: questions that name the place gone to, visitors' own
reports of what they saw (`visits.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rag.language.regex import regex
from rag.search.attribution import doers
from rag.search.doer import Doer
from rag.search.pile import Passage, Pile
from rag.search.query import Query
from rag.search.terms import Term, coverage
from rag.search.visits import ALL_LEARNING, goes_at, gone_to
from rag.types import Span

_AWAY = r"外地|外[省市县乡镇]|别处|(?:别的|其[他它])(?:地方|[省市县区镇乡村]|乡镇)|兄弟(?:乡镇|[市县区镇乡村])|先进地区"
_ASKED = regex(
    rf"(?<!被)(?:外出|出去|走出去|(?:去|到|赴|往|前往)(?:了|过)?(?:{_AWAY}))[^,，。?？]{{0,6}}?(?:{ALL_LEARNING})(?![生校])"
)
_ELSEWHERE = regex(rf"{_AWAY}|多地|各地|先进(?:[县镇村]|乡镇)")
# A county's or a city's people go; whose report it is tells nothing of who they are.
_DELEGATION = regex(r"[省市县区](?:委(?!员)|政府|政协|人大|党政|(?:代表|考察|学习|参观)[团组])")
_LED = regex(r"带领|带队|率队|率领|一行")
# Of a question for such trips no topic: that people went, and who.
_OF_TRIPS = frozenset(
    "外地 外出 出去 别的 别处 外省 外县 兄弟 先进 地方 地区 干部 村干部 组织 带队 亲自 团"
    " 考察 学习 参观 观摩 取经 借鉴 交流 经验".split()
)
_TOPIC = 0.5  # weighted share of what was learnt that stands in the sentence, beside it or in the headline


@dataclass(frozen=True, slots=True)
class Trip:
    """A sentence that tells of going elsewhere to learn: its place in the report, the word for going in it, and whose
    trip it is."""

    passage: Passage
    span: Span
    at: Span
    doer: Doer


def asks_trips(question: str) -> bool:
    """Whether a list's question asks who went to learn anywhere else.

    >>> asks_trips("哪些镇去外地考察取经了?"), asks_trips("哪些村被别的乡镇参观学习过?")
    (True, False)
    """
    return _ASKED.search(question) is not None


def is_led(sentence: str) -> bool:
    """Whether a sentence tells who led people there, which is told of trips that were made."""
    return _LED.search(sentence) is not None


def trips(query: Query, pile: Pile, allowed: AbstractSet[str] | None) -> Iterator[Trip]:
    """Every trip elsewhere that reports tell of, about what is asked."""
    learnt = [term for term in query.terms if term.text not in _OF_TRIPS and not term.is_name]
    words = [ALL_LEARNING.split("|")]
    for report_id in sorted({chunk.report_id for chunk in pile.store.chunks(pile.index.with_any(words, allowed))}):
        passage = pile.passage(report_id)
        for span in passage.sentences:
            sentence = passage.shadow[slice(*span)]
            at = goes_at(sentence)
            if at is None or not _is_about(learnt, passage, span):
                continue
            for doer in doers(pile, passage.report, (passage.before(span[0]), sentence[: at[0] + 1]), at, query.level):
                of_larger = _DELEGATION.search(sentence[: at[0]]) and doer.name not in sentence[: at[0]]
                if not doer.spoken_of and not of_larger and _is_elsewhere(pile, sentence, doer):
                    yield Trip(passage, span, at, doer)


def _is_about(learnt: list[Term], passage: Passage, span: Span) -> bool:
    if not learnt:
        return True
    at = passage.sentences.index(span)
    beside = passage.sentences[max(at - 1, 0) : at + 2]
    text = f"{passage.title_shadow}\n{passage.shadow[beside[0][0] : beside[-1][1]]}"
    return coverage(learnt, text) >= _TOPIC


def _is_elsewhere(pile: Pile, sentence: str, doer: Doer) -> bool:
    """Whether the place gone to is another than the doer, and none that it lies in."""
    where = gone_to(sentence)
    if not where or _ELSEWHERE.search(where):
        return True  # 外出考察
    names = {name for place in pile.place_names(where) for name in (place.name, *(one.name for one in place.places))}
    return doer.name not in where and not names <= {doer.name, *doer.within}
