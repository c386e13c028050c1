"""Sentences that say a list's topic in other words: 种植烤烟 for 烟叶产业, 助餐点 for 老年食堂.

Each word of the topic is widened to the words near it in the embedding model; every chunk with enough of them is read,
whatever their number. A sentence counts when its words stand for the topic's (each by the nearest one, weighed) and the
sentence as a whole is near the topic; each thing asked must be told, there or around it, by itself or by a word that
keeps it (养羊 is not told by 养殖). Only for topics of common words: a name is a name. The thresholds hold for one
model; where none were calibrated (`python -m eval paraphrase`), nothing is matched. Left out: negation, the
verdict's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rag.language.rarity import count, is_doing, is_thing
from rag.language.regex import regex
from rag.language.sentences import sentence_spans
from rag.questions.places.place_nouns import PLACE_NOUNS
from rag.questions.words.terms import Term
from rag.questions.words.whole_words import stands_as_word
from rag.search.pile import Pile
from rag.types import Chunk, Span

_OR = regex(
    r"[^,，。;；]{0,4}?(?:、|或者?|以及|还是)[^,，。;；]{0,4}"
)  # what stands between two of which one is enough
_MOST_READ = 500  # chunks; about 0.1 s
_NEARER = (0.45, 0.6, 0.8)  # cosines tried one after the other where more chunks than that hold the words
_A_THING = 0.15  # share of the topic from which a word is a thing of its own
# Of these one is never another, whatever is near them and happens alike (因地震受灾 is not 受灾 by a flood).
EVENTS = frozenset("地震 洪水 洪涝 内涝 水灾 暴雨 台风 干旱 旱灾 火灾 冰雹 泥石流 山洪 滑坡 雪灾 疫情 车祸".split())
# Weight under which no word tells a topic alone, nor all together: any report has words near 计划 (.25) and 产业 (.35).
_TELLING, _TOLD = 0.4, 0.7
# Share of the topic and weight from which a thing must be told (大棚: .98; not 题目, that only asks: .60, nor 农户,
# whom many words tell: .74), and the cosine from which a word tells it: 贫困户 (.34) is only met with 食用菌. Set by
# hand, on lists of ten piles of reports.
_NEEDED, _OWN, _TOLD_BY = 0.2, 0.8, 0.345
# Behind these the thing is the same (网格化), or its people are meant (大学生).
_OF_THE_SAME = frozenset("生者员户师工化性型式类业制")
_SAYS_NOT_WHICH = frozenset("困难 问题 难题".split())  # of 饮水困难: those of anything else are others
_KEEPING = "养"
_GROWING, _PAIR = frozenset("养种栽"), 2  # 养羊, 种茶: a verb of one character and what it is done to
_MOST_NEIGHBOURS = 60  # near words of one word; behind these the model names what is merely met with it


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a sentence must reach. `near`: cosine from which a word stands for another, in part. `telling`: how near one
    must come to the topic's most telling word; `alone`: the same where the topic is one word. `share`: of the topic's
    words, each as far as its nearest stands for it (0–1). `score`: that share and the sentence's cosine, added;
    `beside`: the same where other reports do say the topic in its own words. `alike`: the score of a whole chunk read
    again (`likeness.py`); `of_best`: the same as a share of the pile's best, however that is worded."""

    near: float
    telling: float
    alone: float
    share: float
    score: float
    beside: float
    alike: float
    of_best: float


# By the name of the embedding model.
CALIBRATED: dict[str, Calibration] = {
    "builtin": Calibration(
        near=0.3, telling=0.3, alone=0.45, share=0.35, score=0.9, beside=1.1, alike=0.48, of_best=0.70
    )
}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that says the topic in other words: its span in the chunk, and in it the places of the word that
    stands for the topic's most telling one."""

    chunk: Chunk
    span: Span
    places: Sequence[Span]
    score: float


def topic_of(pile: Pile, terms: Sequence[Term], question: str) -> Topic | None:
    """The topic widened, of terms that the shadow `question` holds; None where it is a name or tells nothing
    (计划|产业), or the model was never calibrated."""
    limits = CALIBRATED.get(pile.retriever.model)
    if limits is None or any(term.is_name for term in terms):
        return None
    weights = [term.weight for term in terms]
    if max(weights, default=0.0) < _TELLING and sum(weights) < _TOLD:
        return None
    return Topic(pile, _alternatives(terms, question), limits)


