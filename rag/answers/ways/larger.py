"""Which of the figures compared is the largest: said only where each thing compared has one figure, all in one unit.

The figure of a sentence is the one whose clause holds most of what is asked; where two clauses hold as much, the total
(共, 全镇) is meant, and where neither is one, nothing is said. Left out: dates, and aims where facts are asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answers.draft import Proof
from rag.language.figures import Figure, figures_in
from rag.language.names import bare
from rag.language.numerals import same_unit
from rag.language.regex import regex
from rag.language.script import shadow
from rag.questions.interrogatives import PLAN_ASKED, RATIO_ASKED
from rag.questions.query import Query
from rag.questions.words.terms import Term, coverage, presence
from rag.types import Span

_SCALE = regex(r"^[十百千万亿]+(?=.)")
_RATIOS = frozenset(("%", "个百分点", "百分点"))
_A_HEAD = 0.4  # weight of a word that may name what is counted
# Asked by the figure itself, and seldom written beside it.
_COUNTING = frozenset("数量 总数 人数 户数 面积 规模 情况".split())
_PERSONS = frozenset("人 名 位 人次".split())
_TOTAL = regex(r"共|总|累计|合计|全[省市县区镇乡村]")
_PART = regex(r"其中|剩余|另有")
_CHARACTERS = 0.5  # worth of a word's characters found apart: 辣椒 in 朝天椒
_TOTAL_GAINS, _PART_LOSES = 0.1, 0.2  # against 1 for all the words asked
_CLAUSE_HOLDS, _SENTENCE_HOLDS = 0.2, 0.5  # share of what is asked, for a figure of it
_SURE = 0.25  # the same, for a figure that is set against another
_BEHIND = 6  # code points behind a figure that still say what it counts
_SHORT_NAME = 2  # code points of a place's name whose ending belongs to it (张村)
# Before a figure that has grown or fallen since: 从前年的|1552.85万元|增长到1719.94万元.
_WAS = regex(r"(?:从|由)[^,;。:、]{0,8}$")
_BREAK = regex(r"[,;。:、!?\n“”]")


@dataclass(frozen=True, slots=True)
class Measured:
    """The figure of one thing compared, as its sentence writes it."""

    name: str
    value: float
    unit: str
    written: str
    proof: Proof


def telling(query: Query, proofs: Sequence[Proof]) -> list[Proof]:
    """The sentences that give a figure to what is asked, not to something else."""
    return [
        proof
        for proof in proofs
        for text in [shadow(proof.quote)]
        if coverage(_asked(query), text) >= _SENTENCE_HOLDS
        or any(_fit(query, text, figure) >= _CLAUSE_HOLDS for figure in figures_in(text))
    ]


def measured(name: str, query: Query, proofs: Sequence[Proof], said: str = "") -> Measured | None:
    """The figure that these sentences give to the question; None where they give none, or several alike. `said`: a
    place, of whose statements alone the figures are taken where a sentence has any (甲村…;乙村…)."""
    found = [
        (_fit(query, text, figure), Measured(name, figure.value, figure.unit, proof.quote[slice(*figure.span)], proof))
        for proof in proofs
        for text in [shadow(proof.quote)]
        for figure in figures_in(text)
        if _is_asked(query, text, figure) and not _WAS.search(text[: figure.span[0]])
        if _is_in_its_part(text, figure, said)
    ]
    best = max((fit for fit, _ in found), default=0.0)
    top = [one for fit, one in found if fit == best]
    return top[0] if best >= _SURE and len({one.value for one in top}) == 1 else None


def _is_in_its_part(text: str, figure: Figure, said: str) -> bool:
    stem = said[:-1] if said.endswith(("村", "镇", "乡")) and len(said) > _SHORT_NAME else said
    if not stem or stem not in text:
        return True
    return stem in text[_behind_stop(text, figure.span[0]) : figure.span[1]]


def _behind_stop(text: str, at: int) -> int:
    return max(text.rfind(stop, 0, at) for stop in ";。!?") + 1


def ordered(figures: Sequence[Measured]) -> list[Measured] | None:
    """Largest first; None where they are counted in different units, or none is larger than another."""
    units = {"人" if one.unit in _PERSONS else one.unit for one in figures}
    if len(figures) < 2 or len(units) > 1:
        return None
    found = sorted(figures, key=lambda one: -one.value)
    return found if found[0].value > found[1].value else None


def _is_asked(query: Query, text: str, figure: Figure) -> bool:
    start, end = _clause(text, figure.span)
    if PLAN_ASKED.search(text[start:end]) and not PLAN_ASKED.search(query.shadow):
        return False
    if query.measure:
        return same_unit(_SCALE.sub("", query.measure), figure.unit)
    return figure.unit not in _RATIOS or RATIO_ASKED.search(query.shadow) is not None


def _clause(text: str, span: Span) -> Span:
    breaks = [found.end() for found in _BREAK.finditer(text, 0, span[0])]
    stop = _BREAK.search(text, span[1])
    return (breaks[-1] if breaks else 0, min(stop.start() if stop else len(text), span[1] + _BEHIND))


def _fit(query: Query, text: str, figure: Figure) -> float:
    """How much of what is asked the figure's clause holds, 0–1 and a little for a total."""
    clause = text[slice(*_clause(text, figure.span))]
    terms = _asked(query)
    total = sum(term.weight for term in terms) or 1.0
    held = sum(term.weight * _held(term, clause) for term in terms)
    counted = [term for term in terms if term.text not in _COUNTING and term.weight >= _A_HEAD]
    if counted:  # 防溺水警示牌: the last word is what is counted
        held = (held + total * _held(counted[-1], clause)) / 2
    about = _TOTAL_GAINS * bool(_TOTAL.search(clause)) - _PART_LOSES * bool(_PART.search(clause))
    return round(held / total + about, 3)


def _held(term: Term, clause: str) -> float:
    return max(presence(term, clause, bare(clause)), _CHARACTERS * _characters(term.text, clause))


def _asked(query: Query) -> list[Term]:
    """The terms without the places, which restrict and are not counted."""
    places = {place.name for place in query.mentioned}
    return [term for term in query.terms if term.text not in places]


def _characters(word: str, clause: str) -> float:
    return sum(char in clause for char in word) / len(word)
