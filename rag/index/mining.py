"""What is known of a report beyond its words: the programmes it names and its figures, ready for the data file.

Derived from the text alone, so it can be worked out again: `MINER_VERSION` tells which rules the stored rows come from.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rag.language.figures import figures_in
from rag.language.programmes import programmes_in
from rag.language.script import shadow
from rag.types import Span

MINER_VERSION = "mined-1"


@dataclass(frozen=True, slots=True)
class Mined:
    """`programmes`: (core, spelling, times). `figures`: (start, end, value, unit, what), spans of the report's text."""

    programmes: tuple[tuple[str, str, int], ...]
    figures: tuple[tuple[int, int, float, str, str], ...]


def mine(text: str, body: Span) -> Mined:
    """Programmes of the whole text, figures of its body: an imprint's numbers count visits."""
    named = Counter((one.core, one.spelling) for one in programmes_in(text))
    start = body[0]
    figures = tuple(
        (start + one.span[0], start + one.span[1], one.value, one.unit, one.what)
        for one in figures_in(shadow(text[slice(*body)]))
    )
    return Mined(tuple((*key, times) for key, times in sorted(named.items())), figures)
