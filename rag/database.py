"""One SQLite file: connections, transactions, schema steps, and SQLite's errors as ours. The only home of `apsw`.

SQLite comes with `apsw`, because versions before 3.51.3 can lose committed writes in WAL mode. `synchronous=FULL`: what
a committed transaction holds survives a power cut. Left out: what the tables mean, and who may write when.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from rag.errors import StoreBroken, StoreBusy, StoreFull

Row = tuple[Any, ...]

_LEAST_SQLITE = (3, 51, 3)  # older ones lose commits by the WAL-reset race (advisory of SQLite 3.51.3)
_WAL_PAGES = 8_000  # 32 MB between checkpoints: a page touched by many commits is copied into the file once
_CACHE_KB = 4_096  # of one connection; every thread has its own, and a server has 150 threads
_BUSY_MS = 10_000  # how long a reader waits for a checkpoint, and a migration for a reader


class Database:
    """The file at `path`; created, with its folder, unless `readonly`. Each thread gets its own connection.

    Raises StoreBroken for a damaged file, StoreFull where the folder cannot be written, StoreBusy where another
    process holds it.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        check_sqlite(apsw.sqlite_lib_version())
        self.path = path
        self.readonly = readonly
        self._local = threading.local()
        self._connections: list[apsw.Connection] = []
        if not readonly:
            _make_folder(path.parent)

    def run(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Every row of one statement."""
        try:
            return list(self._connection().execute(sql, values))
        except apsw.Error as error:
            raise _translated(error, self.path) from error

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for each row of values."""
        try:
            self._connection().executemany(sql, rows)
        except apsw.Error as error:
            raise _translated(error, self.path) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; durable when the block has been left without an error."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        finally:
            connection = self._connection()
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What this thread reads in the block is of one moment, whatever is committed meanwhile. Blocks may nest."""
        connection = self._connection()
        if connection.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            if connection.in_transaction:
                connection.execute("COMMIT")

    def version(self) -> int:
        """The schema version of the file; 0 for a new one."""
        return int(self.run("PRAGMA user_version")[0][0])

    def check_version(self, known: int) -> None:
        """Raises StoreBroken when the file's schema version is not the known one."""
        version = self.version()
        if version != known:
            raise _wrong_version(self.path, version, known)

    def migrate(self, steps: Sequence[str], begun: Callable[[int], None] = lambda _: None) -> None:
        """Brings the file to the last of the schema steps, one transaction each; `begun(step)` may add rows to one.

        Step n leads from version n to n + 1. A file of a newer version is refused.
        """
        if self.version() > len(steps):
            raise _wrong_version(self.path, self.version(), len(steps))
        for step in range(self.version(), len(steps)):
            with self.transaction():
                if self.version() != step:
                    continue  # another process has taken this step between the look and the lock
                self.run(steps[step])
                self.run(f"PRAGMA user_version = {step + 1}")
                begun(step)

    def close(self) -> None:
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._local = threading.local()

    def _connection(self) -> apsw.Connection:
        connection: apsw.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
            self._connections.append(connection)
        return connection

    def _connect(self) -> apsw.Connection:
        create = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        connection = apsw.Connection(str(self.path), flags=apsw.SQLITE_OPEN_READONLY if self.readonly else create)
        connection.set_busy_timeout(_BUSY_MS)
        if not self.readonly:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten, not only unlinked
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")
        return connection


def check_sqlite(version: str) -> None:
    """Raises StoreBroken for an SQLite that can lose commits."""
    if tuple(int(part) for part in version.split(".")) < _LEAST_SQLITE:
        least = ".".join(map(str, _LEAST_SQLITE))
        raise StoreBroken(
            f"SQLite 版本 {version} 可能丢失已提交的数据，需要 {least} 以上：请安装较新的 apsw",
            f"SQLite {version} can lose committed data, {least} or newer is needed: install a newer apsw",
        )


def digest(steps: Sequence[str]) -> str:
    """Tells a file made by an unreleased state of the same schema version, whose tables differ."""
    return hashlib.sha256("\0".join(steps).encode()).hexdigest()[:16]


def _wrong_version(path: Path, version: int, known: int) -> StoreBroken:
    return StoreBroken(
        f"数据文件 {path} 的结构版本是 {version}，本程序支持 {known}：请使用相应版本的程序",
        f"data file {path} has schema version {version}, this program knows {known}: use the matching program",
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
