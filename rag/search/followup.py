"""A follow-up made a full question: "那夏官营镇呢？" after a question about 神河镇 asks the same of 夏官营镇.

Rules of conversation, on the user's own earlier questions only: what an assistant said does not tell what was meant.
Left out: follow-ups that need understanding of the answer itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.language.regex import regex
from rag.language.script import shadow
from rag.search.placenames import NamedPlace, PlaceTable, unlisted_villages
from rag.search.topics import Lexicon, question_terms
from rag.types import Turn

_AND_WHAT_OF = regex(r"^(?:那么?|还有|而|另外)?[,，]?(.{1,20}?)(?:呢|怎么样|如何|怎样|又如何)[?？]?$")
# Of a list, those of one place: 哪些是芦溪县的, 芦溪县的有哪些.
_WHICH_OF = regex(
    r"^(?:其中)?(?:哪些|哪几个)(?:是|在|属于)(.{2,8}?)的?[?？]?$|^(?:其中)?(.{2,8}?)的?(?:有|是)哪些[?？]?$"
)
_MORE = regex(r"^(?:还有|另外还有|除此之外)(?:没有|别的|其他|哪些|什么)?.{0,8}?(?:吗|呢|么)?[?？]?$")
_PRONOUN = regex(r"(?:这个|那个|该|这|那)(?:乡镇|镇|乡|县|市|区|村|地方)|(?<!其)它们?|当地|那里|那儿|这里")
_TOPIC_PRONOUN = regex(
    r"(?:这个|那个|该|这项|那项|此项|这|那)(?:活动|工程|机制|制度|模式|做法|项目|工作|行动|系统|办法)"
)
# Openings of a question that leans on the one before it.
_LEANS = regex(
    r"那|又|今年|去年|明年|现在|目前|已|后来|一共|总共|[他她它]|都|为什么|什么时候|谁|多少|几|效果|成效|结果"
)
_LEANS_ON_ALL = regex(r"(?:那么|那|这)?其中|那么|那(?![个些里儿])")
_SHORT = 12  # code points of a question that names no place and is too short to stand alone (一年能产多少?)
_CARRIED = 3  # topics of the earlier question that are carried into one that leans on it
_AREA = regex("[一-鿿]{1,8}?(?:试验区|开发区|示范区|园区|新区|景区|管理区|社区|街)")  # the rest of a place's name
_YEAR = regex(r"(?:19|20)\d\d年?")


def resolve(question: str, history: Sequence[Turn], table: PlaceTable, lexicon: Lexicon) -> str:
    """The full question that `question` asks, given the turns before it; the question itself where it stands alone."""
    resolved = ""
    for asked in [turn.content for turn in history if turn.role == "user"] + [question]:
        resolved = _resolve_one(asked.strip(), resolved, table, lexicon) if resolved else asked.strip()
    return resolved


def _resolve_one(question: str, previous: str, table: PlaceTable, lexicon: Lexicon) -> str:
    text = shadow(question)
    if _MORE.match(text) and not table.named_in(text) and not lexicon.names_in(text):
        return previous
    which_of = _WHICH_OF.match(text)
    if which_of and _places(which_of[which_of.lastindex or 0], table, lexicon):
        return _swap(question[slice(*which_of.span(which_of.lastindex or 0))], previous, table, lexicon) or question
    what_of = _AND_WHAT_OF.match(text)
    if what_of:
        swapped = _swap(question[what_of.start(1) : what_of.end(1)], previous, table, lexicon)
        if swapped:
            return swapped
    return _fill_pronouns(question, previous, table, lexicon)


def _swap(subject: str, previous: str, table: PlaceTable, lexicon: Lexicon) -> str | None:
    """The earlier question with its place, its year or its topic replaced by `subject`."""
    subject = subject.removesuffix("的")
    text, before = shadow(subject), shadow(previous)
    places, old_places = _places(text, table, lexicon), _places(before, table, lexicon)
    if places or re.search(r"[镇乡县区市村]$", text):
        if not old_places:
            return f"{subject}{previous}"
        first, last = old_places[0].span[0], old_places[-1].span[1]
        area = _AREA.match(before, last)
        last = area.end() if area else last
        return previous[:first] + subject + previous[last:]
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


def _fill_pronouns(question: str, previous: str, table: PlaceTable, lexicon: Lexicon) -> str:
    text, before = shadow(question), shadow(previous)
    old_places, places = _places(before, table, lexicon), _places(text, table, lexicon)
    old_topics = _topics(before, table, lexicon)
    subject = previous[old_places[0].span[0] : old_places[-1].span[1]] if old_places else None
    topic_word = _TOPIC_PRONOUN.search(text)
    if topic_word and old_topics:
        filled = question[: topic_word.start()] + old_topics[0] + question[topic_word.end() :]
        return filled if not subject or places else subject + filled
    pronoun = _PRONOUN.search(text)
    if pronoun and (subject or old_topics):
        names = [before[slice(*span)] for span in lexicon.names_in(before)] if "它" in pronoun.group() else []
        meant = (subject or "") + "".join(names[:1]) or old_topics[0]  # 它 of a town and its programme is the latter
        return question[: pronoun.start()] + meant + question[pronoun.end() :]
    topics = _topics(text, table, lexicon)
    leans = _LEANS_ON_ALL.match(text)
    carried = [topic for topic in old_topics[:_CARRIED] if topic not in text]
    if leans and carried:
        place = "" if places or not subject else subject
        return f"{place}{''.join(carried)}，{question[leans.end() :]}"
    if places and not topics and carried:  # 石泉镇是怎么做的
        end = places[-1].span[1]
        return f"{question[:end]}{carried[0]}{question[end:]}"
    if subject and not places and (not topics or _LEANS.match(text) or len(text) <= _SHORT):
        bare = not topics or len(text) <= _SHORT
        topic = old_topics[0] if bare and old_topics and old_topics[0] not in text else ""
        return f"{subject}{topic}{question}"
    return question


def _topics(text: str, table: PlaceTable, lexicon: Lexicon) -> list[str]:
    return [
        term.text for term in question_terms(text, [place.span for place in _places(text, table, lexicon)], lexicon)
    ]


def _places(text: str, table: PlaceTable, lexicon: Lexicon) -> list[NamedPlace]:
    """The places of the pile that a shadow names, with the villages that no list knows."""
    listed = table.named_in(text)
    villages = unlisted_villages(text, [place.span for place in listed], lexicon.attested)
    return sorted([*listed, *villages], key=lambda place: place.span)
