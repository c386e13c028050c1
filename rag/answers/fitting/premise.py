"""Whether a question takes for done what the reports deny, or for refused what they tell as done: 为什么拒绝P of a town
that carried out P. Then there is no answer, for any would say yes to it.

Rules on shadows, of the one thing that the question is about; left out: premises of other things, and English ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from rag.answers.sentences.evidence import Sentence
from rag.language.clauses import clause_span
from rag.language.rarity import is_verb
from rag.language.regex import regex
from rag.lists.verdicts.verdict_rules import is_denied, is_plainly_done, verdict_of
from rag.questions.query import Query
from rag.questions.words.terms import Term, locate
from rag.types import Span, Verdict

_TELLS = 0.3  # weight from which a word that is no name may be what the question is about
# Said right before a thing that comes to an end.
_ENDED = regex(
    r"(?:关停|关闭|拆除|拆掉|取缔|淘汰|停产|停办|停种|停养|砍掉|退出|不再|不[种养建办搞开修栽要做用])[^,，。;；的户]{0,6}$"
)


class _Of(Enum):
    """What a sentence says of what the question takes for granted."""

    HOLDS = auto()
    CONTRADICTS = auto()
    UNSAID = auto()


def with_premise(query: Query, answering: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, best first, without those that contradict what the question takes for granted; none at all where
    the one that holds most of the question does."""
    things = _things(query)
    said = [_says(query.shadow, things, one.shadow) for one in answering]
    judged = list(zip(answering, said, strict=True))
    telling = [(one.covered, of is _Of.CONTRADICTS) for one, of in judged if of is not _Of.UNSAID]
    if telling and max(telling)[1]:
        return []
    return [one for one, of in judged if of is not _Of.CONTRADICTS]


def _things(query: Query) -> list[Term]:
    """What the question is about: its name, else its telling nouns, but no place; the most telling first."""
    terms = [term for term in query.content if term.is_name or term.weight >= _TELLS]
    names = [term for term in terms if term.is_name]
    nouns = [term for term in terms if not is_verb(term.said)]
    return sorted(names or nouns or terms, key=lambda term: -term.weight)


def _says(question: str, things: Sequence[Term], sentence: str) -> _Of:
    """What the first of the things that a sentence speaks of is there, and is in the question."""
    both = ((thing, locate(thing, question), locate(thing, sentence)) for thing in things)
    thing, asked, at = next(((one, there, here) for one, there, here in both if there and here), (None, None, None))
    if thing is None or asked is None or at is None:
        return _Of.UNSAID
    denies, denied = _denies(question, asked), _denies(sentence, at)
    if denies is denied:
        is_open = not denied and verdict_of(sentence, at) is not Verdict.DID
        return _Of.UNSAID if is_open else _Of.HOLDS
    is_done = is_plainly_done(sentence, at) or (thing.is_name and verdict_of(sentence, at) is Verdict.DID)
    return _Of.CONTRADICTS if denied or is_done else _Of.UNSAID


def _denies(text: str, at: Span) -> bool:
    """Whether a shadow says that the thing is not done, or that it is ended: 关停|采石场."""
    return is_denied(text, at) or _ENDED.search(text[clause_span(text, at)[0] : at[0]]) is not None
