"""How often one caller may ask. Counted in memory, for requests that work: reading what is stored is not counted."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from api.problems import Refusal
from rag.errors import BadSetting


class Rate:
    """At most so many requests of one caller in a window that slides."""

    def __init__(self, rate: str) -> None:
        self._item = parse_rate(rate)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def check(self, caller: str) -> None:
        """Counts a request. Raises Refusal `too_many_requests`, with the seconds to wait."""
        if not self._limiter.hit(self._item, caller):
            reset = self._limiter.get_window_stats(self._item, caller).reset_time
            raise Refusal("too_many_requests", retry_after=max(1, math.ceil(reset - time.time())))


def parse_rate(rate: str) -> RateLimitItem:
    """Raises BadSetting."""
    try:
        return parse(rate)
    except ValueError as exc:
        raise BadSetting(
            f"限速“{rate[:40]}”不对，要写成 120/minute", f"bad rate {rate[:40]!r}: expected such as 120/minute"
        ) from exc
