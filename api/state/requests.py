"""Requests with an Idempotency-Key and what was answered, so that one sent again is not done again."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex

from api.state.moments import now
from rag.database import Database

_KEPT = "-1 day"  # how long an answer can be asked for again
_PROCESS = token_hex(8)  # this run of the program: a request another run left unfinished is done anew


@dataclass(frozen=True, slots=True)
class Answered:
    status: int
    body: bytes


class Underway(Exception):
    """The same request is being worked on."""


class Reused(Exception):
    """The key stands for another request."""


class Requests:
    """The requests of the service's file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, owner: str, key: str, digest: str) -> Answered | None:
        """What was answered already, or None: then it is ours to do. Raises Underway, Reused."""
        with self._database.transaction():
            self._database.run(
                "DELETE FROM requests WHERE datetime(begun_at) < datetime('now', ?)"
                " OR (status IS NULL AND process <> ?)",
                (_KEPT, _PROCESS),
            )
            rows = self._database.run(
                "SELECT digest, status, body FROM requests WHERE owner = ? AND key = ?", (owner, key)
            )
            if not rows:
                row = (owner, key, digest, _PROCESS, None, None, now())
                self._database.run("INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?, ?)", row)
                return None
        known, status, body = rows[0]
        if known != digest:
            raise Reused
        if status is None:
            raise Underway
        return Answered(status, body)

    def finish(self, owner: str, key: str, answered: Answered | None) -> None:
        """Notes what was answered; None when it failed and may be tried again."""
        if answered is None:
            self._database.run("DELETE FROM requests WHERE owner = ? AND key = ?", (owner, key))
            return
        self._database.run(
            "UPDATE requests SET status = ?, body = ? WHERE owner = ? AND key = ?",
            (answered.status, answered.body, owner, key),
        )
