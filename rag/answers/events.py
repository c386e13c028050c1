"""An answer as it is told: each source before its first use, whole pieces of text, at the end the answer itself.

What a reader has been shown stays true: the texts told, joined, are the finished answer's text, and a piece ends
behind its markers, so that half a marker is never seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.language.regex import regex
from rag.types import Answer, Source

# A piece: up to the end of its line, or up to the markers that close a statement.
_PIECE = regex(r".*?(?:\n+|(?:\[\d+\])+\s*|\Z)", re.DOTALL)
_MARKER = regex(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class SourceAdded:
    """A source that the next piece of text cites for the first time."""

    source: Source


@dataclass(frozen=True, slots=True)
class TextAdded:
    """The next piece of the answer's text; every marker in it is whole, and its source is known by now."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer, checked; always the last event."""

    answer: Answer


Event = SourceAdded | TextAdded | Finished


def replay(answer: Answer) -> Iterator[Event]:
    """The events of an answer that is finished already.

    >>> [piece for piece in _PIECE.findall("读了两篇：\\n甲镇做了。[1][2] 乙镇也做了。[3]") if piece]
    ['读了两篇：\\n', '甲镇做了。[1][2] ', '乙镇也做了。[3]']
    """
    sources = {source.n: source for source in answer.sources}
    for piece in filter(None, _PIECE.findall(answer.text)):
        for n in map(int, _MARKER.findall(piece)):
            if n in sources:
                yield SourceAdded(sources.pop(n))
        yield TextAdded(piece)
    yield Finished(answer)
