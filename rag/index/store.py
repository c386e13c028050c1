"""The pile itself: one SQLite file that holds every page, report and chunk. All else is derived from it.

SQLite comes with `apsw`, because versions before 3.51.3 can lose committed writes in WAL mode. `synchronous=FULL`: what
a committed transaction holds survives a power cut. One process writes at a time (`writing`), any number read beside it.
This file opens, locks, migrates and reads; `pages.py` says what writing a page means.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import apsw

from rag.errors import StoreBroken, StoreBusy, StoreFull
from rag.index.chunking import CHUNKER_VERSION, chunk_spans
from rag.index.drafts import PageDraft
from rag.index.lock import WriteLock
from rag.index.pages import PageWriter
from rag.index.reads import PileReads
from rag.index.rows import Row
from rag.index.schema import MIGRATIONS, SCHEMA_DIGEST, SCHEMA_VERSION
from rag.types import PageResult

_LEAST_SQLITE = (3, 51, 3)  # older ones lose commits by the WAL-reset race (advisory of SQLite 3.51.3)
_CACHE_KB = (
    65_536  # the near-duplicate keys fall all over their table; in the default 2 MB they are read again and again
)
_WAL_PAGES = 8_000  # 32 MB between checkpoints: a page touched by many commits is copied into the file once
_BUSY_MS = 10_000  # how long a reader waits for a checkpoint, and a migration for a reader


class Store(PileReads):
    """The data file at `path`; created, and brought to the present schema, unless `readonly`.

    Raises StoreBroken for a damaged or newer file, StoreFull where the folder cannot be written, StoreBusy where
    another process holds it. May be used from several threads; each gets its own connection.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        check_sqlite(apsw.sqlite_lib_version())
        self.path = path
        self._readonly = readonly
        self._lock = WriteLock(path.with_name("write.lock"))
        self._local = threading.local()
        self._connections: list[apsw.Connection] = []
        super().__init__(self._execute)
        self._writer = PageWriter(self._execute, self._execute_many)
        if not readonly:
            _make_folder(path.parent)
            self._migrate()
        elif self._run("PRAGMA user_version", ())[0][0] != SCHEMA_VERSION:
            raise _wrong_version(path, self._run("PRAGMA user_version", ())[0][0])

    # -- writing ------------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the one writer's place; a second writer gets StoreBusy with the first one's pid."""
        with self._lock.hold():
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; durable when the block has been left without an error."""
        with self._lock.hold():
            self._run("BEGIN IMMEDIATE", ())
            try:
                yield
                self._run("COMMIT", ())
            finally:
                connection = self._connection()
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def add_page(self, page: PageDraft) -> PageResult:
        """Stores a page and its reports; call inside `transaction()`, which may hold many pages."""
        return self._writer.add(page)

    def recut(self) -> None:
        """Cuts every report anew where the stored chunks come from another chunker."""
        if self._meta("chunker") == CHUNKER_VERSION:
            return
        with self.transaction():
            self._run("DELETE FROM chunks", ())
            for (key,) in self._run("SELECT key FROM reports ORDER BY key", ()):
                text = self._run("SELECT text FROM reports WHERE key = ?", (key,))[0][0]
                spans = ((key, start, end) for start, end in chunk_spans(text))
                self._execute_many('INSERT INTO chunks (report, start, "end") VALUES (?, ?, ?)', spans)
            self._run("UPDATE meta SET value = ? WHERE name = 'chunker'", (CHUNKER_VERSION,))

    @property
    def identity(self) -> str:
        """Tells this data file from any other, so that no index of another pile is taken for its own."""
        return self._meta("identity")

    def integrity(self) -> str:
        """ "ok", or what SQLite finds wrong. Reads the whole file."""
        return str(self._run("PRAGMA integrity_check(1)", ())[0][0])

    def close(self) -> None:
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._local = threading.local()

    # -- connections ------------------------------------------------------------------------------------------------

    def _meta(self, name: str) -> str:
        return str(self._run("SELECT value FROM meta WHERE name = ?", (name,))[0][0])

    def _execute(self, sql: str, values: Sequence[object]) -> list[Row]:
        try:
            return list(self._connection().execute(sql, values))
        except apsw.Error as error:
            raise _translated(error, self.path) from error

    def _execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        try:
            self._connection().executemany(sql, rows)
        except apsw.Error as error:
            raise _translated(error, self.path) from error

    def _connection(self) -> apsw.Connection:
        connection: apsw.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
            self._connections.append(connection)
        return connection

    def _connect(self) -> apsw.Connection:
        create = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        connection = apsw.Connection(str(self.path), flags=apsw.SQLITE_OPEN_READONLY if self._readonly else create)
        connection.set_busy_timeout(_BUSY_MS)
        if not self._readonly:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")
        return connection

    def _migrate(self) -> None:
        """Brings the file from its schema version to ours, one transaction a step."""
        version = self._run("PRAGMA user_version", ())[0][0]
        if version > SCHEMA_VERSION:
            raise _wrong_version(self.path, version)
        if version == SCHEMA_VERSION:
            self._check_schema()
            return
        with self.writing():
            # Another process may have migrated between the look and the lock.
            version = self._run("PRAGMA user_version", ())[0][0]
            for step in range(version, SCHEMA_VERSION):
                with self.transaction():
                    self._run(MIGRATIONS[step], ())
                    self._run(f"PRAGMA user_version = {step + 1}", ())
                    if step == 0:
                        named = (("identity", uuid.uuid4().hex), ("chunker", CHUNKER_VERSION))
                        self._execute_many("INSERT INTO meta VALUES (?, ?)", named)
                    self._run("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", (SCHEMA_DIGEST,))

    def _check_schema(self) -> None:
        if self._run("SELECT value FROM meta WHERE name = 'schema'", ()) != [(SCHEMA_DIGEST,)]:
            raise StoreBroken(
                f"数据文件 {self.path} 由本程序的一个未发布版本写成，表不相同：请换一个数据目录重新导入",
                f"data file {self.path} was written by an unreleased state of this program, its tables differ: "
                "read the pages into another data folder",
            )


def check_sqlite(version: str) -> None:
    """Raises StoreBroken for an SQLite that can lose commits."""
    if tuple(int(part) for part in version.split(".")) < _LEAST_SQLITE:
        least = ".".join(map(str, _LEAST_SQLITE))
        raise StoreBroken(
            f"SQLite 版本 {version} 可能丢失已提交的数据，需要 {least} 以上：请安装较新的 apsw",
            f"SQLite {version} can lose committed data, {least} or newer is needed: install a newer apsw",
        )


def _wrong_version(path: Path, version: int) -> StoreBroken:
    return StoreBroken(
        f"数据文件 {path} 的结构版本是 {version}，本程序支持 {SCHEMA_VERSION}：请使用相应版本的程序",
        f"data file {path} has schema version {version}, this program knows {SCHEMA_VERSION}: use the matching program",
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFull(
            f"不能建立数据目录 {folder}（{error.strerror}）",
            f"cannot create the data folder {folder}: {error.strerror}",
        ) from error


_NO_ROOM = (apsw.FullError, apsw.ReadOnlyError, apsw.PermissionsError, apsw.IOError, apsw.CantOpenError)
_DAMAGED = (apsw.CorruptError, apsw.NotADBError, apsw.FormatError)


def _translated(error: apsw.Error, path: Path) -> Exception:
    """SQLite's error as ours: no space or permission, held by another, damaged; anything else is a fault of ours."""
    if isinstance(error, _NO_ROOM):
        return StoreFull(f"不能写入或读取数据文件 {path}：{error}", f"cannot write or read data file {path}: {error}")
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return StoreBusy(f"数据文件 {path} 正被占用：{error}", f"data file {path} is held by another: {error}")
    if isinstance(error, _DAMAGED):
        return StoreBroken(
            f"数据文件 {path} 已损坏：{error}，请从备份恢复", f"data file {path} is damaged: {error}; restore a backup"
        )
    return error
