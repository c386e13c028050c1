"""What a page's own labels say: meta tags in the standard of Chinese government sites, dates, names, addresses.

Values are taken as labelled or not at all: a date that does not exist, an address that is no web address, a field
without content give None. Left out: labels written into the text (“来源：”), which later stages read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urljoin, urlsplit

from rag.language.dates import publication_date
from rag.language.regex import regex
from rag.reports.unseen import tidy

# Names of one thing in the order they are believed: the labels asked of government sites first.
TITLE = ("articletitle", "og:title", "twitter:title", "dc.title")
PUBLISHED = ("pubdate", "article:published_time", "og:published_time", "publishdate", "publish_time", "dc.date")
PUBLISHER = ("contentsource", "source", "article:source", "mediaid")
AUTHOR = ("author", "article:author", "dc.creator")
EDITOR = ("editor", "contenteditor", "responsibleeditor")
SITE = ("sitename", "og:site_name")
ADDRESS = ("og:url", "url")

_COMPACT = regex(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")  # 20110914 or 20110914093000
_LONGEST_DATE = 40  # code points; an ISO time with zone has 32, a longer "date" is a sentence
_BETWEEN_NAMES = regex(r"[、，,;；/]")
_LONGEST_LABEL = 300  # code points; a longer "title" or "author" is the article in the wrong field
_LONGEST_ADDRESS = 2000  # code points; what browsers accept


def strict_date(value: str) -> date | None:
    """The date a label gives, year first, with or without a time; None for anything else, and for the future.

    >>> strict_date("2011年9月14日"), strict_date("2025-02-30")
    (datetime.date(2011, 9, 14), None)
    """
    value = value.strip()
    if not value[:4].isdigit() or len(value) > _LONGEST_DATE:
        return None
    return publication_date(_COMPACT.sub(r"\1-\2-\3", value, count=1) if _COMPACT.fullmatch(value) else value)


def names(value: str) -> tuple[str, ...]:
    """Names as listed in one label, split at commas and 、.

    >>> names("王晓、李明")
    ('王晓', '李明')
    """
    parts = (" ".join(part.split()) for part in _BETWEEN_NAMES.split(tidy(value)[:_LONGEST_LABEL]))
    return tuple(part for part in parts if part)


def http_url(value: object, base: str | None = None) -> str | None:
    """A whole http(s) address, or None."""
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_ADDRESS:
        return None
    try:
        whole = urljoin(base or "", tidy(value).strip())
        parts = urlsplit(whole)
        return whole if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:  # an unclosed bracket and the like
        return None


def label(tags: Mapping[str, str], wanted: tuple[str, ...]) -> str | None:
    """The first of the `wanted` labels that says something, on one line."""
    for name in wanted:
        value = " ".join(tidy(tags.get(name, "")).split())
        if value and len(value) <= _LONGEST_LABEL:
            return value
    return None
