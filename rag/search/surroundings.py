"""What is read of a candidate before it is ranked: its sentences, those around it, the headline, the whole report.

Candidates of one report often lie side by side; what they share is read once. Left out: judging what was read.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.language.script import shadow
from rag.types import Chunk, ChunkInReport, Span

REACH = 300  # code points read on either side of a chunk: about a chunk, where the subject of its sentences stands
FAR = 2_000  # code points on either side of a report's candidates that are searched for the question's words
# Rougher than `sentences.py`, at a fifth of its time: quotations and brackets are no matter where nothing is shown.
_SENTENCE = re.compile(r"[^。!?;…\n]+")
_HEADLINE = 60  # code points; what follows in the opening of a report is imprint


@dataclass(frozen=True, slots=True)
class Reading:
    """A chunk's sentences and those it is read with (its own, its surroundings, the headline) as numbers of sentences;
    `text` is the shadow of all that."""

    own: Sequence[int]
    around: Sequence[int]
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """All sentences read, as shadows, and what each candidate has of them; `reports`: report id → its shadow, of a long
    one what lies about its candidates."""

    sentences: list[str]
    readings: list[Reading]
    reports: dict[str, str]

    def of(self, candidates: Sequence[int]) -> Read:
        """What these candidates, by their place, have of it."""
        chosen = [self.readings[candidate] for candidate in candidates]
        used = sorted({number for one in chosen for number in (*one.own, *one.around)})
        place = {number: at for at, number in enumerate(used)}
        readings = [
            Reading([place[number] for number in one.own], [place[number] for number in one.around], one.text)
            for one in chosen
        ]
        return Read([self.sentences[number] for number in used], readings, self.reports)


def read(found: Sequence[ChunkInReport]) -> Read:
    """The readings in the order of the candidates."""
    sentences: list[str] = []
    readings: dict[int, Reading] = {}
    grouped: dict[str, list[ChunkInReport]] = {}
    reports: dict[str, str] = {}
    for item in found:
        grouped.setdefault(item.chunk.report_id, []).append(item)
    for report_id, items in grouped.items():
        first = max(min(item.chunk.start for item in items) - FAR, 0)
        reports[report_id] = shadow(items[0].report_text[first : max(item.chunk.end for item in items) + FAR])
        for chunk_id, reading in _read_report(items, reports[report_id], first, sentences):
            readings[chunk_id] = reading
    return Read(sentences, [readings[item.chunk.id] for item in found], reports)


def _read_report(
    items: Sequence[ChunkInReport], folded: str, first_read: int, sentences: list[str]
) -> Iterator[tuple[int, Reading]]:
    """Reads the stretches of one report that its candidates lie in; adds to `sentences`. `folded` is its shadow from
    the code point `first_read` on."""
    text = items[0].report_text
    for (start, end), chunks in _stretches([item.chunk for item in items], len(text)):
        headline = _headline(text, items[0].body_start) if start else ""
        head = [len(sentences)] if headline else []
        sentences.extend([headline] if headline else [])
        stretch, first = folded[start - first_read : end - first_read], len(sentences)
        starts, ends = [], []
        for piece in _SENTENCE.finditer(stretch):
            sentences.append(piece.group())
            starts.append(start + piece.start())
            ends.append(start + piece.end())
        for chunk in chunks:
            low, high = max(chunk.start - REACH, start), min(chunk.end + REACH, end)
            # Those that end behind where it begins and begin before it ends.
            own = range(first + bisect_right(ends, chunk.start), first + bisect_left(starts, chunk.end))
            around = range(first + bisect_right(ends, low), first + bisect_left(starts, high))
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
