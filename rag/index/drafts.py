"""What can be worked out about a page before it meets the pile: digest, and its reports' ids, chunks, signatures.

Pure and per page, so that it can be done in worker processes; the store only compares and writes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from rag.index.chunking import chunk_spans
from rag.index.mining import Mined, mine
from rag.language.names import quoted_names
from rag.reports.renames import renames
from rag.reports.reprints import bands, signature
from rag.types import Article, RawPage, Span

_COMPRESSION = 1  # zlib level: halves Chinese HTML; level 6 saves another tenth at three times the time


@dataclass(frozen=True, slots=True)
class Draft:
    """An article ready to be stored. Its id and its signature are those of its body: a reprint has another imprint.

    `bands` are signed 64-bit numbers, as SQLite keeps them."""

    id: str
    article: Article
    body: Span
    text_sha256: str
    spans: tuple[Span, ...]
    signature: bytes
    bands: tuple[int, ...]
    names: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    mined: Mined


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A page ready to be stored: its bytes packed by zlib, their digest, the reports it carries in order."""

    location: str
    name: str
    url: str | None
    sha256: str
    packed: bytes
    drafts: tuple[Draft, ...]


def draft_page(raw: RawPage, articles: Iterable[Article]) -> PageDraft:
    drafts = tuple(draft(article) for article in articles)
    packed = zlib.compress(raw.data, _COMPRESSION)
    return PageDraft(raw.location, raw.name, raw.url, page_digest(raw.data), packed, drafts)


def page_digest(data: bytes) -> str:
    """By which a page is known to be unchanged."""
    return hashlib.sha256(data).hexdigest()


def report_id(text: str) -> str:
    """One id for one text, whatever its line breaks and spaces: the first 64 bits of a SHA-256."""
    bare = "".join(text.split())
    return "r_" + hashlib.sha256(bare.encode("utf-8")).hexdigest()[:16]


def report_number(report_id: str) -> int:
    """A report id as the 63-bit number by which the indexes filter and delete."""
    return int(report_id.removeprefix("r_"), 16) >> 1


def draft(article: Article) -> Draft:
    start, end = article.body or (0, len(article.text))
    body = article.text[start:end]
    mark = signature(body)
    return Draft(
        id=report_id(body),
        article=article,
        body=(start, end),
        text_sha256=hashlib.sha256(article.text.encode("utf-8")).hexdigest(),
        spans=tuple(chunk_spans(article.text)),
        signature=mark,
        bands=tuple(sorted({_signed(band) for band in bands(mark)})),
        names=tuple(sorted(quoted_names(article.text))),
        renamed=tuple(sorted(set(renames(article.text)))),
        mined=mine(article.text, (start, end)),
    )


def _signed(number: int) -> int:
    wrapped = number & (2**64 - 1)
    return wrapped - 2**64 if wrapped >= 2**63 else wrapped
