"""A text being read for places, from left to right: stretches that may be names, and what each came to mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rag.types import Level, Place, Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in a text: `text[span[0]:span[1]]` is the name in the text's own script."""

    span: Span
    place: Place


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch that may be a name: `places` are those it may mean; none for a name that no list knows."""

    start: int
    end: int
    places: tuple[Place, ...]
    short: bool = False


class Reading:
    """A text being read from left to right: what was found so far, and what vouches for the next name."""

    def __init__(self, text: str, context: tuple[Place, ...]) -> None:
        self.text = text
        self.context = context
        self.end = 0
        self._mentions: list[Mention] = []
        self._meant: dict[str, Place] = {}
        self._recent: Place | None = None

    def add(self, start: int, end: int, place: Place) -> None:
        self._mentions.append(Mention((start, end), place))
        self.end = end
        if place.code or place.within:
            self._meant.setdefault(place.name, place)
        if place.level in (Level.COUNTY, Level.CITY) and (place.code or place.within):
            self._recent = place

    def touching(self, start: int) -> Place | None:
        """The place whose name ends where the next one starts."""
        return self._mentions[-1].place if self._mentions and self.end == start else None

    def vouchers(self, name: str) -> Iterator[Place]:
        """Places that settle an ambiguous name, strongest first: the report's own, itself earlier, the last county."""
        yield from reversed(self.context)
        if name in self._meant:
            yield self._meant[name]
        if self._recent:
            yield self._recent

    def settled(self) -> list[Mention]:
        """The mentions; an ambiguous name takes the meaning that another mention of it has."""
        return [
            mention
            if mention.place.code or mention.place.within
            else Mention(mention.span, self._meant.get(mention.place.name, mention.place))
            for mention in self._mentions
        ]


def belongs(child: Place, parent: Place) -> bool:
    """Whether one place lies within another, by code where both have one, else by name."""
    if child.code and parent.code:
        return len(child.code) > len(parent.code) and child.code.startswith(parent.code)
    return bool({parent.name, parent.present} & set(child.within))


def same(one: Place, other: Place) -> bool:
    """Whether two records mean one place: 旬阳县 and 旬阳市 do, two 城关镇 of two counties do not."""
    if one.code and other.code:
        return one.code == other.code
    return one.name == other.name and (not one.within or not other.within or one.within[-1] == other.within[-1])
