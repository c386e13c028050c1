"""A question that leans on the one before it without a pronoun: 谁带队的, 高洞村装了多少盏, 村里有多少人.

It is asked of the place before where it names none, and of what was asked of before where it has no object of its own.
Left out: what stands for a place or a thing by a word (`followup.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.language.rarity import count, is_doing, is_verb
from rag.language.regex import regex
from rag.language.script import shadow
from rag.language.spans import overlaps
from rag.search.interrogatives import MONEY_SOURCE
from rag.search.lists_of_places import asks_places, level_asked
from rag.search.placenames import NamedPlace, PlaceTable, unlisted_villages
from rag.search.topics import Lexicon, question_terms
from rag.types import Level, Place

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
_OF_IT = regex(
    r"^(?:那么?)?(?:[镇乡县村市区](?=长|委|党|支书|主任|干部|民|医院|里)|(?:党委|党支部|支部|总支)?副?(?:书记|支书|主任|负责人))"
)
_OF_REPORTS = regex(r"报道|文章|稿件|新闻|消息")  # 什么时候的报道? is not about what was asked before
_WHY = regex(r"^(?:这(?:又)?是)?(?:为什么|为何|为啥|怎么回事|什么原因)[呢啊]?[?？]?$")  # of all that was asked
# Nouns that are of something said before: 效果, 费用.
_DEPENDENT = frozenset(
    "效果 成效 结果 原因 目的 费用 资金 投资 面积 规模 人数 户数 时间 地点 负责人 作用 意义 内容 来历 价格 产量 收入 "
    "数量 名称 单价 产值 期限 标准 不同 区别 差异 差别 开始 启动 做法 "
    # Whoever did so did it at something.
    "带队 带头 牵头 主持 发起".split()
)
# A thing counted by its counter alone; of persons and money the counter says what is counted.
_COUNTS_UNSAID = regex(r"(?:多少|几)[盏座处口条台套棵株头只亩个家所间栋辆块根公里米吨斤](?:了|的)?[呢?？。]*$")
# A town that no list has, where a question opens with it.
_A_TOWN = regex(r"(?:那么?)?(?P<name>(?![全各哪这那该本我两几每某一])[一-鿿]{2,3}(?:镇|乡|街道))(?![一-鿿]?级)")
_SHORT = 12  # code points of a question that names no place and is too short to stand alone (一年能产多少?)
_CARRIED = 3  # topics of the earlier question that are carried into one that leans on it


def leaning(question: str, previous: str, table: PlaceTable, lexicon: Lexicon) -> str:
    """A question without a pronoun that leans on the earlier one: with its place, and its topic where it has none."""
    text, before = shadow(question), shadow(previous)
    old_places, places = places_of(before, table, lexicon), places_of(text, table, lexicon)
    old_topics = topics_of(before, table, lexicon)
    subject = subject_of(text, previous, old_places)
    inside = _INSIDE.match(text)
    if (inside or _OF_IT.match(text)) and subject and not places:
        return subject + question[inside.end() :] if inside else f"{subject}的{question}"
    topics = topics_of(text, table, lexicon)
    is_free = subject is not None and WHATEVER.search(text) is not None
    carried = [] if is_free else carried_into(text, old_topics, table, lexicon)
    leans = _LEANS_ON_ALL.match(text)
    if leans and (carried or (subject and not places)):
        place = "" if places or not subject else subject
        return f"{place}{''.join(carried)}，{question[leans.end() :]}"
    if places and carried and (_DEPENDENT.issuperset(topics) or _lacks_object(text, topics)):  # 石泉镇是怎么做的
        end = places[-1].span[1]
        return f"{question[:end]}{_thing(before, carried)}{question[end:]}"
    if subject and not places and (not topics or _LEANS.match(text) or len(text) <= _SHORT):
        if (
            not (carried or is_free)
            and len(text) <= _SHORT
            and not lexicon.names_in(text)
            and not _OF_REPORTS.search(text)
            and not asks_places(text)
        ):
            carried = [topic for topic in old_topics if topic not in text and len(topic) > 1]  # 带动了多少农户?
        about = "".join(carried) if _WHY.match(text) else "".join(carried[:1])
        about = _thing(before, carried) if carried and MONEY_SOURCE.search(text) else about
        return f"{subject}{about}{question}"
    return question


def _lacks_object(text: str, topics: Sequence[str]) -> bool:
    """Whether a question counts what it has only told the doing of: 高洞村装了多少盏?"""
    counted = _COUNTS_UNSAID.search(text)
    return counted is not None and all(map(is_doing, topics))


def _thing(before: str, carried: Sequence[str]) -> str:
    """What the earlier question is about: its first noun with those right behind it (太阳能|路灯), else the topic.

    >>> _thing("哪些村安装了太阳能路灯?", ["安装", "太阳能", "路灯"])
    '太阳能路灯'
    """
    nouns = [topic for topic in carried if not is_verb(topic) and topic not in _DEPENDENT]
    if not nouns:
        return "".join(carried[:1])
    thing = nouns[0]
    while more := [noun for noun in nouns if thing + noun in before and noun not in thing]:
        thing += more[0]
    return thing


def subject_of(text: str, previous: str, old: Sequence[NamedPlace]) -> str | None:
    """The place of the earlier question that one of the shadow `text` may be about: not where it asks which village
    itself, and that was one."""
    level = level_asked(text) if asks_places(text) else None
    if not old or (level and all(one.level is level for one in old[-1].places)):
        return None
    return previous[old[0].span[0] : old[-1].span[1]]


def carried_into(text: str, old: Sequence[str], table: PlaceTable, lexicon: Lexicon) -> list[str]:
    """The topics of the earlier question that one of the shadow `text` is about: none where it has its own subject."""
    own = [topic for topic in topics_of(text, table, lexicon) if count(topic) and not is_verb(topic)]
    own = [topic for topic in own if len(topic) > 1 and topic not in _DEPENDENT]
    if lexicon.names_in(text) or _OF_REPORTS.search(text) or len(own) > 1 or (own and len(text) <= _SHORT):
        return []
    return [topic for topic in old[:_CARRIED] if topic not in text and len(topic) > 1]


def topics_of(text: str, table: PlaceTable, lexicon: Lexicon) -> list[str]:
    """What a question's shadow is about, its places aside."""
    return [
        term.text for term in question_terms(text, [place.span for place in places_of(text, table, lexicon)], lexicon)
    ]


def places_of(text: str, table: PlaceTable, lexicon: Lexicon) -> list[NamedPlace]:
    """The places of the pile that a shadow names, the villages that no list knows, and such a town it opens with."""
    listed = table.named_in(text)
    villages = unlisted_villages(text, [place.span for place in listed], lexicon.attested)
    found = sorted([*listed, *villages], key=lambda place: place.span)
    town = _A_TOWN.match(text)
    if town is None or overlaps(town.span("name"), [place.span for place in found]):
        return found
    name = town["name"]
    is_town = not count(name) and lexicon.attested(name)
    return [NamedPlace(town.span("name"), name, (Place(name, Level.TOWN),)), *found] if is_town else found
