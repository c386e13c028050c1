"""Conditions under which something is asked for, that the thing alone does not meet: paid by the villagers themselves,
in all villages, opened and not only begun, by a secretary who is river chief as well.

Each is told by one of a few words, in the sentence or one beside it; the words of a question for it do not stand for
it. Rules on shadows. Left out: what was done at all (`doings_asked.py`), amounts (`least_amount.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rag.language.regex import regex
from rag.language.spans import overlaps
from rag.lists.asked.stages import in_state_asked
from rag.lists.asked.unsaid import MOVES_PEOPLE, TELLS_OF_PEOPLE
from rag.lists.listed import Evidence
from rag.questions.query import Query
from rag.questions.words.terms import Term
from rag.search.pile import Pile
from rag.types import Span

_OFFICE = r"(?:书记|[镇乡县村区市]长|主任|支书|[河林路湖田山]长)"
_BOTH_OFFICES = regex(rf"(?P<one>{_OFFICE})(?:同时)?(?:兼任?|还?是|担任)(?P<other>[一-鿿]{{0,2}}{_OFFICE})")

_TELLING = 0.4  # weight from which what is left tells a topic
_OR = regex("或者?(?!许)")  # 全覆盖或者建了: one of them is enough


@dataclass(frozen=True, slots=True)
class _Condition:
    """`asked` finds it in a question, `told` in the sentence, or `beside` it too, or there in the same `paragraph`: the
    next may be of another place. `words`: what asks for it is told only by it, so that no sentence must hold those
    words (凑钱: 每户出资200元)."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    beside: bool = True
    paragraph: bool = False
    words: bool = False


_CONDITIONS = (
    _Condition(  # who pays: the people themselves
        regex(
            r"自己(?:花钱|凑|掏|出[的了]?[钱资]|筹|拿钱)|凑(?:份子|钱)|自筹|自掏腰包|众筹|(?:村民|群众|乡亲|大家)们?(?:集资|捐[款资钱]|出钱|掏钱)"
        ),
        regex(
            r"自筹|集资|众筹|筹资|捐[款资钱赠出]|凑[了钱出份齐]|自掏|掏腰包|自愿出|自发(?:出|捐|筹)|(?:户|人)均?出资"
        ),
        words=True,
    ),
    _Condition(  # who pays: those it is for nothing
        regex(r"一分钱都?[也不]|[不没]用?(?:花|出|交|掏|要|收)一?分?钱|免费|白吃|分文不"),
        regex(
            r"免费|全免|免单|无偿|不收[费钱取]|分文不|一分钱都?[不没]|[不没]用?(?:花|掏|要)(?:一分)?钱|零(?:收费|元|付费)|(?<![\d.])0元|公益"
        ),
        paragraph=True,
        words=True,
    ),
    _Condition(  # a limit that is set
        regex(r"(?:划|设|定|规定|立|有)[了过个]*[一-鿿]{0,4}上限|限高|封顶|最高不能?超"),
        regex(r"不得?能?超|以[内下]|上限|封顶|限[高额定]|最高|不高于|不多于|不准超|控制在|限制在"),
        beside=False,
        words=True,
    ),
    _Condition(  # how far it reaches: to all of them
        regex(r"全覆盖|覆盖(?:了)?(?:全部|所有|全[镇乡县区市]|各个?|每个?)|(?:全部|所有|每个?)(?:的)?(?:行政)?村"),
        regex(
            r"全覆盖|100%|百分之百|(?:全部|所有|各|每个?|全[镇乡县区市])的?\d*个?(?:行政|中心)?(?:村|社区)|村村"
            r"|各乡镇、行政村|覆盖[^,，。]{0,6}(?:全|所有|各)|(?:村|社区)(?:已经?)?(?:全部|均|都)已?(?:成立|建|设|组建|有|实现)"
        ),
        beside=False,
    ),
    _Condition(  # by what people are measured
        regex(r"(?:纳入|列入)[^,，。?？]{0,8}考核"), regex(r"考核|考评|考绩|述职|评先|绩效")
    ),
    _Condition(  # 转移: of people, not of land or work
        MOVES_PEOPLE,
        TELLS_OF_PEOPLE,
        beside=False,
    ),
)


def without_conditions(query: Query) -> Query:
    """The query without the terms that only its conditions tell; as it was where nothing telling would be left."""
    spans = [found.span() for one in _CONDITIONS if one.words and (found := one.asked.search(query.shadow))]
    if not spans or _OR.search(query.shadow):
        return query
    rest = tuple(term for term in query.terms if not overlaps(_span_of(term, query), spans))
    return replace(query, terms=rest) if any(term.weight >= _TELLING for term in rest) else query


def _span_of(term: Term, query: Query) -> Span:
    at = query.shadow.find(term.text)
    return at, at + len(term.text) if at >= 0 else at


def are_conditions_met(question: str, pile: Pile, found: Evidence) -> bool:
    """Whether a sentence, with those beside it, meets each condition of a question's shadow."""
    asked = [one for one in _CONDITIONS if one.asked.search(question) and not _OR.search(question)]
    offices = _BOTH_OFFICES.search(question)
    passage = pile.passage(found.report.id)
    sentence, around = passage.shadow[slice(*found.span)], passage.beside(found.span)
    paragraph = next((one for one in around.split("\n") if sentence.strip() in one), sentence)
    if offices and not all(offices[name] in sentence for name in ("one", "other")):
        return False
    return in_state_asked(question, f"{passage.title_shadow}\n{sentence}") and all(
        one.told.search(paragraph if one.paragraph else around if one.beside else sentence) for one in asked
    )
