"""What a follow-up gets that asks for more (还有呢): what was not shown yet, or that what was shown is all.

Left out: which sentences are left to tell (`facts.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.answers.outcome import Outcome, Task
from rag.questions.followups.asking_more import asks_more
from rag.types import Status, Turn


def shown_before(question: str, history: Sequence[Turn]) -> str:
    """The answers before a question that asks for more of them; '' of any other question."""
    if not asks_more(question):
        return ""
    return "\n".join(turn.content for turn in history if turn.role == "assistant")


def more(task: Task, answer: Callable[[Task], Outcome]) -> Outcome:
    """The answer beyond what was shown; where it has nothing new, the answer again and that it is all."""
    outcome = answer(task)
    if not task.shown or _tells_more(task, outcome):
        return outcome
    whole = answer(replace(task, shown=""))
    if whole.status is Status.NOT_FOUND or _tells_more(task, whole):
        return whole
    return replace(whole, draft=whole.draft.under(task.wording.nothing_more()))


def _tells_more(task: Task, outcome: Outcome) -> bool:
    return any(piece.proofs and piece.words not in task.shown for piece in outcome.draft.pieces)
