"""What each way of answering hands on: a draft with its status, before it becomes an `Answer`."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rag.answers.draft import Draft
from rag.answers.wording import Wording
from rag.questions.query import Query
from rag.search.pile import Pile
from rag.types import Hit, Listing, Status


@dataclass(frozen=True, slots=True)
class Task:
    """One question to answer: understood, over a pile, restricted to the reports in `allowed` (None: all).

    `allowed` are the reports that pass the filters and belong to the places named; `filtered` pass the filters alone.
    `most` is how many sentences are wanted at most, where that is not for the way of answering to say. `shown` is what
    was answered before, where the question asks for more of it.
    """

    query: Query
    pile: Pile
    allowed: AbstractSet[str] | None
    wording: Wording
    filtered: AbstractSet[str] | None = None
    most: int | None = None
    shown: str = ""

    @property
    def scanned(self) -> int:
        """How many reports the question was put to."""
        return self.pile.report_count if self.allowed is None else len(self.allowed)


@dataclass(frozen=True, slots=True)
class Outcome:
    status: Status
    draft: Draft
    reason: str | None = None
    listing: Listing | None = None
    hits: tuple[Hit, ...] = ()


def not_found(reason: str, hits: tuple[Hit, ...] = ()) -> Outcome:
    """Nothing is stated, so nothing is cited; the reason stands beside the status."""
    return Outcome(Status.NOT_FOUND, Draft(), reason, hits=hits)
