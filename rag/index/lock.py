"""One writer for a data folder: an advisory lock that dies with its process, so a crash never leaves one behind."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rag.errors import StoreBusy, StoreFull

# Seconds that one who adds or forgets waits for a thread of the same process: a pile just opened brings its index up to
# date, which is soon over, and a server's first visitor may come beside it.
PATIENCE = 10.0


class WriteLock:
    """`flock` on a file that holds the owner's pid. The owning thread may take it again inside itself."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread_lock = threading.RLock()
        self._depth = 0
        self._descriptor = -1

    @property
    def held(self) -> bool:
        """Whether a thread of this process owns the lock."""
        return self._depth > 0

    @contextmanager
    def hold(self, patience: float = 0.0) -> Iterator[None]:
        """Owns the lock within the block. Raises StoreBusy, with the owner's pid, when another one writes: a thread of
        this process still, after `patience` seconds; another process, at once.
        """
        if not self._thread_lock.acquire(timeout=patience):
            raise _busy(str(os.getpid()))
        try:
            if self._depth == 0:
                self._descriptor = self._lock_file()
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    os.close(self._descriptor)
        finally:
            self._thread_lock.release()

    def _lock_file(self) -> int:
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreFull(
                f"数据目录不能写入：{self._path.parent}（{error.strerror}）",
                f"cannot write to the data folder {self._path.parent}: {error.strerror}",
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
            os.close(descriptor)
            raise _busy(owner or "?") from error
        # The pid is only for people: the lock holds whether or not a full disk lets it be written.
        try:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        except OSError:
            return descriptor
        return descriptor


def _busy(owner: str) -> StoreBusy:
    return StoreBusy(
        f"另一个进程（pid {owner}）正在写入这个数据目录，请等它完成后再试",
        f"another process (pid {owner}) is writing to this data folder; try again when it has finished",
    )
