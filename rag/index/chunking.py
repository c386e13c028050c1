"""Cuts a report into chunks of whole sentences: the unit that is indexed, ranked and shown as a hit.

Every character that is not white space lies in exactly one chunk, and `text[start:end]` is the chunk's text. Chunks do
not overlap: the sentences around a hit are one slice of the report away.
"""

from __future__ import annotations

from rag.language.regex import regex
from rag.language.sentences import sentence_spans
from rag.types import Span

CHUNKER_VERSION = "sentences-1"

_FULL = 240  # code points; a chunk is closed before the sentence that would take it past this: about two paragraphs
_SMALL = 60  # code points; a shorter rest at the end of a report says too little alone and joins its neighbour
_LONGEST = 400  # code points; the most one sentence may take, within the 512 tokens most embedding models read
_HEADING = 30  # code points; a shorter line without a stop is a heading and belongs to what follows it

_STOPPED = regex(r"[。！？!?…；;，,：:”」』）)]$")
# Where an over-long sentence is cut, best first. Never at 、 before these: it holds a slogan's parts together.
_CUTS = (regex(r"[；;。！？!?][”」』）)]*"), regex(r"[，,：:]"), regex(r"\s+|[、（）()|]"))


def chunk_spans(text: str) -> list[Span]:
    """Half-open spans of the chunks of `text`, in order; empty when there is nothing but white space.

    >>> text = "第一句。" * 100
    >>> [(start, end) for start, end in chunk_spans(text)]
    [(0, 240), (240, 400)]
    """
    chunks: list[list[Span]] = []
    current: list[Span] = []
    for span in _pieces(text):
        if current and span[1] - current[0][0] > _FULL:
            heading = _trailing_heading(text, current)
            chunks.append(current[:-1] if heading else current)
            current = current[-1:] if heading else []
        current.append(span)
    if current:
        chunks.append(current)
    return _join_small_rest([(chunk[0][0], chunk[-1][1]) for chunk in chunks])


def _trailing_heading(text: str, chunk: list[Span]) -> bool:
    start, end = chunk[-1]
    short_line = end - start <= _HEADING and text[end : end + 1] == "\n"
    return len(chunk) > 1 and short_line and not _STOPPED.search(text[start:end])


def _join_small_rest(spans: list[Span]) -> list[Span]:
    if len(spans) > 1 and spans[-1][1] - spans[-1][0] < _SMALL and spans[-1][1] - spans[-2][0] <= _LONGEST:
        return [*spans[:-2], (spans[-2][0], spans[-1][1])]
    return spans


def _pieces(text: str) -> list[Span]:
    """Sentences, those over the cap cut into pieces."""
    pieces: list[Span] = []
    for first, end in sentence_spans(text):
        start = first
        while end - start > _LONGEST:
            cut = _cut(text, start)
            pieces.append((start, start + len(text[start:cut].rstrip())))
            start = end - len(text[cut:end].lstrip())
        pieces.append((start, end))
    return pieces


def _cut(text: str, start: int) -> int:
    """Where to end the first piece of the over-long sentence that begins at `start`."""
    for pattern in _CUTS:
        ends = [match.end() for match in pattern.finditer(text, start, start + _LONGEST)]
        if ends and ends[-1] - start >= _SMALL:
            return ends[-1]
    return start + _LONGEST
