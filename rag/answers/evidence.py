"""Which sentences answer a question, and how well: the top-k path from hits to sentences.

A sentence is read with what stands around it: its paragraph, the heading above and the report's title supply the
subject that officials leave out (“生猪存栏3.45万头;”). What it must hold itself depends on the kind asked: a figure for
a figure question, a person for who, a date for when. Left out: sentences that say the same in other words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property, partial

from rag.answers.answer_type import fits, is_as_fine
from rag.answers.candidates import candidates_for
from rag.answers.counted import counts_another, counts_no_noun_asked
from rag.answers.expected import read
from rag.answers.givers import asks_giver, tells_giver
from rag.answers.members import counts_others
from rag.answers.patterns import is_outcome
from rag.answers.ranker import Ranking
from rag.answers.thing_counted import counts_the_thing
from rag.language.rarity import count, is_verb
from rag.language.regex import regex
from rag.search.interrogatives import PLAN_ASKED, RESULT_ASKED
from rag.search.pile import Passage, Pile
from rag.search.query import Query
from rag.search.stages import tells_stage
from rag.search.terms import Term, coverage, locate, presence
from rag.search.verdict_rules import verdict_of
from rag.types import Hit, Kind, Span, Verdict

# What a term is worth where it stands, against 1 in the sentence itself. A subject is carried on from the sentence
# before, and less surely from those further up the paragraph.
_ONE_BEFORE, _A_STEP, _FAR_BEFORE = 0.65, 0.1, 0.35
_IN_HEADING, _IN_TITLE, _NAME_IN_REPORT = 0.5, 0.35, 0.3
_MOST_TELLING = 0.8  # of the weight of the most telling term, for a term to tell as much
_OPENING = 2  # sentences in which a report says what it is about
_FOCUS_TELLS = 0.3  # weight from which the noun that is asked for must be there
_MEASURE = 0.5  # weight of such a measure, against the terms' 0–1
_COMMON_MEASURES = frozenset("个 名 人 位 元 万元 亿元 年 项 次 家 天".split())
_COMMON_WORD = 50  # times in the dictionary's corpus from which a word is no coinage (设区 has 14)
_OF_ANYTHING = frozenset("个 名 人 位 口 户 人次 次 件 项 种 条 场 年 天".split())
_ABBREVIATED = 0.6  # a word no dictionary has, whose characters stand in order and near: 撤县 of 撤销棠岭县
_NEAR = 3.0  # log odds for the figure, person or date that stands in one clause with all the terms
# Log odds that a time gains which is told as finely as it is asked: the best of 0, 1.5, 3 and 6 on even halves.
_AS_FINE = 1.5
_RESULT = 4.0  # log odds that a sentence with results in figures gains where results are asked for
_NOT_DONE = 1.0  # log odds that a plan loses where the question asks what was done
_A_YEAR = regex(r"[\s　]*(?:19|20)\d\d年")
_PROSE_END = regex(r"[。!?;,:”)…]$")
_THIS_EVENT = regex(r"(?:此|本|这)[次届](?!日)")  # what the report has opened with


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence that may answer. What is to be known of it is worked out when asked for, and once: of most sentences
    it is enough that they hold too little of the question.

    `learned` gives its place among the candidates in log odds, see `ranker.py`.
    """

    query: Query
    passage: Passage
    number: int
    learned: Callable[[], float]

    @property
    def span(self) -> Span:
        return self.passage.sentences[self.number]

    @property
    def shadow(self) -> str:
        return self.passage.sentence(self.number)

    @cached_property
    def held(self) -> list[tuple[Term, float]]:
        """How far each term is there, in the sentence or around it (0–1)."""
        around = _surroundings(self.passage, self.number)
        whole = (self.shadow, self.passage.bare_sentence(self.number))
        return [(term, _held(term, whole, around)) for term in self.query.terms]

    @cached_property
    def covered(self) -> float:
        """The weighted share of the terms that it holds with its surroundings (0–1)."""
        terms, measure = self.query.terms, self.query.measure
        # A measure that few things are counted in is a term of its own: whoever says 口 of ponds speaks of the same.
        weight = _MEASURE if measure and measure not in _COMMON_MEASURES else 0.0
        total = sum(term.weight for term in terms) + weight or 1.0
        return (sum(term.weight * share for term, share in self.held) + weight * (weight > 0 and self.fits)) / total

    @cached_property
    def telling(self) -> float:
        """How far the most telling term is there."""
        least = _MOST_TELLING * max((term.weight for term in self.query.terms), default=0.0)
        return max((share for term, share in self.held if term.weight >= least), default=0.0)

    @cached_property
    def focused(self) -> bool:
        """Whether the noun that is asked for is there too (保险费是多少)."""
        return _is_focused(self.query, self.held) and counts_the_thing(self.query, self.shadow, self.held)

    @cached_property
    def fits(self) -> bool:
        """Whether it holds the thing that the kind asks for."""
        if self.query.kind is Kind.WHO and asks_giver(self.query.shadow):
            return tells_giver(self.query.shadow, self.passage, self.number)
        if self.query.kind is Kind.WHO and not _tells_more_than_where(self.query, self.held):
            return False
        return fits(self.query, self.shadow) and not _of_another(self.query, self.shadow, self.held)

    @cached_property
    def aside(self) -> bool:
        """Whether a name that is asked for stands only in another part of its report."""
        return any(
            share <= _NAME_IN_REPORT and _is_subject(self.query, self.passage, term) for term, share in self.held
        )

    @cached_property
    def score(self) -> float:
        """How likely it answers, in log odds to the other candidates."""
        return self.learned() + _manner(self.query, self.shadow) + _NEAR * _near(self.query, self.shadow)


