"""Conversations: a name, the filters of its questions, and the answers given in it, which carry their questions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from api.state.moments import new_id, now
from rag.database import Database, Row
from rag.language.script import shadow

_FIELDS = "c.id, c.title, c.filters, c.created_at, c.updated_at,"
_COUNT = " (SELECT count(*) FROM answers a WHERE a.conversation = c.id)"


@dataclass(frozen=True, slots=True)
class Conversation:
    """`filters` as JSON members, `turns` the number of answers in it."""

    id: str
    title: str
    filters: dict[str, str]
    created_at: str
    updated_at: str
    turns: int


class Conversations:
    """The conversations of the service's file. Each is seen by its owner alone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, owner: str, title: str, filters: Mapping[str, str]) -> Conversation:
        moment, conversation = now(), new_id("conv")
        as_json = json.dumps(dict(filters), ensure_ascii=False)
        self._database.run(
            "INSERT INTO conversations VALUES (?, ?, ?, ?, ?, ?)",
            (conversation, owner, title, as_json, moment, moment),
        )
        return Conversation(conversation, title, dict(filters), moment, moment, 0)

    def get(self, conversation: str, owner: str) -> Conversation | None:
        rows = self._database.run(
            f"SELECT {_FIELDS}{_COUNT} FROM conversations c WHERE c.id = ? AND c.owner = ?",  # noqa: S608
            (conversation, owner),
        )
        return _conversation(rows[0]) if rows else None

    def newest(
        self, owner: str, limit: int, before: tuple[str, ...] | None = None, q: str | None = None
    ) -> list[Conversation]:
        """Last used first, behind `before` (moment, id); `q` must stand in title, question or answer."""
        wanted, values = ["c.owner = ?"], list[object]([owner])
        if before is not None:
            wanted.append("(c.updated_at, c.id) < (?, ?)")
            values += before
        if q is not None:
            wanted.append(
                "(instr(lower(c.title), lower(?)) > 0"
                " OR EXISTS (SELECT 1 FROM answers a WHERE a.conversation = c.id AND instr(a.searched, ?) > 0))"
            )
            values += [q, shadow(q)]
        rows = self._database.run(
            f"SELECT {_FIELDS}{_COUNT} FROM conversations c WHERE {' AND '.join(wanted)}"  # noqa: S608
            " ORDER BY c.updated_at DESC, c.id DESC LIMIT ?",
            (*values, limit),
        )
        return [_conversation(row) for row in rows]

    def change(self, conversation: str, title: str | None, filters: Mapping[str, str] | None) -> None:
        """Another name or other filters; None leaves what is."""
        as_json = None if filters is None else json.dumps(dict(filters), ensure_ascii=False)
        self._database.run(
            "UPDATE conversations SET title = coalesce(?, title), filters = coalesce(?, filters) WHERE id = ?",
            (title, as_json, conversation),
        )

    def remove(self, conversation: str) -> None:
        """Forgets a conversation with its answers and their feedback."""
        self._database.run("DELETE FROM conversations WHERE id = ?", (conversation,))

    def prune_before(self, moment: str) -> int:
        """Forgets the conversations last used before a moment, but those with feedback; gives how many."""
        return len(
            self._database.run(
                "DELETE FROM conversations WHERE updated_at < ? AND NOT EXISTS (SELECT 1 FROM answers a"
                " JOIN feedback f ON f.answer = a.id WHERE a.conversation = conversations.id) RETURNING id",
                (moment,),
            )
        )


def _conversation(row: Row) -> Conversation:
    conversation, title, filters, created, updated, turns = row
    return Conversation(conversation, title, json.loads(filters), created, updated, turns)
