"""Whose a shown sentence is, said before it where it does not say so itself: 神河镇（旬阳市）：, 成武县：.

Left out: whether it is of the place asked (`whose.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers.draft import Proof
from rag.answers.fitting.whose import meant_before
from rag.answers.outcome import Task
from rag.answers.sentences.evidence import Sentence
from rag.lists.whose.elsewhere import told_elsewhere
from rag.lists.whose.visits import tells_of_seeing
from rag.lists.whose.wholes import told_of_whole
from rag.reports.place_reading import RANK
from rag.types import Level, Place


def label(task: Task, sentence: Sentence) -> tuple[str, list[Proof]]:
    """Whose report speaks, where the sentence itself does not say; where it says 该镇, which town is meant, with the
    sentence that names it."""
    passage = sentence.passage
    places = passage.report.places
    meant = meant_before(task.pile, passage, sentence.number)
    if meant is not None and all(meant.name != place.name for place in places):
        of_meant = _label_of(task, sentence, meant)
        if of_meant[0]:
            return of_meant
    if not places or places[-1].name in sentence.shadow or _names_the_asked(task, sentence):
        return "", []
    return _label_of_report(task, sentence, places)


def _label_of_report(task: Task, sentence: Sentence, places: Sequence[Place]) -> tuple[str, list[Proof]]:
    """The report's own place, as far as nothing tells that another one is meant."""
    passage = sentence.passage
    # The row of a comparison names the place itself.
    asked = _asked_before(task, sentence, places[-1]) if task.most is None else None
    if asked is not None:
        return _label_of(task, sentence, asked)
    if tells_of_seeing(sentence.shadow) and _names_another(task, sentence, places[-1]):
        return "", []
    other = told_elsewhere(task.pile, passage.report, (passage.before(sentence.span[0]), sentence.shadow), places[-1])
    if other is not None:
        return _label_of(task, sentence, other)
    larger = told_of_whole(task.pile, passage.report, (passage.before(sentence.span[0]), sentence.shadow), places[-1])
    if larger is None:
        return task.wording.owner(places), []
    above = [place for place in places if RANK[place.level] <= RANK[larger.level]]
    is_named = larger.name in sentence.shadow
    return ("" if is_named else task.wording.owner(above if larger in above else [larger])), []


def _label_of(task: Task, sentence: Sentence, place: Place) -> tuple[str, list[Proof]]:
    """A place that the sentences before name, as a line's opening, with the one that does; none where the line itself
    names it."""
    passage = sentence.passage
    before = (passage.sentences[at] for at in reversed(range(sentence.number)))
    naming = next((span for span in before if place.name in passage.shadow[slice(*span)]), None)
    if naming is None or place.name in sentence.shadow:
        return "", []
    return task.wording.label(place.name, None) + task.wording.colon(), [Proof(passage.report, naming)]


def _asked_before(task: Task, sentence: Sentence, own: Place) -> Place | None:
    """The smaller place asked of that the sentences before in the paragraph have named last, where the sentence names
    none: 河湾村办起食堂。|每餐6元。 in the county's report."""
    asked = [place for named in task.query.mentioned for place in named.places if RANK[place.level] > RANK[own.level]]
    passage, finder = sentence.passage, task.pile.finder
    if not asked or finder.mentions_of_shadow(sentence.shadow, passage.report.places):
        return None
    paragraph = passage.shadow.rfind("\n", 0, sentence.span[0]) + 1
    for number in range(sentence.number - 1, -1, -1):
        if passage.sentences[number][0] < paragraph:
            return None
        text = passage.sentence(number)
        if named := [place for place in asked if place.name in text]:
            return named[-1]
        if any(
            item.place.level in (Level.TOWN, Level.VILLAGE)
            for item in finder.mentions_of_shadow(text, passage.report.places)
        ):
            return None
    return None


def _names_the_asked(task: Task, sentence: Sentence) -> bool:
    """Whether a sentence names the village asked, whose report it is not: that report's place did not do it."""
    mentioned = [place for place in task.query.mentioned if any(one.level is Level.VILLAGE for one in place.places)]
    return any(place.name in sentence.shadow for place in mentioned)


def _names_another(task: Task, sentence: Sentence, own: Place) -> bool:
    mentions = task.pile.finder.mentions_of_shadow(sentence.shadow, sentence.passage.report.places)
    return any(item.place.level is own.level and not task.pile.finder.same(item.place, own) for item in mentions)
