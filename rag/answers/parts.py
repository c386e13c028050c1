"""The parts of a named whole, where a report tells them one by one: as quoted names of one kind, or 一是…二是…三是…."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.language.names import bare
from rag.search.pile import Passage
from rag.search.terms import Term, locate

_QUOTED = re.compile(r"[“《]([^“”《》]{2,30})[”》]")
_HEAD = re.compile(r"(工程|活动|行动|机制|模式|制度|计划|项目|工作法|平台)$")
_ORDER = "一二三四五六七八九十"
_ITEM = re.compile(rf"(?:^|[,;。:、]|\s)(?:第?(?P<han>[{_ORDER}])(?:是|要|,|、)|[(（]?(?P<digit>\d)[)）、.])")
_LONGEST_NAME = 24  # code points of a part's name; behind that the whole sentence tells it
_REACH = 40  # sentences read behind the whole's name: about a page


@dataclass(frozen=True, slots=True)
class Part:
    """One part and the number of the sentence that tells it."""

    name: str
    number: int


def named_parts(passage: Passage, whole: Term, count: int | None) -> list[Part]:
    """Quoted names with the whole's own head (“…工程” for 五大工程), wherever they stand in the report.

    They are the parts only if there are as many as the whole says; else the list is empty.
    """
    head = _HEAD.search(whole.text)
    if head is None or count is None:
        return []
    parts: dict[str, Part] = {}
    for number in range(len(passage.sentences)):
        for found in _QUOTED.finditer(passage.sentence(number)):
            name = bare(found.group(1))
            if name.endswith(head.group()) and name not in whole.text and whole.text not in name:
                parts.setdefault(name, Part(name, number))
    return list(parts.values()) if len(parts) == count else []


def counted_parts(passage: Passage, whole: Term, count: int | None) -> list[Part]:
    """Items told in order behind the whole's name (一是…;二是…;三是…), as many as it says; else empty."""
    if count is None:
        return []
    for opening in range(len(passage.sentences)):
        at = locate(whole, passage.sentence(opening))
        if at is None:
            continue
        parts: list[Part] = []
        for number in range(opening, min(opening + _REACH, len(passage.sentences))):
            text = passage.sentence(number)
            start = at[1] if number == opening else 0
            for found in _ITEM.finditer(text, start):
                if _rank(found) == len(parts) + 1:
                    parts.append(Part(_name(text[found.end() :]), number))
            if len(parts) >= count:
                return parts[:count]
    return []


def _rank(found: re.Match[str]) -> int:
    return _ORDER.index(found["han"]) + 1 if found["han"] else int(found["digit"])


def _name(text: str) -> str:
    """What an item calls itself: its words up to the first pause."""
    return re.split(r"[,;。:]", text.strip(), maxsplit=1)[0][:_LONGEST_NAME]
