"""Between records and table rows: how metadata and places are written down in the data file, in one place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from rag.database import Row
from rag.types import Appearance, Level, Metadata, Place

# Runs one statement with its bound values and returns its rows; runs one statement for many rows of values.
Run = Callable[[str, Sequence[object]], list[Row]]
RunMany = Callable[[str, Iterable[Sequence[object]]], None]


def places_to_json(places: tuple[Place, ...]) -> str:
    return json.dumps(
        [[p.name, p.level.value, p.code, list(p.within), p.present] for p in places],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def places_from_json(text: str) -> tuple[Place, ...]:
    return tuple(
        Place(name, Level(level), code, tuple(within), present)
        for name, level, code, within, present in json.loads(text)
    )


def place_names(places: tuple[Place, ...]) -> set[str]:
    """Every name under which a place filter finds these places: their own, today's, and of the places above them."""
    names: set[str] = set()
    for place in places:
        names.update((place.name, *place.within))
        if place.present:
            names.add(place.present)
    return names


def metadata_to_row(metadata: Metadata) -> Row:
    """title, authors, editor, publisher, published, url."""
    return (
        metadata.title,
        json.dumps(metadata.authors, ensure_ascii=False),
        metadata.editor,
        metadata.publisher,
        metadata.published.isoformat() if metadata.published else None,
        metadata.url,
    )


def appearance_from_row(row: Row) -> Appearance:
    """Row: page name, location, then as `metadata_to_row`, then places."""
    page, location, title, authors, editor, publisher, published, url, places = row
    metadata = Metadata(
        title=title,
        authors=tuple(json.loads(authors)),
        editor=editor,
        publisher=publisher,
        published=date.fromisoformat(published) if published else None,
        url=url,
    )
    return Appearance(page, location, metadata, places_from_json(places))


def reports_on(run: Run, page: int) -> tuple[str, ...]:
    """Ids of the reports of one page version, in the order of the page."""
    rows = run(
        "SELECT r.id FROM appearances a JOIN reports r ON r.key = a.report WHERE a.page = ? ORDER BY a.ordinal", (page,)
    )
    return tuple(dict.fromkeys(report for (report,) in rows))
