"""One asking, the same for every endpoint that answers: what is asked, in which conversation, and how it is kept.

Left out: the wire of each endpoint (routes), how a question is answered (rag).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from api.asking import checked_question
from api.problems import Refusal
from api.schemas.answers import AnswerOut, describe_hits
from api.schemas.asking import MAX_TURN, MAX_TURNS, AskIn, to_turns
from api.schemas.base import FiltersIn
from api.schemas.feedback import FeedbackOut
from api.service.desk import Desk
from api.state.answers import KeptAnswer
from api.state.conversations import Conversation
from api.state.feedback import Feedback
from rag.answers.events import Event
from rag.types import Answer, Filters, Inferable, Turn


@dataclass(frozen=True, slots=True)
class Asking:
    """A question ready to be put to the library, and where its answer goes."""

    question: str
    turns: tuple[Turn, ...]
    filters: Filters
    owner: str
    conversation: str | None = None
    replaces: str | None = None
    wants_hits: bool = False
    ignored: tuple[Inferable, ...] = ()

    def answer(self, desk: Desk) -> Answer:
        return desk.library.ask(self.question, self.turns, self.filters, self.wants_hits, self.ignored)

    def events(self, desk: Desk) -> Iterator[Event]:
        return desk.library.stream(self.question, self.turns, self.filters, self.wants_hits, self.ignored)

    def keep(self, desk: Desk, answer: Answer, answer_id: str) -> AnswerOut:
        """The answer under an id of its own, on disk before anyone sees it."""
        named = replace(answer, id=answer_id)
        desk.metrics.answered(named)
        moment = desk.state.answers.add(named, self.owner, self.conversation, self.replaces)
        found = describe_hits(desk.library.report, named.hits) if self.wants_hits else None
        return AnswerOut.of(named, found).model_copy(update={"asked_at": moment, "conversation_id": self.conversation})


def read_asking(desk: Desk, asked: AskIn, owner: str) -> Asking:
    """What was asked, with the history and filters of its conversation. Reads the service's file."""
    question = checked_question(asked.question)
    if (asked.history and asked.conversation_id) or (asked.replaces and not asked.conversation_id):
        raise Refusal("history_twice")
    turns, filters = to_turns(asked.history), asked.filters.to_filters()
    if asked.conversation_id is not None:
        conversation = conversation_of(desk, asked.conversation_id, owner)
        turns = _turns(desk.state.answers.of_conversation(conversation.id), asked.replaces)
        if "filters" not in asked.model_fields_set:
            filters = FiltersIn.model_validate(conversation.filters).to_filters()
    return Asking(
        question,
        turns,
        filters,
        owner,
        asked.conversation_id,
        asked.replaces,
        wants_hits="hits" in asked.include,
        ignored=asked.ignore_inferred,
    )


def conversation_of(desk: Desk, conversation_id: str, owner: str) -> Conversation:
    """Raises Refusal `unknown_conversation`, for one of somebody else too."""
    conversation = desk.state.conversations.get(conversation_id, owner)
    if conversation is None:
        raise Refusal("unknown_conversation")
    return conversation


def describe_kept(desk: Desk, kept: KeptAnswer, feedback: Feedback | None) -> AnswerOut:
    """A kept answer as it was given; sources that have left the pile since are marked."""
    told = AnswerOut.of(kept.answer)
    live = desk.library.live({source.report_id for source in told.sources})
    sources = tuple(
        source if source.report_id in live else source.model_copy(update={"withdrawn": True}) for source in told.sources
    )
    added = {
        "sources": sources,
        "asked_at": kept.asked_at,
        "conversation_id": kept.conversation,
        "feedback": FeedbackOut.of(feedback) if feedback else None,
    }
    return told.model_copy(update=added)


def _turns(kept: Sequence[KeptAnswer], replaced: str | None) -> tuple[Turn, ...]:
    """The last turns of a conversation, up to the answer that is asked anew."""
    turns: list[Turn] = []
    for item in kept:
        if item.answer.id == replaced:
            break
        turns += (Turn("user", item.answer.question), Turn("assistant", item.answer.text[:MAX_TURN]))
    else:
        if replaced is not None:
            raise Refusal("unknown_answer")
    return tuple(turns[-MAX_TURNS:])
