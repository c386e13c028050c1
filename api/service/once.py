"""A request with an `Idempotency-Key` is done once; sent again, it gets the same answer."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Annotated

from fastapi import Header
from fastapi.responses import Response

from api.problems import Refusal
from api.service.desk import Desk
from api.state.requests import Answered, Reused, Underway

IdempotencyKey = Annotated[str | None, Header(min_length=1, max_length=200)]


async def once(
    desk: Desk, owner: str, key: str | None, asked: str, work: Callable[[], Awaitable[Answered]]
) -> Response:
    """The answer of `work`, or what it was under this key before. `asked` is a digest of the request."""
    if key is None:
        return _response(await work())
    requests = desk.state.requests
    try:
        known = await desk.notes.run(lambda: requests.begin(owner, key, asked))
    except Underway as exc:
        raise Refusal("idempotency_running") from exc
    except Reused as exc:
        raise Refusal("idempotency_reused") from exc
    if known is not None:
        return _response(known, {"Idempotent-Replayed": "true"})
    answered: Answered | None = None
    try:
        answered = await work()
    finally:
        done = answered
        await desk.notes.run(lambda: requests.finish(owner, key, done))
    return _response(answered)


def digest_of(*parts: bytes | str | Path) -> str:
    """A digest of a request: of what it says, and of the bytes of the files it brings."""
    digest = hashlib.sha256()
    for part in parts:
        for block in _blocks(part):
            digest.update(block)
        digest.update(b"\0")
    return digest.hexdigest()


def _blocks(part: bytes | str | Path) -> Iterable[bytes]:
    if isinstance(part, Path):
        with part.open("rb") as file:
            yield hashlib.file_digest(file, "sha256").digest()
    else:
        yield part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part


def _response(answered: Answered, headers: dict[str, str] | None = None) -> Response:
    return Response(answered.body, answered.status, headers, media_type="application/json")
