"""Which sentences a list may read: of the years asked, telling the honour asked, nothing left out."""

from __future__ import annotations

from functools import lru_cache

from rag.index.tokenizing import words
from rag.language.rarity import rarity
from rag.search.honours import tells_honour
from rag.search.interrogatives import NOT_MEANT
from rag.search.list_topic import RARE
from rag.search.query import Query
from rag.types import Report


def is_meant(query: Query, sentence: str, report: Report) -> bool:
    """Whether a sentence is of the years asked, tells the honour asked, and nothing that is left out."""
    if not _in_years(query, sentence, report) or _is_excepted(query, sentence):
        return False
    return tells_honour(query.shadow, sentence)


def _is_excepted(query: Query, sentence: str) -> bool:
    """Whether a sentence tells what the question leaves out: (不算灾后抢通), 抢通道路3条."""
    return any(word in sentence for word in _left_out(query.shadow))


@lru_cache(maxsize=256)
def _left_out(question: str) -> tuple[str, ...]:
    """The telling words of what a question's shadow leaves out."""
    said = [word for found in NOT_MEANT.finditer(question) for word in words(found["what"] or found["inside"])]
    return tuple(word for word in said if len(word) > 1 and rarity(word) >= RARE)


def _in_years(query: Query, sentence: str, report: Report) -> bool:
    if not query.years or any(str(year) in sentence for year in query.years):
        return True
    return year_of(report) in query.years


def year_of(report: Report) -> int | None:
    """The year in which a report appeared, where it says so."""
    return report.metadata.published.year if report.metadata.published else None
