"""Which places of the pile a question names: a table of every spelling, looked up by the question's substrings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rag.index.tokenizing import words
from rag.types import Place, Span

_SUFFIX = re.compile(r"[镇乡县区市村]")
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


def _stands_alone(shadow: str, places: list[Place], span: Span, edges: set[int]) -> bool:
    name = shadow[slice(*span)]
    # A full name ends in its own 镇/县 and is safe; a short one must be a word of its own (西乡 is not in 江西乡镇)
    # and not the beginning of another place's name (夏官营 in 夏官营村).
    if any(name in (place.name, place.present) for place in places):
        return True
    return span[0] in edges and span[1] in edges and not _SUFFIX.match(shadow, span[1])


def _word_edges(shadow: str) -> set[int]:
    edges, at = {0, len(shadow)}, 0
    for word in words(shadow):
        start = shadow.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        edges |= {start, at}
    return edges
