"""One report a story at the top: reprints are placed behind the other candidates.

A story is often told by several papers in nearly the same words. All of them match a question equally well, and four
copies of one story leave six places of ten for the others. Which reports are one story was decided when they were
stored (`rag/reports/reprints.py`). Left out: which of the copies speaks for the story; the ranking given says that.
"""

from __future__ import annotations

from collections.abc import Iterable

from rag.types import ChunkInReport


def repeats(ranked: Iterable[ChunkInReport]) -> set[int]:
    """Ids of the chunks, given best first, whose story another report has told before them.

    Several chunks of one report repeat nothing.
    """
    teller: dict[str, str] = {}
    return {
        item.chunk.id for item in ranked if teller.setdefault(item.group, item.chunk.report_id) != item.chunk.report_id
    }
