"""Which verdict a list asks for, doings or plans, and which of a place's sentences is shown first by that.

A place that has begun counts as one that did, but not where plans for a common thing are asked: who has greenhouses may
well plan others. Left out: questions for those who did not (`interrogatives.DENIAL_ASKED`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rag.language.clauses import clause_span
from rag.language.plan_words import HAS_BEEN
from rag.language.regex import regex
from rag.questions.context import motive
from rag.questions.interrogatives import PLAN_ASKED
from rag.questions.query import Query
from rag.types import Span, Verdict

RANK: Mapping[Verdict, int] = {Verdict.DID: 0, Verdict.PLANNED: 1, Verdict.MENTIONED: 2}
_ALREADY = regex(r"已经?(?:有|建成|办|成|投产|种|养|通|用)|现有")
_UNDER_WAY = regex(
    r"(?:正在|正|[也还仍]在)[^,;。了]{0,10}(?:(?:建设|施工|推进|兴建|修建)(?:中|之中|$)|加紧|加快|抓紧|铺设|安装|架设|埋设|开挖|浇筑)"
    r"|在建(?!成)|(?:建设|施工|铺设|安装|实施)(?:之)?中(?!心)|(?:加快|加紧|抓紧)(?:实施|建设|施工|铺设|推进)"
)
_IS_THERE = regex(rf"已|{HAS_BEEN}|(?:建成|投[用运]|竣工|完工|通水)(?!后)")
_ONCE_BUILT = regex(r"(?:建成|投[用运产]|竣工|完工|通水)(?:投[用运产])?(?:以|之)?后,?(?:将|可(?!以看)|预计|能)")
_PLANS_FIRST: Mapping[Verdict, int] = {Verdict.PLANNED: 0, Verdict.DID: 1, Verdict.MENTIONED: 2}


def verdict_wanted(query: Query) -> Verdict:
    """Plans where the question asks for them, else doings."""
    return _wanted(query.shadow)


@lru_cache(maxsize=64)  # every sentence of a list is asked by it
def _wanted(question: str) -> Verdict:
    why = motive(question)  # 我们镇也想搞,哪些乡镇搞了: asks for no plans
    return Verdict.PLANNED if PLAN_ASKED.search(question, why[1] if why else 0) else Verdict.DID


def is_only_begun(query: Query, sentence: str, at: Span) -> bool:
    """Whether what there is already is asked for, and the sentence up to the clause of the topic at `at` tells of it as
    being built, or says what will come of it (建成后将保障三个村)."""
    if not _ALREADY.search(query.shadow):
        return False
    _, end = clause_span(sentence, at)
    begun = [found.end() for found in _UNDER_WAY.finditer(sentence, 0, end)]
    if begun and not _IS_THERE.search(sentence, begun[-1], end):
        return True
    return not _IS_THERE.search(sentence, 0, end) and _ONCE_BUILT.search(sentence) is not None


def order_of(query: Query) -> Mapping[Verdict, int]:
    """The verdicts by which a place is listed first. A programme (`names`) is taken up once, a thing is built again."""
    return _PLANS_FIRST if verdict_wanted(query) is Verdict.PLANNED and not query.names else RANK
