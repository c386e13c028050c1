"""Short names of places: 夏官营 for 夏官营镇, 榆中 for 榆中县, only where something vouches for them.

A short name is an everyday word too often to prove itself. The context vouches (a report's own places, their towns, the
pile's places within them), the place that stands right before it, or one that the text has named. Left out: full names
(`places.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from rag.language.regex import regex
from rag.reports.gazetteer import Gazetteer, short_name
from rag.reports.place_reading import Found, Reading, belongs, is_near, same
from rag.reports.place_words import boundaries, ends_cleanly, short_may_end
from rag.types import Level, Place

_LONGEST_SHORT = 5  # code points
# What a town has none of: behind a short name these are of the county, or make a name of their own (亚布力|林业局).
_OF_NO_TOWN = regex(
    r"(?:林业|森工|矿务|铁路|油田|管理|公安分)局|林场|农场|牧场|水库|机场|火车站|高铁站|煤矿|矿[业区]|油田|监狱|大桥|(?:[发热核]|火力发)?电厂|[水核]电站"
)
# Behind a city's short name, parts that it is not told of with its full one.
_ITS_DISTRICT = regex(r"(?:新|主?城|老城|高新|经开|(?:经济|高新)(?:技术)?(?:产业)?开发)区")
_CONTEXTS_KEPT = 1_000  # contexts whose short names are remembered: the towns of a large county many times over


class ShortNames:
    """Finds short names in texts and tells what they mean. `known`: the places of the pile by their short names."""

    def __init__(self, gazetteer: Gazetteer, known: Mapping[str, list[Place]]) -> None:
        self._gazetteer = gazetteer
        self._known = known
        self._vouched_by: dict[tuple[Place, ...], dict[str, list[Place]]] = {}

    def in_text(self, text: str, context: Sequence[Place]) -> Iterator[Found]:
        """The short names in a shadow, each with the places it may mean; `context` as for `PlaceFinder.mentions`."""
        vouched = self._vouched(context)
        knows = self._gazetteer.knows_short
        starts = self._gazetteer.short_starts
        if vouched:
            starts = starts.union(short[:2] for short in vouched)
        for start in boundaries(text):
            if text[start : start + 2] not in starts:
                continue
            for end in range(min(start + _LONGEST_SHORT, len(text)), start + 1, -1):
                short = text[start:end]
                if (short in vouched or knows(short)) and short_may_end(text, end):
                    places = (*vouched.get(short, ()), *self._gazetteer.shortened_large(short))
                    yield Found(start, end, places, short=True)
                    break

    def meaning(self, reading: Reading, item: Found, before: Place | None) -> Place | None:
        """What a short name means: what a place before it, or what the text has named, vouches for; else None."""
        for place in item.places:
            if place.level is Level.TOWN and _OF_NO_TOWN.match(reading.text, item.end):
                continue
            if place.level is Level.PROVINCE or (before and belongs(place, before)):
                return place
            if any(same(place, other) or belongs(place, other) for other in reading.vouchers("")):
                return place
        for place in item.places:
            if place.level is not Level.TOWN and self._is_parted(reading.text, item, place):
                return place
        return None

    def _is_parted(self, text: str, item: Found, place: Place) -> bool:
        """Whether what stands behind a county's or city's short name is a part of it: its town (高坪|辛庄镇,
        高坪|辛庄), or a district that many have (高坪|新区)."""
        towns = self._gazetteer.town_shorts(place.code) if place.code else {}
        is_word = self._gazetteer.ordinary(text[item.start : item.end])
        if not is_word and place.name.endswith("市") and _ITS_DISTRICT.match(text, item.end):
            return True
        return self._child(text, item.end, place) is not None or any(
            text.startswith(town.name, item.end) for town in towns.values()
        )

    def add_children(self, reading: Reading, parent: Place) -> None:
        """Adds the places whose short names follow one another right behind `parent`, where the reading ends."""
        child = self._child(reading.text, reading.end, parent) if parent.code else None
        if child:
            reading.add(reading.end, *child)
            self.add_children(reading, child[1])

    def _vouched(self, context: Sequence[Place]) -> Mapping[str, list[Place]]:
        """Short names that the context allows: its own places, their towns, and the pile's places within them."""
        # A report's sentences share their context, and going through a pile of 4,000 places takes 10 ms.
        key = tuple(context)
        if key not in self._vouched_by:
            if len(self._vouched_by) >= _CONTEXTS_KEPT:
                self._vouched_by.clear()
            self._vouched_by[key] = self._work_out_vouched(key)
        return self._vouched_by[key]

    def _work_out_vouched(self, context: tuple[Place, ...]) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = defaultdict(list)
        if not context:
            return found
        codes = {place.code for place in context if place.code}
        names = {name for place in context for name in (place.name, place.present) if name}
        near = {at for key in (*codes, *names) for at in self._near.get(key, ())}
        for at in sorted(near):
            short, place = self._entries[at]
            if is_near(place, codes, names):
                found[short].append(place)
        for place in context:
            found[short_name(place.name)].append(place)
            for short, town in self._gazetteer.town_shorts(place.code or "").items():
                if not self._gazetteer.ordinary(short):
                    found[short].append(town)
        return {short: places for short, places in found.items() if places}

    @cached_property
    def _entries(self) -> list[tuple[str, Place]]:
        """The short names of the pile's places, one entry for each place of a name."""
        return [(short, place) for short, places in self._known.items() for place in places]

    @cached_property
    def _near(self) -> dict[str, list[int]]:
        """Numbers of `_entries` by what can make them near: prefixes of the code, the name, what they lie in."""
        # A pile of 10,000 reports has 4,000 places and as many contexts: going through all for each took 30 s.
        found: dict[str, list[int]] = defaultdict(list)
        for at, (_, place) in enumerate(self._entries):
            prefixes = (place.code[:length] for length in (4, 6, 9)) if place.code else ()
            for key in {*prefixes, place.name, *place.within}:
                found[key].append(at)
        return dict(found)

    def _child(self, text: str, start: int, parent: Place) -> tuple[int, Place] | None:
        """A town's or county's short name directly behind its parent: 榆中|夏官营, 陕西|西乡."""
        towns = self._gazetteer.town_shorts(parent.code) if parent.code else {}
        for end in range(min(start + _LONGEST_SHORT, len(text)), start + 1, -1):
            short = text[start:end]
            if not (short in towns or self._gazetteer.knows_short(short)) or not short_may_end(text, end):
                continue
            clean = ends_cleanly(text, end) or not self._gazetteer.ordinary(short)
            if short in towns and _OF_NO_TOWN.match(text, end):
                continue
            for place in (towns[short],) if short in towns else self._gazetteer.shortened_large(short):
                if clean and belongs(place, parent):
                    return end, place
        return None