def said(pile: Pile, topic: Topic, allowed: AbstractSet[str] | None, is_told: bool) -> Iterator[Said]:
    """Every sentence that says the topic in other words; `is_told`: others say it in its own."""
    least = topic.limits.beside if is_told else topic.limits.score
    for chunk in pile.store.chunks(_candidates(pile, topic, allowed)):
        text = pile.passage(chunk.report_id).shadow[chunk.start : chunk.end]
        if not topic.may_be_told(text):
            continue
        read = [(span, topic.found_in(text[slice(*span)])) for span in sentence_spans(text)]
        likely = [(span, found) for span, found in read if found is not None]
        if not likely:
            continue
        cosines = pile.retriever.embed([text[slice(*span)] for span, _ in likely]) @ topic.direction
        for (span, (places, share)), cosine in zip(likely, cosines, strict=True):
            if share + float(cosine) >= least:
                yield Said(chunk, span, places, share + float(cosine))


def _candidates(pile: Pile, topic: Topic, allowed: AbstractSet[str] | None) -> list[int]:
    """Every chunk with a word for each thing that cannot be spared. Where common words make these too many to read, the
    words must be nearer: the same for everyone, whatever the ranking."""
    found = pile.index.with_any(topic.needed(0.0), allowed)
    for near in _NEARER:
        if len(found) <= _MOST_READ:
            break
        found = pile.index.with_any(topic.needed(near), allowed)
    return found if len(found) <= _MOST_READ else []


def _alternatives(terms: Sequence[Term], question: str) -> list[list[Term]]:
    """The terms in the order of the question, those together of which one is enough: 水泥路、柏油路或者道路."""
    placed = sorted(terms, key=lambda term: question.find(term.text))
    groups: list[list[Term]] = []
    end = 0
    for term in placed:
        start = question.find(term.text)
        gap = question[end:start]
        # 种植或者加工|中药材: what stands between is the other verb, and the thing is done to by both.
        parted = bool(groups) and any(variant in gap for variant in groups[-1][-1].variants)
        if groups and start >= end and _OR.fullmatch(gap) and not parted:
            groups[-1].append(term)
        else:
            groups.append([term])
        end = start + len(term.text)
    return groups


