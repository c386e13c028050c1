"""Rows of short names closed by what they are: 黄泥、文明等8个村, 大坪和小坪两村, 城关、东川等乡镇; or opened by it:
附近的乡镇有城关、东川、南沟.

The noun that closes or opens a row vouches for its names, whatever words they are, where the row's own number fits; a
row without a number needs a name that is known. Left out: a first name that nothing known parts from what stands before
it, and rows of full names (`enumerated.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.language.numerals import han_value
from rag.language.rarity import rarity
from rag.language.regex import regex
from rag.language.spans import overlaps
from rag.types import Level, Place, Span

_NUMBER = r"(?:\d+|[一二两三四五六七八九十]+)"
# What closes a row, and what makes another word of it (村民, 村干部, 镇政府).
_KINDS = {
    "行政村": "村", "自然村": "村", "贫困村": "村", "村": "村", "社区": "社区",
    "乡镇": "", "城镇": "", "镇街": "", "乡镇街道": "", "乡镇(街道)": "", "镇": "镇", "乡": "乡", "街道": "街道",
}  # fmt: skip
_TOWN_ENDINGS = ("镇", "乡", "街道")
_NOUNS = "|".join(re.escape(noun) for noun in sorted(_KINDS, key=len, reverse=True))
_KIND = rf"(?P<kind>{_NOUNS})(?![民委务级里长支党庄容貌落干政企集域镇])"
_JOINS = "、和与及"
_NAME = (
    r"(?![的在了是于把等、与及给让]|为(?!民)|和(?![平顺睦乐兴安]))(?:(?!等)[一-鿿]){2,3}"
    rf"(?:(?:[镇乡村]|街道)(?=[{_JOINS}等]))?"
)
# Verbs right behind which a row begins.
_LEADS = "|".join(
    f"(?<={lead})"
    for lead in "覆盖 惠及 涉及 包括 带动 辐射 走访 推动 联合 选取 确定 组织 分布在 服务 联系 选择 安排 规划".split()
)
_BEGINS = rf"(?:(?<=^)|{_LEADS}|(?<=[\s,，。;；:：、“(（的在以为有向由从及和与将把对给到于是让了镇乡县市区]))"
_NAMES = rf"(?P<names>{_NAME}(?:[{_JOINS}]{_NAME})*)"
_MORE = r"(?:多|余|来|数|几|一批|一些|部分)?[个座]?"
_ROW = regex(rf"{_BEGINS}{_NAMES}(?:(?P<etc>等)(?P<many>{_NUMBER})?|(?P<all>{_NUMBER})){_MORE}{_KIND}")
_OPENED = regex(rf"{_KIND}(?:主要|分别)?(?:有|包括|为|是){_NAMES}(?=[,，。;；等(（]|$)")
_ONE_NAME = regex(rf"(?:^|(?<=[{_JOINS}]))[一-鿿]{{2,5}}?(?=[{_JOINS}]|$)")
_OF_MANY = regex(rf"(?P<names>[一-鿿、]{{2,40}}?)等(?P<many>{_NUMBER})(?P<over>多|余)?[个座]{_KIND}")
# What only some have: 除龙洞、前丰发展有规模养殖外; not 除草、除尘外.
_EXCEPT = regex(
    r"(?:^|(?<=[,;:。一-鿿]))除了?(?P<run>[一-鿿]{2,3}[^,;。]{0,30}?(?:发展|建|有|种|养|办|已)[^,;。]{0,16}?)以?外(?=[,，])"
)
_HAN = regex("[一-鿿]+")
_BETWEEN = regex(r"、|(?<=[一-鿿]{2})[和与及](?=[一-鿿]{2})")
_LONGEST_FIRST = 4  # characters of a known name that nothing parts from what stands before it
# Rarity under which a word is rather what the places of a row have or did (产业 .35, 党建 .87) than a name (东川 .92);
# one name above it vouches for the others (黄泥、文明).
_EVERYDAY = 0.9
_LEVELS = {"村": Level.VILLAGE, "社区": Level.VILLAGE}
_ORDER = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN, Level.VILLAGE)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of names. `town_of`: the town that the lists have by a short name within a place."""

    attested: Callable[[str], bool]
    town_of: Callable[[str, Sequence[Place]], Place | None]


def with_short_names(
    sentence: str,
    found: Sequence[tuple[Span, Place]],
    of_report: Sequence[Place],
    attested: Callable[[str], bool],
    town_of: Callable[[str, Sequence[Place]], Place | None] = lambda *_: None,
) -> list[tuple[Span, Place]]:
    """The places found in a sentence (a shadow) and those of its rows of short names, in order. They lie in what the
    sentence names before the row, else in what their report is of; `attested` says whether some report has a name,
    `town_of` which town of a county is called so for short."""
    more: list[tuple[Span, Place]] = []
    known = _Known(attested, town_of)
    taken = [span for span, _ in found]
    for row in (*_ROW.finditer(sentence), *_OPENED.finditer(sentence)):
        ending = _KINDS[row["kind"]]
        level = _LEVELS.get(ending, Level.TOWN)
        before = [place for span, place in found if span[1] <= row.start("names")]
        above = [place for place in (*of_report, *before) if _ORDER.index(place.level) < _ORDER.index(level)][-1:]
        named = [span for span, place in found if place.level is level]
        for span in _names(sentence, row, (ending, above, named), known):
            # A village called as its town is, where the row says that it is of villages: 松山、温泉两村.
            found = [item for item in found if item[0] != span or item[1].level is level]
            taken = [one for one in taken if one != span or one in named]
            if not overlaps(span, taken):
                more.append((span, _place(sentence[slice(*span)], ending, above, known)))
                taken.append(span)
    for span, place in _excepted(sentence, of_report, known):
        if not overlaps(span, taken):
            more.append((span, place))
    return sorted([*found, *more], key=lambda item: item[0])


