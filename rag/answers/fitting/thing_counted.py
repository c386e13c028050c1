"""Whether a figure is of the thing that an English question asks for: no sentence without 游客 tells how many tourists
came, whatever else it counts.

A Chinese question asks in the words of the reports; an English one in words that may mean several or none, so more must
be there than enough of them. Rules on shadows. Left out: what the figures of a sentence count (`counted.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers.fitting.answer_type import figures_asked
from rag.language.rarity import is_doing, is_verb
from rag.language.regex import regex
from rag.questions.interrogatives import ENGLISH_AMOUNT, HOW_MANY
from rag.questions.lists_of_places import PLACES_WITHIN
from rag.questions.query import Query
from rag.questions.words.terms import Term
from rag.types import Kind

_NEAR_BY = 0.5  # share of the first thing asked: in the sentence, the one before, or the heading
_TELLS = 0.5  # weight from which a noun must be somewhere around
_SOMEWHERE, _THERE = 0.01, 0.75  # share of a term that is anywhere around, and that stands in the sentence
# What may stand between a thing and its figure: 生猪|存栏|3.45万头, but 合作社社员628户 counts no 合作社.
_GAP = (
    "(?:存栏|出栏|种植|栽植|栽种|养殖|面积|产量|总产|产值|数量|总数|规模|总投资|投资|累计|达到?|已|有|为|约|近|超过?"
    "|逾|共|计|的|就|仅|还|各|了|是){0,3}"
)
_LEADS_ON = 6  # code points between a figure and its thing: 63辆|消防车
_MARKS = regex(r"[,;。:、]")
_NOUN_ENDS = r"(?![一-鿿])|(?<=[一-鿿])(?=[的在参和与及等为从被把已都将于到跑去来共全])"
_STOCK_ASKED = regex(r"\b(?:are|were|is) there\b|\b(?:does|do|did) [^?]*\bhave\b")
_COME_TO_IT = regex(r"新|增|发展|培养|培训|参与|参加|人次")
# How many villages a place has is told of all of it (全县267个行政村), not by 在10个村推行.
_ALL_OF_IT = r"(?:全[国省市州县区旗镇乡]|下?辖区?|共有?|现有|设有?|划为|分为)[^,。;、:]{0,6}?\d+(?:余|多)?个"
_WITHIN = {
    "villages": regex(rf"{_ALL_OF_IT}(?:行政村|村(?![民组级支干党委务里镇]))"),
    "towns": regex(rf"{_ALL_OF_IT}(?:乡镇|镇乡?)(?![长党级村干机])"),
    "townships": regex(rf"{_ALL_OF_IT}(?:乡镇|乡)(?![长党级村干机])"),
    "counties": regex(rf"{_ALL_OF_IT}(?:县市区|县区|县)(?![长委级直])"),
}


def counts_the_thing(query: Query, sentence: str, held: Sequence[tuple[Term, float]]) -> bool:
    """Whether the sentence may tell the figure asked, given how far each term is `held` there or around it; True for
    any other question."""
    if query.lang != "en" or query.kind is not Kind.FIGURE:
        return True
    places = {place.name for place in query.mentioned}
    if any(term.is_name and term.text not in places and share == 1.0 for term, share in held):
        return True  # asked in the report's own words: How large is the wage work (务工规模)?
    within = PLACES_WITHIN.search(query.shadow)
    if within:
        return _WITHIN[within["within"]].search(sentence) is not None
    if not all(share >= _least(query, sentence, term) for term, share in held):
        return False
    asked = _first(query, held)
    if asked is None:
        return True
    term, share = asked
    return share >= _NEAR_BY and (_is_measured(query, term) or _counted_there(query, sentence, term))


def _least(query: Query, sentence: str, term: Term) -> float:
    """How far a term must be held: of money each somewhere around, of other things those that tell; in one of a row of
    items (…3.45万头;) they must stand themselves, for each item tells of another thing."""
    if term.is_name or (query.measure != "元" and not (term.weight >= _TELLS and _is_noun(term))):
        return 0.0
    return _THERE if sentence.endswith(";") and _is_noun(term) else _SOMEWHERE


def _is_measured(query: Query, term: Term) -> bool:
    """Whether a measure stands between “how many” and the thing: how many mu of tea, how many people returned; money
    has one of its own."""
    measured = ENGLISH_AMOUNT.search(query.shadow)
    return query.measure == "元" or (measured is not None and not term.text.startswith(measured["measure"]))


def _is_noun(term: Term) -> bool:
    return not term.is_name and not is_verb(term.said) and not is_doing(term.said)


def _first(query: Query, held: Sequence[tuple[Term, float]]) -> tuple[Term, float] | None:
    """The word that “how many” stands before; None where that is a name, or no word is left of it."""
    asking = HOW_MANY.search(query.shadow)
    if asking is None:
        return None
    behind = [(query.shadow.find(term.text, asking.end()), term, share) for term, share in held if not term.is_name]
    first = min((one for one in behind if one[0] >= 0), key=lambda one: one[0], default=None)
    return first[1:] if first else None


def _counted_there(query: Query, sentence: str, term: Term) -> bool:
    """Whether a figure stands right beside a word for the thing: 山塘1046口, 63辆消防车; 100株核桃苗 are
    no walnut trees. Asked is what there is (how many are there), not what has come to it (发展新党员87名)."""
    is_stock = _STOCK_ASKED.search(query.shadow) is not None
    said = "|".join(sorted(map(re.escape, term.spellings), key=len, reverse=True))
    beside = re.compile(rf"(?:{said}){_GAP}$"), re.compile(rf"[一-鿿]{{0,{_LEADS_ON}}}?(?:{said}){_NOUN_ENDS}")
    for start, end in figures_asked(query, sentence):
        opened = max(sentence.rfind(mark, 0, start) for mark in ",;。:、") + 1
        clause = re.split(_MARKS.pattern, sentence[opened:])[0]
        if is_stock and _COME_TO_IT.search(clause):
            continue
        if beside[0].search(sentence[opened:start]) or beside[1].match(sentence, end):
            return True
    return False
