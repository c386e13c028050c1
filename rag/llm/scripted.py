"""A language model whose replies are given beforehand, or made by a function: the double of the seam."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence

from rag.llm.base import Message, ModelUnavailable

Author = Callable[[Sequence[Message]], str]


class ScriptedModel:
    """Replies what `author` writes to the messages, `piece` code points at a time.

    `failure` is raised behind the first `fails_after` pieces instead of the rest of the reply. `asked` keeps
    what it was asked.
    """

    name = "scripted"

    def __init__(
        self, author: Author | str, *, piece: int = 7, failure: ModelUnavailable | None = None, fails_after: int = 0
    ) -> None:
        self._author = author
        self._piece = piece
        self._failure = failure
        self._fails_after = fails_after
        self.asked: list[tuple[Message, ...]] = []

    def write(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        self.asked.append(tuple(messages))
        reply = self._author if isinstance(self._author, str) else self._author(messages)
        pieces = [reply[at : at + self._piece] for at in range(0, len(reply), self._piece)]
        if self._failure is None:
            yield from pieces
            return
        yield from pieces[: self._fails_after]
        raise self._failure
