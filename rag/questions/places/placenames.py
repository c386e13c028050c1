"""Which places of the pile a question names: a table of every spelling, looked up by the question's substrings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rag.index.tokenizing import words
from rag.language.rarity import count
from rag.language.regex import regex
from rag.language.spans import overlaps
from rag.types import Level, Place, Span

_SUFFIX = regex(r"[镇乡县区市村]")
# A short name that opens another place's, or an organisation's (河北农大).
_GOES_ON = regex(
    r"[镇乡县区市村]|(?![的有几哪和与在])[一-鿿]{0,2}(?:大学|[农师医科理工]大|学院|日报|晚报|电视台|卫视|高速|机场)"
    r"|公司|集团|银行|医院|中学|活动|工程|政策|项目|行动|措施|服务|补贴"
)
_UNLISTED = regex(r"(?:村|社区|嘎查|苏木)(?![民委级务支长达里上干容貌])")
_UNLISTED_LENGTHS = (3, 6)  # code points: 中联村, 长安桥社区
_COUNTRYSIDE = ("农村", "乡村")  # 新修农村; but 兴农村
_OF_THE_COUNTRYSIDE = regex(
    r"[农乡]村(?:公路|道路|客运|饮水|自来|电网|电商|户厕|厕所|改厕|危房|低保|养老|医保|社会|集体|人居|环境|生活|学校|教师|妇女|老人|儿童|旅游|振兴|治理|产业|信用|土地|宅基|污水|垃圾|供水|水利)"
)
# No village is called 全国文明村, 旅游重点村, 美丽乡村.
_HONOURED = regex(r"(?:全国|国家级|[省市县]级|文明|示范|重点|美丽|先进|帮镇)[乡帮扶]{0,2}村$")
_IN_MONGOLIAN = 10  # code points of 额尔敦和硕敖包嘎查, in which a character may look like grammar
# Characters that no village's name opens with: what joins, points or counts (和小坝村, 该村, 五个村).
_OPENS_NONE = frozenset("和与跟同及或比的在对为给是了被把从到向由于以全各该本每某这那哪几两多个些等农乡示行政试")
_LONGEST_SHORT = 5  # code points of a short name: 阿勒泰, 鄂尔多斯, 呼和浩特
_LONGEST, _SHORTEST = 14, 2  # code points of a place name (双江拉祜族佤族布朗族傣族自治县 is 15 and has a short form)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A stretch of the question and the places of the pile that it may mean."""

    span: Span
    name: str
    places: tuple[Place, ...]


class PlaceTable:
    """Spelling → places of the pile. Built once for an index version; a lookup costs the question's length only."""

    def __init__(self, known: Iterable[Place], names: Callable[[Place], tuple[str, ...]]) -> None:
        self._by_name: dict[str, list[Place]] = {}
        for place in known:
            for name in names(place):
                if len(name) >= _SHORTEST:
                    self._by_name.setdefault(name, []).append(place)

    @cached_property
    def full_names(self) -> dict[tuple[int, str], set[str]]:
        """The names of the pile's places in full, old and present, by their length and last character."""
        found: dict[tuple[int, str], set[str]] = {}
        for place in (place for places in self._by_name.values() for place in places):
            for name in filter(None, (place.name, place.present)):
                found.setdefault((len(name), name[-1]), set()).add(name)
        return found

    def places(self, name: str) -> tuple[Place, ...]:
        """The places of the pile with this spelling (full, short, old or present)."""
        return tuple(self._by_name.get(name, ()))

    def named_in(self, shadow: str) -> list[NamedPlace]:
        """Places of the pile named in a question's shadow: longest first, not overlapping, in order of appearance."""
        edges = _word_edges(shadow)
        found: list[NamedPlace] = []
        taken = [False] * len(shadow)
        for length in range(min(_LONGEST, len(shadow)), _SHORTEST - 1, -1):
            for start in range(len(shadow) - length + 1):
                end = start + length
                name = shadow[start:end]
                places = self._by_name.get(name)
                if not places or any(taken[start:end]) or not _stands_alone(shadow, places, (start, end), edges):
                    continue
                found.append(NamedPlace((start, end), name, tuple(places)))
                taken[start:end] = [True] * length
        return sorted(found, key=lambda item: item.span)


