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
from rag.language.spans import overlaps
from rag.questions.followups.asked_around import Talked, asked_around
from rag.questions.followups.asking_more import asks_more
from rag.questions.followups.leaning import WHATEVER, carried, leaning, subject_of
from rag.questions.followups.other_measure import measured
from rag.questions.followups.pointed import of_the_one_shown, pointed, rows
from rag.questions.interrogatives import ASKS, MONEY_SOURCE
from rag.questions.lists_of_places import asks_places
from rag.questions.places.place_nouns import ONE_NOUN
from rag.questions.places.placenames import NamedPlace, PlaceTable, unlisted_villages
from rag.questions.topics import Lexicon, question_terms
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
# Somebody asked about before: 他干了多少年.
_PERSON = regex(r"^(?:那么?)?[,，]?(?P<he>[他她])(?!们)")
_WHO_IS = regex(
    r"^(?P<who>[^,，。?？]{2,24}?(?:书记|支书|主任|委员|会长|社长|经理|老板|人|[镇乡县村市区局站所]长))(?:是谁|叫什么(?:名字)?|是哪位)[?？]?$"
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
            is_elsewhere = bool(_places(shadow(said), table, lexicon))
            about = asked[-1] if is_elsewhere else of_the_one_shown(asked[-1], said, latest)
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
    if what_of and not MONEY_SOURCE.search(text):
        subject = question[what_of.start(1) : what_of.end(1)]
        before = shadow(previous)
        places, topics = [one.span for one in _places(before, table, lexicon)], _topics(before, table, lexicon)
        swapped = measured(subject, previous, places, topics) or _swap(subject, previous, table, lexicon)
        if swapped:
            return swapped
    return _of_them_all(question, asked, table, lexicon) or _fill_pronouns(question, asked, table, lexicon)


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
    kept = carried(_talked(question, table, lexicon), _talked(asked[-1], table, lexicon))
    return f"{both}{''.join(kept[:1])}{rest}"


def _swap(subject: str, previous: str, table: PlaceTable, lexicon: Lexicon) -> str | None:
    """The earlier question with its place, its year or its topic replaced by `subject`."""
    subject = _KIND_OF_IT.sub("", subject.removesuffix("的"))
    text, before = shadow(subject), shadow(previous)
    places, old_places = _places(text, table, lexicon), _places(before, table, lexicon)
    counted = _counted_otherwise(text, before)
    if counted:
        return previous[: counted[0]] + subject + previous[counted[1] :]
    if places and old_places and places[-1].span[1] < len(text):
        return _of_its_like(subject, places, previous, old_places)
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


def _of_its_like(subject: str, places: Sequence[NamedPlace], previous: str, old: Sequence[NamedPlace]) -> str:
    """The earlier question asked of what another place has: 乙村的书记 for 甲村首任书记."""
    thing = shadow(subject)[places[-1].span[1] :].removeprefix("的")
    at = shadow(previous).find(thing, old[-1].span[1])
    if at < 0:
        return _placed(subject, previous, old)
    return previous[: old[0].span[0]] + subject + previous[at + len(thing) :]


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


def _fill_pronouns(question: str, asked: Sequence[str], table: PlaceTable, lexicon: Lexicon) -> str:
    said, before = _talked(question, table, lexicon), _talked(asked[-1], table, lexicon)
    subject = subject_of(said.text, before)
    topic_word = _TOPIC_PRONOUN.search(said.text)
    if topic_word and before.topics:
        filled = question[: topic_word.start()] + before.topics[0] + question[topic_word.end() :]
        return filled if not subject or said.places else subject + filled
    pronoun = _PRONOUN.search(said.text)
    if pronoun and any(one.span[1] <= pronoun.start() and one.name[-1] == pronoun.group()[-1] for one in said.places):
        return question[: pronoun.start()] + question[pronoun.end() :]  # 那衡山县呢,看了该县哪些乡镇: 衡山县's own
    if pronoun and (subject or before.topics):
        is_free = subject is not None and WHATEVER.search(said.text)
        names = before.names if "它" in pronoun.group() and not is_free else []
        meant = (subject or "") + "".join(names[:1]) or before.topics[0]  # 它 of a town and its programme is the latter
        return question[: pronoun.start()] + meant + question[pronoun.end() :]
    someone = _PERSON.match(said.text)
    person = next(filter(None, (_person_in(_talked(one, table, lexicon)) for one in reversed(asked))), None)
    if someone and person:
        return f"{question[: someone.start('he')]}{person}{question[someone.end('he') :]}"
    return leaning(said, before)


def _person_in(talked: Talked) -> str | None:
    """Who a question asks of: by office (甲村首任书记是谁) with its place, or by name."""
    asked = _WHO_IS.match(talked.text)
    if asked:
        return talked.question[slice(*asked.span("who"))]
    return next(iter(talked.persons), None)


def _topics(text: str, table: PlaceTable, lexicon: Lexicon) -> list[str]:
    return [
        term.text for term in question_terms(text, [place.span for place in _places(text, table, lexicon)], lexicon)
    ]


def _places(text: str, table: PlaceTable, lexicon: Lexicon) -> list[NamedPlace]:
    """The places of the pile that a shadow names, with the villages that no list knows."""
    listed = table.named_in(text)
    known = [one for one in lexicon.place_names(text) if not overlaps(one.span, [place.span for place in listed])]
    known = [one for one in known if not ASKS.search(one.name) and lexicon.attested(one.name)]
    listed += [one for one in known if any(one.name == place.name for place in one.places)]
    villages = unlisted_villages(text, [place.span for place in listed], lexicon.attested)
    return sorted([*listed, *villages], key=lambda place: place.span)
