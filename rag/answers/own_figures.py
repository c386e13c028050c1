"""The figures of a place as a whole before those of its parts: asked of a county, 全县整修山塘1046口 before what
one of its towns has repaired (全镇清淤山塘73口)."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers.evidence import Sentence
from rag.answers.outcome import Task
from rag.language.regex import regex
from rag.types import Kind, Level

_AS_FULL = 0.1  # covered share that the sentence on the whole may lack
_WHOLE = {
    Level.PROVINCE: regex("全[省区]"), Level.CITY: regex("全[市州]"), Level.COUNTY: regex("全[县市区旗]"),
    Level.TOWN: regex("全[镇乡]"), Level.VILLAGE: regex("全村"),
}  # fmt: skip


def whole_first(task: Task, answering: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that answer a question for a figure, with those of the asked place's own report that tell of all of
    it first, as long as they hold as much of what is asked; of any other question as they are."""
    asked = [place for named in task.query.named for place in named.places]
    if task.query.kind is not Kind.FIGURE or not asked or not answering:
        return list(answering)
    names, level = task.pile.spellings(asked), asked[0].level
    least = answering[0].covered - _AS_FULL

    def is_of_the_whole(sentence: Sentence) -> bool:
        owners = sentence.passage.report.places
        own = bool(owners) and not names.isdisjoint((owners[-1].name, owners[-1].present))
        return own and sentence.covered >= least and _WHOLE[level].search(sentence.shadow) is not None

    if _WHOLE[level].search(answering[0].shadow):
        return list(answering)
    return sorted(answering, key=lambda sentence: not is_of_the_whole(sentence))
