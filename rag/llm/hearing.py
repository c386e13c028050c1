"""Whether anybody still waits for what a model writes. Asked while its server is silent, so that a reader who has gone
does not keep it working until it says the next word.

The question is put to the context of the thread that reads the reply: stages between know nothing of readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LOOK_UP_SECONDS = 0.25  # how often it is asked

_heard: ContextVar[Callable[[], bool]] = ContextVar("heard", default=lambda: True)


class ReaderGone(Exception):
    """Nobody waits any more. No failure of the model, and nothing to fall back on an answer for."""


@contextmanager
def heard_while(heard: Callable[[], bool]) -> Iterator[None]:
    """Within the block, in this thread, replies are read only while `heard()`."""
    token = _heard.set(heard)
    try:
        yield
    finally:
        _heard.reset(token)


def check_heard() -> None:
    """Raises ReaderGone."""
    if not _heard.get()():
        raise ReaderGone
