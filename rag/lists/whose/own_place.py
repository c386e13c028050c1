"""Which place of a report is its own at the level that a list asks for, and which others may be doers beside it."""

from __future__ import annotations

from collections.abc import Sequence

from rag.lists.doer import place_at
from rag.types import Level, Place, Report


def own_place(report: Report, level: Level | None, focus: Sequence[Place]) -> Place | None:
    """The report's own place at the level asked: rolled up where the report is of a smaller place, and of a larger one
    the only smaller place that it is about (`focus`)."""
    if level is None:
        towns = [place for place in focus if place.level is Level.TOWN]
        return next(iter([*towns, *report.places[-1:], *focus]), None)
    return place_at(report.places, level) or next((place for place in focus if place.level is level), None)


def fits(place: Place, report: Report, level: Level | None) -> bool:
    """Whether a place that a report names may be a doer of the level asked; where any place will do, only one of the
    report's own rank counts, not the villages inside it; a county speaks for its towns, and what is larger for its
    counties."""
    if level is not None:
        return place.level is level
    own = report.places[-1].level if report.places else Level.TOWN
    parts = {Level.COUNTY: (Level.TOWN,), Level.CITY: (Level.COUNTY, Level.TOWN), Level.PROVINCE: (Level.COUNTY,)}
    return place.level is own or place.level in parts.get(own, ())