def _excepted(sentence: str, of_report: Sequence[Place], known: _Known) -> Iterator[tuple[Span, Place]]:
    """Villages by their bare names that alone have something: 除|龙洞|、|前丰|发展有规模养殖外. Some report writes
    each with its ending; where one is none, nothing is read."""
    for row in _EXCEPT.finditer(sentence):
        start, spans = row.start("run"), []
        while (short := _known_at(sentence, start, known)) is not None:
            spans.append((start, start + len(short)))
            start += len(short) + 1
            if sentence[start - 1] not in _JOINS:
                break
        above = [place for place in of_report if place.level is not Level.VILLAGE][-1:]
        for span in spans if spans and sentence[spans[-1][1]] not in _JOINS else ():
            yield span, _place(sentence[slice(*span)], "村", above, known)


def _known_at(sentence: str, start: int, known: _Known) -> str | None:
    shorts = (sentence[start : start + length] for length in (3, 2))
    return next((one for one in shorts if _HAN.fullmatch(one) and known.attested(f"{one}村")), None)


def row_of_many(sentence: str, name: str) -> Span | None:
    """From where a sentence (a shadow) names a place as one of more than it names to the end of that row
    (黄泥、文明等8个村); None where it does not, also where the row names as many as it counts (黄泥、文明等两个村).

    >>> row_of_many("石泉镇的黄泥、文明等8个村先行。", "黄泥村")
    (4, 13)
    """
    stem = name.rstrip("村镇乡")
    for found in _OF_MANY.finditer(sentence):
        at = found.group().find(stem)
        number = _value(found["many"])
        is_whole = not found["over"] and len(_BETWEEN.split(found["names"])) >= (number or 0)
        if not is_whole and at >= 0 and found.group()[at + len(stem) : at + len(stem) + 1] in ("、", "等", name[-1]):
            return found.start() + at, found.end()
    return None


def _names(
    sentence: str, row: re.Match[str], of: tuple[str, Sequence[Place], Sequence[Span]], known: _Known
) -> Iterator[Span]:
    """Where the names of a row stand; none where it is no row of places. `of`: the ending that its noun gives, what its
    places lie in, and where the sentence names others of their level."""
    ending, above, named = of
    start = row.start("names")
    spans = [(start + one.start(), start + one.end()) for one in _ONE_NAME.finditer(row["names"])]
    first = _first(sentence, start, (ending, above), known) if sentence[start - 1 : start] == "、" else None
    said = row.groupdict()
    if not _fits(sentence, start, (said.get("all"), said.get("many")), len(spans)):
        return
    shorts = [sentence[slice(*span)] for span in spans]
    if sentence[start - 1 : start] == "、":  # what parts no name from the words before it
        shorts.append(sentence[max(start - 3, 0) : start - 1])
    row_end = row.end("names")
    is_known = any(_is_known(short, (ending, above), known) for short in shorts) or overlaps((start, row_end), named)
    is_counted = said.get("all") or said.get("many")
    if is_known or (is_counted and any(rarity(short) >= _EVERYDAY for short in shorts)):
        yield from [first] if first else []
        yield from spans


def _fits(sentence: str, start: int, written: tuple[str | None, str | None], names: int) -> bool:
    """Whether a row has as many names as it says: all of them (两村), or fewer (等8个村). One more stands before a row
    that goes on from a stop."""
    whole, many = written
    is_joined = sentence[start - 1 : start] == "、"
    if names < 2 and not is_joined:
        return False
    if whole is None and many is None:
        return True
    number = _value(whole or many or "")
    if number is None:
        return False
    return number in (names, names + is_joined) if whole else number >= names


def _value(written: str) -> int | None:
    number = int(written) if written.isdigit() else han_value(written)
    return None if number is None else int(number)


def _first(sentence: str, start: int, of: tuple[str, Sequence[Place]], known: _Known) -> Span | None:
    """The known name that ends before the stop at which a row begins (重点安排|黄泥|、文明等8个村)."""
    end = start - 1
    for length in range(_LONGEST_FIRST, 1, -1):
        if end >= length and _is_known(sentence[end - length : end], of, known):
            return end - length, end
    return None


def _is_known(short: str, of: tuple[str, Sequence[Place]], known: _Known) -> bool:
    """Whether the lists have a short name as a town's, or some report writes it with the ending of a place."""
    ending, above = of
    is_town = ending not in _LEVELS and known.town_of(short, above) is not None
    return is_town or any(known.attested(short + one) for one in ([ending] if ending else _TOWN_ENDINGS))


def _place(short: str, ending: str, above: Sequence[Place], known: _Known) -> Place:
    """What a short name of a row means: the town of the lists, else a place on no list."""
    level = _LEVELS.get(ending, Level.TOWN)
    town = known.town_of(short, above) if level is Level.TOWN else None
    if town is not None and town.name.endswith(ending):
        return town
    within = tuple(name for place in above for name in (*place.within, place.name))
    return Place(_full(short, ending, known.attested), level, within=within)


def _full(short: str, ending: str, attested: Callable[[str], bool]) -> str:
    """A short name with its ending: of 乡镇 the one that some report writes, else none."""
    if short.endswith((ending or _TOWN_ENDINGS) if ending in _LEVELS else _TOWN_ENDINGS):
        return short
    return short + (ending or next((one for one in _TOWN_ENDINGS if attested(short + one)), ""))
