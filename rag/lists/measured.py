"""Places by their own amounts, where a report tells those one by one and the matter once for all: a heading 考评得分
and under it 第一名:青石镇90.9分.

Read only where a list sets a bar (80分以上) that no sentence with the topic itself meets. Left out: amounts told beside
the topic (`listing.py`), and rankings without amounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from rag.language.clauses import clause_span
from rag.language.regex import regex
from rag.lists.asked.least_amount import Bar, amounts_in, bars, is_met_by
from rag.lists.asked.list_topic import terms_to_stand
from rag.lists.asked.years_asked import in_years
from rag.lists.doer import Doer, doer_of
from rag.lists.doers_asked import doers_asked
from rag.lists.listed import Evidence
from rag.lists.reports_on import reports_on
from rag.questions.query import Query
from rag.questions.words.terms import coverage
from rag.search.pile import Passage, Pile
from rag.types import Level, Place, Report, Verdict

_OFFICE = regex(r"(?:^|[^一-鿿])(?P<name>[一-鿿]{2,4}办事处)$")
_ON_IT = 0.7  # of the weight of the words asked, in a report that is on the matter


def by_amounts(query: Query, pile: Pile, allowed: AbstractSet[str] | None) -> Iterator[Evidence]:
    """What the amounts of single places tell, in reports that hold the words asked."""
    asked, topic = bars(query.shadow), terms_to_stand(query)
    if not asked or not topic or query.names:
        return
    for passage in reports_on(topic, pile, allowed):
        if coverage(topic, passage.shadow) >= _ON_IT:
            yield from _told(query, pile, passage, asked)


def _told(query: Query, pile: Pile, passage: Passage, asked: tuple[Bar, ...]) -> Iterator[Evidence]:
    for where in passage.sentences:
        sentence = passage.shadow[slice(*where)]
        read = (passage.before(where[0]), sentence)
        for figure in amounts_in(sentence):
            at = figure.span
            own = [bar for bar in asked if bar.unit == figure.unit]
            if not own or not all(is_met_by(bar, sentence, figure) for bar in own):
                continue
            if not in_years(query, read, passage.report, at):
                continue
            before = sentence[clause_span(sentence, at)[0] : at[0]]
            found = [one for one in doers_asked(query, pile, passage.report, read, at) if one.name[:-1] in before]
            for doer in found or _office(query, passage.report, before):
                if not doer.spoken_of:
                    yield Evidence(doer, Verdict.DID, passage.report, where, 1.0)


def _office(query: Query, report: Report, before: str) -> list[Doer]:
    """A street told by its office, right before its amount: 刊江办事处76分."""
    found = _OFFICE.search(before) if query.level is Level.TOWN else None
    if found is None:
        return []
    within = tuple(name for one in report.places[-1:] for name in (*one.within, one.name))
    return [doer_of(Place(found["name"], Level.TOWN, within=within), report)]
