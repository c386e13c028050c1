"""Done, planned or only spoken of, as the question means it: what `verdicts` say of the topic where it stands, read at
the doing that is asked, and in the light of what kind of document tells it.

Left out: whose doing it is (`whose`), and those who only host it (`listing.py`).
"""

from __future__ import annotations

from rag.language.clauses import clause_span
from rag.language.rarity import is_doing
from rag.language.regex import regex
from rag.lists.asked.verdict_wanted import is_only_begun, verdict_wanted
from rag.lists.verdicts.plan_documents import is_plan_document, says_it_is_done
from rag.lists.verdicts.verdict import verdict_of
from rag.questions.query import Query
from rag.questions.words.terms import locate_all
from rag.search.pile import Passage
from rag.types import Span, Verdict

_URGES = (
    r"(?:动员|宣传|宣讲|讲解|普及|鼓励|引导|号召|倡导|倡议|发动|劝[导说阻]?|提醒|叮嘱|教育|呼吁|推介|指导|培训|喊"
    r"|教(?!师|学|材|室)|讲(?=政策|法|课))"
)
_PEOPLE = "大家|村民|群众|年轻人|青年|老百姓|农民|居民|乡亲|人们|老人|孩子|学生"
_ASKS_URGING = regex(rf"{_URGES}(?:了|过|着|{_PEOPLE}|[^,，。?？]{{1,4}}(?:去|别|不要|少))")
_TOLD_URGING = regex(_URGES)


def judged(query: Query, passage: Passage, sentence: str, at: Span, unlikely: float) -> Verdict:
    """What the sentence (a shadow) of a report says of the topic at `at`."""
    report = passage.report
    written = report.metadata.published.year if report.metadata.published else None
    said = verdict_of(sentence, _urged_by(query.shadow, sentence, at), written, unlikely)
    doing = _planned_doing(query, sentence, at) if said is Verdict.DID else None
    if doing is not None and verdict_of(sentence, doing, written, unlikely) is Verdict.PLANNED:
        return Verdict.PLANNED
    if said is Verdict.DID and is_only_begun(query, sentence, at):
        return Verdict.PLANNED
    if said is Verdict.DID and is_plan_document(passage.title_shadow) and not says_it_is_done(sentence):
        return Verdict.PLANNED
    return said


def _urged_by(question: str, sentence: str, at: Span) -> Span:
    """Where a sentence tells the urging, if the question asks who urged people to do the topic (动员青年|参军): who is
    urged to has not done it yet, and is not what is asked."""
    if not _ASKS_URGING.search(question):
        return at
    told = list(_TOLD_URGING.finditer(sentence, 0, at[0]))
    return told[-1].span() if told else at


def _planned_doing(query: Query, sentence: str, at: Span) -> Span | None:
    """Where behind the clause of the topic the doing stands that a question for plans asks of it: who bought the plants
    (订购|茶苗) means to plant them all the same (明年|栽种)."""
    if verdict_wanted(query) is not Verdict.PLANNED or query.names:
        return None
    _, end = clause_span(sentence, at)
    places = [span for term in query.terms if is_doing(term.said) for span in locate_all(term, sentence)]
    return min((span for span in places if span[0] >= end), default=None)
