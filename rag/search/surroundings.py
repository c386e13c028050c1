"""What is read of a candidate before it is ranked: its text and what stands around it, its sentences, the whole report.

Candidates of one report often lie side by side; what they share is read once. Left out: judging what was read.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.base import TokenIds, Tokens
from rag.index.forward import Sentences
from rag.language.script import shadow
from rag.types import Chunk, ChunkInReport, Span

REACH = 300  # code points read on either side of a chunk: about a chunk, where the subject of its sentences stands
FAR = 2_000  # code points on either side of a report's candidates that are searched for the question's words
# Code points of the body of a report in which news say who did what where; of 80, 150, 250 and 400 the best.
OPENING = 150
_HEADLINE = 60  # code points; what follows in the opening of a report is imprint

SentencesOf = Callable[[ChunkInReport], Sentences]


@dataclass(frozen=True, slots=True)
class Read:
    """The shadows of what was read: `texts` of each candidate and what stands around it, in the order of the
    candidates, and whether all of it is `inside` that of its report; by report id all of it, of a long one what lies
    about its candidates, and what its body opens with."""

    texts: list[str]
    inside: list[bool]
    reports: dict[str, str]
    openings: dict[str, str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The sentences of some candidates end to end, and for each candidate the numbers of those that are its own and of
    those that it is read with: its own, those around it, the headline."""

    sentences: Tokens
    own: list[Sequence[int]]
    around: list[Sequence[int]]


def read(found: Sequence[ChunkInReport]) -> Read:
    """The texts of the candidates."""
    texts: dict[int, tuple[str, bool]] = {}
    reports: dict[str, str] = {}
    openings: dict[str, str] = {}
    for report_id, items in _by_report(found).items():
        text, body = items[0].report_text, items[0].body_start
        first = max(min(item.chunk.start for item in items) - FAR, 0)
        folded = reports[report_id] = shadow(text[first : max(item.chunk.end for item in items) + FAR])
        covers = first <= body and min(body + OPENING, len(text)) <= first + len(folded)
        opening = folded[body - first : body - first + OPENING] if covers else shadow(text[body : body + OPENING])
        openings[report_id] = opening
        spans = {item.chunk.id: _around(item.chunk, len(text)) for item in items}
        ends = _headline(items[0])
        headline = shadow(text[:ends]) if first else folded[:ends]
        for chunk_id, (low, high) in spans.items():
            text = (headline if low else "") + folded[low - first : high - first]
            texts[chunk_id] = text, not (low and first)
    of_found = [texts[item.chunk.id] for item in found]
    return Read([text for text, _ in of_found], [inside for _, inside in of_found], reports, openings)


def spoken(found: Sequence[ChunkInReport], sentences_of: SentencesOf) -> Spoken:
    """The sentences of the candidates."""
    kept = _Kept([], [0])
    own: dict[int, Sequence[int]] = {}
    around: dict[int, Sequence[int]] = {}
    for items in _by_report(found).values():
        told, length = sentences_of(items[0]), len(items[0].report_text)
        # A report has some dozens: looked up in a list, not by numpy, whose every call takes as long as ten of these.
        spans = told.starts.tolist(), told.ends.tolist()
        head = bisect_left(spans[0], _headline(items[0]))
        for stretch, chunks in _stretches([item.chunk for item in items], length):
            low, high = _numbers(spans, stretch)
            headline = kept.add(told.tokens, 0, min(head, low))
            shift = kept.add(told.tokens, low, high).start - low
            for chunk in chunks:
                start, end = _numbers(spans, (chunk.start, chunk.end))
                own[chunk.id] = range(start + shift, end + shift)
                start, end = _numbers(spans, _around(chunk, length))
                around[chunk.id] = [*headline, *range(start + shift, end + shift)]
    chosen = [item.chunk.id for item in found]
    return Spoken(kept.tokens(), [own[one] for one in chosen], [around[one] for one in chosen])


@dataclass(frozen=True, slots=True)
class _Kept:
    """The tokens of sentences end to end, as they are added, and where each sentence begins."""

    ids: list[TokenIds]
    offsets: list[int]

    def add(self, tokens: Tokens, low: int, high: int) -> range:
        """Adds the sentences from `low` to before `high`; their numbers among those kept."""
        bounds = tokens.offsets[low : high + 1].tolist()
        shift, first = self.offsets[-1] - bounds[0], len(self.offsets) - 1
        self.ids.append(tokens.ids[bounds[0] : bounds[-1]])
        self.offsets.extend(shift + bound for bound in bounds[1:])
        return range(first, first + high - low)

    def tokens(self) -> Tokens:
        return Tokens(np.concatenate([np.zeros(0, dtype=np.uint16), *self.ids]), np.array(self.offsets, dtype=np.int64))


def _numbers(spans: tuple[list[int], list[int]], span: Span) -> tuple[int, int]:
    """Of sentences given by their starts and ends, those that end behind where a span begins and begin before it ends:
    half-open."""
    starts, ends = spans
    first = bisect_right(ends, span[0])
    return first, max(bisect_left(starts, span[1]), first)


def _by_report(found: Sequence[ChunkInReport]) -> dict[str, list[ChunkInReport]]:
    grouped: dict[str, list[ChunkInReport]] = {}
    for item in found:
        grouped.setdefault(item.chunk.report_id, []).append(item)
    return grouped


def _around(chunk: Chunk, length: int) -> Span:
    return max(chunk.start - REACH, 0), min(chunk.end + REACH, length)


def _stretches(chunks: Sequence[Chunk], length: int) -> list[tuple[Span, list[Chunk]]]:
    """Chunks with what lies around them, those that touch joined: half-open spans of the report."""
    joined: list[tuple[Span, list[Chunk]]] = []
    for chunk in sorted(chunks, key=lambda item: item.start):
        low, high = _around(chunk, length)
        if joined and low <= joined[-1][0][1]:
            (start, end), others = joined[-1]
            joined[-1] = ((start, max(end, high)), [*others, chunk])
        else:
            joined.append(((low, high), [chunk]))
    return joined


def _headline(item: ChunkInReport) -> int:
    """Where the headline of a report ends, in code points."""
    return len(item.report_text[: item.body_start].split("\n", 1)[0][:_HEADLINE])
