"""The seam to a language model: messages in, pieces of text out, and one error for everything that can go wrong."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Protocol

from rag.errors import OperationalError

Message = tuple[str, str]  # role (`system` or `user`), text


class ModelUnavailable(OperationalError):
    """The model gave no whole reply. `code` says in which way; what it did give must not pass for an answer."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.code = code


class LLM(Protocol):
    """A language model."""

    @property
    def name(self) -> str:
        """The model's name, as an answer shows it."""
        ...

    def write(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """The reply to `messages`, piece by piece as it is written.

        The iterator ends only where the model has said that it is done; otherwise it raises `ModelUnavailable`.
        Closing it early stops the model.
        """
        ...
