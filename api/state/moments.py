"""Ids and moments of what the service remembers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from secrets import token_hex

_ID_BYTES = 16  # 128 random bits: not to be guessed, not to be met twice


def new_id(kind: str) -> str:
    """A random id that says what it names: `ans_…`, `conv_…`, `imp_…`."""
    return f"{kind}_{token_hex(_ID_BYTES)}"


def now() -> str:
    """This moment, UTC, ISO 8601 to the microsecond; as text it sorts in the order of time."""
    return days_ago(0)


def days_ago(days: int) -> str:
    """As `now`, so many days before."""
    return (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="microseconds")