class Topic:
    """The topic widened: for each thing asked the words that stand for it, with how far they do."""

    def __init__(self, pile: Pile, groups: Sequence[Sequence[Term]], limits: Calibration) -> None:
        self.limits = limits
        weights = [max(term.weight for term in group) for group in groups]
        self._weights = [weight / sum(weights) for weight in weights]
        self._telling = max(range(len(groups)), key=self._weights.__getitem__)
        self._least = limits.telling if len(groups) > 1 else limits.alone
        self._words = [_widened(pile, group, limits.near) for group in groups]
        self._patterns = [
            re.compile("|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))))
            for words in self._words
        ]
        self._groups = groups
        self._things = {number for number, group in enumerate(groups) if self._is_thing(number, group)}
        self._needed = {number for number, group in enumerate(groups) if self._is_needed(number, group)}
        self._events = {number for number, group in enumerate(groups) if any(one.said in EVENTS for one in group)}
        self.text = "".join(term.text for group in groups for term in group)
        self.direction = pile.retriever.embed([self.text])[0]

    def _is_thing(self, number: int, group: Sequence[Term]) -> bool:
        return self._weights[number] >= _A_THING and all(count(one.said) and not is_doing(one.said) for one in group)

    def _is_needed(self, number: int, group: Sequence[Term]) -> bool:
        """Whether a thing cannot be spared: it makes a good part of the topic, and is no word that may only ask."""
        return self._weights[number] >= _NEEDED and all(
            one.weight >= _OWN and len(one.text) > 1 and one.text not in PLACE_NOUNS and is_thing(one.text)
            for one in group
        )

    def may_be_told(self, text: str) -> bool:
        """Whether a chunk, with what stands around the sentence, has a word for each thing asked and for what happened,
        and not all of the things only inside words for others. What is done may be said in words that nothing is near
        to."""
        missing = {number for number, pattern in enumerate(self._patterns) if pattern.search(text) is None}
        elsewhere = {number for number in self._things if _is_of_another_word(self._groups[number], text)}
        if elsewhere and self._things <= elsewhere:
            return False
        return not missing & self._events and all(self._is_told(number, text) for number in self._needed)

    def _is_told(self, number: int, text: str) -> bool:
        words = self._words[number]
        return any(words[found.group()] >= _TOLD_BY for found in self._patterns[number].finditer(text))

    def needed(self, near: float) -> list[list[str]]:
        """The words, at least so near, of which a sentence must hold one, for each thing asked that cannot be
        spared.
        """
        telling = [word for word, cosine in self._words[self._telling].items() if cosine >= max(self._least, near)]
        others = [
            [word for word, cosine in words.items() if cosine >= near]
            for number, words in enumerate(self._words)
            if number != self._telling and 1 - self._weights[number] < self.limits.share
        ]
        return [telling, *others]

    def found_in(self, sentence: str) -> tuple[list[Span], float] | None:
        """Where the most telling thing's counterpart stands, each time, and the share of the topic that the sentence
        stands for.
        """
        places: list[Span] = []
        share = 0.0
        for number, (pattern, words) in enumerate(zip(self._patterns, self._words, strict=True)):
            held = list(pattern.finditer(sentence))
            nearness = max((words[found.group()] for found in held), default=0.0)
            if number == self._telling:
                if not held or nearness < self._least:
                    return None
                places = [found.span() for found in held if words[found.group()] == nearness]
            share += self._weights[number] * nearness
        return (places, share) if share >= self.limits.share else None

    def nearest_in(self, sentence: str) -> Span:
        """Where the counterpart of one of the things asked stands, the one that tells most; all of the sentence where
        there is none."""
        best, place = 0.0, (0, len(sentence))
        for weight, pattern, words in zip(self._weights, self._patterns, self._words, strict=True):
            for found in pattern.finditer(sentence):
                if weight * words[found.group()] > best:
                    best, place = weight * words[found.group()], found.span()
        return place


def _is_of_another_word(group: Sequence[Term], text: str) -> bool:
    """Whether a text has what is asked only inside words for other things (葡萄干)."""
    held = [term.said for term in group if term.said in text]
    return bool(held) and not any(stands_as_word(spelling, text) for spelling in held)


def _widened(pile: Pile, group: Sequence[Term], near: float) -> dict[str, float]:
    """The words of one thing asked and those near them, each with the most it stands for."""
    words: dict[str, float] = {}
    for term in group:
        # Only of words: near a turn of speech (食用菌大棚) stands what any of its words is near to.
        known = [word for word in term.spellings if count(word)]
        own = known or ([] if term.parts else [term.said])
        for found in pile.retriever.neighbours(own, near):
            for word, cosine in found[:_MOST_NEIGHBOURS]:
                if keeps_the_thing(term.said, word):
                    stands = 1.0 if _is_kind_of(term.said, word) else cosine
                    words[word] = max(stands, words.get(word, 0.0))
    return words | dict.fromkeys((spelling for term in group for spelling in term.spellings), 1.0)


def keeps_the_thing(asked: str, word: str) -> bool:
    """Whether a word near the one asked may still be of its thing: 养殖 and 养牛 leave out what is kept (养羊), 卫生
    the room (卫生室), 养殖 what is measured of it (养殖面积).

    >>> keeps_the_thing("养羊", "养殖"), keeps_the_thing("养羊", "山羊"), keeps_the_thing("卫生室", "卫生")
    (False, True, False)
    """
    if _grows(asked):
        return asked[1] in word
    if word in _SAYS_NOT_WHICH:
        return asked in _SAYS_NOT_WHICH
    rest = asked.removeprefix(word)
    if rest in ("", asked) or is_doing(asked):
        return True
    return rest in _OF_THE_SAME if len(rest) == 1 else not is_thing(rest)


def _grows(asked: str) -> bool:
    return len(asked) == _PAIR and asked[0] in _GROWING and is_thing(asked[1])


def _is_kind_of(asked: str, word: str) -> bool:
    """Whether a word is of a kind of what is kept: 奶牛 of 养牛. Of what is grown others are made, too (奶茶)."""
    return asked[0] == _KEEPING and _grows(asked) and word[-1] == asked[1] and is_thing(word)
