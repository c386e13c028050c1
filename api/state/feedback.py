"""What readers say of answers: a thumb, a reason, and for single citations whether they hold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from api.state.moments import now
from rag.database import Database, Row

_COLUMNS = "f.answer, f.rating, f.reason, f.citations, f.given_at"


@dataclass(frozen=True, slots=True)
class Feedback:
    """`citations` are (source number, verdict) pairs."""

    answer_id: str
    rating: str | None
    reason: str | None
    citations: tuple[tuple[int, str], ...]
    given_at: str


class Feedbacks:
    """The feedback of the service's file; one for each answer, the last one given."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self, answer_id: str, rating: str | None, reason: str | None, citations: Sequence[tuple[int, str]]
    ) -> Feedback:
        moment = now()
        as_json = json.dumps([list(pair) for pair in citations])
        self._database.run(
            "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?)", (answer_id, rating, reason, as_json, moment)
        )
        return Feedback(answer_id, rating, reason, tuple(citations), moment)

    def get(self, answer_id: str) -> Feedback | None:
        rows = self._database.run(f"SELECT {_COLUMNS} FROM feedback f WHERE f.answer = ?", (answer_id,))  # noqa: S608
        return _feedback(rows[0]) if rows else None

    def of_conversation(self, conversation: str) -> dict[str, Feedback]:
        """By answer id."""
        rows = self._database.run(
            f"SELECT {_COLUMNS} FROM feedback f JOIN answers a ON a.id = f.answer WHERE a.conversation = ?",  # noqa: S608
            (conversation,),
        )
        return {row[0]: _feedback(row) for row in rows}

    def every(self) -> list[Feedback]:
        """All of it, oldest first."""
        return [_feedback(row) for row in self._database.run(f"SELECT {_COLUMNS} FROM feedback f ORDER BY f.given_at")]  # noqa: S608


def _feedback(row: Row) -> Feedback:
    answer_id, rating, reason, citations, given_at = row
    return Feedback(answer_id, rating, reason, tuple((n, verdict) for n, verdict in json.loads(citations)), given_at)
