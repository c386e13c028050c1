"""JSON lines → pages: one record a line, plain or gzipped, read as a stream.

A record has `text`, and may have `_id`/`id`, `title`, `authors`/`author`, `publisher`/`source`, `published`/`date`,
`url`, `editor`. A bad line is reported by its number and the others go on; a line over the page cap is skipped without
being held in memory. Left out: what the text means; records go through the same cleaning as pages.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from rag.errors import UnreadablePage
from rag.language.regex import regex
from rag.reports.decode import MAX_PAGE_BYTES, check_size, decode
from rag.reports.meta import http_url, names, strict_date
from rag.reports.unseen import tidy
from rag.types import Metadata, PageFailure, RawPage

SUFFIXES = (".jsonl", ".jsonl.gz")

_SKIP_BLOCK = 1 << 20  # bytes read at a time while a line over the cap is passed over
_MOST_SKIPPED = 50 * MAX_PAGE_BYTES  # bytes; a longer line is a gzip bomb, and the file is given up
_LONGEST_ID = 200  # code points; an id is a name, and names longer than this are content in the wrong field
_JSON = json.JSONDecoder(strict=False)  # raw line ends inside strings are common and harmless
_IN_RECORDS = regex(r"\.jsonl(?:\.gz)?#")


def read_records(path: Path) -> Iterator[RawPage | PageFailure]:
    """One page a line, in order; blank lines are passed over. `path` is the real, absolute path of the file."""
    seen: set[str] = set()
    try:
        with _opened(path) as lines:
            for number, line in _lines(lines):
                if isinstance(line, UnreadablePage):
                    yield PageFailure(f"{path}#{number}", line.code, str(line))
                elif line:
                    yield _page(path, number, line, seen)
    except (OSError, EOFError, zlib.error) as exc:
        reason = f"文件读不下去：{exc}；请检查文件是否完整 / reading stopped: {exc}; check that the file is whole"
        yield PageFailure(str(path), "unreadable", reason)


def is_record(raw: RawPage) -> bool:
    """Whether a page came from a JSON-lines file (`parse_record` reads it) and not from a text or HTML file."""
    return _IN_RECORDS.search(raw.location) is not None and raw.data.startswith(b"{")


def parse_record(data: bytes) -> tuple[str, Metadata]:
    """The text of a record and what it says about itself.

    >>> parse_record('{"text": "河湾镇党委……", "date": "2011-09-14"}'.encode())[1].published
    datetime.date(2011, 9, 14)

    Raises UnreadablePage: `bad_record`, `empty`, or what `decode` raises.
    """
    record = _load(data)
    return _text(record), Metadata(
        title=_line(record.get("title")),
        authors=_authors(record.get("authors", record.get("author"))),
        editor=_line(record.get("editor")),
        publisher=_line(record.get("publisher", record.get("source"))),
        published=strict_date(str(record.get("published") or record.get("date") or "")),
        url=http_url(record.get("url")),
    )


def _text(record: dict[str, Any]) -> str:
    text = record.get("text")
    if not isinstance(text, str):
        raise _bad(
            f"“text”不是字符串，而是 {type(text).__name__}", f'"text" must be a string, got {type(text).__name__}'
        )
    text = tidy(text)
    if not text.strip():
        raise UnreadablePage("empty", "“text”里没有文字", '"text" holds no text')
    return text


def _page(path: Path, number: int, line: bytes, seen: set[str]) -> RawPage | PageFailure:
    try:
        record = _load(line)
        _text(record)
    except UnreadablePage as exc:
        reason = f"第 {number} 行：{exc.zh} / line {number}: {exc.en}"
        return PageFailure(f"{path}#{number}", exc.code, reason)
    given = record.get("_id", record.get("id"))
    name = _line(str(given)) if isinstance(given, str | int) else None
    name = (name or str(number))[:_LONGEST_ID]
    if name in seen:  # two records under one id are two records: dropping one would lose a document
        name = f"{name}@{number}"
    seen.add(name)
    return RawPage(f"{path}#{name}", f"{path.name}#{name}", line, http_url(record.get("url")))


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, "rb")) if path.name.lower().endswith(".gz") else path.open("rb")


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | UnreadablePage]]:
    """Numbered lines without their ends; for one over the cap, the error that says so."""
    number = 0
    while line := file.readline(MAX_PAGE_BYTES + 1):
        number += 1
        size = len(line)
        while not line.endswith(b"\n") and size > MAX_PAGE_BYTES:
            line = file.readline(_SKIP_BLOCK)
            size += len(line)
            if not line:
                break
            if size > _MOST_SKIPPED:
                yield number, _too_large(size)
                return
        yield number, _too_large(size) if size > MAX_PAGE_BYTES else _bare(line, number)


def _bare(line: bytes, number: int) -> bytes:
    return (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).strip()


def _too_large(size: int) -> UnreadablePage:
    try:
        check_size(size)
    except UnreadablePage as exc:
        return exc
    raise AssertionError(f"{size} bytes are within the cap")


def _load(data: bytes) -> dict[str, Any]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = decode(data).text  # a JSON-lines file in GB18030: against the standard, but readable
    try:
        record = _JSON.decode(text)
    except (ValueError, RecursionError) as exc:
        raise _bad(f"不是 JSON：{exc}", f"not JSON: {exc}") from exc
    if not isinstance(record, dict):
        raise _bad(f"应是一个对象，得到 {type(record).__name__}", f"expected an object, got {type(record).__name__}")
    return record


def _bad(zh: str, en: str) -> UnreadablePage:
    return UnreadablePage("bad_record", zh, en)


def _line(value: object) -> str | None:
    """A field that names something: one line of text, or None."""
    return (" ".join(tidy(value).split()) or None) if isinstance(value, str) else None


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(name for item in value if (name := _line(item)))
    return names(value) if isinstance(value, str) else ()
