"""Whether a fact is told of another place than the one asked of: the trucks of 沙窝村 are no answer about 白塔村.

What a sentence tells is the doing of the town, or village, that it names, and its figures else those of the one named
last before it in its paragraph; and of a larger place where that is its subject (威海市有46个贫困村, 全县).
"""

from __future__ import annotations

import re

from rag.answers.evidence import Sentence
from rag.answers.outcome import Task
from rag.search.query import Query
from rag.types import Kind, Level, Place

_ABOVE = {Level.TOWN: "省市县区州旗", Level.VILLAGE: "省市县区州旗镇乡"}
_OWN = {Level.TOWN: re.compile("[全我本该][镇乡]|全?街道"), Level.VILLAGE: re.compile("[全我本该]村|村[里内]|社区")}
_IS_SUBJECT = re.compile(
    r"(?:[今去前]年|目前|现|已|先后|累计|平均|总计|一?共|计划|预计)*"
    r"(?:有|共|累计|平均|总|种植|养殖|发展|建成|完成|实现|新增|转移|安置|投入|投资|面积|人口|降雨)"
)
_BACK = 4  # sentences of a paragraph read before the one with the figure
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
    back = _BACK if task.query.kind is Kind.FIGURE and not is_own else 0
    for number in range(sentence.number, max(sentence.number - back, 0) - 1, -1):
        text = passage.sentence(number)
        if passage.sentences[number][0] < paragraph or any(name in text for name in names):
            return False
        if _names_another(task, text, passage.report.places, level):
            return True
        if number == sentence.number and _tells_of_a_larger(task, text, passage.report.places, level):
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


def _tells_of_a_larger(task: Task, text: str, own: tuple[Place, ...], level: Level) -> bool:
    if _OWN[level].search(text):
        return False
    if re.search(f"全[{_ABOVE[level]}]", text):
        return True
    found = task.pile.finder.mentions_of_shadow(text, own)
    return any(_is_larger(item.place.level, level) and _IS_SUBJECT.match(text, item.span[1]) for item in found)


def _is_larger(one: Level, other: Level) -> bool:
    return one is not other and not (one is Level.VILLAGE or (one is Level.TOWN and other is not Level.VILLAGE))
