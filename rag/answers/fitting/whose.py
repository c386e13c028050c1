"""Whether a fact is told of another place than the one asked of: the trucks of 沙窝村 are no answer about 白塔村.

What a sentence tells is the doing of the town, or village, that opens a clause of it, or that its 该镇 stands for, and
its figures else those of the one that did so last before it in its paragraph; and of a larger place where that is its
subject (威海市有46个贫困村), though it may name the town as a part of it (全县以白芷镇核桃为主,发展核桃12万亩).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from rag.answers.fitting.answer_type import figures_asked
from rag.answers.fitting.villages_shown import opens_with_its_village
from rag.answers.outcome import Task
from rag.answers.sentences.evidence import Sentence
from rag.answers.ways.givers import asks_giver
from rag.language.clauses import clause_span
from rag.language.regex import regex
from rag.language.spans import overlaps
from rag.lists.whose.attribution import is_shown, place_meant
from rag.lists.whose.elsewhere import left_out_at
from rag.lists.whose.held import Holder, holder, is_apart
from rag.lists.whose.wholes import told_of_whole
from rag.questions.query import Query
from rag.questions.words.terms import locate
from rag.reports.place_reading import RANK
from rag.reports.places import Mention
from rag.search.pile import Passage, Pile
from rag.types import Kind, Level, Place, Span

# What speaks of a larger place, and what of the report's own, by the level that is asked.
_WIDE = {Level.TOWN: "国省市县区州旗", Level.VILLAGE: "国省市县区州旗镇乡"}
_OWN = {
    Level.TOWN: regex("[全我本该][镇乡]|[镇乡][里内上]|街道"),
    Level.VILLAGE: regex("[全我本该]村|村[里内]|社区"),
}
# The whole of a place, of which what follows is told; not 在全县率先, 全县第一.
_WHOLE = regex(
    r"(?<![在是为占居列于到比及至向被])全(?P<level>[国省市州县区旗镇乡村])"
    r"(?!率先|第[一二三]|首|最|平均|前|范围|唯一|先进|示范|排名|上下|现场|各项?工作)"
)
_ALL_PARTS = regex(r"(?:^|[,;:。!?]|已|目前)在?各个?(?:乡镇|镇街|街镇|镇乡|镇办|镇|街道)")  # of a county, for a town
_IS_SUBJECT = regex(
    r"(?:[今去前]年|目前|现|已|先后|累计|平均|总计|一?共|计划|预计)*"
    r"(?:有|共|累计|平均|总|种植|养殖|发展|建成|建设|新建|建起|培育|打造|推进|完成|实现|新增|转移|安置|投入|投资|面积|人口|降雨)"
)
_VILLAGES = regex(r"(?:[2-9]|\d{2,}|[两二三四五六七八九十])[多余]?个(?:行政)?村")  # what a town has, or did for several
# Behind these a clause opens; a place that stands elsewhere is where something came from, or lies.
_OPENS = regex(r"(?:^|[,;:。!?“(]|[年月日]|据|近日|日前|目前|其中|当天|今天|昨天|我们)在?$")
# What the town spends on the village told of before: 镇里投入150万元对原村部进行重建.
_GIVEN_TO = regex(r"[对为给将把](?:原有?|老|旧)?(?:村部|村委会|村室|村里|村民)")
_BESIDES = regex("除[^,;。]{2,20}?外")
_ANOTHER_PART = regex(r"[;。!?、]|,[^,]{1,8}[镇乡]")  # behind a town's name: a row of towns, or what others do
_BACK = 4  # sentences of a paragraph read before the one with the figure


def tells_of_another(task: Task, sentence: Sentence) -> bool:
    """Whether the sentence answers a question of fact about a town or village with what another one did."""
    asked = _asked(task.query)
    if _is_held_by_another(task, sentence) or _is_lent(task, sentence, asked):
        return True
    if asked and not _is_named_near(task, sentence, asked):
        return True
    if not asked or task.query.kind not in (Kind.FIGURE, Kind.WHO, Kind.WHEN):
        return False
    passage, level = sentence.passage, asked[0].level
    names = task.pile.spellings(asked)
    text = sentence.shadow
    if _counts_a_whole(task.query, text, names, level):
        return True
    is_its = _is_of(task, passage, sentence.number, (names, level))
    if is_its is None:
        mentions = task.pile.finder.mentions_of_shadow(text, passage.report.places)
        is_its = False if _a_larger(text, mentions, level) else None
    back = _BACK if task.query.kind is Kind.FIGURE or asks_giver(task.query.shadow) else 0
    before = (_is_of(task, passage, number, (names, level)) for number in _told_before(passage, sentence.number, back))
    told = is_its if is_its is not None else next((one for one in before if one is not None), None)
    if told is None and level is Level.VILLAGE:
        return _is_named_later(task, passage, sentence, names)
    return told is False


def _is_named_near(task: Task, sentence: Sentence, asked: Sequence[Place]) -> bool:
    """Whether a report that is not the asked place's own names it in the sentence, its title, or before the sentence
    with no other place of its level since: who reads on knows no other subject."""
    if task.query.kind in (Kind.LIST, Kind.COMPARE):
        return True
    passage, finder = sentence.passage, task.pile.finder
    if any(finder.same(place, one) for place in passage.report.places for one in asked):
        return True
    names = task.pile.spellings(asked)
    if any(name in passage.title_shadow for name in names):
        return True
    for number in range(sentence.number, -1, -1):
        text = passage.sentence(number)
        if any(name in text for name in names):
            return True
        mentions = finder.mentions_of_shadow(text, passage.report.places)
        if _another(text, mentions, asked[0].level):
            return False
    return False


def tells_of_another_village(task: Task, sentence: Sentence, best: Sentence) -> bool:
    """Whether a sentence, or what it goes on from in its paragraph, is about another village than the one asked, which
    the best sentence names: an account of 乙村 does not go on with what 甲村 did."""
    asked = [place for place in _asked(task.query) if place.level is Level.VILLAGE]
    names = task.pile.spellings(asked) if asked else frozenset()
    if not any(name in best.shadow for name in names):
        return False
    passage = sentence.passage
    told = (
        _is_of(task, passage, number, (names, Level.VILLAGE))
        for number in _told_before(passage, sentence.number, _BACK)
    )
    return next((one for one in told if one is not None), None) is False


def _is_named_later(task: Task, passage: Passage, sentence: Sentence, names: AbstractSet[str]) -> bool:
    """Whether a report goes from one village to the next and has told of others by then: it names the one asked only
    behind the sentence."""
    start, opening = sentence.span[0], passage.report.body[0]
    before = passage.shadow[opening:start]
    if any(name in before or name in passage.title_shadow for name in names):
        return False
    mentions = task.pile.finder.mentions_of_shadow(before, passage.report.places)
    is_later = any(name in passage.shadow[start:] for name in names)
    return is_later and any(one.place.level is Level.VILLAGE for one in mentions)


def _is_lent(task: Task, sentence: Sentence, asked: Sequence[Place]) -> bool:
    """Whether a sentence of the asked place's own report tells what its people were shown elsewhere, or a figure of the
    larger place that it lies in."""
    passage, report = sentence.passage, sentence.passage.report
    text = passage.before(sentence.span[0]), sentence.shadow
    own = [place for place in report.places if any(task.pile.finder.same(place, one) for one in asked)]
    if not own:
        return False
    if is_shown(task.pile, report, text, own[-1]):
        return True
    return task.query.kind is Kind.FIGURE and told_of_whole(task.pile, report, text, own[-1]) is not None


def _is_held_by_another(task: Task, sentence: Sentence) -> bool:
    """Whether the thing asked for belongs to another place by the name right before it, in a sentence that says nothing
    of the place asked in the same breath (青石镇示范园,白沙县|食用菌|产业园: asked of 青石镇)."""
    asked = [place for named in (*task.query.named, *task.query.mentioned) for place in named.places]
    if not asked or task.query.kind is Kind.COMPARE:
        return False
    text, report = sentence.shadow, sentence.passage.report
    said = [(term.weight, span) for term in task.query.content if (span := locate(term, text))]
    if not said:
        return False
    at = max(said)[1]
    mentions = task.pile.finder.mentions_of_shadow(text, report.places)
    if overlaps(at, [item.span for item in mentions]):
        return False  # a place is nobody's thing
    held = holder(text, mentions, at)
    return (
        held is not None
        and all(_is_no_part(task, text, held, place) for place in asked)
        and not _beside(task, text, held, task.pile.spellings(asked), at)
    )


def _is_no_part(task: Task, text: str, held: Holder, asked: Place) -> bool:
    if any(task.pile.finder.same(place, asked) for place in held.places):
        return False
    # Who names a town and then a county with a thing of its own means another one.
    is_before = asked.name in text[: held.span[0]]
    return is_before or any(place.level is asked.level for place in held.places) or is_apart(held.place, asked)


def _beside(task: Task, text: str, held: Holder, names: AbstractSet[str], at: Span) -> bool:
    """Whether the place asked stands in the clause of the thing, or has in a clause of its own something that is asked
    (其中|石漱镇|新增蓄水能力38万立方米,葛栈乡的山塘…)."""
    if any(name in text[_behind_last(",;。:!?", text, held.span[0]) : at[1]] for name in names):
        return True
    own = [
        text[slice(*clause_span(text, found.span()))] for name in names for found in re.finditer(re.escape(name), text)
    ]
    return any(locate(term, clause) for term in task.query.content for clause in own)


def meant_before(pile: Pile, passage: Passage, number: int) -> Place | None:
    """The place that 该镇 stands for in a sentence, or in one before it that it goes on from."""
    own = passage.report.places[-1:]
    for at in _told_before(passage, number, _BACK):
        text = passage.sentence(at)
        meant = place_meant(pile, passage.report, (passage.before(passage.sentences[at][0]), text))
        if meant is not None or any(place.name in text or _is_of_own(text, place.level) for place in own):
            return meant
    return None


def _told_before(passage: Passage, number: int, back: int) -> Iterator[int]:
    """The sentence, and up to `back` before it in its paragraph, that one last."""
    paragraph = passage.shadow.rfind("\n", 0, passage.sentences[number][0]) + 1
    for at in range(number, max(number - back, 0) - 1, -1):
        if passage.sentences[at][0] >= paragraph:
            yield at


def _is_of(task: Task, passage: Passage, number: int, asked: tuple[AbstractSet[str], Level]) -> bool | None:
    """Whether a sentence is about the place asked (its names, its level), or about another one; None where it says
    neither."""
    (names, level), whole, report = asked, passage.sentence(number), passage.report
    text = _of_the_rest(whole)
    if text != whole and any(name in whole for name in names) and not any(name in text for name in names):
        return False
    meant = place_meant(task.pile, report, (passage.before(passage.sentences[number][0]), text))
    if meant is not None and meant.level is level:
        return meant.name in names
    if any(name in text for name in names):
        return True
    own = {name for place in report.places for name in (place.name, place.present)}
    mentions = task.pile.finder.mentions_of_shadow(text, report.places)
    # A page that is not filed under the place goes from one to the other: the last one named is the one told of.
    passes_on = level is Level.VILLAGE and names.isdisjoint(own) and not _is_of_own(text, level)
    goes_on = passes_on and any(item.place.level is level for item in mentions)
    shown = level is Level.TOWN and opens_with_its_village(passage.shadow, text, names) is False
    if goes_on or shown or _another(text, mentions, level):
        return False
    is_own = any(not names.isdisjoint((place.name, place.present)) for place in report.places)
    return True if is_own and _is_of_own(text, level) else None


def _of_the_rest(text: str) -> str:
    """A sentence, as long as before, without the place that it leaves out: (除青石镇外),全县各乡镇…"""
    but = left_out_at(text)
    return text if but is None else text[: but[0]] + " " * (but[1] - but[0]) + text[but[1] :]


def _is_of_own(text: str, level: Level) -> bool:
    return level in _OWN and _OWN[level].search(text) is not None


def _counts_a_whole(query: Query, text: str, names: AbstractSet[str], level: Level) -> bool:
    """Whether all the figures of a sentence that names the place are those of a larger one, which it is a part of."""
    if query.kind is not Kind.FIGURE:
        return False
    counted = list(figures_asked(query, text))
    return bool(counted) and all(_is_of_a_whole(text, at, names, level) for at in counted)


def _is_of_a_whole(text: str, figure: Span, names: AbstractSet[str], level: Level) -> bool:
    start = _behind_last(";。!?", text, figure[0])
    wholes = [found for found in _WHOLE.finditer(text, start, figure[0]) if found["level"] in _WIDE[level]]
    wholes += list(_ALL_PARTS.finditer(text, start, figure[0]))
    of_own = [found.start() for found in _WHOLE.finditer(text, start, figure[0]) if found["level"] not in _WIDE[level]]
    if not wholes or max(of_own, default=-1) > wholes[-1].start():
        return False
    clause, before = text[_behind_last(",;。:!?", text, figure[0]) : figure[1]], text[start : wholes[-1].start()]
    before = _BESIDES.sub("", before)  # 除青石镇外,全县还新修132公里: whatever it has, not these
    behind = (found.start() for name in names for found in re.finditer(re.escape(name), text[: figure[0]]))
    # 全县受旱,|青石镇|14个村受灾3441亩: as far as the next sentence part, or another place.
    opens = any(
        at >= wholes[-1].end() and _OPENS.search(text[:at]) and not _ANOTHER_PART.search(text, at, figure[0])
        for at in behind
    )
    return not opens and not any(name in clause or name in before for name in names)


def _behind_last(marks: str, text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in marks) + 1


def _asked(query: Query) -> list[Place]:
    """The villages that a question names, else its towns."""
    places = [place for named in (*query.named, *query.mentioned) for place in named.places]
    villages = [place for place in places if place.level is Level.VILLAGE]
    return villages or [place for place in places if place.level is Level.TOWN]


def _another(text: str, mentions: Sequence[Mention], level: Level) -> bool:
    """Whether a clause opens with another place of the level, before any word for the report's own."""
    own = _OWN[level].search(text)
    for at, item in enumerate(mentions):
        if item.place.level is not level or (own and own.start() < item.span[0]):
            continue
        start = item.span[0]
        for before in reversed(mentions[:at]):  # 涿州市|白塔村: the larger place belongs to the name
            start = before.span[0] if before.span[1] == start else start
        if _OPENS.search(text[:start]):
            return True
    return False


def _a_larger(text: str, mentions: Sequence[Mention], level: Level) -> bool:
    if _OWN[level].search(text) or (level is Level.VILLAGE and _GIVEN_TO.search(text)):
        return False
    opens = any(RANK[item.place.level] < RANK[level] and _OPENS.search(text[: item.span[0]]) for item in mentions)
    if opens and level is Level.VILLAGE and _VILLAGES.search(text):
        return True
    larger = [item.span[1] for item in mentions if RANK[item.place.level] < RANK[level]]
    whole = [found.end() for found in re.finditer(f"全[{_WIDE[level]}]", text)]
    return any(_IS_SUBJECT.match(text, end) for end in (*larger, *whole))
