"""A body that a page carries twice: the later copy is dropped, whatever its layout.

Compared are letters, digits and Han characters only, on the shadow, so line breaks, spaces and script do not hide a
copy. Whole sentences go, never parts; a slogan or a sentence said twice stays, since officials do repeat themselves.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from rag.language.regex import regex
from rag.language.sentences import sentence_spans
from rag.reports.lines import Line
from rag.types import Span

_GRAM = 24  # characters; long enough that two places sharing one by chance are rare
_SHORTEST = 60  # characters of one run; two sentences at least
_MARKS = 3  # characters of punctuation that may stand before or behind a run
_FEWEST_SENTENCES = 2
_GREATER_PART = 0.25  # of all characters; a body given twice has a half, without its first paragraph somewhat less
_SMALL = 20_000  # characters; up to here looking for every gram in the rest is faster than remembering them
_LETTER = regex(r"[^\W_]")
_NOT_LETTERS = regex(r"[\W_]+")
_LONG_RUN = 400  # characters; nobody says as much twice in one report


def without_repeats(lines: Sequence[Line]) -> list[Line | None]:
    """The lines, in order; None where a line was a repetition, the rest of it where a part of it was."""
    text = "\n".join(line.plain for line in lines)
    runs = _runs(text)
    if not runs:
        return list(lines)
    starts = [0, *accumulate(len(line.plain) + 1 for line in lines)]
    return [_without(line, start, runs) for line, start in zip(lines, starts, strict=False)]


def _without(line: Line, start: int, runs: list[Span]) -> Line | None:
    end = start + len(line.plain)
    first = bisect_right(runs, start, key=lambda run: run[1])  # runs are in order and do not overlap
    last = bisect_left(runs, end, key=lambda run: run[0])
    covering = [(max(left, start), min(right, end)) for left, right in runs[first:last]]
    if not covering:
        return line
    edges = [start, *(edge for span in covering for edge in span), end]
    kept = [line.cut(left - start, right - start) for left, right in zip(edges[::2], edges[1::2], strict=True)]
    rest = Line("".join(part.text for part in kept), "".join(part.plain for part in kept))
    return rest if rest.bare else None


def _runs(text: str) -> list[Span]:
    """Spans of `text` that say again what stands before them, long enough to be a copy and cut at sentence ends."""
    dense = _NOT_LETTERS.sub("", text)
    if len(dense) < 2 * _SHORTEST or (len(dense) <= _SMALL and not _may_repeat(dense)):
        return []
    matches = _matches(dense)
    if not matches:
        return []
    places = [match.start() for match in _LETTER.finditer(text)]
    total = sum(right - left for left, right in matches)
    shortest = _SHORTEST if total >= _GREATER_PART * len(places) else _LONG_RUN
    long = [(left, right) for left, right in matches if right - left >= shortest]
    sentences = sentence_spans(text) if long else []
    return [span for left, right in long for span in _whole(sentences, places[left], places[right - 1] + 1)]


def _may_repeat(dense: str) -> bool:
    """A quick look that spares nearly every report the search: a run of `_SHORTEST` holds one of these grams whole."""
    return any(dense.find(dense[at : at + _GRAM], at + _GRAM) > 0 for at in range(0, len(dense) - 2 * _GRAM, _GRAM))


def _matches(dense: str) -> list[Span]:
    """Maximal runs of `dense` found earlier in it, of `_SHORTEST` characters or more. No run is walked twice."""
    seen: dict[str, int] = {}
    found: list[Span] = []
    at, indexed = 0, 0
    while at + _GRAM <= len(dense):
        while indexed + _GRAM <= at:
            seen.setdefault(dense[indexed : indexed + _GRAM], indexed)
            indexed += _GRAM
        earlier = seen.get(dense[at : at + _GRAM])
        if earlier is None:
            at += 1
            continue
        left, right = _extend(dense, earlier, at, found[-1][1] if found else 0)
        if right - left >= _SHORTEST:
            found.append((left, right))
        at = max(right, at + 1)
    return found


def _extend(dense: str, earlier: int, at: int, floor: int) -> Span:
    left, right = at, at + _GRAM
    shift = at - earlier
    while right < len(dense) and dense[right] == dense[right - shift]:
        right += 1
    # A gram is looked up at every position but remembered at every `_GRAM`-th: the run may begin up to one earlier.
    while left > floor and left - shift > 0 and at - left < _GRAM and dense[left - 1] == dense[left - 1 - shift]:
        left -= 1
    return left, right


def _whole(sentences: list[Span], start: int, end: int) -> list[Span]:
    """The sentences inside a run: their last marks may stand behind its last letter."""
    first = bisect_left(sentences, start - _MARKS, key=lambda span: span[0])
    last = bisect_right(sentences, end + _MARKS, key=lambda span: span[1])
    inside = sentences[first:last]
    return inside if len(inside) >= _FEWEST_SENTENCES else []
