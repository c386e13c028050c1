"""What can be asked of the pile: pages, reports, chunks, the change log. Reading only, every value a bound parameter.

A report is answered from while it is live: while the present version of some page carries it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rag.index.entries import EntryReads
from rag.index.rows import appearance_from_row, places_from_json, reports_on
from rag.language.script import shadow
from rag.types import Appearance, Chunk, ChunkInReport, Place, Report

_REPORTS_AT_ONCE = 500  # reports read per statement: bounds memory at a few MB

_CURRENT = "SELECT a.report FROM appearances a JOIN pages p ON p.id = a.page AND p.current = 1"

# What a filter comes to in the store: places by their names (a report passes that has one name of each), first and last
# day, source; empty or None does not restrict.
Criteria = tuple[tuple[frozenset[str], ...], date | None, date | None, str | None]


@dataclass(frozen=True, slots=True)
class IndexItem:
    """What the indexes need of one live report; `chunks` are (chunk id, start, end)."""

    report_id: str
    title: str
    text: str
    chunks: tuple[tuple[int, int, int], ...]


class PileReads(EntryReads):
    """The questions, over any way to run a statement."""

    def page_state(self, location: str) -> str | None:
        """SHA-256 of the bytes last read at a location, or None."""
        rows = self._run("SELECT sha256 FROM pages WHERE location = ? AND current = 1", (location,))
        return str(rows[0][0]) if rows else None

    def page_reports(self, location: str) -> tuple[str, ...]:
        """Ids of the reports that the page at a location carries now, in its order."""
        rows = self._run("SELECT id FROM pages WHERE location = ? AND current = 1", (location,))
        return reports_on(self._run, rows[0][0]) if rows else ()

    def withheld(self, location: str) -> bool:
        """Whether the page at a location was stored without its bytes, because a report of it was forgotten."""
        rows = self._run("SELECT length(raw) FROM pages WHERE location = ? AND current = 1", (location,))
        return bool(rows) and rows[0][0] == 0

    def original(self, report_id: str) -> tuple[str, bytes] | None:
        """Name and bytes, packed by zlib, of the page that speaks for a live report; None without such a report.

        No bytes when they were dropped with another report of the page.
        """
        rows = self._run(
            "SELECT p.name, p.raw FROM appearances a JOIN pages p ON p.id = a.page AND p.current = 1"
            " JOIN reports r ON r.key = a.report AND r.live = 1 WHERE r.id = ? ORDER BY a.page, a.ordinal LIMIT 1",
            (report_id,),
        )
        return (rows[0][0], rows[0][1]) if rows else None

    def report(self, report_id: str) -> Report | None:
        """A live report, or None."""
        return next(self.reports([report_id]), None)

    def reports(self, ids: Iterable[str] | None = None) -> Iterator[Report]:
        """Live reports, oldest first: all of them, or those of `ids` that are live."""
        keys = self.live_keys() if ids is None else self._keys(ids)
        for start in range(0, len(keys), _REPORTS_AT_ONCE):
            yield from self._load_reports(keys[start : start + _REPORTS_AT_ONCE])

    def live_among(self, ids: Collection[str]) -> set[str]:
        """Which of these report ids are live."""
        rows = self._run(
            "SELECT id FROM reports WHERE live = 1 AND id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
        )
        return {report for (report,) in rows}

    def group(self, group_id: str) -> list[str]:
        """Ids of the live reports of one story, oldest first."""
        rows = self._run("SELECT id FROM reports WHERE group_id = ? AND live = 1 ORDER BY key", (group_id,))
        return [report for (report,) in rows]

    def report_ids(
        self, places: Sequence[frozenset[str]], since: date | None, until: date | None, source: str | None
    ) -> set[str]:
        """Ids of the live reports that pass a filter, see `Criteria`."""
        wanted, values = _passing(places, since, until, source)
        return {report for (report,) in self._run(f"SELECT id FROM reports WHERE {wanted}", values)}  # noqa: S608

    def undated(self) -> set[str]:
        """Ids of the live reports whose page says no day on which they were published."""
        rows = self._run(
            "SELECT id FROM reports WHERE live = 1 AND key NOT IN (SELECT a.report FROM appearances a"
            " JOIN pages p ON p.id = a.page AND p.current = 1 WHERE a.published IS NOT NULL)",
            (),
        )
        return {report for (report,) in rows}

    def unplaced(self) -> set[str]:
        """Ids of the live reports that are no place's own, as far as was read."""
        rows = self._run("SELECT id FROM reports WHERE live = 1 AND key NOT IN (SELECT report FROM report_places)", ())
        return {report for (report,) in rows}

    def reports_after(self, key: int, limit: int, criteria: Criteria) -> tuple[list[Report], int | None]:
        """The next `limit` live reports that pass, in the order of reading, and the key to go on after, if any."""
        wanted, values = _passing(*criteria)
        rows = self._run(
            f"SELECT key FROM reports WHERE {wanted} AND key > ? ORDER BY key LIMIT ?",  # noqa: S608
            (*values, key, limit + 1),
        )
        keys = [found for (found,) in rows[:limit]]
        return self._load_reports(keys), keys[-1] if len(rows) > limit else None

    def chunks(self, ids: Sequence[int]) -> list[Chunk]:
        """Chunks in the order asked for; those of reports that are no longer live are left out."""
        return [item.chunk for item in self.in_reports(ids)]

    def in_reports(self, ids: Sequence[int]) -> list[ChunkInReport]:
        """As `chunks`, with the text around them."""
        if not ids:
            return []
        rows = self._run(
            'SELECT id, report, start, "end" FROM chunks WHERE id IN (SELECT value FROM json_each(?))',
            (json.dumps(list(ids)),),
        )
        # `live` stands behind the text: asked for with each chunk, the whole text would be read for each.
        reports = (
            "SELECT key, id, text, body_start, group_id FROM reports"
            " WHERE key IN (SELECT value FROM json_each(?)) AND live = 1"
        )
        texts = {key: of_key for key, *of_key in self._run(reports, (json.dumps(list({row[1] for row in rows})),))}
        found: dict[int, ChunkInReport] = {}
        for chunk_id, key, start, end in rows:
            if key not in texts:
                continue
            report_id, text, *of_report = texts[key]
            found[chunk_id] = ChunkInReport(Chunk(chunk_id, report_id, start, end, text[start:end]), text, *of_report)
        return [found[chunk_id] for chunk_id in ids if chunk_id in found]

    def chunks_of(self, report_id: str) -> list[Chunk]:
        rows = self._run(
            "SELECT c.id FROM chunks c JOIN reports r ON r.key = c.report WHERE r.id = ? ORDER BY c.start", (report_id,)
        )
        return self.chunks([chunk_id for (chunk_id,) in rows])

    def imprints(self) -> list[tuple[str, tuple[Place, ...], str | None, str | None]]:
        """Report id, its places, publisher and date (ISO) of each live report, as its first appearance has them."""
        rows = self._run(
            "SELECT r.id, a.places, a.publisher, a.published, min(a.page * 1000000 + a.ordinal) FROM appearances a"
            " JOIN pages p ON p.id = a.page AND p.current = 1 JOIN reports r ON r.key = a.report GROUP BY r.key",
            (),
        )
        return [(report, places_from_json(places), publisher, day) for report, places, publisher, day, _ in rows]

    def counts(self) -> tuple[int, int, int]:
        """Current pages, live reports, their chunks."""
        row = self._run(
            "SELECT (SELECT count(*) FROM pages WHERE current = 1), (SELECT count(*) FROM reports WHERE live = 1),"
            " (SELECT count(*) FROM chunks c JOIN reports r ON r.key = c.report AND r.live = 1)",
            (),
        )[0]
        return int(row[0]), int(row[1]), int(row[2])

    def report_count(self) -> int:
        """Live reports."""
        counts = "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM reports WHERE live = 0)"
        stored, dead = self._run(counts, ())[0]
        return int(stored) - int(dead)

    def change_number(self) -> int:
        return int(self._run("SELECT coalesce(max(seq), 0) FROM changes", ())[0][0])

    def changes_after(self, seq: int) -> dict[int, bool]:
        """Keys of the reports changed since, and whether each is live now."""
        rows = self._run(
            "SELECT DISTINCT r.key, r.live FROM changes c JOIN reports r ON r.key = c.report"
            " WHERE c.seq > ? ORDER BY r.key",
            (seq,),
        )
        return {key: bool(live) for key, live in rows}

    def live_keys(self) -> list[int]:
        return [key for (key,) in self._run("SELECT key FROM reports WHERE live = 1 ORDER BY key", ())]

    def ids_of(self, keys: Sequence[int]) -> list[str]:
        """Report ids of keys, live or not."""
        rows = self._run(
            "SELECT id FROM reports WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(list(keys)),)
        )
        return [report for (report,) in rows]

    def index_items(self, keys: Sequence[int]) -> list[IndexItem]:
        """What the indexes need of these live reports, in one reading."""
        chunks: dict[int, list[tuple[int, int, int]]] = {key: [] for key in keys}
        of_keys = "report IN (SELECT value FROM json_each(?)) ORDER BY report, start"
        for chunk_id, key, start, end in self._run(
            f'SELECT id, report, start, "end" FROM chunks WHERE {of_keys}',  # noqa: S608
            (json.dumps(list(keys)),),
        ):
            chunks[key].append((chunk_id, start, end))
        reports = self._load_reports(keys)
        return [
            IndexItem(report.id, report.title, report.text, tuple(chunks[key]))
            for key, report in zip(keys, reports, strict=True)
        ]

    def _keys(self, ids: Iterable[str]) -> list[int]:
        rows = self._run(
            "SELECT key FROM reports WHERE live = 1 AND id IN (SELECT value FROM json_each(?)) ORDER BY key",
            (json.dumps(list(ids)),),
        )
        return [key for (key,) in rows]

    def _load_reports(self, keys: Sequence[int]) -> list[Report]:
        as_json = json.dumps(list(keys))
        appearances: dict[int, list[Appearance]] = {key: [] for key in keys}
        for key, *row in self._run(
            "SELECT a.report, p.name, p.location, a.title, a.authors, a.editor, a.publisher, a.published,"
            " coalesce(a.url, p.url), a.places FROM appearances a JOIN pages p ON p.id = a.page AND p.current = 1"
            " WHERE a.report IN (SELECT value FROM json_each(?)) ORDER BY a.page, a.ordinal",
            (as_json,),
        ):
            appearances[key].append(appearance_from_row(tuple(row)))
        rows = self._run(
            "SELECT key, id, text, text_sha256, group_id, body_start, body_end FROM reports"
            " WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key",
            (as_json,),
        )
        return [
            Report(report_id, text, sha256, group, (start, end), tuple(appearances[key]))
            for key, report_id, text, sha256, group, start, end in rows
            if appearances[key]
        ]


def _passing(
    places: Sequence[frozenset[str]], since: date | None, until: date | None, source: str | None
) -> tuple[str, list[object]]:
    """The condition on `reports` that a filter means, and its values."""
    wanted, values = ["live = 1"], list[object]()
    for names in places:
        wanted.append("key IN (SELECT report FROM report_places WHERE name IN (SELECT value FROM json_each(?)))")
        values.append(json.dumps(sorted(names)))
    if since or until:
        wanted.append(f"key IN ({_CURRENT} WHERE a.published BETWEEN ? AND ?)")
        values += [since.isoformat() if since else "", until.isoformat() if until else "9999-12-31"]
    if source is not None:
        wanted.append(f"key IN ({_CURRENT} WHERE instr(a.source, ?) > 0)")
        values.append(shadow(source))
    return " AND ".join(wanted), values
