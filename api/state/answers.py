"""Answers given, kept to be shown again: the same text, the same numbers, under an id of their own.

The library's answer id is a digest of the question. Here each asking gets a random one: two people who ask the same may
be told different words (another index, a language model), and the feedback of one is not that of the other.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from api.state.moments import now
from rag.database import Database, Row
from rag.language.script import shadow
from rag.types import Answer

_ANSWER = TypeAdapter(Answer)
_TITLE = 60  # code points of the first question that name a conversation without a title
_COLUMNS = "id, owner, conversation, asked_at, record"
_UNFILED = "conversation IS NULL AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.answer = answers.id)"


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer with who asked, when, and in which conversation (None: in none)."""

    answer: Answer
    owner: str
    asked_at: str
    conversation: str | None


class Answers:
    """The answers of the service's file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, answer: Answer, owner: str, conversation: str | None = None, replaces: str | None = None) -> str:
        """Keeps an answer under its id, at the end of a conversation, and gives the moment. Durable on return.

        `replaces` and what came after it leave the conversation; they stay under their ids.
        """
        moment = now()
        with self._database.transaction():
            if conversation is not None and replaces is not None:
                self._take_out(conversation, replaces)
            self._database.run(
                "INSERT INTO answers VALUES (?, ?, ?,"
                " (SELECT coalesce(max(ordinal), 0) + 1 FROM answers WHERE conversation = ?), ?, ?, ?)",
                (answer.id, owner, conversation, conversation, moment, _searched(answer), _packed(answer)),
            )
            self._database.run(
                "UPDATE conversations SET updated_at = ?, title = iif(title = '', ?, title) WHERE id = ?",
                (moment, answer.question[:_TITLE], conversation),
            )
        return moment

    def get(self, answer_id: str) -> KeptAnswer | None:
        rows = self._database.run(f"SELECT {_COLUMNS} FROM answers WHERE id = ?", (answer_id,))  # noqa: S608
        return _kept(rows[0]) if rows else None

    def many(self, ids: Sequence[str]) -> list[KeptAnswer]:
        """Those of the ids that are kept, oldest first."""
        rows = self._database.run(
            f"SELECT {_COLUMNS} FROM answers WHERE id IN (SELECT value FROM json_each(?)) ORDER BY asked_at, id",  # noqa: S608
            (json.dumps(list(ids)),),
        )
        return [_kept(row) for row in rows]

    def of_conversation(self, conversation: str) -> list[KeptAnswer]:
        """In the order of asking."""
        rows = self._database.run(
            f"SELECT {_COLUMNS} FROM answers WHERE conversation = ? ORDER BY ordinal",  # noqa: S608
            (conversation,),
        )
        return [_kept(row) for row in rows]

    def remove(self, answer_id: str) -> bool:
        """Forgets an answer and its feedback; False when there was none."""
        return bool(self._database.run("DELETE FROM answers WHERE id = ? RETURNING id", (answer_id,)))

    def prune(self, most: int) -> int:
        """Forgets the oldest answers beyond `most`, of those that nobody has filed; gives how many."""
        return len(
            self._database.run(
                f"DELETE FROM answers WHERE {_UNFILED} AND asked_at <="  # noqa: S608
                f" (SELECT asked_at FROM answers WHERE {_UNFILED} ORDER BY asked_at DESC LIMIT 1 OFFSET ?)"
                " RETURNING id",
                (most,),
            )
        )

    def prune_before(self, moment: str) -> int:
        """Forgets the answers given before a moment that nobody has filed; gives how many."""
        return len(
            self._database.run(f"DELETE FROM answers WHERE {_UNFILED} AND asked_at < ? RETURNING id", (moment,))  # noqa: S608
        )

    def _take_out(self, conversation: str, answer_id: str) -> None:
        self._database.run(
            "UPDATE answers SET conversation = NULL WHERE conversation = ? AND ordinal >="
            " (SELECT ordinal FROM answers WHERE id = ? AND conversation = ?)",
            (conversation, answer_id, conversation),
        )


def _searched(answer: Answer) -> str:
    return shadow(f"{answer.question}\n{answer.text}")


def _packed(answer: Answer) -> bytes:
    return zlib.compress(_ANSWER.dump_json(replace(answer, hits=())))


def _kept(row: Row) -> KeptAnswer:
    _, owner, conversation, asked_at, record = row
    return KeptAnswer(_ANSWER.validate_json(zlib.decompress(record)), owner, asked_at, conversation)
