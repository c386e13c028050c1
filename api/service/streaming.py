"""An answer as server-sent events: `source`, `delta`, `done`, `error`.

An event's id is `<answer id>:<code points of text told>`, by which a cut stream is taken up again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from fastapi import Request
from fastapi.sse import EventSourceResponse, format_sse_event

from api.problems import Speech
from api.schemas.answers import AnswerOut, SourceOut, TextOut
from api.service.desk import Desk
from api.service.telling import Closable, Frames, Telling, Wrong
from rag.answers.events import Event, Finished, SourceAdded, TextAdded
from rag.types import Answer

# One event, for the OpenAPI document (3.2, section 4.14.4).
EVENT_SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {"event": {"type": "string"}, "data": {"type": "string"}, "id": {"type": "string"}},
}


def error_frame(problem: bytes) -> bytes:
    return format_sse_event(event="error", data_str=problem.decode())


async def tell(
    desk: Desk, request: Request, answer_id: str, make: Callable[[], Frames], wrong: Wrong = error_frame
) -> EventSourceResponse:
    """The reply that tells what `make` gives. What is wrong before the first frame is raised, for its own status."""
    telling = Telling(Speech.of(request), desk.tellings.discard, wrong)
    desk.tellings.add(telling)
    try:
        desk.answers.submit(lambda: telling.pump(make))
        first = await telling.first()
    except BaseException:
        telling.stop()
        raise
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Content-Location": f"/v1/answers/{answer_id}"}
    return EventSourceResponse(telling.rest(first), headers=headers)


def frames(
    events: Iterator[Event], answer_id: str, finish: Callable[[Answer], AnswerOut], known: int = 0
) -> Iterator[bytes]:
    """The events of an answer as frames. `finish` gives the answer its last form; `known` code points are left out."""
    told = 0
    try:
        for event in events:
            if isinstance(event, Finished):
                yield _frame("done", finish(event.answer).model_dump_json(), answer_id, told)
            elif isinstance(event, TextAdded):
                unknown = event.text[max(known - told, 0) :]
                told += len(event.text)
                if unknown:
                    yield _frame("delta", _delta(unknown), answer_id, told)
            elif told >= known:
                yield _frame("source", _source(event), answer_id, told)
    finally:
        cast("Closable", events).close()


def told_before(last_event_id: str | None, answer_id: str) -> int:
    """How much of the answer's text a reader has who saw this event last; 0 if it is of another answer."""
    owner, _, told = (last_event_id or "").partition(":")
    return int(told) if owner == answer_id and told.isascii() and told.isdigit() and len(told) < 10 else 0


def _frame(name: str, data: str, answer_id: str, told: int) -> bytes:
    return format_sse_event(event=name, data_str=data, id=f"{answer_id}:{told}")


def _delta(text: str) -> str:
    return TextOut(text=text).model_dump_json()


def _source(event: SourceAdded) -> str:
    return SourceOut.model_validate(event.source).model_dump_json()