def short_names_in(shadow: str, meant: Callable[[str], Sequence[Place]]) -> list[NamedPlace]:
    """Whole words of a question's shadow that `meant` knows as a place's short name (张家川); not overlapping."""
    edges = _word_edges(shadow)
    found: list[NamedPlace] = []
    for start, end in sorted(itertools.product(edges, edges), key=lambda span: (span[0] - span[1], span)):
        name = shadow[start:end]
        if not _SHORTEST <= len(name) <= _LONGEST_SHORT or _SUFFIX.match(shadow, end):
            continue
        places = meant(name)
        if places and not overlaps((start, end), (other.span for other in found)):
            found.append(NamedPlace((start, end), name, tuple(places)))
    return sorted(found, key=lambda item: item.span)


def _stands_alone(shadow: str, places: list[Place], span: Span, edges: set[int]) -> bool:
    name = shadow[slice(*span)]
    # A full name ends in its own 镇/县 and is safe; a short one must be a word of its own (西乡 is not in 江西乡镇)
    # and not the beginning of another place's name (夏官营 in 夏官营村).
    if any(name in (place.name, place.present) for place in places):
        return True
    return span[0] in edges and span[1] in edges and not goes_on(shadow, span[1])


def goes_on(shadow: str, end: int) -> bool:
    """Whether a short name that ends here is the beginning of another (兰州|交通大学)."""
    return _GOES_ON.match(shadow, end) is not None


def _word_edges(shadow: str) -> set[int]:
    edges, at = {0, len(shadow)}, 0
    for word in words(shadow):
        start = shadow.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        edges |= {start, at}
    return edges


def unlisted_villages(shadow: str, taken: Sequence[Span], attested: Callable[[str], bool]) -> Iterator[NamedPlace]:
    """Villages that no list knows, by their form: what ends as their names do and stands so in the pile.

    Of several beginnings the one behind another place is meant (油溪乡 + 中联村), else the longest: 鸡心梁村, not 梁村.
    """
    edges = {end for _, end in taken}
    for ending in _UNLISTED.finditer(shadow):
        if _OF_THE_COUNTRYSIDE.search(shadow, ending.start() - 1, ending.end() + 2):
            continue
        if _HONOURED.search(shadow, max(ending.start() - _UNLISTED_LENGTHS[1], 0), ending.end()):
            continue
        longest = _IN_MONGOLIAN if ending.group() in ("嘎查", "苏木") else _UNLISTED_LENGTHS[1]
        starts = range(max(ending.end() - longest, 0), ending.end() - _UNLISTED_LENGTHS[0] + 1)
        free = [at for at in starts if not overlaps((at, ending.end()), taken)]
        for at in sorted(free, key=lambda at: (at not in edges, at)):
            name = shadow[at : ending.end()]
            if shadow[at - 1 : at].isdigit():  # 2022年|大寨村
                continue
            if _may_be_name(name) and attested(name):
                yield NamedPlace((at, ending.end()), name, (Place(name, Level.VILLAGE),))
                break


def _may_be_name(name: str) -> bool:
    if len(name) > _UNLISTED_LENGTHS[0] and name.endswith(_COUNTRYSIDE):
        return False
    return re.fullmatch("[一-鿿]+", name) is not None and name[0] not in _OPENS_NONE and not count(name)


_JOINS = regex(r"[和与跟同及或比在对给从到去向](?=[一-鿿]{2}[一-鿿]*[镇乡县区市村]$)")


def without_joiner(found: NamedPlace, attested: Callable[[str], bool]) -> NamedPlace:
    """跟支家村, where the pile knows 支家村 and no place of the longer name, is 支家村."""
    if not _JOINS.match(found.name) or attested(found.name) or not attested(found.name[1:]):
        return found
    places = tuple(replace(place, name=found.name[1:], code=None) for place in found.places)
    return NamedPlace((found.span[0] + 1, found.span[1]), found.name[1:], places)
