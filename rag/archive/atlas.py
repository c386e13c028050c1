"""The places of the pile as a tree: county → town → village, larger places where they have reports of their own.

A place's id is its present name with what tells it from others of that name: `神河镇@610928105` (code),
`石漱镇@砚川县` (the place above it, where no list has it), `柳村@砚川县.石漱镇` (a village). It depends on the
place alone, so it stays the same whatever else is read. A bare name finds the place too, as long as the pile has
one of that name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from rag.archive.records import PlaceCount, PlaceNode, PlaceRef
from rag.errors import UnknownPlace
from rag.language.script import shadow
from rag.reports.gazetteer import short_name
from rag.reports.place_words import level_of
from rag.types import Level, Place

_RANK = {level: rank for rank, level in enumerate(Level)}
_CODE_LENGTH = {Level.PROVINCE: 2, Level.CITY: 4, Level.COUNTY: 6, Level.TOWN: 9}
_ALWAYS = (Level.COUNTY, Level.TOWN, Level.VILLAGE)  # levels of the tree; larger places only with their own reports


class Atlas:
    """Built once for an index version from each live report's places."""

    def __init__(
        self, reports: Iterable[tuple[str, Sequence[Place]]], dated: Callable[[Place], Place] = lambda place: place
    ) -> None:
        """`reports` are ids with their places; `dated` gives a place today's name, as far as the pile tells it."""
        self._dated = dated
        placed = [(report_id, [dated(place) for place in places]) for report_id, places in reports if places]
        own = {_ref(place) for _, places in placed for place in places}
        self._refs: dict[str, PlaceRef] = {}
        self._above: dict[str, str | None] = {}
        self._reports: dict[str, set[str]] = defaultdict(set)
        self._own: dict[str, set[str]] = defaultdict(set)
        for report_id, places in placed:
            chain = [ref for ref in _chain(places) if ref.level in _ALWAYS or ref in own]
            self._add(report_id, self._homed(chain, own))
        self._named: dict[str, list[PlaceRef]] = defaultdict(list)
        for ref in self._refs.values():
            self._named[ref.name].append(ref)
        self._below: dict[str | None, list[str]] = defaultdict(list)
        for place_id, parent in self._above.items():
            self._below[parent].append(place_id)

    def _homed(self, chain: list[PlaceRef], own: set[PlaceRef]) -> list[PlaceRef]:
        """A place that says nothing of where it lies is the only other one of its name, if there is one."""
        if len(chain) == 1 and "@" not in chain[0].id:
            namesakes = [ref for ref in own if ref.name == chain[0].name and "@" in ref.id]
            return namesakes if len(namesakes) == 1 else chain
        return chain

    def _add(self, report_id: str, chain: Sequence[PlaceRef]) -> None:
        parent: str | None = None
        for ref in chain:
            self._refs.setdefault(ref.id, ref)
            if self._above.get(ref.id) is None and parent != ref.id:
                self._above[ref.id] = parent
            self._reports[ref.id].add(report_id)
            parent = ref.id
        if chain:
            self._own[chain[-1].id].add(report_id)

    def find(self, place_id: str) -> PlaceRef:
        """By id, or by a name that only one place of the pile has. Raises `UnknownPlace`."""
        wanted = shadow(place_id).strip()
        if wanted in self._refs:
            return self._refs[wanted]
        named = [ref for ref in self._refs.values() if wanted in (ref.name, short_name(ref.name))]
        if len(named) == 1:
            return named[0]
        ids = "、".join(sorted(ref.id for ref in named))
        raise UnknownPlace(
            f"叫这个名字的地方有 {len(named)} 个，请用编号：{ids}" if named else "库里没有这个地方的报道",
            f"{len(named)} places have this name, use an id: {ids}"
            if named
            else "no report of the pile is of this place",
        )

    def ref(self, name: str, parent: str | None) -> PlaceRef:
        """The place that an answer calls `name` in `parent`; one without reports of its own gets a record all the
        same.
        """
        today, above_today = self._today(name), self._today(parent) if parent else None
        for ref in self._named.get(today, ()):
            above = self._above.get(ref.id)
            if above_today is None or above is None or self._refs[above].name == above_today:
                return ref
        return PlaceRef(f"{name}@{parent}" if parent else name, name, level_of(name) or Level.TOWN, None)

    def _today(self, name: str) -> str:
        place = self._dated(Place(name, level_of(name) or Level.TOWN))
        return place.present or place.name

    def parents(self, place_id: str) -> Iterator[PlaceRef]:
        """The places above, largest first."""
        above = self._above.get(place_id)
        if above is not None:
            yield from self.parents(above)
            yield self._refs[above]

    def children(self, place_id: str) -> list[PlaceCount]:
        below = [PlaceCount(self._refs[one], len(self._reports[one])) for one in self._below.get(place_id, ())]
        return sorted(below, key=lambda item: (-item.reports, item.place.id))

    def reports(self, place_id: str) -> set[str]:
        """Ids of the reports of the place and of the places inside it."""
        return set(self._reports.get(place_id, ()))

    def own_reports(self, place_id: str) -> set[str]:
        return set(self._own.get(place_id, ()))

    def tree(self, parent: str | None = None) -> tuple[PlaceNode, ...]:
        """The places inside `parent` (None: the largest), most reports first."""
        nodes = [
            PlaceNode(self._refs[one], len(self._reports[one]), self.tree(one)) for one in self._below.get(parent, ())
        ]
        return tuple(sorted(nodes, key=lambda node: (-node.reports, node.place.id)))


def _ref(place: Place) -> PlaceRef:
    name = place.present or place.name
    mark = place.code or ".".join(place.within[-2:] if place.level is Level.VILLAGE else place.within[-1:])
    return PlaceRef(f"{name}@{mark}" if mark else name, name, place.level, place.code)


def _chain(places: Sequence[Place]) -> list[PlaceRef]:
    """The places of a report and those that its smallest one lies in, largest first, each once."""
    smallest = places[-1]
    found = {_RANK[place.level]: _ref(place) for place in places}
    for depth, name in enumerate(smallest.within):
        level = level_of(name) if len(smallest.within) < _RANK[smallest.level] else tuple(Level)[depth]
        if level is None or _RANK[level] in found:
            continue
        code = smallest.code[: _CODE_LENGTH[level]] if smallest.code and level in _CODE_LENGTH else None
        found[_RANK[level]] = _ref(Place(name, level, code, smallest.within[:depth]))
    return [found[rank] for rank in sorted(found)]
