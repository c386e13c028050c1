"""Which verdict a list asks for, doings or plans, and which of a place's sentences is shown first by that.

A place that has begun counts as one that did, but not where plans for a common thing are asked: who has greenhouses may
well plan others. Left out: questions for those who did not (`interrogatives.DENIAL_ASKED`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rag.language.clauses import clause_span
from rag.language.regex import regex
from rag.questions.context import motive
from rag.questions.interrogatives import PLAN_ASKED
from rag.questions.query import Query
from rag.types import Span, Verdict

RANK: Mapping[Verdict, int] = {Verdict.DID: 0, Verdict.PLANNED: 1, Verdict.MENTIONED: 2}
_ALREADY = regex(r"已经?(?:有|建成|办|成|投产|种|养|通|用)|现有")
_UNDER_WAY = regex(r"(?:正在|正)[^,;。]{0,10}(?:建设|施工|推进|兴建|修建)(?:中|之中|$)|在建(?!成)|建设中")
_PLANS_FIRST: Mapping[Verdict, int] = {Verdict.PLANNED: 0, Verdict.DID: 1, Verdict.MENTIONED: 2}


def verdict_wanted(query: Query) -> Verdict:
    """Plans where the question asks for them, else doings."""
    return _wanted(query.shadow)


@lru_cache(maxsize=64)  # every sentence of a list is asked by it
def _wanted(question: str) -> Verdict:
    why = motive(question)  # 我们镇也想搞,哪些乡镇搞了: asks for no plans
    return Verdict.PLANNED if PLAN_ASKED.search(question, why[1] if why else 0) else Verdict.DID


def is_only_begun(query: Query, sentence: str, at: Span) -> bool:
    """Whether what there is already is asked for, and the clause of the topic at `at` tells of it as being built."""
    return bool(_ALREADY.search(query.shadow)) and bool(_UNDER_WAY.search(sentence, *clause_span(sentence, at)))


def order_of(query: Query) -> Mapping[Verdict, int]:
    """The verdicts by which a place is listed first. A programme (`names`) is taken up once, a thing is built again."""
    return _PLANS_FIRST if verdict_wanted(query) is Verdict.PLANNED and not query.names else RANK
