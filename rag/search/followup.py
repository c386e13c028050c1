"""A follow-up made a full question: "那夏官营镇呢？" after a question about 神河镇 asks the same of 夏官营镇.

Rules of conversation, on the user's own earlier questions: what an assistant said does not tell what was meant. Only
the order of the rows it showed is taken from it (`pointed.py`). Left out: follow-ups that need understanding of the
answer itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.language.rarity import count, is_verb
from rag.language.regex import regex
from rag.language.script import shadow
from rag.search.asked_around import Talked, asked_around
from rag.search.asking_more import asks_more
from rag.search.interrogatives import ASKS
from rag.search.lists_of_places import ONE_NOUN, asks_places, level_asked
from rag.search.other_measure import measured
from rag.search.placenames import NamedPlace, PlaceTable, unlisted_villages
from rag.search.pointed import of_the_one_shown, pointed, rows
from rag.search.topics import Lexicon, question_terms
from rag.types import Span, Turn

_AND_WHAT_OF = regex(r"^(?:那么?|还有|而|另外)?[,，]?(.{1,20}?)(?:呢|怎么样|如何|怎样|又如何)[?？]?$")
# Of a list, those of one place: 哪些是芦溪县的, 芦溪县的有哪些.
_WHICH_OF = regex(
    r"^(?:其中)?(?:哪些|哪几个)(?:是|在|属于)(.{2,8}?)的?[?？]?$|^(?:其中)?(.{2,8}?)的?(?:有|是)哪些[?？]?$"
    r"|^(?:我)?(?:只|就)(?:要|看|说|列|想看|需要)(.{2,8}?)的?[?？。]?$"
)
# What is not what was meant, said before what is: 不是,我问的是郭店镇.
_CORRECTS = regex(
    r"^(?:(?:不是|不对|错了|不)[,，。!、的]*)?(?:我(?:想|要)?)?(?:问|说|指|找|查|要|想(?:问|知道|了解))的(?:是|不是[^,，。]{1,20}[,，。]而?是)"
    r"|^no,? (?:i (?:meant|mean|asked about|am asking about)|not that,?)\s*"
)
_KINDS = {
    "镇": "镇乡街",
    "乡": "镇乡街",
    "街道": "镇乡街",
    "村": "村",
    "社区": "村社",
    "县": "县",
    "市": "市县",
    "区": "区县",
}
# What a place does or means to do, whatever it is: asked of the place, not of the topic before (它计划搞什么).
_WHATEVER = regex(
    r"(?:计划|打算|准备|想要?|拟|要|将|还|又|今后|以后|明年|接下来|下一步)[^,，。]{0,4}?[搞做干建办种养弄修上]了?(?:些|点)?(?:什么|啥|哪些(?:事|工作|项目))[?？呢啊]*$"
)
_KIND_OF_IT = regex(rf"(?<=[县市区省州])的(?:{ONE_NOUN})$")  # 临水县的镇
_ASKS_NUMBER = regex(rf"^(?:那么?)?(?:一共|总共|共)?有?(?:几|多少)个?(?:{ONE_NOUN})?[呢?？]*$")  # of a list: 一共几个
# Of a list, the words that asked for it: another place named behind it is asked whether it did the same.
_WHICH_DID = regex(rf"^(?:都?有|还有)?(?:哪些|哪几个|哪个|多少个?|几个)(?:{ONE_NOUN})(?=[^,，。?？]{{2,}})")
_PRONOUN = regex(r"(?:这个|那个|该|这|那)(?:乡镇|镇|乡|县|市|区|村|地方)|(?<!其)它们?|当地|那里|那儿|这里")
_TOPIC_PRONOUN = regex(
    r"(?:这个|那个|该|这项|那项|此项|这|那)(?:活动|工程|机制|制度|模式|做法|项目|工作|行动|系统|办法)"
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
# Several of those that were asked of one by one (它们各花了多少, 哪个镇的更多).
_ALL_OF_THEM = regex(
    r"^(?:那么?)?(?:[他她它]们|两(?:个|者|地|家)?[镇乡县村市区]?|这两个?(?:地方|[镇乡县村市区])?)(?:都|的)?"
    r"(?=各|分别|谁|哪|一共|总共|加)"
)
_WHICH_HAS_MORE = regex(
    r"^(?:那么?)?(?:哪(?:一)?个(?:地方|[镇乡县村市区])?|谁)(?:家)?的?(?:数字|数量)?(?:更|比较|要)?[多少大小高低长短]"
    r"(?:一?[些点])?(?:呢)?[?？]?$"
)
_OF_REPORTS = regex(r"报道|文章|稿件|新闻|消息")  # 什么时候的报道? is not about what was asked before
_WHY = regex(r"^(?:这(?:又)?是)?(?:为什么|为何|为啥|怎么回事|什么原因)[呢啊]?[?？]?$")  # of all that was asked
_NUMERAL = "一二三四五六七八九十两0-9"
# Nouns that are of something said before: 效果, 费用.
_DEPENDENT = frozenset(
    "效果 成效 结果 原因 目的 费用 资金 投资 面积 规模 人数 户数 时间 地点 负责人 作用 意义 内容 来历 价格 产量 收入 "
    "数量 名称 单价 产值 期限 标准 不同 区别 差异 差别 开始 启动 做法".split()
)
_SHORT = 12  # code points of a question that names no place and is too short to stand alone (一年能产多少?)
_CARRIED = 3  # topics of the earlier question that are carried into one that leans on it
_AREA = regex("[一-鿿]{1,8}?(?:试验区|开发区|示范区|园区|新区|景区|管理区|社区|街)")  # the rest of a place's name
_YEAR = regex(r"(?:19|20)\d\d年?")


def resolve(question: str, history: Sequence[Turn], table: PlaceTable, lexicon: Lexicon) -> str:
    """The full question that `question` asks, given the turns before it; the question itself where it stands alone."""
    asked: list[str] = []
    shown: tuple[str, ...] = ()
    latest: tuple[str, ...] = ()
    pair: list[str] = []
    for turn in [*history, Turn("user", question)]:
        if turn.role != "user":
            latest = rows(turn.content)
            shown = latest or shown
            continue
        said = turn.content.strip()
        if asked:
            pair = _compared(asked[-1], table, lexicon) or pair
            said = pointed(said, shown, pair)
            about = of_the_one_shown(asked[-1], said, latest)
            said = _resolve_one(said, [*asked[:-1], about], table, lexicon)
        asked.append(said)
    return asked[-1]


def _compared(previous: str, table: PlaceTable, lexicon: Lexicon) -> list[str]:
    """The two things, places or names, that the earlier question asks of; [] where it asks of more or fewer."""
    before = shadow(previous)
    places = [place.span for place in _places(before, table, lexicon)]
    spans = places if len(places) == 2 else lexicon.names_in(before)
    return [previous[slice(*span)] for span in spans] if len(spans) == 2 else []


def _resolve_one(question: str, asked: Sequence[str], table: PlaceTable, lexicon: Lexicon) -> str:
    """`asked` are the full questions before it, the last one last; there is one at least."""
    previous = asked[-1]
    corrected = _CORRECTS.match(shadow(question))
    if corrected:
        question = question[corrected.end() :]
        if ASKS.search(shadow(question)) and _places(shadow(question), table, lexicon):
            return question
        if not ASKS.search(shadow(question)):
            return _swap(question.rstrip("?？。"), previous, table, lexicon) or question
    text = shadow(question)
    asks_again = asks_more(text) and not table.named_in(text) and not lexicon.names_in(text)
    around = asked_around(question, [_talked(one, table, lexicon) for one in asked], lexicon.above)
    if around or asks_again or (_ASKS_NUMBER.match(text) and asks_places(shadow(previous))):
        return around or previous
    which_of = _WHICH_OF.match(text)
    if which_of and _places(which_of[which_of.lastindex or 0], table, lexicon):
        return _swap(question[slice(*which_of.span(which_of.lastindex or 0))], previous, table, lexicon) or question
    what_of = _AND_WHAT_OF.match(text)
    if what_of:
        subject = question[what_of.start(1) : what_of.end(1)]
        before = shadow(previous)
        places, topics = [one.span for one in _places(before, table, lexicon)], _topics(before, table, lexicon)
        swapped = measured(subject, previous, places, topics) or _swap(subject, previous, table, lexicon)
        if swapped:
            return swapped
    return _of_them_all(question, asked, table, lexicon) or _fill_pronouns(question, previous, table, lexicon)


def _talked(question: str, table: PlaceTable, lexicon: Lexicon) -> Talked:
    text = shadow(question)
    return Talked(question, _places(text, table, lexicon), lexicon.names_in(text), _topics(text, table, lexicon))


def _of_them_all(question: str, asked: Sequence[str], table: PlaceTable, lexicon: Lexicon) -> str | None:
    """What is asked of the places of the last two questions together: 它们各花了多少, 哪个镇的更多."""
    text = shadow(question)
    plural, more = _ALL_OF_THEM.match(text), _WHICH_HAS_MORE.match(text)
    if not (plural or more) or len(asked) < 2:
        return None
    places = [_places(shadow(one), table, lexicon) for one in asked[-2:]]
    named = [one[slice(*found[0].span)] for one, found in zip(asked[-2:], places, strict=True) if len(found) == 1]
    if len(set(named)) < len(places):
        return None
    both = "和".join(named)
    if more:
        return _swap(both, asked[-1], table, lexicon)
    rest = question[plural.end() :] if plural else question
    carried = _carried(text, _topics(shadow(asked[-1]), table, lexicon), table, lexicon)
    return f"{both}{''.join(carried[:1])}{rest}"


def _swap(subject: str, previous: str, table: PlaceTable, lexicon: Lexicon) -> str | None:
    """The earlier question with its place, its year or its topic replaced by `subject`."""
    subject = _KIND_OF_IT.sub("", subject.removesuffix("的"))
    text, before = shadow(subject), shadow(previous)
    places, old_places = _places(text, table, lexicon), _places(before, table, lexicon)
    counted = _counted_otherwise(text, before)
    if counted:
        return previous[: counted[0]] + subject + previous[counted[1] :]
    if places or re.search(r"[镇乡县区市村]$", text):
        return _placed(subject, previous, old_places)
    if _YEAR.fullmatch(text):
        years = list(_YEAR.finditer(before))
        year = text if text.endswith("年") else text + "年"
        return previous[: years[0].start()] + year + previous[years[0].end() :] if years else year + previous
    topics = _topics(before, table, lexicon)
    at = next((before.find(topic) for topic in topics if topic in before), -1)
    if at < 0:
        return None
    topic = next(topic for topic in topics if topic in before)
    return previous[:at] + subject + previous[at + len(topic) :]


def _placed(subject: str, previous: str, old_places: Sequence[NamedPlace]) -> str:
    """The earlier question asked of another place."""
    if not old_places:
        listed = _WHICH_DID.match(shadow(previous))
        if listed and _of_the_kind(shadow(subject), listed.group()):
            return f"{subject}{previous[listed.end() :]}"
        return f"{subject}{previous}"
    first, last = old_places[0].span[0], old_places[-1].span[1]
    area = _AREA.match(shadow(previous), last)
    last = area.end() if area else last
    return previous[:first] + subject + previous[last:]


def _of_the_kind(place: str, asking: str) -> bool:
    """Whether a place is one of those that a list asks for: of 哪些乡镇 a town, not the county to look in."""
    return any(place.endswith(kind) and set(asks) & set(asking) for kind, asks in _KINDS.items())


def _counted_otherwise(subject: str, before: str) -> Span | None:
    """Where the earlier question has the subject but for its numeral: 一类村 where it asked of 四类村."""
    numeral = re.search(f"[{_NUMERAL}]+", subject)
    if numeral is None or len(subject) == len(numeral.group()):
        return None
    head, tail = re.escape(subject[: numeral.start()]), re.escape(subject[numeral.end() :])
    found = re.search(f"{head}[{_NUMERAL}]+{tail}", before)
    return found.span() if found else None


def _fill_pronouns(question: str, previous: str, table: PlaceTable, lexicon: Lexicon) -> str:
    text, before = shadow(question), shadow(previous)
    old_places, places = _places(before, table, lexicon), _places(text, table, lexicon)
    old_topics = _topics(before, table, lexicon)
    subject = _subject(text, previous, old_places)
    topic_word = _TOPIC_PRONOUN.search(text)
    if topic_word and old_topics:
        filled = question[: topic_word.start()] + old_topics[0] + question[topic_word.end() :]
        return filled if not subject or places else subject + filled
    pronoun = _PRONOUN.search(text)
    if pronoun and (subject or old_topics):
        is_free = subject is not None and _WHATEVER.search(text)
        spans = lexicon.names_in(before) if "它" in pronoun.group() and not is_free else []
        names = [before[slice(*span)] for span in spans]
        meant = (subject or "") + "".join(names[:1]) or old_topics[0]  # 它 of a town and its programme is the latter
        return question[: pronoun.start()] + meant + question[pronoun.end() :]
    return _leaning(question, previous, table, lexicon)


def _leaning(question: str, previous: str, table: PlaceTable, lexicon: Lexicon) -> str:
    """A question without a pronoun that leans on the earlier one: with its place, and its topic where it has none."""
    text, before = shadow(question), shadow(previous)
    old_places, places = _places(before, table, lexicon), _places(text, table, lexicon)
    old_topics = _topics(before, table, lexicon)
    subject = _subject(text, previous, old_places)
    inside = _INSIDE.match(text)
    if (inside or _OF_IT.match(text)) and subject and not places:
        return subject + question[inside.end() :] if inside else f"{subject}的{question}"
    topics = _topics(text, table, lexicon)
    is_free = subject is not None and _WHATEVER.search(text) is not None
    carried = [] if is_free else _carried(text, old_topics, table, lexicon)
    leans = _LEANS_ON_ALL.match(text)
    if leans and (carried or (subject and not places)):
        place = "" if places or not subject else subject
        return f"{place}{''.join(carried)}，{question[leans.end() :]}"
    if places and carried and _DEPENDENT.issuperset(topics):  # 石泉镇是怎么做的
        end = places[-1].span[1]
        return f"{question[:end]}{carried[0]}{question[end:]}"
    if subject and not places and (not topics or _LEANS.match(text) or len(text) <= _SHORT):
        if (
            not (carried or is_free)
            and len(text) <= _SHORT
            and not lexicon.names_in(text)
            and not _OF_REPORTS.search(text)
            and not asks_places(text)
        ):
            carried = [topic for topic in old_topics if topic not in text and len(topic) > 1]  # 带动了多少农户?
        return f"{subject}{''.join(carried if _WHY.match(text) else carried[:1])}{question}"
    return question


def _subject(text: str, previous: str, old: Sequence[NamedPlace]) -> str | None:
    """The place of the earlier question that one of the shadow `text` may be about: not where it asks which village
    itself, and that was one."""
    level = level_asked(text) if asks_places(text) else None
    if not old or (level and all(one.level is level for one in old[-1].places)):
        return None
    return previous[old[0].span[0] : old[-1].span[1]]


def _carried(text: str, old: Sequence[str], table: PlaceTable, lexicon: Lexicon) -> list[str]:
    """The topics of the earlier question that one of the shadow `text` is about: none where it has its own subject."""
    own = [topic for topic in _topics(text, table, lexicon) if count(topic) and not is_verb(topic)]
    own = [topic for topic in own if len(topic) > 1 and topic not in _DEPENDENT]
    if lexicon.names_in(text) or _OF_REPORTS.search(text) or len(own) > 1 or (own and len(text) <= _SHORT):
        return []
    return [topic for topic in old[:_CARRIED] if topic not in text and len(topic) > 1]


def _topics(text: str, table: PlaceTable, lexicon: Lexicon) -> list[str]:
    return [
        term.text for term in question_terms(text, [place.span for place in _places(text, table, lexicon)], lexicon)
    ]


def _places(text: str, table: PlaceTable, lexicon: Lexicon) -> list[NamedPlace]:
    """The places of the pile that a shadow names, with the villages that no list knows."""
    listed = table.named_in(text)
    villages = unlisted_villages(text, [place.span for place in listed], lexicon.attested)
    return sorted([*listed, *villages], key=lambda place: place.span)
