"""A follow-up that leans on the question before it: with its place, and what was done there where it has no topic.

A question with nothing of its own (谁带的队, 多少人) takes the place and the doing; one with its own thing the place
alone. Left out: what points back by a word, or asks around (`followup.py`, `asked_around.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.language.rarity import count, is_doing, is_verb
from rag.language.regex import regex
from rag.questions.followups.asked_around import Talked
from rag.questions.followups.outings import bound_for, outing, own_doing
from rag.questions.interrogatives import MONEY_SOURCE
from rag.questions.lists_of_places import asks_places, level_asked

# What a place does or means to do, whatever it is: asked of the place, not of the topic before (它计划搞什么).
WHATEVER = regex(
    r"(?:计划|打算|准备|想要?|拟|要|将|还|又|今后|以后|明年|接下来|下一步)[^,，。]{0,4}?[搞做干建办种养弄修上]了?(?:些|点)?(?:什么|啥|哪些(?:事|工作|项目))[?？呢啊]*$"
)
# Openings of a question that leans on the one before it.
_LEANS = regex(
    r"那|又|今年|去年|明年|现在|目前|已|后来|一共|总共|[他她它]|都|为什么|什么时候|谁|多少|几|效果|成效|结果"
)
_LEANS_ON_ALL = regex(r"(?:那么|那|这)?其中|那么|那(?![个些里儿])")
# The place asked of before, by its kind: 村里有多少人, 镇上…; its officers by their office alone.
_INSIDE = regex(r"^(?:那么?)?(?:全?[镇乡县村市区](?:里面?|上|内|中)|那边|这边)(?!的?[镇乡村])")
_OFFICE = r"(?:书记|支书|主任|委员|[镇乡县村市区局站所]长)"
_OF_IT = regex(
    r"^(?:那么?)?(?:[镇乡县村市区](?=长|委|党|支书|主任|干部|民|医院|里)|(?:党委|党支部|支部|总支)?副?(?:书记|支书|主任|负责人))"
)
_WHO_HOLDS = regex(rf"^(?:那么?)?[^,，。?？]{{0,6}}{_OFFICE}(?:是|叫|姓)")  # an office is of the place, of no topic
_OF_REPORTS = regex(r"报道|文章|稿件|新闻|消息")  # 什么时候的报道? is not about what was asked before
_WHY = regex(r"^(?:这(?:又)?是)?(?:为什么|为何|为啥|怎么回事|什么原因)[呢啊]?[?？]?$")  # of all that was asked
_GREW = regex(r"^(?:那么?)?(?:比[^,，。]{2,4})?(?:增长|增加|提高|上升|下降|减少|降低|多|少|涨)了?(?:多少|几)")
# Nouns that are of something said before: 效果, 费用.
_DEPENDENT = frozenset(
    "效果 成效 结果 原因 目的 费用 资金 投资 面积 规模 人数 户数 时间 地点 负责人 作用 意义 内容 来历 价格 产量 收入 "
    "数量 名称 单价 产值 期限 标准 不同 区别 差异 差别 开始 启动 做法".split()
)
_LEADING = frozenset("带队 领队 带头 牵头 领头 主持 发起".split())
# A thing counted by its counter alone; of persons and money the counter says what is counted.
_COUNTS_UNSAID = regex(r"(?:多少|几)[盏座处口条台套棵株头只亩个家所间栋辆块根公里米吨斤](?:了|的)?[呢?？。]*$")
SHORT = 12  # code points of a question that names no place and is too short to stand alone (一年能产多少?)
_CARRIED = 3  # topics of the earlier question that are carried into one that leans on it


def leaning(said: Talked, before: Talked) -> str:
    """A question without a pronoun that leans on the earlier one, in full; the question itself where it does not."""
    text, question = said.text, said.question
    subject, places = subject_of(text, before), said.places
    inside = _INSIDE.match(text)
    if (inside or _OF_IT.match(text)) and subject and not places:
        return subject + question[inside.end() :] if inside else f"{subject}的{question}"
    is_free = subject is not None and WHATEVER.search(text) is not None
    kept = [] if is_free else carried(said, before)
    leans = _LEANS_ON_ALL.match(text)
    if leans and (kept or (subject and not places)):
        place = "" if places or not subject else subject
        return f"{place}{''.join(kept)}，{question[leans.end() :]}"
    if places and kept and _lacks_object(said):  # 石泉镇装了多少盏
        end = places[-1].span[1]
        return f"{question[:end]}{_thing(before, kept)}{question[end:]}"
    if places and not bound_for(said) and (_DEPENDENT | _LEADING).issuperset(said.topics):  # 石泉镇是怎么做的
        return _of_the_place_named(said, before, kept)
    if subject and not places and (not said.topics or _LEANS.match(text) or len(text) <= SHORT):
        return subject + _doing(said, before, kept, is_free=is_free) + question
    return question


def _lacks_object(said: Talked) -> bool:
    """Whether a question counts what it has only told the doing of: 高洞村装了多少盏?"""
    return _COUNTS_UNSAID.search(said.text) is not None and all(map(is_doing, said.topics))


def _thing(before: Talked, kept: Sequence[str]) -> str:
    """What the earlier question is about: its first noun with those right behind it (太阳能|路灯), else the topic."""
    nouns = [topic for topic in kept if not is_verb(topic) and topic not in _DEPENDENT]
    if not nouns:
        return "".join(kept[:1])
    thing = nouns[0]
    while more := [noun for noun in nouns if thing + noun in before.text and noun not in thing]:
        thing += more[0]
    return thing


def _of_the_place_named(said: Talked, before: Talked, kept: list[str]) -> str:
    """What was asked of the old place or person is asked of the one that is named now."""
    question, end = said.question, said.places[-1].span[1]
    going = outing(before)
    if going and _LEADING.issuperset(said.topics):
        return f"{question[:end]}{going}，{question[end:]}"
    kept = [topic for topic in kept if topic not in before.persons]
    return f"{question[:end]}{own_doing(kept[0])}{question[end:]}" if kept else question


def _doing(said: Talked, before: Talked, kept: list[str], *, is_free: bool) -> str:
    """What the question goes on about, put before it: where people went (去考察), else the topic."""
    text = said.text
    if is_free or _WHO_HOLDS.match(text):
        return ""
    going = outing(before)
    if going and not outing(said) and all(_is_light(topic) for topic in said.topics):
        return f"{going}，"
    if _GREW.match(text):
        return _measured(before)
    named = said.named or _OF_REPORTS.search(text) or asks_places(text)
    if not kept and len(text) <= SHORT and not named:
        kept = [topic for topic in before.topics if topic not in text and len(topic) > 1]  # 带动了多少农户?
    if kept and MONEY_SOURCE.search(text):
        return _thing(before, kept)
    return "".join(kept if _WHY.match(text) else kept[:1])


def _is_light(topic: str) -> bool:
    """Whether a word only asks on: it is no thing of the question's own."""
    return len(topic) == 1 or topic in _LEADING or is_verb(topic)


