"""Questions rewritten by a language model: a follow-up made whole, and a question put in other words for recall.

What comes back is only believed as far as rules can see that it asks the same: every word of a follow-up must have been
said by the user, and a paraphrase keeps all numbers and places. A question rewritten never decides a refusal: that is
answer.py's to see to. Left out: paraphrases of lists, which have no need of recall.
"""

from __future__ import annotations

from collections.abc import Sequence

import prompts
from rag.answers.gate.amounts import figures
from rag.answers.generated.material import boundary
from rag.answers.generated.plain import Sentences, plain
from rag.index.tokenizing import words
from rag.language.moments import moments
from rag.language.rarity import rarity
from rag.language.script import shadow
from rag.llm.base import LLM, Message
from rag.questions.query import Query, understand
from rag.search.pile import Pile
from rag.types import Turn

PARAPHRASES = 2
_LONGEST = 200  # code points of a question
_ASKED_BEFORE = 5  # questions of the user that are shown
_GRAMMAR = 0.25  # rarity under which a word may be the model's own


def full_question(question: str, history: Sequence[Turn], llm: LLM) -> str | None:
    """The whole question that a follow-up asks, or None where the model adds what the user did not say.

    Raises `ModelUnavailable`.
    """
    asked = [turn.content for turn in history if turn.role == "user"][-_ASKED_BEFORE:]
    told = "\n".join(plain(item)[: 2 * _LONGEST].translate({60: "‹", 62: "›"}) for item in asked)
    messages = prompts.load("follow_up").fill(asked=told, question=question, mark=boundary(told, question))
    lines = _lines(llm, messages)
    if len(lines) != 1 or not _said(lines[0], "\n".join([*asked, question])):
        return None
    return lines[0]


def paraphrases(query: Query, pile: Pile, llm: LLM) -> list[Query]:
    """The question in other words, as far as they keep its numbers, dates and places. Raises `ModelUnavailable`."""
    messages = prompts.load("paraphrase").fill(question=query.resolved, count=str(PARAPHRASES))
    wanted = _fixed(query.resolved, pile)
    lines = [line for line in _lines(llm, messages)[:PARAPHRASES] if _fixed(line, pile) == wanted]
    return [understand(line, (), pile) for line in lines]


def _lines(llm: LLM, messages: Sequence[Message]) -> list[str]:
    sentences = Sentences()
    reply = "".join([*(text for piece in llm.write(messages) for text in sentences.feed(piece)), *sentences.rest()])
    lines = [plain(line).strip("“”\"' ") for line in reply.splitlines()]
    return [line for line in lines if 1 < len(line) <= _LONGEST]


def _said(question: str, conversation: str) -> bool:
    told = shadow(conversation)
    return all(word in told for word in words(question) if rarity(word) >= _GRAMMAR or not word.isalpha())


def _fixed(question: str, pile: Pile) -> tuple[object, ...]:
    numbers = sorted((figure.number.value, figure.number.unit) for figure in figures(question))
    dates = sorted((moment.year or 0, moment.month or 0, moment.day or 0) for moment in moments(question))
    places = sorted(named.name for named in pile.table.named_in(shadow(question)))
    return numbers, dates, places
