"""Whether a fact is told of another place than the one asked of: the trucks of 沙窝村 are no answer about 白塔村.

What a sentence tells is the doing of the town, or village, that it names, else of the one named last before it in its
paragraph. Left out: counties and larger places, which a report names in passing.
"""

from __future__ import annotations

import re

from rag.answers.evidence import Sentence
from rag.answers.outcome import Task
from rag.search.query import Query
from rag.types import Kind, Level, Place

_BACK = 4  # sentences of a paragraph read before the one that answers
# A place that somebody came from, or that something lies beside, is not whose doing is told.
_IN_PASSING = re.compile(r"(?:来自|距离?|离|毗邻|邻近|相邻|到|去|赴|往|与|和|向|比|学习|借鉴|考察)$")


def tells_of_another(task: Task, sentence: Sentence) -> bool:
    """Whether the sentence answers a question of fact about a town or village with what another one did."""
    asked = _asked(task.query)
    if not asked or task.query.kind not in (Kind.FIGURE, Kind.WHO, Kind.WHEN):
        return False
    passage, level = sentence.passage, asked[0].level
    names = task.pile.spellings(asked)
    is_own = any(not names.isdisjoint((place.name, place.present)) for place in passage.report.places)
    paragraph = passage.shadow.rfind("\n", 0, passage.sentences[sentence.number][0]) + 1
    for number in range(sentence.number, max(sentence.number - (0 if is_own else _BACK), 0) - 1, -1):
        text = passage.sentence(number)
        if passage.sentences[number][0] < paragraph or any(name in text for name in names):
            return False
        if _names_another(task, text, passage.report.places, level):
            return True
    return False


def _asked(query: Query) -> list[Place]:
    """The villages that a question names, else its towns."""
    places = [place for named in (*query.named, *query.mentioned) for place in named.places]
    villages = [place for place in places if place.level is Level.VILLAGE]
    return villages or [place for place in places if place.level is Level.TOWN]


def _names_another(task: Task, text: str, own: tuple[Place, ...], level: Level) -> bool:
    found = task.pile.finder.mentions_of_shadow(text, own)
    return any(item.place.level is level and not _IN_PASSING.search(text[: item.span[0]]) for item in found)
