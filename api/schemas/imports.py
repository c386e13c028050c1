"""Imports: what is to be read, and how far that is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.base import In, Out
from api.state.imports import Item

MAX_URLS = 10_000  # of one import
MAX_ITEMS = 1_000  # items of one reply


class ImportIn(In):
    urls: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=2_000, pattern=r"^https?://")], ...],
        Field(min_length=1, max_length=MAX_URLS),
    ]


class ImportItemsIn(In):
    """The query string of an import: which of its items."""

    after: Annotated[int, Field(ge=-1, le=1_000_000_000)] = -1
    limit: Annotated[int, Field(ge=0, le=MAX_ITEMS)] = 100


class ImportItemOut(Out):
    """One file or URL. `status`, `code`, `reason`, `reports` are there once it is done."""

    n: int
    name: str
    state: Literal["waiting", "running", "done", "failed", "parked"]
    attempts: int
    status: Literal["added", "unchanged", "updated", "failed"] | None
    code: str | None
    reason: str | None
    reports: list[str]

    @classmethod
    def of(cls, item: Item) -> ImportItemOut:
        told = {"n": item.ordinal, "name": item.name, "state": item.state, "attempts": item.attempts}
        return cls.model_validate({**item.result, **told})


class CountsOut(Out):
    waiting: int = 0
    running: int = 0
    done: int = 0
    failed: int = 0
    parked: int = 0


class ImportOut(Out):
    """`state` is `done` when nothing waits or runs any more."""

    id: str
    state: Literal["running", "done"]
    created_at: str
    total: int
    counts: CountsOut
    items: list[ImportItemOut]
