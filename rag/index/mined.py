"""What mining has found in the pile, asked of the store: names, renamed places, programmes, figures.

Only live reports count. Left out: how it is found (`mining.py`), and all else that can be asked (`reads.py`).
"""

from __future__ import annotations

import json
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rag.index.rows import Run, places_from_json
from rag.types import Place


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """That a report names a programme, and how it writes it."""

    core: str
    spelling: str
    report_id: str
    times: int


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of a report: its span in the text, its value in the plain unit, what it counts."""

    span: tuple[int, int]
    value: float
    unit: str
    what: str


class MinedReads:
    """The questions, over any way to run a statement."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def names_among(self, phrases: AbstractSet[str]) -> set[str]:
        """Which of the phrases some live report writes in quotation marks, as a programme's name."""
        rows = self._run(
            "SELECT DISTINCT n.name FROM names n JOIN reports r ON r.key = n.report AND r.live = 1"
            " WHERE n.name IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(phrases)),),
        )
        return {name for (name,) in rows}

    def renamed(self) -> dict[str, str]:
        """Old name → new name, as the live reports tell; of several new names, the one most reports give."""
        rows = self._run(
            "SELECT n.old, n.new FROM renamed n JOIN reports r ON r.key = n.report AND r.live = 1"
            " GROUP BY n.old, n.new ORDER BY count(*), n.new",
            (),
        )
        return {old: new for old, new in rows if old != new}

    def known_places(self) -> list[Place]:
        """The distinct places of the live pile whose reports these are, in no order that means anything."""
        rows = self._run(
            "SELECT DISTINCT a.places FROM appearances a JOIN pages p ON p.id = a.page AND p.current = 1", ()
        )
        return list(dict.fromkeys(place for (places,) in rows for place in places_from_json(places)))

    def programmes(self, core: str | None = None, report_id: str | None = None) -> list[ProgrammeRow]:
        """Which live reports name which programmes: all, those of one core, or those of one report."""
        # Only the conditions asked: "? IS NULL OR …" would use no index.
        asked = {name: value for name, value in (("g.core", core), ("r.id", report_id)) if value is not None}
        wanted = " AND ".join(["r.live = 1", *(f"{name} = ?" for name in asked)])
        sql = "SELECT g.core, g.spelling, r.id, g.times FROM programmes g JOIN reports r ON r.key = g.report WHERE"
        rows = self._run(f"{sql} {wanted} ORDER BY g.core, g.spelling, r.key", tuple(asked.values()))
        return [ProgrammeRow(*row) for row in rows]

    def figures_of(self, report_id: str) -> list[FigureRow]:
        rows = self._run(
            'SELECT f.start, f."end", f.value, f.unit, f.what FROM figures f JOIN reports r ON r.key = f.report'
            " WHERE r.id = ? ORDER BY f.start",
            (report_id,),
        )
        return [FigureRow((start, end), value, unit, what) for start, end, value, unit, what in rows]
