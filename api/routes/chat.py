"""The chat format that existing clients speak: models, and completions with annotations, streaming or not."""

from __future__ import annotations

import json
import time
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.sse import format_sse_event

from api.asking import checked_question
from api.edge.access import By
from api.problems import Refusal
from api.routes import CHAT_ERRORS, make_router
from api.schemas.asking import MAX_TURN, MAX_TURNS
from api.schemas.chat import (
    MODEL,
    ChatIn,
    ChatOut,
    ChoiceOut,
    MessageOut,
    ModelOut,
    ModelsOut,
    chunk,
    search_results,
    url_citations,
    usage,
)
from api.service.answering import Asking
from api.service.chores import chore
from api.service.desk import AtDesk, Desk
from api.service.streaming import EVENT_SCHEMA, tell
from api.service.telling import Frames
from api.state.moments import new_id
from rag.answers.events import Finished, TextAdded
from rag.types import Filters, Turn

router = make_router("chat", problems=CHAT_ERRORS)

_CHUNKS: dict[int | str, dict[str, Any]] = {200: {"content": {"text/event-stream": {"itemSchema": EVENT_SCHEMA}}}}


@router.get("/v1/models")
async def models() -> ModelsOut:
    """The one model there is."""
    return ModelsOut(data=[ModelOut()])


@router.get("/v1/models/{model}")
async def model(model: str) -> ModelOut:
    if model != MODEL:
        raise Refusal("not_found")
    return ModelOut()


@router.post("/v1/chat/completions", response_model=ChatOut, responses=_CHUNKS)
async def complete(asked: ChatIn, request: Request, desk: AtDesk, caller: By) -> ChatOut | Response:
    """The last message of the user is asked, those before it are its history; members we do not know are ignored.

    Prompts by which clients want a title, tags or suggestions are answered from the chat alone.
    """
    *earlier, question = _turns(asked)
    base, answer_id = str(request.base_url), new_id("ans")
    plain = chore(question.content, earlier)
    if plain is not None:
        return _plain(asked, answer_id, plain)
    turns = tuple(Turn(turn.role, turn.content[:MAX_TURN]) for turn in earlier[-MAX_TURNS:])
    asking = Asking(checked_question(question.content), turns, Filters(), caller.owner)
    if asked.stream:
        return await tell(desk, request, answer_id, lambda: _frames(desk, asking, asked, answer_id, base), _wrong)
    told = await desk.answers.run(lambda: asking.keep(desk, asking.answer(desk), answer_id))
    message = MessageOut(content=told.text, annotations=url_citations(told, base))
    return ChatOut(
        id=answer_id,
        created=int(time.time()),
        choices=[ChoiceOut(message=message)],
        usage=usage(asked, told.text),
        search_results=search_results(told, base),
    )


def _turns(asked: ChatIn) -> list[Turn]:
    """What user and assistant said, up to the last word of the user. Raises Refusal `no_question`."""
    said = [Turn(message.role, message.text()) for message in asked.messages if message.role in ("user", "assistant")]
    while said and said[-1].role != "user":
        said.pop()
    if not said:
        raise Refusal("no_question")
    return said


def _plain(asked: ChatIn, answer_id: str, text: str) -> ChatOut | Response:
    created, spent = int(time.time()), usage(asked, text)
    if not asked.stream:
        choice = ChoiceOut(message=MessageOut(content=text, annotations=[]))
        return ChatOut(id=answer_id, created=created, choices=[choice], usage=spent, search_results=[])
    chunks = [
        chunk(answer_id, created, {"role": "assistant", "content": text}),
        chunk(answer_id, created, {}, "stop"),
        *(
            [{**chunk(answer_id, created, {}), "choices": [], "usage": spent.model_dump()}]
            if asked.wants_usage()
            else []
        ),
    ]
    return Response(b"".join([*map(_data, chunks), _DONE]), media_type="text/event-stream")


def _frames(desk: Desk, asking: Asking, asked: ChatIn, answer_id: str, base: str) -> Frames:
    """The answer's events as chunks; the finishing one has the annotations."""
    created = int(time.time())
    yield _data(chunk(answer_id, created, {"role": "assistant", "content": ""}))
    for event in asking.events(desk):
        if isinstance(event, TextAdded):
            yield _data(chunk(answer_id, created, {"content": event.text}))
        elif isinstance(event, Finished):
            told = asking.keep(desk, event.answer, answer_id)
            marks = [mark.model_dump() for mark in url_citations(told, base)]
            found = [result.model_dump() for result in search_results(told, base)]
            yield _data(chunk(answer_id, created, {"annotations": marks}, "stop", search_results=found))
            if asked.wants_usage():
                spent = usage(asked, told.text).model_dump()
                yield _data({**chunk(answer_id, created, {}), "choices": [], "usage": spent})
    yield _DONE


def _data(content: dict[str, Any]) -> bytes:
    return format_sse_event(data_str=json.dumps(content, ensure_ascii=False))


def _wrong(error: bytes) -> bytes:
    """A failure on the way; these clients raise an error for it."""
    return format_sse_event(data_str=error.decode())


_DONE = format_sse_event(data_str="[DONE]")
