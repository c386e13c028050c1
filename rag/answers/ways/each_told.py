"""What is asked of each of several things at once, and what a sum is made of: sentences that answer only together, or
by their form.

四个基地各年出栏多少 is answered by the sentences of one report that each give that figure; 总投资由哪些部分组成 by the
one that goes on from the sum with 其中. Rules on shadows. Left out: things that the question names one by one, which
are a comparison (`comparison.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rag.answers.fitting.answer_type import figures_asked
from rag.answers.sentences.evidence import Sentence
from rag.language.clauses import clause_span
from rag.language.figures import figures_in, written_number
from rag.language.regex import regex
from rag.questions.coordination import ONE_BY_ONE
from rag.questions.query import Query
from rag.questions.words.terms import locate
from rag.types import Kind

_MOST = 8  # sentences shown of as many things
_OF_EACH = regex(ONE_BY_ONE)
_HOW_MANY_THINGS = regex(r"(?P<count>\d{1,2}|[两二三四五六七八九十]{1,2})(?:个|家|座|处|所|大|名|位|户|期|种)")
_SUM_ASKED = regex(
    r"(?:由|分为?|分成|有|包括|包含|含)[^,。?]{0,3}哪(?:些|[几两二三四]个?)(?:大)?(?:部分|块|笔|资金|来源|组成|构成)"
    r"|(?:怎么|如何|怎样)(?:构成|组成|来的|分配)"
)
_SUM = regex(r"投资|资金|经费|收入|产值|费用|面积|总[一-鿿]{0,4}\d|善款|补贴")
_GOES_ON = regex(r"其中|包括|分别[为是由]|由")


def each_told(query: Query, answering: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that give each of the things asked of its own figure, in the order of their report, best report
    first; [] where none is asked of each, one sentence says it all, or there are more of them than the question counts.
    """
    if query.kind is not Kind.FIGURE or query.parts or not answering or not _OF_EACH.search(query.shadow):
        return []
    asked = [term for term in query.content if query.shadow.find(term.text) >= 0]
    if not asked:
        return []
    measured = max(asked, key=lambda term: query.shadow.find(term.text))  # what stands last: 各|年出栏|多少
    told = []
    for one in answering:
        at = locate(measured, one.shadow)
        if at is None or one.passage.report.id != answering[0].passage.report.id:
            continue
        start, end = clause_span(one.shadow, at)
        if any(start <= figure[0] < end for figure in figures_asked(query, one.shadow)):
            told.append(one)
    counted = _HOW_MANY_THINGS.search(query.shadow)
    most = _number(counted["count"]) if counted else _MOST
    return sorted(told, key=lambda one: one.number) if 1 < len(told) <= most else []


def sum_told(question: str, answering: Sequence[Sentence]) -> list[Sentence]:
    """The first sentence that tells what the sum a question asks of is made of: with the sum, where the question says
    it, and at least two figures of its unit behind 其中; [] where none does."""
    if not _SUM_ASKED.search(question) or not _SUM.search(question):
        return []
    asked = [(figure.value, figure.unit) for figure in figures_in(question)]
    return [one for one in answering if _tells_parts(asked, one.shadow)][:1]


def _tells_parts(asked: Sequence[tuple[float, str]], text: str) -> bool:
    if not set(asked) <= {(figure.value, figure.unit) for figure in figures_in(text)}:
        return False
    goes_on = _GOES_ON.search(text)
    stop = re.compile("[。;]").search(text, goes_on.end()) if goes_on else None
    behind = list(figures_in(text[goes_on.end() : stop.start() if stop else None])) if goes_on else []
    units = Counter(figure.unit for figure in behind)
    return any(count > 1 and (not asked or unit == asked[0][1]) for unit, count in units.items())


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else int(written_number(written) or 0)
