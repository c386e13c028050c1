"""Whose a sentence is, said before it where it does not say so itself.

Left out: whether it may answer at all (`whose.py`).
"""

from __future__ import annotations

from rag.answers.draft import Proof
from rag.answers.evidence import Sentence
from rag.answers.outcome import Task
from rag.answers.whose import meant_before
from rag.search.elsewhere import told_elsewhere
from rag.types import Level, Place


def label_of(task: Task, sentence: Sentence) -> tuple[str, list[Proof]]:
    """Whose report speaks, where the sentence itself does not say; where it says 该镇, which town is meant, with the
    sentence that names it."""
    passage = sentence.passage
    places = passage.report.places
    meant = meant_before(task.pile, passage, sentence.number)
    if meant is not None and all(meant.name != place.name for place in places):
        label = _named_before(task, sentence, meant)
        if label[0]:
            return label
    if not places or places[-1].name in sentence.shadow or _names_the_asked(task, sentence):
        return "", []
    other = told_elsewhere(task.pile, passage.report, (passage.before(sentence.span[0]), sentence.shadow), places[-1])
    if other is not None:
        return _named_before(task, sentence, other)
    return task.wording.owner(places), []


def _names_the_asked(task: Task, sentence: Sentence) -> bool:
    """Whether a sentence names the village asked, whose report it is not: that report's place did not do it."""
    mentioned = [place for place in task.query.mentioned if any(one.level is Level.VILLAGE for one in place.places)]
    return any(place.name in sentence.shadow for place in mentioned)


def _named_before(task: Task, sentence: Sentence, place: Place) -> tuple[str, list[Proof]]:
    """A place that the sentences before name, as a line's opening, with the one that does; none where the line itself
    names it."""
    passage = sentence.passage
    before = (passage.sentences[at] for at in reversed(range(sentence.number)))
    naming = next((span for span in before if place.name in passage.shadow[slice(*span)]), None)
    if naming is None or place.name in sentence.shadow:
        return "", []
    return task.wording.label(place.name, None) + task.wording.colon(), [Proof(passage.report, naming)]
