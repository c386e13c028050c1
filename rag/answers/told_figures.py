"""Which of several figures answers: one told before one expected (用了30小时, 估计要两个月), and one that stands beside
the noun it is asked of (铁塔1937基) before any other. Rules on shadows; left out: figures in a measure that units give
away (`answer_type.py`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers.answer_type import fits
from rag.answers.evidence import BY_NUMBER, Sentence
from rag.answers.expected import read
from rag.index.tokenizing import words
from rag.language.names import bare
from rag.language.regex import regex
from rag.search.interrogatives import PLAN_ASKED
from rag.search.query import Query
from rag.search.terms import presence
from rag.types import Kind

_AS_FULL = 0.2  # covered share that a sentence with the figure as a fact may lack
_SPAN_ASKED = regex(r"多久|多长时间|几天|几个月|几年|多少(?:天|个?小时|个?月|年)|how long")
_EXPECTED = regex(
    r"预计|预期|估计|估算|有望|可望|设计(?!师|院|图|者|理念|风格|方案|出)|计划(?!生育)|拟(?!定)|力争|争取|目标|规划(?!局|图)|将(?=[会在达于为建投新增完实提])"
)
_EXPECTED_ASKED = regex(r"预计|预期|估计|估算|有望|设计|将|\bexpected\b|\bwill\b|\bestimat")
_SPENT = regex(r"(?:用|花|费)(?:了|时|掉|去)|耗时|历时|历经|经过|仅用|只用|短短|不到|奋战")
_CLAUSE = regex(r"[,;。]")
_LEADS = "(?:总数|数量|总量|共|总共|共有|累计|已|有|达到?|为|是|约|近|逾|超过?|计|:|、)*"


def figures_first(query: Query, answering: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that answer a question for a figure or a stretch of time, without those that only expect it or
    count another thing, where one tells it; else as they are."""
    if query.kind is Kind.WHEN and _SPAN_ASKED.search(query.shadow):
        told = _told(query, answering)
        return [one for one in told if _SPENT.search(one.shadow)] or told
    if query.kind is not Kind.FIGURE or not answering:
        return list(answering)
    told = _told(query, answering)
    beside = _beside(query)
    if beside is None:
        return told
    least = told[0].covered - _AS_FULL
    return [one for one in told if one.covered >= least and beside.search(one.shadow)] or told


def only_expected(query: Query, sentence: Sentence) -> bool:
    """Whether every figure of the kind asked in a sentence is an estimate, a plan or an aim, where none is asked."""
    if query.kind is Kind.WHEN and not _SPAN_ASKED.search(query.shadow):
        return False
    if query.kind not in (Kind.FIGURE, Kind.WHEN) or _EXPECTED_ASKED.search(query.shadow):
        return False
    if PLAN_ASKED.search(query.shadow):
        return False
    holding = [(_held(query, clause), clause) for clause in _CLAUSE.split(sentence.shadow) if fits(query, clause)]
    most = max((len(held) for held, _ in holding), default=0)
    nearest = [clause for held, clause in holding if len(held) == most]
    return bool(nearest) and all(_EXPECTED.search(clause) is not None for clause in nearest)


def _told(query: Query, answering: Sequence[Sentence]) -> list[Sentence]:
    """Without those that only expect it, if another says itself as much of what is asked as the best of them."""
    expected = [one for one in answering if only_expected(query, one)]
    if not expected:
        return list(answering)
    said = _held(query, expected[0].shadow)
    told = [one for one in answering if one not in expected]
    equal = [one for one in told if one.covered >= expected[0].covered - _AS_FULL and said <= _held(query, one.shadow)]
    return told if equal else list(answering)


def _held(query: Query, text: str) -> set[str]:
    """The words of the question, but names, that a text holds itself."""
    flat = bare(text)
    return {term.text for term in query.terms if not term.is_name and presence(term, text, flat) == 1.0}


def _beside(query: Query) -> re.Pattern[str] | None:
    """A number right before or behind the noun that a question counts in a measure of its own (多少基铁塔)."""
    noun = read(query.shadow).focus
    if noun in BY_NUMBER:
        before = [word for word in words(query.shadow[: query.shadow.index(noun)]) if len(word) > 1]
        noun = before[-1] if before else ""
    if query.measure is not None or len(noun) < 2 or noun not in {term.text for term in query.terms}:
        return None
    said = re.escape(noun)
    return re.compile(rf"{said}{_LEADS}\d|\d[\d.]*[余多万千百亿]*(?!岁|年|月|日|号)[一-鿿]{{0,2}}{said}")
