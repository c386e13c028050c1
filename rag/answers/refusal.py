"""Why there is no answer: nothing in the pile, not for this place, or the place itself is not in the pile."""

from __future__ import annotations

from rag.answers.outcome import Task
from rag.language.names import bare
from rag.language.script import shadow
from rag.questions.query import Query
from rag.questions.words.terms import Term, presence

_OTHERS_NAMED = 3  # places named at most as those that do speak of it
_CHECKED = 50  # chunks read to see whether a phrase of the index stands in the text as well
_TELLING = 0.5  # weight from which a word is worth naming in a reason


def reason(task: Task) -> str:
    """The reason for a refusal, in the language of the question. It says only what was checked."""
    query, wording = task.query, task.wording
    if query.foreign:
        return wording.place_unknown(query.foreign)
    terms = [term for term in query.terms if term.is_name or term.weight >= _TELLING] or list(query.terms)
    place = _places(query) if task.allowed is not None else None
    missing = [term.text for term in terms if not _attested(term, task)]
    if not missing and terms:
        return wording.not_told(place, task.scanned, [term.text for term in terms], query.kind)
    if place:
        return wording.not_for_place(place, missing, _elsewhere(task))
    return wording.nothing_here(task.scanned, missing)


def _places(query: Query) -> str:
    """The places asked of; in English as the question writes them."""
    if query.lang == "en":
        return ", ".join(query.resolved[slice(*item.span)] for item in query.named)
    return "、".join(item.name for item in query.named)


def _attested(term: Term, task: Task) -> bool:
    """Whether any report the question was put to holds the term as it stands."""
    for spelling in term.spellings:
        found = task.pile.index.containing(spelling, task.allowed)
        if any(spelling in bare(shadow(chunk.text)) for chunk in task.pile.store.chunks(found[:_CHECKED])):
            return True
    return False


def _elsewhere(task: Task) -> list[str]:
    """Places whose reports hold every telling term in one chunk, though the place asked has none that do."""
    telling = [term for term in task.query.terms if term.is_name or term.weight >= _TELLING]
    if not telling:
        return []
    rarest = max(telling, key=lambda term: (term.is_name, term.weight))
    asked = {place.name for named in task.query.named for place in named.places}
    places: dict[str, None] = {}
    holding = task.pile.index.with_terms([term.text for term in telling]) or task.pile.index.containing(rarest.text)
    for chunk in task.pile.store.chunks(holding[:_CHECKED]):
        passage = task.pile.passage(chunk.report_id)
        text = passage.shadow[chunk.start : chunk.end]
        owner = passage.report.places[-1].name if passage.report.places else None
        if owner and owner not in asked and all(_holds(term, text) for term in telling):
            places[owner] = None
        if len(places) == _OTHERS_NAMED:
            break
    return list(places)


def _holds(term: Term, text: str) -> bool:
    return presence(term, text, bare(text)) >= 0.5
