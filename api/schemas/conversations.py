"""Conversations: in the list by their names, one by one with their answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.answers import AnswerOut
from api.schemas.base import FiltersIn, In, Out
from api.state.conversations import Conversation

MAX_TITLE = 200  # code points
MAX_LIST = 200  # conversations of one page of the list

Title = Annotated[str, Field(max_length=MAX_TITLE)]


class ConversationIn(In):
    """A new conversation. Without a title it takes its first question."""

    title: Title = ""
    filters: FiltersIn = FiltersIn()


class ConversationChange(In):
    title: Title | None = None
    filters: FiltersIn | None = None


class ConversationsIn(In):
    """The query string of the list of conversations."""

    q: Annotated[str | None, Field(min_length=1, max_length=100)] = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIST)] = 50
    cursor: Annotated[str | None, Field(max_length=200)] = None


class ExportIn(In):
    format: Literal["json", "md"] = "json"


class ConversationOut(Out):
    id: str
    title: str
    filters: dict[str, str]
    created_at: str
    updated_at: str
    turns: int

    @classmethod
    def of(cls, conversation: Conversation) -> ConversationOut:
        return cls.model_validate(conversation)


class ConversationsOut(Out):
    items: list[ConversationOut]
    next_cursor: str | None = None


class WholeConversationOut(ConversationOut):
    """A conversation with its answers, each of which holds its question."""

    answers: list[AnswerOut]
