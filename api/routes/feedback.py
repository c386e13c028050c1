"""What readers say of answers, and that as drafts of gold questions."""

from __future__ import annotations

import json
from typing import Any

from fastapi.responses import Response

from api.edge.access import Scope
from api.problems import Refusal
from api.routes import make_router
from api.schemas.feedback import FeedbackIn, FeedbackOut
from api.service.desk import AtDesk, Desk
from api.service.gold_drafts import gold_draft

router = make_router("feedback")
drafts = make_router("feedback", Scope.ADMIN)

_LINES: dict[int | str, dict[str, Any]] = {200: {"content": {"application/x-ndjson": {"schema": {"type": "string"}}}}}


@router.put("/v1/answers/{answer_id}/feedback")
async def put_feedback(answer_id: str, given: FeedbackIn, desk: AtDesk) -> FeedbackOut:
    """A thumb, a reason, and whether single sources say what the answer says. The last one given counts."""

    def call() -> FeedbackOut:
        kept = desk.state.answers.get(answer_id)
        if kept is None:
            raise Refusal("unknown_answer")
        if not {item.n for item in given.citations} <= {source.n for source in kept.answer.sources}:
            raise Refusal("unknown_citation")
        return FeedbackOut.of(desk.state.feedback.put(answer_id, given.rating, given.reason, given.verdicts()))

    return await desk.notes.run(call)


@drafts.get("/v1/feedback", response_class=Response, responses=_LINES)
async def feedback(desk: AtDesk) -> Response:
    """All feedback as drafts of gold questions, one JSON object a line, for a person to check before use."""
    lines = await desk.reads.run(lambda: _drafts(desk))
    return Response(lines, media_type="application/x-ndjson")


def _drafts(desk: Desk) -> str:
    given = {feedback.answer_id: feedback for feedback in desk.state.feedback.every()}
    kept = desk.state.answers.many(list(given))
    drafts = (gold_draft(item.answer, given[item.answer.id]) for item in kept)
    return "".join(json.dumps(draft, ensure_ascii=False) + "\n" for draft in drafts)
