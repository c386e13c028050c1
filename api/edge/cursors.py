"""Cursors of paged lists: opaque to the caller, the place of the last item to us."""

from __future__ import annotations

import base64
import binascii

from api.problems import Refusal


def to_cursor(*parts: str) -> str:
    return base64.urlsafe_b64encode("\0".join(parts).encode()).decode().rstrip("=")


def from_cursor(cursor: str, parts: int) -> tuple[str, ...]:
    """The parts that went in. Raises Refusal `bad_cursor`."""
    try:
        found = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError) as exc:
        raise Refusal("bad_cursor") from exc
    items = tuple(found.split("\0"))
    if len(items) != parts:
        raise Refusal("bad_cursor")
    return items
