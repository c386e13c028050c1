"""What is read of a candidate before it is ranked: its sentences, those around it, and the headline of its report.

Candidates of one report often lie side by side; what they share is read once. Left out: judging what was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.language.script import shadow
from rag.types import Chunk, ChunkInReport, Span

REACH = 300  # code points read on either side of a chunk: about a chunk, where the subject of its sentences stands
# Rougher than `sentences.py`, at a fifth of its time: quotations and brackets are no matter where nothing is shown.
_SENTENCE = re.compile(r"[^。!?;…\n]+")
_HEADLINE = 60  # code points; what follows in the opening of a report is imprint


@dataclass(frozen=True, slots=True)
class Reading:
    """A chunk's sentences and those it is read with (its own, its surroundings, the headline) as numbers of sentences;
    `text` is the shadow of all that."""

    own: list[int]
    around: list[int]
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """All sentences read, as shadows, and what each candidate has of them."""

    sentences: list[str]
    readings: list[Reading]


def read(found: Sequence[ChunkInReport]) -> Read:
    """The readings in the order of the candidates."""
    sentences: list[str] = []
    readings: dict[int, Reading] = {}
    reports: dict[str, list[ChunkInReport]] = {}
    for item in found:
        reports.setdefault(item.chunk.report_id, []).append(item)
    for items in reports.values():
        for chunk_id, reading in _read_report(items, sentences):
            readings[chunk_id] = reading
    return Read(sentences, [readings[item.chunk.id] for item in found])


def _read_report(items: Sequence[ChunkInReport], sentences: list[str]) -> Iterator[tuple[int, Reading]]:
    """Reads the stretches of one report that its candidates lie in; adds to `sentences`."""
    text = items[0].report_text
    for (start, end), chunks in _stretches([item.chunk for item in items], len(text)):
        headline = _headline(text, items[0].body_start) if start else ""
        head = [len(sentences)] if headline else []
        sentences.extend([headline] if headline else [])
        stretch, first = shadow(text[start:end]), len(sentences)
        pieces = list(_SENTENCE.finditer(stretch))
        spans = [(start + piece.start(), start + piece.end()) for piece in pieces]
        sentences.extend(piece.group() for piece in pieces)
        for chunk in chunks:
            low, high = max(chunk.start - REACH, start), min(chunk.end + REACH, end)
            own = _overlapping(spans, (chunk.start, chunk.end), first)
            around = _overlapping(spans, (low, high), first)
            yield chunk.id, Reading(own, [*head, *around], headline + stretch[low - start : high - start])


def _stretches(chunks: Sequence[Chunk], length: int) -> list[tuple[Span, list[Chunk]]]:
    """Chunks with what lies around them, those that touch joined: half-open spans of the report."""
    joined: list[tuple[Span, list[Chunk]]] = []
    for chunk in sorted(chunks, key=lambda item: item.start):
        low, high = max(chunk.start - REACH, 0), min(chunk.end + REACH, length)
        if joined and low <= joined[-1][0][1]:
            (start, end), others = joined[-1]
            joined[-1] = ((start, max(end, high)), [*others, chunk])
        else:
            joined.append(((low, high), [chunk]))
    return joined


def _headline(text: str, body_start: int) -> str:
    return shadow(text[:body_start].split("\n", 1)[0][:_HEADLINE])


def _overlapping(spans: Sequence[Span], within: Span, first: int) -> list[int]:
    return [first + number for number, (start, end) in enumerate(spans) if start < within[1] and end > within[0]]
