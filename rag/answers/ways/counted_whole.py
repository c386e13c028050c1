"""A whole that a question counts (五项机制, 三件事, 四项举措), and its parts where a report tells them.

A report names the whole with its count and then tells the parts: in order (一是…;二是…), behind a colon, or before the
name (甲、乙、丙三级体系). What is numbered behind a name need not be its parts: 实施三项工程。一是抓宣传 tells steps.
So the numbers must call the items by the counted word (第一件事, 举措一), or each item must hold it (…机制), or the
word must be one for what is told and not for a thing that has a name (举措, 特点).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rag.answers.ways.enumeration import COUNTS, ORDER, VERBS, Enumeration, Part, enumerations
from rag.index.tokenizing import words
from rag.language.regex import regex
from rag.search.pile import Passage
from rag.types import Span

_COUNT = "[二三四五六七八九十两]"
_MEASURE = "[个项大条件种类点步级句颗招道层重门关句]"
_NOUN = r"(?P<noun>[一-鿿]{1,8}?)"
_ASKING = r"(?:都|各|又|具体|分别|主要|一共)*(?:是指|指的是|是|有|包括|包含|指|分为|分成)了?(?:哪|什么|啥)"
_ASKED = (
    regex(rf"(?P<count>{_COUNT})(?P<measure>{_MEASURE}){_NOUN}{_ASKING}"),
    regex(rf"哪(?P<count>{_COUNT})(?P<measure>{_MEASURE}){_NOUN}[?。]?$"),
    regex(rf"(?P<noun>(?:(?!的)[一-鿿]){{2,6}}){_ASKING}(?P<count>{_COUNT})(?P<measure>{_MEASURE})[?。]?$"),
)
_NOT_TOLD_SO = regex(r"[人村镇乡县市区户家]$")  # whoever is counted is named, not enumerated
# Words for what is told, which the items that follow are; a 工程 or an 活动 is a thing of its own, told of in steps.
_TOLD = regex(
    r"(?:举措|措施|做法|办法|方法|方式|方面|特点|特色|亮点|好处|经验|事|事情|实事|大事|任务|要求|步骤|环节|原则|重点|难题|问题|原因|变化|教训|思路|困难|建议|优势|短板|话|"
    r"作用|路子|抓手|规矩|纪律|招|步|条|标准|目标|条件)$"
)
# Sentences behind the whole's name in which its first part is told: where the parts are called by its name, and where
# there are fewer of them or they are only what follows.
_WITHIN, _NEXT = 2, 1
_LEADS = regex(
    r"建立健全|建立|内设|设立|设置|分设|成立|形成|构建|健全|完善|实施|开展|推进|推行|落实|抓好|实行|围绕|深化|做好|突出|坚持|打造|提出|以"
)
_ANOTHER = regex(rf"[{ORDER}两]{_MEASURE}[一-鿿]")  # a whole of its own, which the items behind it may belong to
_FITS = regex(r"[一-鿿0-9]{2,12}")  # a part as it is told in a row
_TELLS = regex(
    r"[”》]?(?:[一-鿿]{0,4}[”》]?,?(?:是指|指的是|即|就是|包括|分别是?|依次是)|[:,](?:即|就是|包括|分别是)|:|——|\()"
)
_APPOSED = regex(r"(?:等|的)?[“《]?$")
_QUOTES = "“”‘’"


@dataclass(frozen=True, slots=True)
class Whole:
    """A counted whole: how many parts, of what (机制), and the measure word that counts them (项)."""

    count: int
    measure: str
    noun: str

    @property
    def text(self) -> str:
        """As it is written: 五项机制."""
        return f"{(ORDER if self.count != 2 else '一两')[self.count - 1]}{self.measure}{self.noun}"

    @property
    def pattern(self) -> re.Pattern[str]:
        """Where a report names it: 五项机制, 五项长效机制; 三条 alone before a colon."""
        numerals = "".join(char for char, value in COUNTS.items() if value == self.count)
        counted = rf"(?<![第十百])(?:[{numerals}]|(?<!\d){self.count}){self.measure}"
        return re.compile(rf"{counted}[“《]?(?:[一-鿿]{{0,6}}?{re.escape(self.noun)}|(?=:))")


def asked_whole(question: str) -> Whole | None:
    """The whole whose parts a question's shadow asks for; None where it asks for none, or for persons and places.

    >>> asked_whole("柳溪镇的五项机制包括哪些?"), asked_whole("柳溪镇有哪些机制?")
    (Whole(count=5, measure='项', noun='机制'), None)
    """
    for asking in _ASKED:
        found = asking.search(question)
        if found and not _NOT_TOLD_SO.search(found["noun"]):
            return Whole(COUNTS[found["count"]], found["measure"], _said_last(found, question))
    return None


def _said_last(found: re.Match[str], question: str) -> str:
    """What is counted: 制度 of 红岩乡制度有哪六项, where more may stand before the noun; else the noun as it stands."""
    noun, start = found["noun"], found.start("noun")
    whole = start > found.start("count") or question[:start].endswith("的")
    return noun if whole else words(noun)[-1]


def mentions(passage: Passage, whole: Whole) -> Iterator[tuple[int, Span]]:
    """Where a report names the whole with its count: number of the sentence, and where in it."""
    for number in range(len(passage.sentences)):
        text = passage.sentence(number)
        near = passage.sentence(number - 1) + text if number else text
        if whole.noun in near:
            yield from ((number, found.span()) for found in whole.pattern.finditer(text))


def parts_of(passage: Passage, whole: Whole, number: int, at: Span) -> list[Part]:
    """The parts told where the whole is named in a sentence; fewer than it counts where the report tells no more."""
    text = passage.sentence(number)
    apposed = _before(text[: at[0]], whole.count) or _behind(text[at[1] :], whole.count)
    return [Part(name, number) for name in apposed] or _in_order(passage, whole, number, at)


def _before(text: str, count: int) -> list[str]:
    """甲、乙、丙 of 建立甲、乙、丙三级体系."""
    listed = re.split("[,;。:]", _APPOSED.sub("", text))[-1]
    items = _separate(listed, count)
    first = _without_lead(items[0], sum(map(len, items[1:])) / (count - 1)) if items else None
    return [first, *items[1:]] if first and all(map(_FITS.fullmatch, items[1:])) else []


def _without_lead(text: str, usual: float) -> str | None:
    """The first part without what leads to it, where what is left is about as long as the `usual` part."""
    starts = [0, text.rfind("“") + 1, *(found.end() for found in _LEADS.finditer(text))]
    rests = [text[start:].strip(_QUOTES) for start in starts]
    best = min(rests, key=lambda rest: abs(len(rest) - usual))
    return best if len(best) > 1 and abs(len(best) - usual) <= max(usual / 2, 2) else None


def _behind(text: str, count: int) -> list[str]:
    """甲、乙、丙 of 七颗星:甲、乙、丙 and 三类,包括甲、乙、丙."""
    told = _TELLS.match(text)
    items = _separate(re.split("[,;。:)]", text[told.end() :])[0], count) if told else []
    return items if all(map(_FITS.fullmatch, items)) else []


def _separate(text: str, count: int) -> list[str]:
    """The `count` items of 甲、乙、丙 or 甲、乙和丙; none where there are more or fewer."""
    items = [item.strip(_QUOTES) for item in text.split("、")]
    if len(items) == count - 1:
        items[-1:] = [item.strip(_QUOTES) for item in re.split("[和与及]", items[-1])]
    return items if len(items) == count else []


def _in_order(passage: Passage, whole: Whole, number: int, at: Span) -> list[Part]:
    for told in enumerations(passage, number, at[1]):
        called = _called_by_it(passage, whole, told)
        behind = told.parts[0].number - number
        near = behind <= (_WITHIN if called and len(told.parts) == whole.count else _NEXT)
        another = _ANOTHER.search(passage.shadow, passage.sentences[number][0] + at[1], told.start)
        if near and not another and len(told.parts) <= whole.count and (called or _follows_it(whole, told)):
            return list(told.parts)
    return []


def _called_by_it(passage: Passage, whole: Whole, told: Enumeration) -> bool:
    """Whether the items, or their numbers, are called as the whole's parts are: 第一件事, 定人保洁机制."""
    if told.label and told.label in (whole.noun, whole.measure + whole.noun, whole.measure):
        return True
    together = Counter(part.number for part in told.parts)
    stretches = (part.name if together[part.number] > 1 else passage.sentence(part.number) for part in told.parts)
    return all(whole.noun in stretch for stretch in stretches)


def _follows_it(whole: Whole, told: Enumeration) -> bool:
    """Whether the whole is one of what is told, which the items that follow are: 三个特点, 四条措施."""
    return told.label in VERBS and _TOLD.search(whole.noun) is not None
