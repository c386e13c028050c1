"""The pile itself: one SQLite file that holds every page, report and chunk. All else is derived from it.

One process writes at a time (`writing`), any number read beside it. This file opens, locks and migrates; `reads.py`
says what can be asked, `pages.py` what writing a page means.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from rag.database import Database
from rag.errors import StoreBroken
from rag.index.chunking import CHUNKER_VERSION, chunk_spans
from rag.index.drafts import PageDraft
from rag.index.forgetting import forget
from rag.index.lock import WriteLock
from rag.index.mining import MINER_VERSION, mine
from rag.index.pages import PageWriter, store_mined
from rag.index.reads import PileReads
from rag.index.schema import MIGRATIONS, SCHEMA_DIGEST, SCHEMA_VERSION
from rag.types import PageResult

# The near-duplicate keys fall all over their table; the writer would read them again and again in a small cache.
_WRITER_CACHE_KB = 65_536


class Store(PileReads):
    """The data file at `path`; created, and brought to the present schema, unless `readonly`.

    Raises StoreBroken for a damaged or newer file, StoreFull where the folder cannot be written, StoreBusy where
    another process holds it. May be used from several threads; each gets its own connection.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self.path = path
        self._database = Database(path, readonly=readonly)
        self._lock = WriteLock(path.with_name("write.lock"))
        super().__init__(self._database.run)
        self._writer = PageWriter(self._database.run, self._database.run_many)
        if readonly:
            self._database.check_version(SCHEMA_VERSION)
        else:
            self._migrate()

    @contextmanager
    def writing(self, patience: float = 0.0) -> Iterator[None]:
        """Holds the one writer's place; a second writer gets StoreBusy with the first one's pid, one in this process
        after `patience` seconds."""
        with self._lock.hold(patience):
            self._run(f"PRAGMA cache_size = -{_WRITER_CACHE_KB}", ())
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; durable when the block has been left without an error."""
        with self._lock.hold(), self._database.transaction():
            yield

    def snapshot(self) -> AbstractContextManager[None]:
        """What this thread reads in the block is of one moment: nothing leaves the pile half-way. Keep it short, the
        log beside the file cannot be emptied meanwhile."""
        return self._database.snapshot()

    def add_page(self, page: PageDraft, *, restore: bool = False) -> PageResult:
        """Stores a page and its reports; call inside `transaction()`, which may hold many pages."""
        return self._writer.add(page, restore=restore)

    def forget(self, report_id: str) -> bool:
        """Takes a live report out for good, durably; False when there is none. The indexes have yet to follow."""
        with self.transaction():
            found = forget(self._run, report_id)
        if found:
            self._run("PRAGMA wal_checkpoint(TRUNCATE)", ())  # the log beside the file holds its text too
        return found

    def recut(self) -> None:
        """Cuts every report anew where the stored chunks come from another chunker."""
        if self._meta("chunker") == CHUNKER_VERSION:
            return
        with self.transaction():
            self._run("DELETE FROM chunks", ())
            for (key,) in self._run("SELECT key FROM reports ORDER BY key", ()):
                text = self._run("SELECT text FROM reports WHERE key = ?", (key,))[0][0]
                spans = ((key, start, end) for start, end in chunk_spans(text))
                self._database.run_many('INSERT INTO chunks (report, start, "end") VALUES (?, ?, ?)', spans)
            self._run("UPDATE meta SET value = ? WHERE name = 'chunker'", (CHUNKER_VERSION,))

    def remine(self) -> None:
        """Works out programmes and figures anew where the stored ones come from other rules (or from none yet)."""
        if self._run("SELECT value FROM meta WHERE name = 'miner'", ()) == [(MINER_VERSION,)]:
            return
        with self.transaction():
            self._run("DELETE FROM programmes", ())
            self._run("DELETE FROM figures", ())
            for (key,) in self._run("SELECT key FROM reports ORDER BY key", ()):
                row = self._run("SELECT text, body_start, body_end FROM reports WHERE key = ?", (key,))[0]
                store_mined(self._database.run_many, key, mine(row[0], (row[1], row[2])))
            self._run("INSERT OR REPLACE INTO meta VALUES ('miner', ?)", (MINER_VERSION,))

    @property
    def identity(self) -> str:
        """Tells this data file from any other, so that no index of another pile is taken for its own."""
        return self._meta("identity")

    def integrity(self) -> str:
        """ "ok", or what SQLite finds wrong. Reads the whole file."""
        return str(self._run("PRAGMA integrity_check(1)", ())[0][0])

    def close(self) -> None:
        self._database.close()

    def _meta(self, name: str) -> str:
        return str(self._run("SELECT value FROM meta WHERE name = ?", (name,))[0][0])

    def _migrate(self) -> None:
        if self._database.version() < SCHEMA_VERSION:
            with self.writing():
                self._database.migrate(MIGRATIONS, self._begun)
                self.remine()
        else:
            self._database.migrate(MIGRATIONS)
        self._check_schema()

    def _begun(self, step: int) -> None:
        """What a step of the schema needs beside its tables."""
        if step == 0:
            named = (("identity", uuid.uuid4().hex), ("chunker", CHUNKER_VERSION), ("miner", MINER_VERSION))
            self._database.run_many("INSERT INTO meta VALUES (?, ?)", named)
        self._run("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", (SCHEMA_DIGEST,))

    def _check_schema(self) -> None:
        if self._run("SELECT value FROM meta WHERE name = 'schema'", ()) != [(SCHEMA_DIGEST,)]:
            raise StoreBroken(
                f"数据文件 {self.path} 由本程序的一个未发布版本写成，表不相同：请换一个数据目录重新导入",
                f"data file {self.path} was written by an unreleased state of this program, its tables differ: "
                "read the pages into another data folder",
            )
