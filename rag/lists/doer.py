"""A place that did something, or of which it is only told, as lists show it: with what it lies in.

Left out: whose doing a sentence tells of (`attribution.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rag.types import Level, Place, Report

_ORDER = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN, Level.VILLAGE)
_ENDS = {
    Level.PROVINCE: ("省", "区", "市"), Level.CITY: ("市", "州", "盟", "区"), Level.COUNTY: ("县", "市", "区", "旗"),
    Level.TOWN: ("镇", "乡", "道", "木"), Level.VILLAGE: ("村", "区"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doer:
    """A place of a list. `parent` is the place above it where known; `spoken_of`: the clause only refers to it.

    `within` are all names that the place is known to lie in.
    """

    name: str
    parent: str | None
    spoken_of: bool = False
    within: tuple[str, ...] = field(default=(), compare=False)


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


def spoken(doer: Doer) -> Doer:
    """The same place as one that a sentence only refers to."""
    return Doer(doer.name, doer.parent, spoken_of=True, within=doer.within)


def doer_of(place: Place, report: Report, *, spoken_of: bool = False) -> Doer:
    """A place as one of a list, told of by a report."""
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
