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

from rag.answers.fitting.answer_type import fits, is_as_fine
from rag.answers.fitting.counted import counts_another, counts_no_noun_asked
from rag.answers.fitting.members import counts_others
from rag.answers.fitting.organisations_named import names_organisation
from rag.answers.fitting.thing_counted import counts_the_thing
from rag.answers.sentences.candidates import candidates_for
from rag.answers.sentences.counting import Numbers
from rag.answers.sentences.expected import read
from rag.answers.sentences.held_around import NAME_IN_REPORT, ONE_BEFORE, OPENING, held_share, surroundings
from rag.answers.sentences.patterns import is_outcome
from rag.answers.sentences.ranker import Ranking
from rag.answers.ways.givers import asks_giver, tells_giver
from rag.language.rarity import is_verb
from rag.language.regex import regex
from rag.lists.asked.stages import tells_stage
from rag.lists.verdicts.verdict_rules import verdict_of
from rag.questions.interrogatives import PLAN_ASKED, RESULT_ASKED
from rag.questions.query import Query
from rag.questions.words.terms import Term, coverage, locate, presence
from rag.search.pile import Passage, Pile
from rag.types import Hit, Kind, Span, Verdict

_MOST_TELLING = 0.8  # of the weight of the most telling term, for a term to tell as much
_FOCUS_TELLS = 0.3  # weight from which the noun that is asked for must be there
_MEASURE = 0.5  # weight of such a measure, against the terms' 0–1
_COMMON_MEASURES = frozenset("个 名 人 位 元 万元 亿元 年 项 次 家 天".split())
_OF_ANYTHING = frozenset("个 名 人 位 口 户 人次 次 件 项 种 条 场 年 天".split())
_NEAR = 3.0  # log odds for the figure, person or date that stands in one clause with all the terms
# Log odds that a time gains which is told as finely as it is asked: the best of 0, 1.5, 3 and 6 on even halves.
_AS_FINE = 1.5
_RESULT = 4.0  # log odds that a sentence with results in figures gains where results are asked for
_NOT_DONE = 1.0  # log odds that a plan loses where the question asks what was done


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence that may answer. What is to be known of it is worked out when asked for, and once: of most sentences
    it is enough that they hold too little of the question.

    `learned` gives its place among the candidates in log odds, see `ranker.py`; `measured` the features of that.
    """

    query: Query
    passage: Passage
    number: int
    learned: Callable[[], float]
    measured: Callable[[], Numbers]

    @property
    def span(self) -> Span:
        return self.passage.sentences[self.number]

    @property
    def shadow(self) -> str:
        return self.passage.sentence(self.number)

    @cached_property
    def held(self) -> list[tuple[Term, float]]:
        """How far each term is there, in the sentence or around it (0–1)."""
        around = surroundings(self.passage, self.number)
        whole = (self.shadow, self.passage.bare_sentence(self.number))
        return [(term, held_share(term, whole, around)) for term in self.query.terms]

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
        if self.query.kind is Kind.OPEN and not names_organisation(self.query.shadow, self.shadow):
            return False
        return fits(self.query, self.shadow) and not _of_another(self.query, self.shadow, self.held)

    @cached_property
    def aside(self) -> bool:
        """Whether a name that is asked for stands only in another part of its report."""
        return any(share <= NAME_IN_REPORT and _is_subject(self.query, self.passage, term) for term, share in self.held)

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

    def measured(row: int) -> Numbers:
        numbers: Numbers = ranking.features[row]
        return numbers

    found = [
        Sentence(query, one.passage, one.number, partial(learned, row), partial(measured, row))
        for row, one in enumerate(ranking.closer)
    ]
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
    return [
        Sentence(query, of.passage, number, lambda: min(one.score for one in ranked), of.measured) for number in numbers
    ]


def _is_subject(query: Query, passage: Passage, term: Term) -> bool:
    """Whether a term is a name that has its own part of the report: it is quoted there, and not what the report opens
    with; and it is no place."""
    if not term.is_name or any(term.text == place.name for place in query.mentioned):
        return False
    if not any(f"{mark}{term.text}" in passage.shadow for mark in "“《"):
        return False
    opening = "".join(passage.bare_sentence(number) for number in range(min(OPENING, len(passage.sentences))))
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
    return not content or max(content) >= ONE_BEFORE


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
