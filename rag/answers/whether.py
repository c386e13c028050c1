"""Yes/no questions: 有没有, 是否, …吗. The sentence that tells, and before it what it says: yes, no, or a plan.

是 is said only where the sentence holds every word and number of the question, as done, and its report has to do with
every place of it; 没有 only where a sentence denies it. Where it says something else (第二个 to 第一个, 正在硬化 to
硬化了) the sentence stands for itself. What no report tells is not denied: it is not found.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from rag.answers.amounts import missing_figures
from rag.answers.evidence import Sentence
from rag.index.rows import place_names
from rag.language.clauses import clause_span
from rag.language.names import bare
from rag.language.rarity import is_doing
from rag.language.regex import regex
from rag.search.attribution import doers
from rag.search.pile import Pile
from rag.search.placenames import NamedPlace
from rag.search.query import Query
from rag.search.terms import Term, locate, presence
from rag.search.verdict import UNLIKELY, UNLIKELY_OF_A_WORD, is_denied, verdict_of
from rag.types import Kind, Level, Span, Verdict

MOST = 3  # sentences shown: the one that tells, and two beside it

_ASKED = regex(
    r"有没有|是否|是不是|有无|能否|能不能|会不会|要不要|吗[?。]*$|(?:了|过)?没有?[?。]*$"
    r"|^(?:did|does|do|is|are|was|were|has|have|had|can|will)\b"
)
_OTHERWISE_ASKED = regex(r"什么|哪|谁|多少|几[个名位年天]|怎|如何|为何|\b(?:what|which|who|when|where|how|why)\b")
_DOING = 0.3  # weight from which a verb tells what is asked
_SHORTEST = 2  # code points of a county whose short name is no name (房县)
_BEFORE = 2  # sentences before one, whose place it may go on about
_WHOLE = 0.8  # presence from which a word of the question stands in the sentence
_NEGATES = regex(r"(?:没有?|未|不是|并非|不再|尚无|无)")
_UNDER_WAY = regex(r"正在|还在|正积极|探索|争创")
_ORDINAL = regex(r"第[一二三四五六七八九十\d]+|首[个家次批]")


class Stance(StrEnum):
    """What a sentence says to a yes/no question. `UNSAID`: it speaks of the matter, and the reader judges."""

    YES = "yes"
    NO = "no"
    PLANNED = "planned"
    UNSAID = "unsaid"


def asks_whether(query: Query) -> bool:
    """Whether the question wants yes or no, and nothing else."""
    if query.kind is not Kind.OPEN or _OTHERWISE_ASKED.search(query.shadow):
        return False
    return _ASKED.search(query.shadow) is not None


def told(query: Query, pile: Pile, answering: Sequence[Sentence]) -> tuple[Stance, list[Sentence]]:
    """What the best sentence says, and the sentences to show, that one first. `answering` is not empty, best first.

    A sentence that says yes is better than any other: what was planned, or not done, may have been done since.
    """
    asked = _content(query)
    stances = [_stance_of(query, pile, asked, one) for one in answering]
    said, best = max(
        zip(stances, answering, strict=True),
        key=lambda pair: (
            pair[0] is Stance.YES,
            _held(asked, pair[1].shadow),
            pair[0] is not Stance.UNSAID,
            pair[1].score,
        ),
    )
    beside = [one for one in answering if one is not best and _held(asked, one.shadow)]
    return said, [best, *beside][:MOST]


def _stance_of(query: Query, pile: Pile, asked: Sequence[Term], one: Sentence) -> Stance:
    """What a sentence says of the places asked; of others it says nothing to the question."""
    stance = _stance(query, asked, one.shadow)
    if stance is Stance.UNSAID or not _is_theirs(query, pile, asked, one):
        return Stance.UNSAID
    if stance is Stance.YES and not all(_is_of(place, one) for place in (*query.named, *query.mentioned)):
        return Stance.UNSAID
    return stance


def _is_theirs(query: Query, pile: Pile, asked: Sequence[Term], one: Sentence) -> bool:
    """Whether what a sentence tells is the doing of a place that the question names: not of one visited, nor of a town
    beside it. A sentence that gives it to no place of that level is left to `_is_of`."""
    places = [place for named in (*query.named, *query.mentioned) for place in named.places]
    level = next((level for level in reversed(Level) if any(place.level is level for place in places)), None)
    found = [(term.is_name, term.weight, span) for term in asked if (span := locate(term, one.shadow))]
    if level is None or not found:
        return True
    text = (one.passage.before(one.span[0]), one.shadow)
    doing = doers(pile, one.passage.report, text, max(found)[-1], level)
    names = pile.spellings([place for place in places if place.level is level])
    return not doing or any(doer.name in names and not doer.spoken_of for doer in doing)


def telling_of(query: Query, answering: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that speak of the doing asked: of somebody who is named, 被逮捕了吗 is not answered by what else he
    did. All of them where the question has no word for it that tells enough."""
    doing = [term for term in _content(query) if is_doing(term.text) and term.weight >= _DOING]
    if not doing or not any(term.is_name for term in query.terms):
        return list(answering)
    return [one for one in answering if any(presence(term, one.shadow, bare(one.shadow)) for term in doing)]


def _is_of(place: NamedPlace, one: Sentence) -> bool:
    """Whether a sentence, one of the few before it, or what its report is about, has to do with a place that the
    question names."""
    filed = place_names(one.passage.report.places)
    told = "".join(one.passage.sentence(number) for number in range(max(one.number - _BEFORE, 0), one.number + 1))
    if place.name in told:
        return True
    larger = {name for own in place.places for name in own.within}
    if any(name[:-1] in one.shadow for name in larger if len(name) > _SHORTEST):
        return False  # of the county that it lies in
    return any(own.name in filed or own.present in filed for own in place.places)


def _content(query: Query) -> list[Term]:
    places = {place.name for place in (*query.named, *query.mentioned)}
    return [term for term in query.terms if term.text not in places]


def _held(terms: Sequence[Term], text: str) -> float:
    total = sum(term.weight for term in terms) or 1.0
    return sum(term.weight for term in terms if presence(term, text, bare(text)) >= _WHOLE) / total


def _stance(query: Query, asked: Sequence[Term], text: str) -> Stance:
    spans = [(span, UNLIKELY if term.is_name else UNLIKELY_OF_A_WORD) for term in asked if (span := locate(term, text))]
    if not spans:
        return Stance.UNSAID
    if any(_denies(text, *one) for one in spans):
        return Stance.NO
    verdicts = [verdict_of(text, span, unlikely=unlikely) for span, unlikely in spans]
    if Verdict.PLANNED in verdicts:
        return Stance.PLANNED
    whole = _held(asked, text) == 1.0 and not list(missing_figures(query.shadow, text))
    same = set(_ORDINAL.findall(query.shadow)) <= set(_ORDINAL.findall(text))
    done = set(verdicts) == {Verdict.DID} and not any(_is_under_way(text, span) for span, _ in spans)
    return Stance.YES if whole and same and done else Stance.UNSAID


def _is_under_way(text: str, span: Span) -> bool:
    start, end = clause_span(text, span)
    return _UNDER_WAY.search(text[start:end]) is not None


def _denies(text: str, span: Span, unlikely: float) -> bool:
    start, _ = clause_span(text, span)
    return is_denied(text, span, unlikely) or _NEGATES.search(text[start : span[0]]) is not None
