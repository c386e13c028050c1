"""Where something was: of a question for one place (在哪个村出的事), the sentence that tells it and names a place.

A list asks of every report which places did it, clause by clause. What happened once is often told over several
sentences, the place in one and the persons in another: so it is looked for like any fact where the list finds nothing.
"""

from __future__ import annotations

from rag.answers.outcome import Outcome, Task
from rag.answers.sentences.evidence import Sentence, ranked_sentences
from rag.answers.ways.facts import state_all
from rag.answers.ways.worth_telling import answers
from rag.language.regex import regex

_ONE_PLACE = regex(
    r"哪一?个(?:乡镇|街道|镇|乡|县|市|区|村|社区|地方)|在哪(?:里|儿)|什么地方|何[处地]|\bwhere\b|\bin which\b"
)


def asks_where(question: str) -> bool:
    """Whether a question's shadow asks for one place.

    >>> asks_where("演出在哪个村被打断?"), asks_where("哪些村办了演出?")
    (True, False)
    """
    return _ONE_PLACE.search(question) is not None


def located(task: Task) -> Outcome | None:
    """The sentences that tell what is asked and name a place of the level asked; None where none do."""
    ranked, hits = ranked_sentences(task.query, task.pile, task.allowed, task.filtered)
    answering = [one for one in ranked if answers(task, one) and _names_a_place(task, one)]
    return state_all(task, answering, hits) if answering else None


def _names_a_place(task: Task, sentence: Sentence) -> bool:
    """Whether the sentence names a place of the level asked that the question does not name itself."""
    report, query = sentence.passage.report, task.query
    context = (*report.places, *task.pile.focus(report.id))
    found = [item.place for item in task.pile.finder.mentions_of_shadow(sentence.shadow, context)]
    return any(place.name not in query.shadow and query.level in (None, place.level) for place in found)
