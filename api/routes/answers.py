"""Questions answered, at once or as they are written, and answers shown again."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import Header, Request
from fastapi.responses import Response

from api.edge.access import By
from api.problems import Refusal
from api.routes import make_router
from api.schemas.answers import AnswerOut
from api.schemas.asking import AskIn
from api.service.answering import Asking, describe_kept, read_asking
from api.service.desk import AtDesk, Desk
from api.service.streaming import EVENT_SCHEMA, frames, tell, told_before
from api.service.telling import Frames
from api.state.answers import KeptAnswer
from api.state.moments import new_id
from rag.answers.events import replay

router = make_router("ask")

_EVENTS: dict[str, Any] = {
    "itemSchema": EVENT_SCHEMA,
    "example": 'event: source\ndata: {"n": 1, …}\nid: ans_…:0\n\nevent: delta\ndata: {"text": "…[1]"}\nid: ans_…:18\n\n'
    'event: done\ndata: {"id": "ans_…", …}\nid: ans_…:18\n\n',
}
_TOLD: dict[int | str, dict[str, Any]] = {200: {"model": AnswerOut, "content": {"text/event-stream": _EVENTS}}}


@router.post("/v1/answers", response_model=AnswerOut, responses=_TOLD)
async def ask(asked: AskIn, request: Request, desk: AtDesk, caller: By) -> AnswerOut | Response:
    """Ask a question; every statement of the answer is tied to the sentence that says it.

    With `stream: true` it comes as server-sent events: each `source` before its first use, `delta` pieces that never
    cut a marker, and `done` with the whole answer; `error` with a problem if something fails on the way.
    """
    asking = await desk.notes.run(lambda: read_asking(desk, asked, caller.owner))
    answer_id = new_id("ans")
    if not asked.stream:
        return await desk.answers.run(lambda: asking.keep(desk, asking.answer(desk), answer_id))
    return await tell(desk, request, answer_id, lambda: _frames(desk, asking, answer_id))


@router.get("/v1/answers/{answer_id}", response_model=AnswerOut, responses=_TOLD)
async def answer(
    answer_id: str,
    request: Request,
    desk: AtDesk,
    accept: Annotated[str, Header(max_length=500)] = "",
    last_event_id: Annotated[str | None, Header(max_length=200)] = None,
) -> AnswerOut | Response:
    """An answer given before: the same text, the same numbers. Sources that have left the pile since are `withdrawn`.

    With `Accept: text/event-stream` it is told again as events, after `Last-Event-ID` if that is given.
    """

    def call() -> tuple[KeptAnswer, AnswerOut]:
        kept = desk.state.answers.get(answer_id)
        if kept is None:
            raise Refusal("unknown_answer")
        return kept, describe_kept(desk, kept, desk.state.feedback.get(answer_id))

    kept, told = await desk.reads.run(call)
    if "text/event-stream" not in accept:
        return told
    known = told_before(last_event_id, answer_id)
    again = partial(frames, replay(kept.answer), answer_id, lambda _: told, known)
    return await tell(desk, request, answer_id, again)


@router.delete("/v1/answers/{answer_id}", status_code=204)
async def forget_answer(answer_id: str, desk: AtDesk, caller: By) -> None:
    """Forget an answer of one's own and its feedback; its links lead nowhere from then on."""

    def call() -> None:
        kept = desk.state.answers.get(answer_id)
        if kept is None or kept.owner != caller.owner:
            raise Refusal("unknown_answer")
        desk.state.answers.remove(answer_id)

    await desk.notes.run(call)


def _frames(desk: Desk, asking: Asking, answer_id: str) -> Frames:
    return frames(asking.events(desk), answer_id, lambda answer: asking.keep(desk, answer, answer_id))