def ranked_sentences(
    query: Query, pile: Pile, allowed: AbstractSet[str] | None, beside: AbstractSet[str] | None = None
) -> tuple[list[Sentence], list[Hit]]:
    """Sentences that may answer, best first, and the hits that they were read from: see `likely_sentences`."""
    found, hits = likely_sentences(query, pile, allowed, beside)
    return best_first(found), hits


def likely_sentences(
    query: Query, pile: Pile, allowed: AbstractSet[str] | None, beside: AbstractSet[str] | None = None
) -> tuple[list[Sentence], list[Hit]]:
    """Sentences that may answer, in no order yet, and the hits that they were read from.

    `allowed` are the reports of the places asked; `beside` the other reports that may speak of them (None: all): of
    those, only sentences that name the place are read.
    """
    candidates, hits = candidates_for(query, pile, allowed, beside)
    ranking = Ranking(query.rendered, candidates, pile.word_vectors)

    def learned(row: int) -> float:
        return ranking.scores[row]

    found = [Sentence(query, one.passage, one.number, partial(learned, row)) for row, one in enumerate(ranking.closer)]
    return found, hits


def best_first(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences by their scores; a single one has no need of any."""
    if len(sentences) < 2:
        return list(sentences)
    return sorted(sentences, key=lambda one: (-one.score, one.passage.report.id, one.number))


def judged_again(query: Query, likely: Sequence[Sentence]) -> list[Sentence]:
    """The same sentences by what this query's terms find in them."""
    return [replace(one, query=query) for one in likely]


def unread(query: Query, ranked: Sequence[Sentence], of: Sentence) -> list[Sentence]:
    """The sentences of a report that the ranking has passed over, as far below its best as any."""
    known = {one.number for one in ranked if one.passage.report.id == of.passage.report.id}
    numbers = (number for number in range(len(of.passage.sentences)) if number not in known)
    return [Sentence(query, of.passage, number, lambda: min(one.score for one in ranked)) for number in numbers]


def _is_subject(query: Query, passage: Passage, term: Term) -> bool:
    """Whether a term is a name that has its own part of the report: it is quoted there, and not what the report opens
    with; and it is no place."""
    if not term.is_name or any(term.text == place.name for place in query.mentioned):
        return False
    if not any(f"{mark}{term.text}" in passage.shadow for mark in "“《"):
        return False
    opening = "".join(passage.bare_sentence(number) for number in range(min(_OPENING, len(passage.sentences))))
    return presence(term, opening, opening) == 0


def _of_another(query: Query, sentence: str, held: Sequence[tuple[Term, float]]) -> bool:
    """Whether a figure is asked of a thing that the report has only told of before, and these count other things.

    Persons and doings have too many names for that. A time must be that of the event asked.
    """
    if query.kind is Kind.WHEN:
        return not tells_stage(query.shadow, sentence)
    if query.kind is not Kind.FIGURE:
        return False
    if counts_others(query.shadow, query.measure, sentence):
        return True
    if counts_no_noun_asked(query.shadow, query.measure, sentence):
        return True
    if query.measure is None or query.measure in _OF_ANYTHING:
        return False
    places = {place.name for place in query.mentioned}
    things = [pair for pair in held if pair[0].text not in places and _names_a_thing(pair[0])]
    focus = read(query.shadow).focus
    asked = max(things, key=lambda pair: (pair[0].text == focus, pair[0].weight), default=None)
    beside = "".join(term.said for term, _ in things)
    return asked is not None and 0 < asked[1] < 1 and counts_another(sentence, query.measure, asked[0].said, beside)


def _tells_more_than_where(query: Query, held: Sequence[tuple[Term, float]]) -> bool:
    """Whether a sentence, or the one before it, tells anything of what is asked beside the place."""
    places = {place.name for place in query.mentioned}
    content = [share for term, share in held if not term.is_name and term.text not in places]
    return not content or max(content) >= _ONE_BEFORE


def _names_a_thing(term: Term) -> bool:
    return not term.is_name and term.weight >= _FOCUS_TELLS and not is_verb(term.said)


BY_NUMBER = frozenset("数量 总数 个数 数目 总量".split())  # told by a number alone: 铁塔1937基
_CALLED = regex(r"(?P<noun>[一-鿿]{2,4})(?:叫做?什么|的(?:姓名|名字)[是叫])")


def _is_focused(query: Query, held: Sequence[tuple[Term, float]]) -> bool:
    """Whether the noun that is asked for (保险费是多少, 嫌疑人叫什么) is there at all, where it is a term that tells
    something."""
    called = _CALLED.search(query.shadow)
    if read(query.shadow).focus in BY_NUMBER and not called:
        return True
    focus = called["noun"] if called else read(query.shadow).focus
    if query.kind is Kind.OPEN or not focus or not (called or f"{focus}是" in query.shadow):
        return True
    asked = [share for term, share in held if term.text in focus and term.weight >= _FOCUS_TELLS]
    return not asked or max(asked) > 0


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What stands around a sentence: title, heading, what goes before it in its paragraph.

    `stretches` are (shadow, the same without punctuation, worth).
    """

    stretches: tuple[tuple[str, str, float], ...]
    report: str


def _surroundings(passage: Passage, number: int) -> _Surroundings:
    start, _ = passage.sentences[number]
    text = passage.shadow
    opened = _opening(text, text.rfind("\n", 0, start) + 1)
    stretches = [(passage.title_shadow, passage.bare_title, _IN_TITLE)]
    before = number - 1
    while before >= 0 and passage.sentences[before][0] >= opened:
        worth = max(_ONE_BEFORE - _A_STEP * (number - 1 - before), _FAR_BEFORE)
        stretches.append((passage.sentence(before), passage.bare_sentence(before), worth))
        before -= 1
    if _THIS_EVENT.search(passage.sentence(number)):
        opening = range(min(_OPENING, number))
        stretches.extend((passage.sentence(at), passage.bare_sentence(at), _ONE_BEFORE) for at in opening)
    if before >= 0 and not _PROSE_END.search(passage.sentence(before)):
        stretches.append((passage.sentence(before), passage.bare_sentence(before), _IN_HEADING))
    return _Surroundings(tuple(stretches), passage.bare_shadow)


def _opening(text: str, opened: int) -> int:
    """Where what a paragraph goes on from begins: of a row of years (2011年,…; 2012年,…) told one a line, the first."""
    while opened and _A_YEAR.match(text, opened):
        before = text.rfind("\n", 0, opened - 1) + 1
        if not _A_YEAR.match(text, before):
            break
        opened = before
    return opened


def _held(term: Term, sentence: tuple[str, str], around: _Surroundings) -> float:
    share = presence(term, *sentence)
    if share == 1.0:
        return share
    if not term.is_name and _abbreviates(term.text, sentence[1]):
        share = max(share, _ABBREVIATED)
    if term.is_name and presence(term, around.report, around.report):
        share = _NAME_IN_REPORT
    for text, flat, worth in around.stretches:
        if worth > share:  # else it could add nothing
            share = max(share, worth * presence(term, text, flat))
    return share


def _abbreviates(word: str, text: str) -> bool:
    """Whether a coined word of two to four characters is short for what the text says."""
    if not 2 <= len(word) <= 4 or word.isascii() or count(word) >= _COMMON_WORD:
        return False
    return re.search(r".{0,6}?".join(map(re.escape, word)), text) is not None


def _near(query: Query, sentence: str) -> float:
    """How much of the terms the best clause with the thing asked for holds: the figure of *this* subject."""
    if query.kind not in (Kind.FIGURE, Kind.WHO, Kind.WHEN):
        return 0.0
    clauses = (clause for clause in re.split(r"[,;。:、]", sentence) if fits(query, clause))
    return max((coverage(query.terms, clause) for clause in clauses), default=0.0)


def _manner(query: Query, sentence: str) -> float:
    """Log odds by rule, for what the public sets never ask: results where results are asked, what was done first, a
    time as fine as it is asked."""
    change = _AS_FINE if is_as_fine(query, sentence) else 0.0
    change += _RESULT if RESULT_ASKED.search(query.shadow) and is_outcome(sentence) else 0.0
    if PLAN_ASKED.search(query.shadow):
        return change
    at = next((span for term in query.terms if (span := locate(term, sentence))), (0, 0))
    return change - (_NOT_DONE if verdict_of(sentence, at) is not Verdict.DID else 0.0)
