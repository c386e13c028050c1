"""What the service forgets by itself: old answers that nobody filed, what an import has left behind.

An answer is spared where somebody has kept it: in a conversation, or by saying what it is worth. Left out: what people
forget themselves.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from api.state.moments import days_ago
from api.state.state import State

IMPORT_DAYS = 30  # an import that has ended is looked at, or tried again, for so long


@dataclass(frozen=True, slots=True)
class Keep:
    """`answers`: so many of those that are in no conversation, the newest. `days`: how long an answer, and a
    conversation since its last use, is kept (None: for ever)."""

    answers: int = 100_000
    days: int | None = None


def prune(state: State, keep: Keep) -> int:
    """Forgets what is not to be kept; gives how many answers, conversations and imports that were."""
    forgotten = state.answers.prune(keep.answers)
    if keep.days is not None:
        cutoff = days_ago(keep.days)
        forgotten += state.answers.prune_before(cutoff) + state.conversations.prune_before(cutoff)
    ended = state.imports.ended_before(days_ago(IMPORT_DAYS))
    for import_id in ended:
        forget_import(state, import_id)
    return forgotten + len(ended)


def forget_import(state: State, import_id: str) -> None:
    """An import and the files it has left."""
    state.imports.remove(import_id)
    shutil.rmtree(state.import_folder(import_id), ignore_errors=True)
