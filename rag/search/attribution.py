"""Whose doing a sentence tells of: the place its clause names, else the place whose report it is.

The place asked for has a level (哪些乡镇 → towns): a village's report rolls up to its town, a county's report speaks
for the towns its sentence names, also for those that no list knows. A place learnt from, visited or compared with
(学习青石镇的做法) is spoken of, and so is the place that went there to learn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from rag.language.clauses import clause_before, clause_span
from rag.language.regex import regex
from rag.language.sentences import sentence_spans
from rag.language.spans import overlaps
from rag.search.enumerated import give_persons, stand_in_a_row, with_villages_in_a_row
from rag.search.pile import Pile
from rag.search.short_rows import with_short_names
from rag.search.unlisted_towns import with_unlisted_towns
from rag.types import Level, Place, Report, Span

_ORDER = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN, Level.VILLAGE)
_LEARNT = regex(
    r"学习|借鉴|参观|考察|取经|观摩|察看|听取|介绍|交流|边听边记|开眼界|受启发|不同|有别|区别|相比|好比|类似"
)
_COME_TO_SEE = regex(r"前来|慕名|吸引|接待|络绎不绝|推介|推广到|走出")  # others learn from the report's own place
# Between places named together, with the villages or the town of each (A镇甲村、乙村,B镇丙村).
_JOINED = regex(
    r"(?:[一-鿿]{1,5}(?:村|社区)|[、,和与及跟同以]|还是|联合|携手|会同|[,，](?:后|再|然后|接着|其次|随后|继而)是)*(?:[一-鿿]{1,3}[省市县区州])?(?:[一-鿿]{1,5}(?:镇|乡|街道))?"
)
_SAME_TOWN = regex(r"^(?:该|这个|此)(?:乡|镇|县|区|市|村|街道)")
# What opens a sentence whose subject is that of the one before.
_BUT_FOR = regex(r"除(?:了|去)?[^,，。]{2,20}?(?:以外|之外|外)[,，](?![^,，。]{0,4}[还也])")
_GOES_ON = regex(r"^(?:通过|借助|依托|这|此|由此|从此|如今|目前|有了)")
# Said of a second place that did the same, with no word for what (A镇推行P,B镇也办了起来).
_DID_SO = (
    r"(?:[办做搞用推铺动建上跟干开学][一-鿿]?|开展|实施|启动|推行|试行)(?:了|起|上|开|来|下去){0,3}(?:起来|开来)?(?=[,，。;；])"
    r"|如此(?=[,，。;；])"
)
_FOLLOWS = regex(
    r"^(?:党委|政府|[、,])*(?![^,，。;；]{0,10}(?:没|未|尚|无|拟|将|计划|打算|准备))[^,，。;；]{0,4}?"
    r"(?:(?:随后|紧随|随即|紧?接着|也|亦|同样|相继|跟着|照着|不久|很快|同步)[一-鿿]{0,4}?"
    rf"(?:跟进|其后|跟上|仿效|效仿|铺开|动起来|行动|{_DID_SO})|(?:[位名]?[居列])?(?:次之|其次|第[一二三四五]|亚军|季军)(?=[,，。;；])|紧随其后|不甘[落示][后弱]"
    r"|[凭靠用以借按照依仿学沿]{0,2}[着了]?(?:同样|一样|相同|同)的?(?:办法|做法|路子|模式|机制|方式|方法|法子|思路|套路|制度))"
)
# Of A in 继A之后,B成为第二个…: it did so before.
_BEFORE_IT = regex(r"继$")
_AFTER_IT = regex(r"^(?:党委|政府)?之?后")
# Before a place that a thing has spread to: (首先在A镇试点,随后扩大到|B镇); not where it has yet to (明年扩大到B镇).
_SPREAD = regex(r"(?:扩大|推广|延伸|扩展|普及|复制|辐射|铺开|推开|拓展)(?:到了?|至|进)(?:[一-鿿]{1,4}[县市区])?$")
_THERE = regex(r"[,，;；][又还也]?在$")
_YET_TO = regex(r"将|拟|计划|明年|来年|下一步|今后|准备|打算|力争|预计")
_ENDS = {
    Level.PROVINCE: ("省", "区", "市"), Level.CITY: ("市", "州", "盟", "区"), Level.COUNTY: ("县", "市", "区", "旗"),
    Level.TOWN: ("镇", "乡", "道", "木"), Level.VILLAGE: ("村", "区"),
}  # fmt: skip
Named = TypeVar("Named")


@dataclass(frozen=True, slots=True)
class Doer:
    """A place of a list. `parent` is the place above it where known; `spoken_of`: the clause only refers to it.

    `within` are all names that the place is known to lie in.
    """

    name: str
    parent: str | None
    spoken_of: bool = False
    within: tuple[str, ...] = field(default=(), compare=False)


def doers(pile: Pile, report: Report, text: tuple[str, str], at: Span, level: Level | None) -> list[Doer]:
    """The places that the topic at `at` of a sentence belongs to; empty where no place of the level asked is in sight.

    `text` is what stands before the sentence in its chunk, and the sentence, both as shadows.
    """
    sentence = text[1]
    own = _own_place(report, level, pile.focus(report.id))
    named = _named(pile, report, sentence, level, own)
    group = _group_at(sentence, named, at)
    if not group and (own is None or own.level is Level.COUNTY):  # 搞P搞得好的,要数A镇和B镇
        behind = [item for item in named if item[0][0] >= at[1]]
        group = [
            item for item in behind if _JOINED.fullmatch(sentence[behind[0][0][1] : item[0][0]]) or item == behind[0]
        ]
    if not group:
        group = _from_before(pile, report, text, level, own)
    if own is None:
        learnt = _is_learnt(sentence, at)
        found = [_doer(place, report, spoken_of=learnt and _visited(sentence, span)) for span, place in group]
        return list(dict.fromkeys([*found, *(_doer(place, report) for place in _followers(sentence, named, at))]))
    others = [place for _, place in group if not pile.finder.same(place, own)]
    mine = Doer(own.name, _parent(own, report), within=_above(own, report))
    if not others or _COME_TO_SEE.search(sentence):
        return [mine]
    if _is_learnt(sentence, at):
        return [_spoken(mine), *dict.fromkeys(_spoken(_doer(place, report)) for place in others)]
    if len(others) == len(group):
        followers = _followers(sentence, named, at) if own.level is Level.COUNTY else []
        # What another town did is no doing of the town whose report tells of it, which speaks of it all the same.
        told_by = [_spoken(mine)] if own.level in (Level.TOWN, Level.VILLAGE) else []
        return list(dict.fromkeys([*(_doer(place, report) for place in (*others, *followers)), *told_by]))
    return list(dict.fromkeys([mine, *(_doer(place, report) for place in others)]))


def is_of_several(pile: Pile, report: Report, sentence: str, level: Level | None) -> bool:
    """Whether a sentence of a larger place's report tells of several places of the level, each of which may have done
    otherwise (P在A镇试点,明年扩大到B镇)."""
    own = _own_place(report, level, pile.focus(report.id))
    if own is not None and own.level is not Level.COUNTY:
        return False
    return len({place.name for _, place in _named(pile, report, sentence, level, own)}) > 1


def _from_before(
    pile: Pile, report: Report, text: tuple[str, str], level: Level | None, own: Place | None
) -> list[tuple[Span, Place]]:
    """The places that a sentence without any goes on about: (该镇…), and what was done together by its own and others.

    Of “A镇和B镇签了合同。通过P,…” both did P, in a report of A镇, and of B镇; anything else named before is not meant.
    """
    before, sentence = text
    if own is None:
        return _named(pile, report, before, level, own)[-1:] if _SAME_TOWN.match(sentence) else []
    if not before or not _GOES_ON.match(sentence):
        return []
    last = before[sentence_spans(before)[-1][0] :]
    group = named_together(last, _named(pile, report, last, level, own))
    return group if any(pile.finder.same(place, own) for _, place in group) else []


def _named(
    pile: Pile, report: Report, sentence: str, level: Level | None, own: Place | None
) -> list[tuple[Span, Place]]:
    """The places of the level that the sentence names, in order."""
    found = [(item.span, item.place) for item in pile.finder.mentions(sentence, report.places)]
    if level is Level.VILLAGE:
        found = with_villages_in_a_row(sentence, found, report.places)
    if (level is Level.TOWN and own is None) or (level is None and own is not None and own.level is Level.COUNTY):
        found = with_unlisted_towns(sentence, found, report)
    found = with_short_names(sentence, found, report.places, pile.attested)
    but = _BUT_FOR.search(sentence)  # 除A村外,各村都…
    return [
        (span, place)
        for span, place in found
        if _fits(place, report, level) and not (but and overlaps(span, [but.span()]))
    ]


def _group_at(sentence: str, named: Sequence[tuple[Span, Place]], at: Span) -> list[tuple[Span, Place]]:
    """The places the topic is said of: the last ones before it, named together (A镇、B乡等), or else those behind it.

    Of “A村“养猪型”、B村“茶叶型””, the tea is B村's alone: places belong together if nothing but 、和与及 parts them.
    """
    before = [item for item in named if item[0][1] <= at[0]]
    if before:
        together = named_together(sentence, before)
        # Each with something of its own before what is said of them all: A村王某、B村张某先后|入选. Of things only a
        # name is said of all: A村养猪、B村种|魔芋.
        is_quoted = sentence[at[0] - 1 : at[0]] in ("“", "《", '"')
        in_a_row = named_together(sentence, before, stand_in_a_row if is_quoted else give_persons)
        return in_a_row if len(in_a_row) > len(together) and at[0] > before[-1][0][1] else together
    _, end = clause_span(sentence, at)
    return [item for item in named if at[1] <= item[0][0] < end]


def named_together(
    sentence: str, named: Sequence[tuple[Span, Named]], joins: Callable[[str], object] = _JOINED.fullmatch
) -> list[tuple[Span, Named]]:
    """The last of what a sentence names, and those named together with it: only what joins stands between them."""
    group = list(named[-1:])
    for item in reversed(named[:-1]):
        if not joins(sentence[item[0][1] : group[0][0][0]]):
            break
        group.insert(0, item)
    return group


def _followers(sentence: str, named: Sequence[tuple[Span, Place]], at: Span) -> list[Place]:
    """Places said to have followed: A镇推行…;|B镇|随后跟进, or that it spread to: 随后扩大到|B镇|和|C镇;
    and the one that others followed: 继|A镇|之后,B镇….
    """
    found: list[tuple[Span, Place]] = []
    for span, place in named:
        before, behind = sentence[: span[0]], sentence[span[1] :]
        if span[0] < at[1]:
            if _BEFORE_IT.search(before) and _AFTER_IT.match(behind):
                found.append((span, place))
            continue
        with_last = found and found[-1][0][0] >= at[1] and _JOINED.fullmatch(sentence[found[-1][0][1] : span[0]])
        if with_last or _FOLLOWS.match(behind) or _has_spread(sentence, span) or _goes_on(sentence, span, at):
            found.append((span, place))
    return [place for _, place in found]


def _goes_on(sentence: str, span: Span, at: Span) -> bool:
    """Whether what is said of the place is said of the topic in its own clause (P覆盖12个村,|B镇|覆盖8个村), or the
    topic did something there in turn (P在A镇解决了吃水难,在|B镇|修好了水渠).
    """
    _, end = clause_span(sentence, at)
    if _THERE.search(sentence[: span[0]]) and sentence[at[1] : end].find("在") >= 0:
        return True
    said = sentence[span[1] : span[1] + 2]
    return span[0] >= end and re.fullmatch("[一-鿿]{2}", said) is not None and said in sentence[at[1] : end]


def _has_spread(sentence: str, span: Span) -> bool:
    before = sentence[clause_span(sentence, span)[0] : span[0]]
    return _SPREAD.search(before) is not None and _YET_TO.search(before) is None


def _is_learnt(sentence: str, at: Span) -> bool:
    """Whether the clause of the topic, or one beside it, tells of seeing and comparing, not of doing."""
    start, end = clause_span(sentence, at)
    lead = clause_before(sentence, start)
    behind = clause_span(sentence, (min(end + 1, len(sentence)), min(end + 1, len(sentence))))[1]
    return _LEARNT.search(sentence[lead:behind]) is not None


def _visited(sentence: str, span: Span) -> bool:
    return (
        re.search(r"(?:到|赴|去|往|进|向|听取了?|与|同|和|于|习)(?:[一-鿿]{2,4}[县市区])?$", sentence[: span[0]])
        is not None
    )


def _fits(place: Place, report: Report, level: Level | None) -> bool:
    if level is not None:
        return place.level is level
    # Any place will do: but only one of the report's own rank counts as another doer, not the villages inside it; a
    # county speaks for its towns.
    own = report.places[-1].level if report.places else Level.TOWN
    return place.level is own or (own is Level.COUNTY and place.level is Level.TOWN)


def _own_place(report: Report, level: Level | None, focus: Sequence[Place]) -> Place | None:
    """The report's own place at the level asked: rolled up where the report is of a smaller place, and of a larger one
    the only smaller place that it is about (`focus`)."""
    if level is None:
        towns = [place for place in focus if place.level is Level.TOWN]
        return next(iter([*towns, *report.places[-1:], *focus]), None)
    return place_at(report.places, level) or next((place for place in focus if place.level is level), None)


def place_at(places: Sequence[Place], level: Level) -> Place | None:
    """The place of a level among a report's places, largest first, or the one that the smallest of them lies in."""
    for place in places:
        if place.level is level:
            return place
    smallest = places[-1] if places else None
    steps = _ORDER.index(smallest.level) - _ORDER.index(level) if smallest else 0
    if smallest is None or not 0 < steps <= len(smallest.within):
        return None
    # From below: what a report tells of a place on no list seldom reaches up to its province.
    at = len(smallest.within) - steps
    name = smallest.within[at]
    return Place(name, level, within=smallest.within[:at]) if name.endswith(_ENDS[level]) else None


def _spoken(doer: Doer) -> Doer:
    return Doer(doer.name, doer.parent, spoken_of=True, within=doer.within)


def _doer(place: Place, report: Report, *, spoken_of: bool = False) -> Doer:
    return Doer(place.name, _parent(place, report), spoken_of, _above(place, report))


def _above(place: Place, report: Report) -> tuple[str, ...]:
    """Every name of what the place lies in."""
    parent = _parent(place, report)
    own = [one for one in report.places if one.name == parent or place in report.places]
    names = [name for one in own for name in (one.name, one.present, *one.within) if name and name != place.name]
    return tuple(dict.fromkeys([*place.within, *([parent] if parent else []), *names]))


def _parent(place: Place, report: Report) -> str | None:
    """The place directly above, as the gazetteer or the report's own places tell it."""
    rank = _ORDER.index(place.level)
    above = [own.name for own in report.places if _ORDER.index(own.level) < rank]
    if above and (not place.within or place.within[-1] == above[-1] or place in report.places):
        return above[-1]
    return place.within[-1] if place.within else (above[-1] if above else None)
