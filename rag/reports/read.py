"""Paths and URLs → pages as bytes. What cannot be read is told with its reason, and the rest goes on.

A folder is read whole, sorted by name, without hidden entries and without ever leaving it. What a file is called
decides in folders; a file named by the user, or without a suffix, is judged by its content later. Left out: charsets
and HTML.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rag.errors import UnreadablePage
from rag.language.regex import regex
from rag.reports.decode import MAX_PAGE_BYTES, binary_kind, check_size
from rag.reports.records import SUFFIXES as RECORD_SUFFIXES
from rag.reports.records import read_records
from rag.settings import PILE_FILE
from rag.types import PageFailure, RawPage

Fetch = Callable[[str], RawPage]
Found = Iterator[RawPage | PageFailure]

_PAGE_SUFFIXES = frozenset({"", ".txt", ".text", ".md", ".html", ".htm", ".shtml", ".xhtml"})
_URL = regex(r"[A-Za-z][A-Za-z0-9+.-]+:/{1,2}(?=\S)")  # two letters at least: C:\ is a path
# Documents people will try; what they are is read from their first bytes, whatever they are called.
_DOCUMENTS = {"pdf": "PDF", "ole": "Word/Excel/WPS (.doc/.xls/.wps)"}
_OFFICE_PARTS = ((b"word/", "Word (.docx)"), (b"xl/", "Excel (.xlsx)"), (b"ppt/", "PowerPoint (.pptx)"))
_OFFICE_HEAD = 8192  # bytes; the first entries of an office archive name its parts


def read_pages(targets: Sequence[str], fetch: Fetch | None = None) -> Found:
    """Every page of every target, in the order given: files, folders, URLs. Never raises for one bad target.

    `location` is the real absolute path, `<path>#<id or line>` for a record, or the URL; `name` is for people.
    """
    for target in targets:
        if _URL.match(target):
            yield _fetched(target, fetch)
        else:
            yield from _path(Path(target))


def _fetched(url: str, fetch: Fetch | None) -> RawPage | PageFailure:
    if fetch is None:
        from rag.reports.fetch import fetch as fetch_public  # a third of a second to import, and only URLs need it

        fetch = fetch_public
    try:
        return fetch(url)
    except UnreadablePage as exc:
        return PageFailure(url, exc.code, str(exc))


def _path(path: Path) -> Found:
    try:
        real = path.resolve(strict=True)
        mode = real.stat().st_mode
    except (OSError, RuntimeError, ValueError) as exc:  # a loop of links; a NUL in the name
        yield _unopened(path, exc)
        return
    if not stat.S_ISDIR(mode):
        yield from _file(real)
        return
    nothing = True
    for found in _folder(real):
        nothing = False
        yield found
    if nothing:
        yield PageFailure(str(real), "no_pages", f"文件夹里没有页面：{real} / no pages in the folder {real}")


def _folder(root: Path) -> Found:
    """All pages below `root`, depth first, each folder sorted by name; each real file and folder once."""
    seen: set[Path] = set()
    waiting = [root]
    while waiting:
        path = waiting.pop()
        try:
            real = path.resolve(strict=True)
            if not real.is_relative_to(root):
                yield _failure(
                    path, "symlink", "链接指向文件夹之外，未读", "the link leads out of the folder; not followed"
                )
            elif real in seen:
                if real.is_dir():  # only a link can lead to a folder twice
                    yield _failure(
                        path, "symlink", "链接绕回已读过的文件夹", "the link leads back to a folder already read"
                    )
            elif real.is_dir():
                seen.add(real)
                if (real / PILE_FILE).is_file():
                    continue  # a data folder of ours (the default one lies where the user stands)
                names = sorted(entry.name for entry in real.iterdir() if not entry.name.startswith("."))
                waiting += [real / name for name in reversed(names)]
            else:
                seen.add(real)
                yield from _listed(real)
        except (OSError, RuntimeError) as exc:
            yield _unopened(path, exc)


def _listed(path: Path) -> Found:
    """A file found in a folder: read if its name is that of a page."""
    if path.suffix.lower() in _PAGE_SUFFIXES or _is_records(path) or not stat.S_ISREG(path.stat().st_mode):
        yield from _file(path)
        return
    page = _file_page(path) if path.suffix.lower() in (".pdf", ".docx", ".doc", ".wps") else None
    if isinstance(page, PageFailure):
        yield page  # says which kind of document it is
    else:
        zh = f"不读这种文件（{path.suffix}）；要读它，请直接写出它的路径"
        yield _failure(
            path, "unsupported", zh, f"files named {path.suffix} are not read; name the file itself to read it"
        )


def _is_records(path: Path) -> bool:
    return path.name.lower().endswith(RECORD_SUFFIXES)


def _file(path: Path) -> Found:
    if _is_records(path) and path.is_file():
        yield from read_records(path)
    else:
        yield _file_page(path)


def _file_page(path: Path) -> RawPage | PageFailure:
    """One file as one page. A file that changes while it is read is read once more, then given up."""
    try:
        data = _read_steady(path)
        if data is None:
            data = _read_steady(path)
    except UnreadablePage as exc:
        return PageFailure(str(path), exc.code, str(exc))
    except (OSError, ValueError) as exc:
        return _unopened(path, exc)
    if data is None:
        return _failure(path, "changed", "文件正在被改写，请稍后再试", "the file is being written; try again later")
    kind = _document(data)
    if kind:
        zh, en = (
            f"还不支持 {kind} 文件；请另存为文本或网页",
            f"{kind} files are not supported yet; save as text or HTML",
        )
        return _failure(path, "unsupported", zh, en)
    return RawPage(location=str(path), name=path.name, data=data)


def _read_steady(path: Path) -> bytes | None:
    """The bytes of a regular file, or None if it changed meanwhile. O_NONBLOCK: a FIFO must not hang us."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            raise UnreadablePage("not_a_file", f"不是普通文件：{path}", f"not a regular file: {path}")
        check_size(before.st_size)
        data = file.read(MAX_PAGE_BYTES + 1)
        after = os.fstat(handle)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and len(data) == after.st_size
    return data if same else None


def _document(data: bytes) -> str | None:
    kind = binary_kind(data) or ""
    if kind == "zip":
        return next((name for part, name in _OFFICE_PARTS if part in data[:_OFFICE_HEAD]), None)
    return _DOCUMENTS.get(kind)


def _unopened(path: Path, exc: Exception) -> PageFailure:
    where = str(path.absolute()).replace("\0", "\ufffd")
    if isinstance(exc, FileNotFoundError) or (isinstance(exc, OSError) and exc.errno == errno.ENOTDIR):
        return PageFailure(where, "missing", f"没有这个文件或文件夹：{where} / no such file or folder: {where}")
    if isinstance(exc, RuntimeError) or (isinstance(exc, OSError) and exc.errno == errno.ELOOP):
        return PageFailure(where, "symlink", f"链接成环：{where} / a loop of links: {where}")
    if isinstance(exc, OSError) and exc.errno == errno.ENXIO:
        return PageFailure(where, "not_a_file", f"不是普通文件：{where} / not a regular file: {where}")
    why = (exc.strerror if isinstance(exc, OSError) else None) or str(exc)
    return PageFailure(where, "unreadable", f"读不了 {where}：{why} / cannot read {where}: {why}")


def _failure(path: Path, code: str, zh: str, en: str) -> PageFailure:
    return PageFailure(str(path), code, f"{zh}：{path} / {en}: {path}")
