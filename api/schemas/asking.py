"""Questions and searches as they come in."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.asking import MAX_QUESTION
from api.schemas.base import FiltersIn, In
from rag.types import Inferable, Turn

MAX_TURNS = 50  # turns of history; more is a transcript, and a follow-up leans on the last few
MAX_TURN = 8_000  # code points; our own longest list answers stay below
MAX_HITS = 100  # hits of one search; a reader wants ten, a reranking program a hundred

Question = Annotated[str, Field(json_schema_extra={"maxLength": MAX_QUESTION}, description="The question, as asked")]


class TurnIn(In):
    role: Literal["user", "assistant"]
    content: Annotated[str, Field(max_length=MAX_TURN)]


Turns = Annotated[tuple[TurnIn, ...], Field(max_length=MAX_TURNS)]
Ignored = Annotated[
    tuple[Inferable, ...],
    Field(max_length=len(Inferable), description="Members of `filters.inferred` not to be kept to"),
]


def to_turns(turns: Turns) -> tuple[Turn, ...]:
    return tuple(Turn(turn.role, turn.content) for turn in turns)


class AskIn(In):
    """One question. With `conversation_id` the history is that conversation's, and the answer is added to it."""

    question: Question
    history: Turns = ()
    conversation_id: Annotated[str | None, Field(max_length=100)] = None
    replaces: Annotated[
        str | None, Field(max_length=100, description="An answer of the conversation to be asked anew")
    ] = None
    filters: FiltersIn = FiltersIn()
    ignore_inferred: Ignored = ()
    stream: Annotated[bool, Field(strict=True)] = False
    include: Annotated[tuple[Literal["hits"], ...], Field(max_length=10)] = ()


class SearchIn(In):
    question: Question
    k: Annotated[int, Field(strict=True, ge=1, le=MAX_HITS)] = 10
    filters: FiltersIn = FiltersIn()
