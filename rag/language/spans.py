"""Stretches of a text beside one another. A span is half-open, in code points."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.types import Span


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares a code point with one of the others.

    >>> overlaps((2, 4), [(0, 2), (3, 9)]), overlaps((2, 4), [(0, 2), (4, 9)])
    (True, False)
    """
    return any(span[0] < end and start < span[1] for start, end in others)


def blanks(found: re.Match[str]) -> str:
    """Spaces in place of what was found, so that everything behind it stays where it is.

    >>> re.sub("[0-9]+", blanks, "a12b")
    'a  b'
    """
    return " " * len(found.group())
