"""Which sentences are read for an answer: those of the chunks found, of the few reports of the place asked, and of
other places' reports where they name it. Left out: how well they answer (`ranker.py`, `evidence.py`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from rag.answers.sentences.features import Candidate
from rag.questions.query import Query
from rag.search.pile import Passage, Pile
from rag.types import Chunk, Hit, Level

HITS = 30  # chunks read; the right one stood among the first 10 in 97 % of questions on the public sets
_NAMING = 100  # chunks of other places' reports that are read because they name the place
_LARGE = (Level.PROVINCE, Level.CITY)
_FULL_NAME = 3  # code points: a shorter name (房县 has two) is part of other words too often
_EVERY_REPORT = 12  # reports at most that are read whole when the question names their place


def candidates_for(
    query: Query, pile: Pile, allowed: AbstractSet[str] | None, beside: AbstractSet[str] | None = None
) -> tuple[list[Candidate], list[Hit]]:
    """The sentences to rank, each once, in the order their chunks were found; and the hits."""
    hits = pile.retriever.hits(query.searched, HITS, allowed)
    top = max((hit.score for hit in hits), default=0.0) or 1.0
    places: dict[tuple[str, int], Candidate] = {}
    for rank, hit in enumerate(hits, 1):
        passage = pile.passage(hit.chunk.report_id)
        for number in _inside(passage, hit.chunk):
            places.setdefault((passage.report.id, number), Candidate(passage, number, hit.score / top, 1 / rank))
    for passage, numbers in [*_whole_reports(pile, allowed), *_naming(query, pile, allowed, beside)]:
        for number in numbers:
            places.setdefault((passage.report.id, number), Candidate(passage, number, 0.0, 0.0))
    return list(places.values()), hits


def _naming(
    query: Query, pile: Pile, allowed: AbstractSet[str] | None, beside: AbstractSet[str] | None
) -> list[tuple[Passage, Sequence[int]]]:
    """Sentences of other places' reports that name the place asked (a county's report on one of its towns)."""
    full = {place.name for named in query.named for place in named.places if len(place.name) >= _FULL_NAME}
    # A province or a city is spoken of by its short name, from which no other word is made: 河北, 贵州.
    names = full | {named.name for named in query.named if any(place.level in _LARGE for place in named.places)}
    skipped = pile.reports_of_namesakes([place for named in query.named for place in named.places]) | (allowed or set())
    reading: list[tuple[Passage, Sequence[int]]] = []
    for name in sorted(names):
        for chunk in pile.store.chunks(pile.index.containing(name, beside)[:_NAMING]):
            if chunk.report_id not in skipped:
                passage = pile.passage(chunk.report_id)
                reading.append((passage, _inside(passage, chunk, name)))
    return reading


def _inside(passage: Passage, chunk: Chunk, name: str = "") -> list[int]:
    """Numbers of the sentences of a chunk that hold the name."""
    first = bisect_left(passage.sentences, (chunk.start, 0))
    behind = bisect_right(passage.sentences, chunk.end, lo=first, key=lambda span: span[1])
    return [number for number in range(first, behind) if name in passage.sentence(number)]


def _whole_reports(pile: Pile, allowed: AbstractSet[str] | None) -> list[tuple[Passage, Sequence[int]]]:
    if allowed is None or len(allowed) > _EVERY_REPORT:
        return []
    passages = [pile.passage(report_id) for report_id in sorted(allowed)]
    return [(passage, range(len(passage.sentences))) for passage in passages]
