"""Items that a report tells in order: 一是…;二是…, 第一件事,…, 举措一:…, (一)…, 1、….

Each way of numbering is read by itself, so that the 一是 inside of 1、 is no second item. Left out: whose items they
are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.language.regex import regex
from rag.search.pile import Passage

ORDER = "一二三四五六七八九十"
COUNTS = {char: value for value, char in enumerate(ORDER, 1)} | {"两": 2}
VERBS = "抓亮看查讲建强促严"  # of a number's own: 一抓
LONGEST_NAME = 24  # code points of a part's name; behind that the whole sentence tells it
_REACH = 40  # sentences read behind a whole's name: about a page
_OPENS = r"(?:^|[,;。:、!?]|\s)"
# The ways of numbering. `label` is what the number itself calls each item: 件事 of 第一件事, 举措 of 举措一.
_WAYS = (
    regex(rf"{_OPENS}(?P<han>[{ORDER}])(?:是|要)"),
    regex(rf"{_OPENS}第(?P<han>[{ORDER}])(?P<label>[一-鿿]{{0,4}}?)(?:[,、:]|是(?!否))"),
    regex(rf"{_OPENS}(?P<label>[一-鿿]{{2}})(?P<han>[{ORDER}])[:、,]"),
    regex(rf"{_OPENS}[(]?(?P<han>[{ORDER}])(?:[,、]|[)][,、.]?)"),
    regex(rf"{_OPENS}[(]?(?P<digit>\d)(?:[)、]|\.(?!\d))"),
    # 一抓订单,…;二抓农资,…: one verb behind each number.
    regex(rf"{_OPENS}(?P<han>[{ORDER}])(?=(?P<label>[{VERBS}]))"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part and the number of the sentence that tells it."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Items in order, where in the report the first begins, and the word by which their numbers call them ('' where
    they are bare: 一是)."""

    parts: tuple[Part, ...]
    start: int
    label: str


def enumerations(passage: Passage, opening: int, start: int) -> list[Enumeration]:
    """What is told in order from `start` of the sentence `opening` on, one a way of numbering, the nearest first.

    An enumeration ends where its numbering begins anew, or goes on otherwise than by one.
    """
    found = [
        _in_order(items, label)
        for way in _WAYS
        for label, items in _by_label(_numbered(way, passage, opening, start)).items()
    ]
    return sorted((one for one in found if len(one.parts) > 1), key=lambda one: one.start)


def follows_at_once(passage: Passage, opening: int, told: Enumeration) -> bool:
    """Whether bare numbers (一是…;二是…) begin in the sentence `opening` or the next and end in its paragraph."""
    first, last = told.parts[0].number, told.parts[-1].number
    stretch = passage.shadow[passage.sentences[opening][0] : passage.sentences[last][1]]
    return not told.label and first <= opening + 1 and "\n" not in stretch


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A number as it stands in a report: the word that it calls its item by, the item, and where it begins."""

    rank: int
    label: str
    part: Part
    start: int


def _by_label(items: Iterator[_Numbered]) -> dict[str, list[_Numbered]]:
    grouped: dict[str, list[_Numbered]] = {}
    for item in items:
        grouped.setdefault(item.label, []).append(item)
    return grouped


def _in_order(items: Sequence[_Numbered], label: str) -> Enumeration:
    told: list[_Numbered] = []
    for item in items:
        if item.rank == len(told) + 1:
            told.append(item)
        elif told:
            break
    return Enumeration(tuple(item.part for item in told), told[0].start if told else 0, label)


def _numbered(way: re.Pattern[str], passage: Passage, opening: int, start: int) -> Iterator[_Numbered]:
    for number in range(opening, min(opening + _REACH, len(passage.sentences))):
        text, begin = passage.sentence(number), passage.sentences[number][0]
        for found in way.finditer(text, start if number == opening else 0):
            groups = found.groupdict()
            rank = ORDER.index(groups["han"]) + 1 if groups.get("han") else int(groups["digit"])
            name = _name(text[found.end() :])
            if name:
                yield _Numbered(rank, groups.get("label") or "", Part(name, number), begin + found.start())


def _name(text: str) -> str:
    """What an item calls itself: its words up to the first pause."""
    return re.split(r"[,;。:]", text.strip(), maxsplit=1)[0][:LONGEST_NAME]
