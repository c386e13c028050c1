"""Whose report it is where no clear sign tells: the county that all its towns are of (大法寺镇, 余川镇 and 龙坪镇 are
of 武穴市, which it need not name), or the city or county that its title opens with for short (贵港油菜花引来游客).

Left out: every clearer sign (`ownership.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from rag.reports.place_words import endings
from rag.reports.unlisted import Finder
from rag.types import Level, Place

_LEAST = 3  # towns of one county; two may be namesakes of others
_SHARE = 0.8  # of the listed towns named
_SHORT = (4, 3, 2)  # code points of a short name, likelier first
_AGAIN = 4  # times in a text, that of the title among them
_LONGEST = 6  # code points of a name
_ENDINGS = ("镇", "乡", "街道")


def fallback(finder: Finder, owners: tuple[Place, ...], title: str, text: str) -> tuple[Place, ...]:
    """The owners that clear signs tell, where they are smaller than a city; else what these weaker signs tell of a
    title and a text (shadows), if anything."""
    if any(one.level not in (Level.CITY, Level.PROVINCE) for one in owners):
        return owners
    county = county_of_towns(finder, f"{title}\n{text}", next(iter(owners), None))
    large = None if owners else large_of_title(finder, title, text)
    return (county,) if county else owners or ((large,) if large else ())


def county_of_towns(finder: Finder, text: str, owner: Place | None) -> Place | None:
    """The one county with most of the listed towns that a text (a shadow) names; None where no county has them, where
    another county of the same city is named, or where they lie in the `owner` that other signs tell of and it is no
    city of theirs."""
    names = set(_towns(finder, text))
    counties: dict[tuple[str, ...], set[str]] = defaultdict(set)  # by all that a town lies in, since 西湖区 are many
    for name in names:
        for place in finder.resolve(name):
            if place.code and place.level is Level.TOWN and len(place.within) > 1:
                counties[place.within].add(name)
    best = max(counties, key=lambda one: (len(counties[one]), one), default=())
    if len(counties[best]) < max(_LEAST, _SHARE * len(names)):
        return None
    county = next((one for one in finder.resolve(best[-1]) if (*one.within, one.name) == best), None)
    if county is None or county.level is not Level.COUNTY or _names_another(finder, text, county):
        return None
    is_elsewhere = owner is not None and owner.name not in county.within and _has_some(finder, names, owner)
    return None if is_elsewhere else county


def large_of_title(finder: Finder, title: str, text: str) -> Place | None:
    """The one city or county whose short name opens a title, where the text has its full name, or the short one again
    and again; both are shadows."""
    for length in _SHORT:
        short = title[:length]
        places = [one for one in finder.shortened(short) if one.level in (Level.CITY, Level.COUNTY)]
        if len(places) == 1 and (places[0].name in text or text.count(short) >= _AGAIN):
            return places[0]
    return None


def _towns(finder: Finder, text: str) -> Iterator[str]:
    """The longest listed name of a town before each ending."""
    for _, end in endings(text):
        if not text.endswith(_ENDINGS, 0, end):
            continue
        spelled = (text[start:end] for start in range(max(end - _LONGEST, 0), end - 2))
        listed = (name for name in spelled if any(one.code and one.level is Level.TOWN for one in finder.resolve(name)))
        if name := next(listed, None):
            yield name


def _names_another(finder: Finder, text: str, county: Place) -> bool:
    named = [item.place for item in finder.mentions_of_shadow(text, (county,)) if item.place.code]
    return any(one.level is Level.COUNTY and one.name not in (county.name, county.present) for one in named)


def _has_some(finder: Finder, names: AbstractSet[str], owner: Place) -> bool:
    return any(owner.name in place.within for name in names for place in finder.resolve(name))
