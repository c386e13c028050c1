"""Which places of a list are one, and which only enclose another that is in it.

Left out: finding them (`listing.py`), and places that changed their names (`pile.finder`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import permutations
from typing import Protocol, TypeVar

from rag.language.script import shadow
from rag.lists.doer import Doer
from rag.types import Report, Span

_Key = tuple[str, str | None]  # a place's name, and that of the place above it where known


class _Told(Protocol):
    """What a sentence tells of a place."""

    @property
    def doer(self) -> Doer: ...

    @property
    def report(self) -> Report: ...

    @property
    def span(self) -> Span: ...


Told = TypeVar("Told", bound=_Told)


def without_enclosing(by_place: Mapping[_Key, list[Told]]) -> dict[_Key, list[Told]]:
    """The places without those listed only for sentences that are of a place within them as well: 栖霞区龙潭街道."""
    told = {place: {(found.report.id, found.span) for found in items} for place, items in by_place.items()}
    within = {place: {name for found in items for name in found.doer.within} for place, items in by_place.items()}
    above = {name for names in within.values() for name in names}  # of a thousand towns hardly one encloses another
    gone = {
        place
        for place in told
        if place[0] in above
        and any(place[0] in within[other] and told[place] <= told[other] for other in told if other != place)
    }
    return {place: list(items) for place, items in by_place.items() if place not in gone}


def merged(by_place: Mapping[_Key, list[Told]]) -> dict[_Key, list[Told]]:
    """A place whose parent one report does not say, or of which it says only what lies above that (a village's county,
    not its town), joins the only place of that name that fits; so does one that its report only names with another
    parent."""
    joined = {key: list(items) for key, items in by_place.items()}
    parents: dict[str, list[str | None]] = defaultdict(list)
    for name, parent in sorted(by_place, key=lambda key: key[1] is None):
        parents[name].append(parent)
    for name, told in parents.items():
        for parent in told:
            homes = [(name, other) for other in told if (name, other) in joined and other not in (parent, None)]
            homes = [home for home in homes if parent is None or any(parent in it.doer.within for it in joined[home])]
            if len(homes) == 1:
                joined[homes[0]] += joined.pop((name, parent))
        homes = [(name, parent) for parent in told if parent is not None and (name, parent) in joined]
        for here, home in permutations(homes, 2):
            if here in joined and home in joined and all(_writes(item, home, here) for item in joined[here]):
                joined[home] += joined.pop(here)
    return joined


def _writes(item: _Told, home: _Key, other: _Key) -> bool:
    """Whether a report names the place with what lies above it in one reading (云岭县|西山乡), and nowhere as in
    another: its own county is taken for that of any town that it names alone."""
    text = shadow(item.report.text)
    return f"{home[1]}{home[0]}" in text and f"{other[1]}{other[0]}" not in text
