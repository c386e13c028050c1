"""Places that no list has, as a report tells them: by what publishes it, by its headline, by a county beside a name.

Left out: whose report it is in the end (`ownership.py`), and how far a name reaches (`place_words.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from rag.language.rarity import count
from rag.language.regex import regex
from rag.reports.name_starts import stems
from rag.reports.place_reading import above, inside, subject_on_no_list
from rag.reports.place_words import common, endings, level_of, title_names
from rag.types import Level, Place, Span

_MOST_BESIDE = 12  # occurrences of a name at which its county is looked for
_BESIDE = 24  # code points; a province, a city and a county before a town's name
_NOT_NAME = regex(r"[^一-鿿]")
_LIES_IN = regex(r"(?:是|位于|地处|隶属于?|属于?|坐落[在于])([一-鿿]{2,9}?[县市区旗])")
# The site or office of a county that no list has: 云渚县人民政府网, 云渚县融媒体中心.
_COUNTY_SITE = regex(r"(?:来源:?)?([一-鿿]{2,3}县)(?=人民政府|政府|融媒体|县?委|新闻|党建|广播|电视|门户)")
_INSIDE = regex(r"[镇乡县区市](?=[里上])")  # 镇里, 县上: a report's own level, as much as 全镇
_TOWN_ENDINGS = "镇乡"


class Mentioned(Protocol):
    @property
    def span(self) -> Span: ...
    @property
    def place(self) -> Place: ...


class Finder(Protocol):
    """The part of `PlaceFinder` that is needed here."""

    def mentions(self, text: str, context: Sequence[Place] = ()) -> Sequence[Mentioned]: ...
    def mentions_of_shadow(self, text: str, context: Sequence[Place] = ()) -> Sequence[Mentioned]: ...
    def resolve(self, name: str) -> Sequence[Place]: ...
    def shortened(self, short: str) -> Sequence[Place]: ...
    def county_of(self, place: Place) -> Place | None: ...
    def same(self, one: Place, other: Place) -> bool: ...


def subjects(
    finder: Finder, title: str, text: str, words: dict[str, tuple[int, int]], site: Place | None
) -> Iterator[Place]:
    """The places that open the title and that only the text itself can place: beside a county, or on no list."""
    for name in title_names(title, text):
        level = level_of(name)
        inner = [item.span for item in finder.mentions_of_shadow(name) if item.place.code]
        if level is None or (inner and inner != [(0, len(name))]):
            continue  # (河北|蠡县) reads by the lists
        place = Place(name, level, None, above(level, (site,) if site else ()))
        beside = beside_of(finder, text, place, site)
        listed = any(name in (one.name, one.present) for one in finder.resolve(name))
        own = name[-1] in words or name[-1] == "道" or any(mark[0] == name[-1] for mark in _INSIDE.finditer(text))
        # What a county's own site calls a town in a headline is one of its towns; of a listed county the list knows.
        by_site = level is Level.TOWN and site is not None and site.level is Level.COUNTY
        own, listed = own or by_site, listed and not (by_site and site is not None and site.code is None)
        if beside or (not listed and (own or subject_on_no_list(finder.resolve, name, text))):
            yield beside or place


def beside_of(finder: Finder, text: str, place: Place, site: Place | None = None) -> Place | None:
    """The place, as lying in the county that stands directly before its name or that it is said to be of."""
    at = text.find(place.name)
    for _ in range(_MOST_BESIDE):
        if at < 0:
            return None
        end = at + len(place.name)
        if text[at - 1 : at] in ("县", "市", "区", "旗", "州"):
            start = max((match.end() for match in _NOT_NAME.finditer(text, max(at - _BESIDE, 0), at)), default=0)
            found = finder.mentions_of_shadow(text[max(start, at - _BESIDE) : end], (*((site,) if site else ()), place))
            if found and found[-1].place.name == place.name and (found[-1].place.within or found[-1].place.code):
                return found[-1].place
        said = _LIES_IN.match(text, end)
        parents = finder.mentions(said[1]) if said else ()
        if said and parents and parents[-1].span[1] == len(said[1]) and place.level is Level.TOWN:
            return inside(place, parents[-1].place)
        at = text.find(place.name, end)
    return None


def site_place(finder: Finder, lines: Sequence[str]) -> Place | None:
    """The smallest county or city that publishes: of “陕西省安康市旬阳市人民政府” the last."""
    for line in lines:
        places = [mention.place for mention in finder.mentions(line)]
        large = [place for place in places if place.level in (Level.CITY, Level.COUNTY)]
        towns = [county for place in places if place.level is Level.TOWN and (county := finder.county_of(place))]
        if large or towns:
            return (large or towns)[-1]
        if unlisted := _COUNTY_SITE.match(line):
            return Place(unlisted[1], Level.COUNTY)
    return None


def only_town(text: str, site: Place | None) -> tuple[Place, ...]:
    """The county and the town of a text (a shadow, headline first) that names no other town, published by a county on
    no list: (county, town), or () where it names none or several."""
    if site is None or site.level is not Level.COUNTY or site.code is not None:
        return ()
    names = {name for _, end in endings(text) if text[end - 1] in _TOWN_ENDINGS for name in _town_at(text, end)}
    return (site, Place(names.pop(), Level.TOWN, within=above(Level.TOWN, (site,)))) if len(names) == 1 else ()


def _town_at(text: str, end: int) -> Iterator[str]:
    """The likeliest name that ends there, where it is no everyday word."""
    for start in stems(text, 0, end - 1)[:1]:
        name = text[start:end]
        if not common(name) and not count(name):
            yield name
