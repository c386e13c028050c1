"""A ZIP archive → its files, laid down one by one. What its directory claims is checked before anything is unpacked.

Names inside are data: nothing is written under them. Left out: archives in archives, encrypted ones.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from rag.errors import UnreadablePage
from rag.reports.decode import MAX_PAGE_BYTES

_MOST_FILES = 10_000  # files of one archive; a county's year of reports is a tenth of that
_MOST_BYTES = 1_000_000_000  # unpacked, all files together
_MOST_RATIO = 200  # unpacked to packed, of one file; text packs to a fifth, a bomb to a thousandth
_BLOCK = 1 << 20


def is_archive(path: Path) -> bool:
    return zipfile.is_zipfile(path)


def unpacked(path: Path, place: Path, most: int | None = None) -> Iterator[tuple[str, Path]]:
    """Name and laid-down file of each file in the archive, in `place`; `most` files at most, where that is less.

    Raises UnreadablePage `bad_archive`.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            files = [info for info in archive.infolist() if _is_wanted(info)]
            _check(files, min(_MOST_FILES, most or _MOST_FILES))
            for number, info in enumerate(files):
                there = place / f"{number:05}"
                with archive.open(info) as source, there.open("xb") as target:
                    _copy(source, target, info)
                yield _name(info), there
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as exc:
        raise _bad(f"读不了：{exc}", f"cannot be read: {exc}") from exc


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    hidden = any(part.startswith((".", "__MACOSX")) for part in info.filename.split("/"))
    return not info.is_dir() and not hidden and not _is_link(info)


def _is_link(info: zipfile.ZipInfo) -> bool:
    return (info.external_attr >> 16) & 0o170000 == 0o120000


def _check(files: list[zipfile.ZipInfo], most: int) -> None:
    total = sum(info.file_size for info in files)
    if not files:
        raise _bad("里面没有文件", "there are no files in it")
    if len(files) > most:
        raise _bad(f"有 {len(files)} 个文件，最多 {most}", f"{len(files)} files, at most {most}")
    if total > _MOST_BYTES:
        raise _bad(f"解开有 {total} 字节，最多 {_MOST_BYTES}", f"{total} bytes unpacked, at most {_MOST_BYTES}")
    if any(info.flag_bits & 1 for info in files):
        raise _bad("加了密", "it is encrypted")
    if any(info.file_size > _MOST_RATIO * max(info.compress_size, 1) for info in files):
        raise _bad(f"压缩比超过 {_MOST_RATIO}，像是炸弹", f"packed more than {_MOST_RATIO} to 1, like a bomb")


def _copy(source: IO[bytes], target: IO[bytes], info: zipfile.ZipInfo) -> None:
    """At most what the directory claimed, and one byte over the cap of a page: the reader then says it is too large."""
    left = min(info.file_size, MAX_PAGE_BYTES + 1)
    while left > 0 and (block := source.read(min(left, _BLOCK))):
        target.write(block)
        left -= len(block)


def _name(info: zipfile.ZipInfo) -> str:
    """Windows packs Chinese names in GBK without saying so, which zipfile reads as code page 437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _bad(zh: str, en: str) -> UnreadablePage:
    return UnreadablePage("bad_archive", f"压缩包{zh}", f"the archive: {en}")
