"""Which places a text names, and which place a name means.

Full names by the gazetteer and the pile's own places, places that no list knows (abolished townships, villages,
invented counties) by their form. Everything is matched on the shadow, so names come out Simplified and spans fit the
displayed text. Short names: `short_names.py`. Whose report a text is: `ownership.py`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from rag.language.script import shadow
from rag.reports import ownership
from rag.reports.gazetteer import Gazetteer, short_name
from rag.reports.name_starts import stems, street_start
from rag.reports.place_reading import (
    NO_RENAMES,
    RANK,
    Found,
    Mention,
    Reading,
    above,
    belongs,
    gone_to,
    lies_elsewhere,
    longer_heading,
    longer_start,
    same,
    vouched_for,
    whole_name,
)
from rag.reports.place_words import (
    acts,
    asked_from,
    asked_name,
    endings,
    generic_follows,
    heads_line,
    is_quoted,
    level_of,
    name_follows,
    organisation_follows,
    safe_before,
    wholly_common,
)
from rag.reports.short_names import ShortNames
from rag.types import Level, Place

__all__ = ["Mention", "PlaceFinder", "belongs", "same"]

_LONGEST_NAME = 14  # code points: 双江拉祜族佤族布朗族傣族自治县
_FREE = "镇乡县村街社嘎"  # endings that a name on no list may have; 区 市 省 州 end too many other words
_SHORTEST = 2  # code points of the shortest name
_KEPT = 256  # texts that are not read again
_QUESTION = 80  # code points; a shorter text without context is a question, which names its place once


class PlaceFinder:
    """Finds and resolves names of places. `known` are the places of the pile: they come first.

    `renamed` holds what the pile says of names without a code (old → new, from `renames`): both are then one place.
    """

    def __init__(
        self, gazetteer: Gazetteer, known: Iterable[Place] = (), renamed: Mapping[str, str] = NO_RENAMES
    ) -> None:
        self._gazetteer = gazetteer
        self._renamed = dict(renamed)
        self._known: dict[str, list[Place]] = defaultdict(list)
        self._known_short: dict[str, list[Place]] = defaultdict(list)
        for place in map(self.dated, known):
            self._known[place.name].append(place)
            if place.present:
                self._known[place.present].append(place)
            for name in {place.name, place.present or place.name}:
                if short_name(name) != name:
                    self._known_short[short_name(name)].append(place)
        self._short_names = ShortNames(gazetteer, self._known_short)
        # Several checks of one answer read the same sentence.
        self._kept = lru_cache(maxsize=_KEPT)(self._read)

    def mentions(self, text: str, context: Sequence[Place] = ()) -> list[Mention]:
        """The places that `text` names, in order, not overlapping. `context`: places already known for its report.

        A short text without context is taken for a question: the name that opens it needs no further proof.
        """
        read = shadow(text)
        asks = not context and len(read) < _QUESTION
        return list(self._kept(read, tuple(context), asked_from(read) if asks else -1))

    def mentions_of_shadow(self, text: str, context: Sequence[Place] = ()) -> list[Mention]:
        """As `mentions`, for a part of a report that is its own shadow."""
        return list(self._kept(text, tuple(context), -1))

    def _read(self, text: str, context: tuple[Place, ...], asked: int) -> list[Mention]:
        reading = Reading(text, context, asked)
        if len(text) < _SHORTEST:
            return []
        found = self._stretches(reading)
        sure = {text[item.start : item.end] for item in found if not item.places and _stands_alone(text, item)}
        twice = Counter(text[item.start : item.end] for item in found if not item.places)
        starts = {item.start for item in found if not item.short}
        for item in found:
            if item.start < reading.end:
                continue
            name = text[item.start : item.end]
            before = reading.touching(item.start)
            likely = item.places or before or (name in sure and twice[name] > 1) or item.end in starts
            listed = reading.lists(item.start, level_of(name)) or gone_to(text, item.start, item.end)
            asked = item.start == reading.opening and asked_name(text, item.start, item.end)
            alone = asked or (name in sure and listed)
            acting = acts(text, item.start, item.end) or heads_line(text, item.start, item.end)
            if likely or alone or acting or name[-1] == "街":  # which stands behind its district
                place = self._meaning(reading, item, name, before)
                if place:
                    reading.add(item.start, item.end, place)
                    self._short_names.add_children(reading, place)
        return [Mention(item.span, self.dated(item.place)) for item in reading.settled()]

    def own_places(
        self, title: str, body: str, byline: str = "", publisher_and_site: Sequence[str] = ()
    ) -> tuple[Place, ...]:
        """Whose report it is, largest first (旬阳市, 神河镇); () where it is no place's own."""
        owners = ownership.own_places(self, title, body, byline, publisher_and_site)
        return tuple(map(self.dated, owners))

    def same(self, one: Place, other: Place) -> bool:
        """As the function `same`, with what the pile says of renamed places."""
        return same(one, other, self._renamed)

    def dated(self, place: Place) -> Place:
        """The place with today's name and within today's county, where the pile says that these were renamed."""
        if place.code or self._renamed.keys().isdisjoint((place.name, *place.within)):
            return place
        today = tuple(self._renamed.get(name, name) for name in place.within)
        return replace(place, within=today, present=place.present or self._renamed.get(place.name))

    def today(self, name: str | None) -> str | None:
        """What a place without a code is called now, where the pile says that it was renamed; else the name itself."""
        return self._renamed.get(name, name) if name else None

    def county_of(self, place: Place) -> Place | None:
        """The county (or the city without counties) that a town lies in, as far as known."""
        if place.code:
            return self._gazetteer.at(place.code[:6]) or self._gazetteer.at(place.code[:4])
        if not place.within:
            return None
        named = [*self._known.get(place.within[-1], ()), *self._gazetteer.named(place.within[-1])]
        fitting = [one for one in named if one.within == place.within[:-1]]
        return fitting[0] if fitting else Place(place.within[-1], Level.COUNTY, None, place.within[:-1])

    def town_of(self, short: str, within: Sequence[Place]) -> Place | None:
        """The town of the lists by its name, full or short, in the county that the last of `within` is or lies in."""
        large = within[-1] if within else None
        if large is not None and large.level not in (Level.CITY, Level.COUNTY):
            large = self.county_of(large)
        if large is None or large.code is None:
            return None
        return self._gazetteer.town_shorts(large.code).get(short_name(short))

    def enclosing(self, place: Place) -> list[Place]:
        """The places that a place lies in, largest first, of those that the gazetteer has."""
        above = [(name, place.within[:depth]) for depth, name in enumerate(place.within)]
        return [one for name, within in above for one in self._gazetteer.named(name) if one.within == within]

    def large_within(self, place: Place) -> Iterator[str]:
        """The names of the cities and counties in a place, and their short ones that are no everyday words."""
        for one in self._gazetteer.large_within(place.code or ""):
            short = short_name(one.name)
            yield from (one.name,) if self._gazetteer.ordinary(short) else (one.name, short)

    def resolve(self, name: str) -> list[Place]:
        """The places that a name as typed may mean: the pile's own first, then full names, then short ones."""
        wanted = shadow(name).strip()
        found = [*self._known.get(wanted, ()), *self._known_short.get(wanted, ())]
        for place in (*self._gazetteer.named(wanted), *self._gazetteer.shortened(wanted)):
            if not any(self.same(place, other) for other in found):
                found.append(place)
        return found or self._resolve_chain(wanted)

    def shortened(self, short: str) -> list[Place]:
        """The provinces, cities and counties with this short name; none where it is an everyday word too (和平)."""
        return [] if self._gazetteer.ordinary(short) else self._gazetteer.shortened_large(short)

    def names(self, place: Place) -> tuple[str, ...]:
        """Every spelling that means the place: as written, today's, earlier ones, and their short forms."""
        full = [place.name, place.present, *(old.name for old in self._gazetteer.earlier(place))]
        today = self._gazetteer.at(place.code) if place.code else None
        full.append(today.name if today else None)
        if not place.code:
            now = place.present or self._renamed.get(place.name, place.name)
            full += [now, *(old for old, new in self._renamed.items() if new == now)]
        spelled = [name for name in full if name]
        return tuple(dict.fromkeys([*spelled, *map(short_name, spelled)]))

    def _resolve_chain(self, wanted: str) -> list[Place]:
        """“旬阳市神河镇”, “榆中夏官营”: the last of a chain of names that fills the whole."""
        mentions = self.mentions_of_shadow(wanted)
        whole = mentions and mentions[0].span[0] == 0 and mentions[-1].span[1] == len(wanted)
        joined = all(a.span[1] == b.span[0] for a, b in pairwise(mentions))
        last = mentions[-1].place if mentions else None
        return [last] if last and whole and joined and (last.code or last.name in self._known) else []

    def _stretches(self, reading: Reading) -> list[Found]:
        given = {name: place for place in reading.context for name in (place.name, place.present) if name}
        found = [*self._full_names(reading, given), *self._short_names.in_text(reading.text, reading.context)]
        return sorted(found, key=lambda item: (item.start, not item.places, -item.end))

    def _full_names(self, reading: Reading, given: dict[str, Place]) -> Iterator[Found]:
        text, last = reading.text, 0
        for ending, end in endings(text):
            start = self._known_start(text, max(end - _LONGEST_NAME, last), end, given)
            if start is not None:
                name = text[start:end]
                doubtful = level_of(name) is Level.TOWN and not safe_before(text, start)
                longer = longer_start(text, last, start, ending) if doubtful else longer_heading(text, start, end)
                if longer is not None and not self.shortened(text[longer:start]):  # 宜城|南营街道
                    yield Found(longer, end, ())
                own = (given[name],) if name in given else ()
                places = (*own, *self._known.get(name, ()), *self._gazetteer.named(name))
                if places or level_of(name) is not Level.PROVINCE:  # all provinces are known: 第十三届省|委
                    yield Found(start, end, places)
                    last = end
                continue
            if text[ending:end] == "街":
                start = street_start(text, last, ending)
                if start is not None:
                    yield Found(start, end, ())
                    last = end
                continue
            starts = stems(text, last, ending)
            if starts and (self._gazetteer.knows_short(text[starts[0] : end]) or is_quoted(text, starts[0], end)):
                continue  # 景德镇
            if text[end : end + 1] in "县市区" and self._known_start(text, last, end + 1, given) is not None:
                continue  # 嘉兴|桐乡市
            if reading.opening >= 0 and last <= reading.opening < ending and asked_name(text, reading.opening, end):
                yield Found(reading.opening, end, ())
                last = end
            elif starts and (text[ending] in _FREE or organisation_follows(text, end) or name_follows(text, end)):
                yield Found(whole_name(text, starts, end), end, ())
                last = end

    def _known_start(self, text: str, low: int, end: int, given: dict[str, Place]) -> int | None:
        for start in range(low, end - 1):
            name = text[start:end]
            if (self._gazetteer.knows(name) or name in self._known or name in given) and not wholly_common(name):
                # Two characters (成县, 和县) are often the end of one word and the start of the next.
                return start if end - start > 2 or safe_before(text, start) or start == low else None
        return None

    def _meaning(self, reading: Reading, item: Found, name: str, before: Place | None) -> Place | None:
        if item.short:
            return self._short_names.meaning(reading, item, before)
        inside = [place for place in item.places if before and belongs(place, before)]
        level = item.places[0].level if item.places else level_of(name)
        if inside or level is None:
            return inside[0] if inside else None
        if before and RANK[before.level] < RANK[level] and not lies_elsewhere(item.places, before):
            return Place(name, level, None, (*before.within, before.present or before.name))
        return vouched_for(reading, item, name) or self._unvouched(reading, item, name, level)

    def _unvouched(self, reading: Reading, item: Found, name: str, level: Level) -> Place | None:
        if item.places and level is Level.TOWN and not safe_before(reading.text, item.start):
            return None  # (农|民进镇|安居): two words that happen to spell a town
        within = above(level, reading.context)
        if not item.places or (level is Level.TOWN and within):
            return Place(name, level, None, within)  # a bare name means the report's own county, listed there or not
        living = [place for place in item.places if place.code and not place.present] or item.places
        if item.places[0] in self._known.get(name, ()):
            return item.places[0]
        # 寿丰乡、凤林镇: in a row with towns of nobody knows where, the only listed one of its name is hardly meant.
        certain = len({place.code or place.within for place in living}) == 1
        certain = certain and not (level is Level.TOWN and reading.goes_on_unknown(item.start, level))
        return living[0] if certain else Place(name, level, None, within)


def _stands_alone(text: str, item: Found) -> bool:
    return not generic_follows(text, item.end)
