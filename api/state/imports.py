"""Imports: files and URLs to be read, one row each, so that a restart goes on where a process stopped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from api.state.moments import now
from rag.database import Database, Row

_MOST_ATTEMPTS = 3  # an item under way when the process died three times is what kills it
_FILE = "file:"  # before the name of a file that was laid down; anything else is a URL
_COLUMNS = "import, ordinal, name, source, state, attempts, result"
_NOTHING: dict[str, object] = {"status": None, "code": None, "reason": None, "reports": []}
_PARKED = {
    "code": "parked",
    "reason": f"处理它时进程中断了 {_MOST_ATTEMPTS} 次，已搁置，原文件保留"
    f" / the process died {_MOST_ATTEMPTS} times on it; set aside, its file is kept",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One file or URL of an import. `result` as of `ingest --json`: status, code, reason, reports."""

    import_id: str
    ordinal: int
    name: str
    source: str
    state: str
    attempts: int
    result: dict[str, object]

    @property
    def file(self) -> str | None:
        """Name of the file in the import's folder; None for a URL."""
        return self.source.removeprefix(_FILE) if self.source.startswith(_FILE) else None


class Imports:
    """The imports of the service's file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, import_id: str, owner: str, files: Sequence[tuple[str, str]], urls: Sequence[str]) -> None:
        """A new import of files, as (name, file in the folder), and URLs; durable on return."""
        nothing = json.dumps(_NOTHING)
        items = [*((name, _FILE + file) for name, file in files), *((url, url) for url in urls)]
        with self._database.transaction():
            self._database.run("INSERT INTO imports VALUES (?, ?, ?)", (import_id, owner, now()))
            self._database.run_many(
                "INSERT INTO import_items VALUES (?, ?, ?, ?, 'waiting', 0, ?)",
                ((import_id, number, name, source, nothing) for number, (name, source) in enumerate(items)),
            )

    def created_at(self, import_id: str) -> str | None:
        rows = self._database.run("SELECT created_at FROM imports WHERE id = ?", (import_id,))
        return str(rows[0][0]) if rows else None

    def counts(self, import_id: str) -> dict[str, int]:
        """Items by state."""
        rows = self._database.run(
            "SELECT state, count(*) FROM import_items WHERE import = ? GROUP BY state", (import_id,)
        )
        return dict(rows)

    def items(self, import_id: str, after: int, limit: int) -> list[Item]:
        rows = self._database.run(
            f"SELECT {_COLUMNS} FROM import_items WHERE import = ? AND ordinal > ? ORDER BY ordinal LIMIT ?",  # noqa: S608
            (import_id, after, limit),
        )
        return [_item(row) for row in rows]

    def recover(self) -> None:
        """After a start: what a dead process had begun waits again, or is parked when that happened too often."""
        with self._database.transaction():
            self._database.run(
                "UPDATE import_items SET state = 'parked', result = json_patch(result, ?)"
                " WHERE state = 'running' AND attempts >= ?",
                (json.dumps(_PARKED, ensure_ascii=False), _MOST_ATTEMPTS),
            )
            self._database.run("UPDATE import_items SET state = 'waiting' WHERE state = 'running'")

    def take(self, most: int) -> list[Item]:
        """The next items of one import, marked as begun. One that a process died on comes alone: it may do so again."""
        with self._database.transaction():
            rows = self._database.run(
                f"SELECT {_COLUMNS} FROM import_items WHERE state = 'waiting'"  # noqa: S608
                " ORDER BY attempts, import, ordinal LIMIT ?",
                (most,),
            )
            items = [_item(row) for row in rows]
            if items and items[0].attempts:
                items = items[:1]
            items = [item for item in items if not item.attempts or len(items) == 1]
            items = [item for item in items if item.import_id == items[0].import_id]
            self._database.run_many(
                "UPDATE import_items SET state = 'running', attempts = attempts + 1 WHERE import = ? AND ordinal = ?",
                ((item.import_id, item.ordinal) for item in items),
            )
        return items

    def retry(self, import_id: str) -> int:
        """What failed or was set aside waits again, as if never begun; gives how many items that are."""
        return len(
            self._database.run(
                "UPDATE import_items SET state = 'waiting', attempts = 0, result = ?"
                " WHERE import = ? AND state IN ('failed', 'parked') RETURNING ordinal",
                (json.dumps(_NOTHING), import_id),
            )
        )

    def ended_before(self, moment: str) -> list[str]:
        """Imports begun before a moment of which nothing waits or runs any more."""
        rows = self._database.run(
            "SELECT id FROM imports WHERE created_at < ? AND NOT EXISTS"
            " (SELECT 1 FROM import_items i WHERE i.import = imports.id AND i.state IN ('waiting', 'running'))",
            (moment,),
        )
        return [import_id for (import_id,) in rows]

    def remove(self, import_id: str) -> bool:
        """Forgets an import; its files are the caller's to delete. False when there was none."""
        return bool(self._database.run("DELETE FROM imports WHERE id = ? RETURNING id", (import_id,)))

    def put_back(self, items: Sequence[Item]) -> None:
        """Nothing came of these and it was not their fault: they wait as before."""
        with self._database.transaction():
            self._database.run_many(
                "UPDATE import_items SET state = 'waiting', attempts = ? WHERE import = ? AND ordinal = ?",
                ((item.attempts, item.import_id, item.ordinal) for item in items),
            )

    def settle(self, item: Item, state: str, result: dict[str, object]) -> None:
        """What became of an item: `done` or `failed`."""
        self._database.run(
            "UPDATE import_items SET state = ?, result = ? WHERE import = ? AND ordinal = ?",
            (state, json.dumps(result, ensure_ascii=False), item.import_id, item.ordinal),
        )


def _item(row: Row) -> Item:
    import_id, ordinal, name, source, state, attempts, result = row
    return Item(import_id, ordinal, name, source, state, attempts, json.loads(result))
