"""An answer and what a reader said of it → the draft of a gold question, in the format of the evaluation.

A draft holds what the reader confirmed and what he denied; nothing is guessed. An answer that was only called bad gives
a question without answers: a person has to write them before it can be asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from api.state.feedback import Feedback
from rag.types import Answer, Citation, Status, Verdict

_UNANSWERABLE = "unanswerable"


def gold_draft(answer: Answer, feedback: Feedback) -> dict[str, object]:
    """One line of a gold file: `id, kind, lang, question, answers, not_answers, sources, evidence, note`."""
    denied = {n for n, verdict in feedback.citations if verdict == "unsupported"}
    confirmed = {n for n, verdict in feedback.citations if verdict == "supported"}
    if feedback.rating == "up":
        confirmed |= {source.n for source in answer.sources} - denied
    held = [cite for cite in answer.citations if cite.n in confirmed]
    refused = answer.status is Status.NOT_FOUND and feedback.rating == "up"
    note = f"{answer.id}, {feedback.rating or 'no thumb'}" + (f": {feedback.reason}" if feedback.reason else "")
    return {
        "id": answer.id,
        "kind": _UNANSWERABLE if refused else answer.kind.value,
        "lang": answer.lang,
        "question": answer.question_resolved,
        "answers": [[name] for name in dict.fromkeys(_confirmed(answer, held, confirmed))],
        "not_answers": _denied(answer, denied),
        "sources": list(dict.fromkeys(source.page for source in answer.sources if source.n in confirmed)),
        "evidence": list(dict.fromkeys("".join(cite.quote.split()) for cite in held)),
        "note": note,
    }


def _confirmed(answer: Answer, held: list[Citation], confirmed: set[int]) -> Iterator[str]:
    """What must stand in an answer: the places of a list, else the quoted sentences."""
    if answer.listing is None:
        yield from (cite.quote for cite in held)
        return
    for item in answer.listing.items:
        if item.verdict is Verdict.DID and confirmed.issuperset(item.citations):
            yield item.name


def _denied(answer: Answer, denied: set[int]) -> list[str]:
    """Places of a list whose every source was said not to say it."""
    items = answer.listing.items if answer.listing else ()
    return [item.name for item in items if item.citations and denied.issuperset(item.citations)]
