"""Entity tags: what a reader has already need not be sent again (RFC 9110, If-None-Match)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from fastapi.responses import Response


def tag_of(content: str) -> str:
    return f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'


def fresh_or(if_none_match: str | None, tag: str, make: Callable[[], Response]) -> Response:
    """304 when the reader has this; else the reply, with its tag. A proxy asks each time: reports can be deleted."""
    known = [part.strip().removeprefix("W/") for part in (if_none_match or "").split(",")]
    reply = Response(status_code=304) if tag in known or "*" in known else make()
    reply.headers["ETag"] = tag
    reply.headers["Cache-Control"] = "private, no-cache"
    return reply