def _measured(before: Talked) -> str:
    """The topics of a question that stand beside one another, and its time: 去年稳定性收入."""
    told = sorted((topic for topic in before.topics if topic in before.text and topic[0] != "最"), key=before.text.find)
    stretch = ""
    for topic in told:
        if stretch and stretch + topic not in before.text:
            break
        stretch += topic
    return stretch


def subject_of(text: str, before: Talked) -> str | None:
    """The place of the earlier question that one of the shadow `text` may be about: not where it asks which village
    itself, and that was one."""
    level = level_asked(text) if asks_places(text) else None
    going = bound_for(before)
    old = [place for place in before.places if place not in going]
    if not old or (level and all(one.level is level for one in old[-1].places)):
        return None
    return before.question[old[0].span[0] : old[-1].span[1]]


def carried(said: Talked, before: Talked) -> list[str]:
    """The topics of the earlier question that a follow-up is about: none where it has its own subject."""
    own = [topic for topic in said.topics if count(topic) and not is_verb(topic)]
    own = [topic for topic in own if len(topic) > 1 and topic not in _DEPENDENT | _LEADING]
    if said.named or _OF_REPORTS.search(said.text) or len(own) > 1 or (own and len(said.text) <= SHORT):
        return []
    return [topic for topic in before.topics[:_CARRIED] if topic not in said.text and len(topic) > 1]
