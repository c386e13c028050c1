"""A circuit breaker: a server that failed several times in a row is left alone for a while, so that nobody waits."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from rag.llm.base import ModelUnavailable

FAILURES = 3  # in a row; one or two are a restart or a lost packet
PAUSE_S = 30.0  # about what a model server takes to load a small model again


class Breaker:
    """Counts failures in a row. Behind the pause questions are let through again; the first failure opens it anew."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._closed_until = 0.0

    def check(self) -> None:
        """Raises `ModelUnavailable` (`model_paused`) while the server is left alone."""
        with self._lock:
            left = self._closed_until - self._clock()
        if left > 0:
            raise ModelUnavailable(
                "model_paused",
                f"语言模型接连失败，暂停使用，{left:.0f} 秒后再试",
                f"the language model failed several times in a row; it is tried again in {left:.0f} s",
            )

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._closed_until = self._clock() + PAUSE_S

    def worked(self) -> None:
        with self._lock:
            self._failures = 0
            self._closed_until = 0.0
