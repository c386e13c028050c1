"""A follow-up made a full question: "那夏官营镇呢？" after a question about 神河镇 asks the same of 夏官营镇.

Rules of conversation, on the user's own earlier questions: what an assistant said does not tell what was meant. Only
the order of the rows it showed is taken from it (`pointed.py`). Left out: follow-ups that need understanding of the
answer itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.language.regex import regex
from rag.language.script import shadow
from rag.search.asked_around import Talked, asked_around
from rag.search.asking_more import asks_more
from rag.search.interrogatives import ASKS, MONEY_SOURCE
from rag.search.leaning import WHATEVER, carried_into, leaning, places_of, subject_of, topics_of
from rag.search.lists_of_places import ONE_NOUN, asks_places
from rag.search.other_measure import measured
from rag.search.placenames import NamedPlace, PlaceTable
from rag.search.pointed import of_the_one_shown, pointed, rows
from rag.search.topics import Lexicon
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
_KIND_OF_IT = regex(rf"(?<=[县市区省州])的(?:{ONE_NOUN})$")  # 临水县的镇
_ASKS_NUMBER = regex(rf"^(?:那么?)?(?:一共|总共|共)?有?(?:几|多少)个?(?:{ONE_NOUN})?[呢?？]*$")  # of a list: 一共几个
# Of a list, the words that asked for it: another place named behind it is asked whether it did the same.
_WHICH_DID = regex(rf"^(?:都?有|还有)?(?:哪些|哪几个|哪个|多少个?|几个)(?:{ONE_NOUN})(?=[^,，。?？]{{2,}})")
_PRONOUN = regex(r"(?:这个|那个|该|这|那)(?:乡镇|镇|乡|县|市|区|村|地方)|(?<!其)它们?|当地|那里|那儿|这里")
_TOPIC_PRONOUN = regex(
    r"(?:这个|那个|该|这项|那项|此项|这|那)(?:活动|工程|机制|制度|模式|做法|项目|工作|行动|系统|办法)"
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
_NUMERAL = "一二三四五六七八九十两0-9"
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
    places = [place.span for place in places_of(before, table, lexicon)]
    spans = places if len(places) == 2 else lexicon.names_in(before)
    return [previous[slice(*span)] for span in spans] if len(spans) == 2 else []


def _resolve_one(question: str, asked: Sequence[str], table: PlaceTable, lexicon: Lexicon) -> str:
    """`asked` are the full questions before it, the last one last; there is one at least."""
    previous = asked[-1]
    corrected = _CORRECTS.match(shadow(question))
    if corrected:
        question = question[corrected.end() :]
        if ASKS.search(shadow(question)) and places_of(shadow(question), table, lexicon):
            return question
        if not ASKS.search(shadow(question)):
            return _swap(question.rstrip("?？。"), previous, table, lexicon) or question
    text = shadow(question)
    asks_again = asks_more(text) and not table.named_in(text) and not lexicon.names_in(text)
    around = asked_around(question, [_talked(one, table, lexicon) for one in asked], lexicon.above)
    if around or asks_again or (_ASKS_NUMBER.match(text) and asks_places(shadow(previous))):
        return around or previous
    which_of = _WHICH_OF.match(text)
    if which_of and places_of(which_of[which_of.lastindex or 0], table, lexicon):
        return _swap(question[slice(*which_of.span(which_of.lastindex or 0))], previous, table, lexicon) or question
    what_of = _AND_WHAT_OF.match(text)
    if what_of and not MONEY_SOURCE.search(text):
        subject = question[what_of.start(1) : what_of.end(1)]
        before = shadow(previous)
        places, topics = [one.span for one in places_of(before, table, lexicon)], topics_of(before, table, lexicon)
        swapped = measured(subject, previous, places, topics) or _swap(subject, previous, table, lexicon)
        if swapped:
            return swapped
    return _of_them_all(question, asked, table, lexicon) or _fill_pronouns(question, previous, table, lexicon)


def _talked(question: str, table: PlaceTable, lexicon: Lexicon) -> Talked:
    text = shadow(question)
    return Talked(question, places_of(text, table, lexicon), lexicon.names_in(text), topics_of(text, table, lexicon))


def _of_them_all(question: str, asked: Sequence[str], table: PlaceTable, lexicon: Lexicon) -> str | None:
    """What is asked of the places of the last two questions together: 它们各花了多少, 哪个镇的更多."""
    text = shadow(question)
    plural, more = _ALL_OF_THEM.match(text), _WHICH_HAS_MORE.match(text)
    if not (plural or more) or len(asked) < 2:
        return None
    places = [places_of(shadow(one), table, lexicon) for one in asked[-2:]]
    named = [one[slice(*found[0].span)] for one, found in zip(asked[-2:], places, strict=True) if len(found) == 1]
    if len(set(named)) < len(places):
        return None
    both = "和".join(named)
    if more:
        return _swap(both, asked[-1], table, lexicon)
    rest = question[plural.end() :] if plural else question
    carried = carried_into(text, topics_of(shadow(asked[-1]), table, lexicon), table, lexicon)
    return f"{both}{''.join(carried[:1])}{rest}"


def _swap(subject: str, previous: str, table: PlaceTable, lexicon: Lexicon) -> str | None:
    """The earlier question with its place, its year or its topic replaced by `subject`."""
    subject = _KIND_OF_IT.sub("", subject.removesuffix("的"))
    text, before = shadow(subject), shadow(previous)
    places, old_places = places_of(text, table, lexicon), places_of(before, table, lexicon)
    counted = _counted_otherwise(text, before)
    if counted:
        return previous[: counted[0]] + subject + previous[counted[1] :]
    if places or re.search(r"[镇乡县区市村]$", text):
        return _placed(subject, previous, old_places)
    if _YEAR.fullmatch(text):
        years = list(_YEAR.finditer(before))
        year = text if text.endswith("年") else text + "年"
        return previous[: years[0].start()] + year + previous[years[0].end() :] if years else year + previous
    topics = topics_of(before, table, lexicon)
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
    old_places, places = places_of(before, table, lexicon), places_of(text, table, lexicon)
    old_topics = topics_of(before, table, lexicon)
    subject = subject_of(text, previous, old_places)
    topic_word = _TOPIC_PRONOUN.search(text)
    if topic_word and old_topics:
        filled = question[: topic_word.start()] + old_topics[0] + question[topic_word.end() :]
        return filled if not subject or places else subject + filled
    pronoun = _PRONOUN.search(text)
    if pronoun and (subject or old_topics):
        is_free = subject is not None and WHATEVER.search(text)
        spans = lexicon.names_in(before) if "它" in pronoun.group() and not is_free else []
        names = [before[slice(*span)] for span in spans]
        meant = (subject or "") + "".join(names[:1]) or old_topics[0]  # 它 of a town and its programme is the latter
        return question[: pronoun.start()] + meant + question[pronoun.end() :]
    return leaning(question, previous, table, lexicon)
