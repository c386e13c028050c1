"""Pages that were sent to us, as files or as the fields of a report.

What a sender calls a file is shown to people and decides nothing: a page is known by its bytes, so that the same file
sent twice is one page and two files of one name are two. A report sent with a URL is known by that: sent again with
another text, it is a new version.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from rag.reports.meta import http_url
from rag.reports.read import read_pages
from rag.reports.records import SUFFIXES as RECORD_SUFFIXES
from rag.types import PageFailure, RawPage

_LONGEST_NAME = 200  # code points; a longer name is content in the wrong field
_BLOCK = 1 << 20  # bytes hashed at a time
_READ_SUFFIXES = frozenset({".txt", ".html", ".htm", ".md"})


def uploaded_pages(path: Path, name: str) -> Iterator[RawPage | PageFailure]:
    """The pages of a file that was sent as `name` and lies at `path`, whose suffix is `spool_suffix(name)`."""
    shown = shown_name(name)
    real = str(path.resolve())
    location = f"upload/{_digest(path)}{path.suffix}"
    for page in read_pages([str(path)]):
        if isinstance(page, PageFailure):
            yield PageFailure(page.location.replace(real, shown), page.code, page.reason.replace(real, shown))
        else:
            there = page.location.replace(real, location)
            yield replace(page, location=there, name=page.name.replace(path.name, shown))


def posted_page(fields: Mapping[str, object]) -> RawPage:
    """The page of a report sent as fields: `text`, and as it may be `title`, `url`, `published`, `publisher`,
    `authors`, `editor`."""
    data = json.dumps(dict(fields), ensure_ascii=False, sort_keys=True).encode("utf-8")
    url = http_url(fields.get("url"))
    key = url or hashlib.sha256(data).hexdigest()
    name = url or shown_name(str(fields.get("title") or key[:16]))
    return RawPage(f"post.jsonl#{key}", name, data, url)


def shown_name(name: str) -> str:
    """A name of a file as people may see it: its last part, without control and direction marks.

    >>> shown_name("C:\\\\桌面\\\\..\\\\a\\u202egnp.txt"), shown_name("../../etc/passwd"), shown_name("\\0")
    ('agnp.txt', 'passwd', '—')
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = "".join(char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return seen.strip()[:_LONGEST_NAME] or "—"


def spool_suffix(name: str) -> str:
    """The suffix under which a sent file is laid down: one that tells how to read it, or none.

    >>> spool_suffix("b.JSONL.gz"), spool_suffix("新闻.HTML"), spool_suffix("a.exe")
    ('.jsonl.gz', '.html', '')
    """
    lower = name.lower()
    records = next((suffix for suffix in RECORD_SUFFIXES if lower.endswith(suffix)), None)
    return records or next((suffix for suffix in sorted(_READ_SUFFIXES) if lower.endswith(suffix)), "")


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
