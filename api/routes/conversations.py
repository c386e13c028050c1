"""Conversations: begun, listed, searched, renamed, exported, forgotten."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from fastapi.responses import Response

from api.edge.access import By
from api.edge.cursors import from_cursor, to_cursor
from api.routes import make_router
from api.schemas.answers import filter_values
from api.schemas.conversations import (
    ConversationChange,
    ConversationIn,
    ConversationOut,
    ConversationsIn,
    ConversationsOut,
    ExportIn,
    WholeConversationOut,
)
from api.service.answering import conversation_of, describe_kept
from api.service.desk import AtDesk, Desk
from api.service.transcript import transcript

router = make_router("conversations")


@router.get("/v1/conversations")
async def conversations(asked: Annotated[ConversationsIn, Query()], desk: AtDesk, caller: By) -> ConversationsOut:
    """One's own conversations, last used first; `q` looks in titles, questions and answers."""
    place = None if asked.cursor is None else from_cursor(asked.cursor, 2)

    def call() -> ConversationsOut:
        found = desk.state.conversations.newest(caller.owner, asked.limit + 1, place, asked.q)
        last = found[asked.limit - 1] if len(found) > asked.limit else None
        return ConversationsOut(
            items=[ConversationOut.of(item) for item in found[: asked.limit]],
            next_cursor=to_cursor(last.updated_at, last.id) if last else None,
        )

    return await desk.notes.run(call)


@router.post("/v1/conversations", status_code=201)
async def begin(given: ConversationIn, desk: AtDesk, caller: By) -> ConversationOut:
    """A new conversation. Ask in it by `conversation_id`."""
    filters = filter_values(given.filters.to_filters())
    return await desk.notes.run(
        lambda: ConversationOut.of(desk.state.conversations.add(caller.owner, given.title.strip(), filters))
    )


@router.get("/v1/conversations/{conversation_id}")
async def conversation(conversation_id: str, desk: AtDesk, caller: By) -> WholeConversationOut:
    """A conversation with its answers, in the order of asking."""
    return await desk.reads.run(lambda: _whole(desk, conversation_id, caller.owner))


@router.patch("/v1/conversations/{conversation_id}")
async def change(conversation_id: str, given: ConversationChange, desk: AtDesk, caller: By) -> ConversationOut:
    """Another title, other filters."""
    filters = None if given.filters is None else filter_values(given.filters.to_filters())

    def call() -> ConversationOut:
        conversation_of(desk, conversation_id, caller.owner)
        desk.state.conversations.change(conversation_id, given.title, filters)
        return ConversationOut.of(conversation_of(desk, conversation_id, caller.owner))

    return await desk.notes.run(call)


@router.delete("/v1/conversations/{conversation_id}", status_code=204)
async def forget(conversation_id: str, desk: AtDesk, caller: By) -> None:
    """Forget a conversation with its answers and what was said of them."""

    def call() -> None:
        conversation_of(desk, conversation_id, caller.owner)
        desk.state.conversations.remove(conversation_id)

    await desk.notes.run(call)


@router.get(
    "/v1/conversations/{conversation_id}/export",
    response_class=Response,
    responses={200: {"content": {"application/json": {}, "text/markdown": {}}}},
)
async def export(conversation_id: str, asked: Annotated[ExportIn, Query()], desk: AtDesk, caller: By) -> Response:
    """A conversation as a file: JSON as above, or Markdown with quotes and sources."""
    whole = await desk.reads.run(lambda: _whole(desk, conversation_id, caller.owner))
    name = f'attachment; filename="{whole.id}.{asked.format}"'
    if asked.format == "md":
        return Response(transcript(whole), media_type="text/markdown", headers={"Content-Disposition": name})
    return Response(
        whole.model_dump_json(indent=2), media_type="application/json", headers={"Content-Disposition": name}
    )


def _whole(desk: Desk, conversation_id: str, owner: str) -> WholeConversationOut:
    conversation = conversation_of(desk, conversation_id, owner)
    said = desk.state.feedback.of_conversation(conversation_id)
    kept = desk.state.answers.of_conversation(conversation_id)
    answers = [describe_kept(desk, item, said.get(item.answer.id)) for item in kept]
    return WholeConversationOut(**ConversationOut.of(conversation).model_dump(), answers=answers)
