"""What a reader says of an answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.base import In, Out
from api.state.feedback import Feedback

MAX_REASON = 2_000  # code points
MAX_VERDICTS = 1_000  # citations of one answer that are judged

Rating = Literal["up", "down"]
Judgement = Literal["supported", "unsupported"]
Number = Annotated[int, Field(strict=True, ge=1, le=100_000)]


class CitationVerdictIn(In):
    n: Number
    verdict: Judgement


class FeedbackIn(In):
    """A thumb, a reason, and for single sources whether they say what the answer says."""

    rating: Rating | None = None
    reason: Annotated[str | None, Field(max_length=MAX_REASON)] = None
    citations: Annotated[tuple[CitationVerdictIn, ...], Field(max_length=MAX_VERDICTS)] = ()

    def verdicts(self) -> list[tuple[int, str]]:
        return [(item.n, item.verdict) for item in self.citations]


class CitationVerdictOut(Out):
    n: int
    verdict: Judgement


class FeedbackOut(Out):
    answer_id: str
    rating: Rating | None
    reason: str | None
    citations: list[CitationVerdictOut]
    given_at: str

    @classmethod
    def of(cls, feedback: Feedback) -> FeedbackOut:
        return cls.model_validate(
            {
                "answer_id": feedback.answer_id,
                "rating": feedback.rating,
                "reason": feedback.reason,
                "citations": [{"n": n, "verdict": verdict} for n, verdict in feedback.citations],
                "given_at": feedback.given_at,
            }
        )
