"""What stands before the application: host, body size, body time, request id, security headers.

Pure ASGI, so that a body is counted as it arrives and refused before anything parses it. Left out: what a body means
(`StrictJsonRoute` checks only that it is one plain JSON document) and who may ask (keys come later).
"""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable, Collection, Coroutine, MutableMapping
from typing import Any, NoReturn

from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from api.headers import SECURITY_HEADERS
from api.problems import Refusal, refusal

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
MAX_BODY = 1_000_000  # bytes; the longest question with the longest history is about 0.9 MB of JSON
_BODY_SECONDS = 30.0  # a 1 MB body over the slowest link worth serving; a slower one is a held connection


class Gate:
    """ASGI middleware: lets a request through only from an allowed host and with a body of at most MAX_BODY bytes."""

    def __init__(self, app: Asgi, hosts: Collection[str] = LOOPBACK) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        send = _marked(send, request_id)
        try:
            self._check_host(scope)
            async with asyncio.timeout(_BODY_SECONDS):
                body = await _read(scope, receive)
        except TimeoutError:
            await refusal("body_timeout", request_id)(scope, receive, send)
        except Refusal as exc:
            await refusal(exc.code, request_id)(scope, receive, send)
        else:
            await self._app(scope, _replay(body, receive), send)

    def _check_host(self, scope: MutableMapping[str, Any]) -> None:
        """A page of another site that rebinds its name to this machine still sends its own name as Host."""
        named = [value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"]
        if len(named) != 1 or _without_port(named[0]) not in self._hosts:
            raise Refusal("host_not_allowed")


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isascii() and port.isdigit() else host


async def _read(scope: MutableMapping[str, Any], receive: Receive) -> bytes:
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    if any(length.isdigit() and int(length[:20]) > MAX_BODY for length in lengths):
        raise Refusal("body_too_large")
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refusal("body_incomplete")
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            raise Refusal("body_too_large")
        if not message.get("more_body", False):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    unread = True

    async def replayed() -> Message:
        nonlocal unread
        if unread:
            unread = False
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()

    return replayed


def _marked(send: Send, request_id: str) -> Send:
    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            extra = [*SECURITY_HEADERS, (b"x-request-id", request_id.encode())]
            message = {**message, "headers": [*message.get("headers", []), *extra]}
        await send(message)

    return marked


class StrictJsonRoute(APIRoute):
    """A route whose body must be one plain JSON document, checked before anything else sees it.

    Stock parsing takes the last of two equal keys, lets NaN in, and fails with 500 on 100,000 nested brackets.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def strict(request: Request) -> Response:
            if request.method == "POST":
                _check_media_type(request)
                _check_json(await request.body())
            return await handle(request)

        return strict


def _check_media_type(request: Request) -> None:
    media, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.replace(" ", "").replace('"', "")
    plain = request.headers.get("content-encoding", "identity").lower() == "identity"
    if media.strip() != "application/json" or charset not in ("", "charset=utf-8", "charset=utf8") or not plain:
        raise Refusal("unsupported_media_type")


def _check_json(body: bytes) -> None:
    try:
        document = json.loads(body.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_no_twins)
    except UnicodeDecodeError as exc:
        raise Refusal("invalid_encoding") from exc
    except (ValueError, RecursionError) as exc:  # ValueError: bad syntax, NaN, equal keys, an integer of 5,000 digits
        raise Refusal("invalid_json") from exc
    if b"\\u" in body and not _is_text(document):
        raise Refusal("invalid_text")


def _is_text(document: object) -> bool:
    """Whether no string of the document, key or value, has half a character: an escape `\\ud800` without its pair."""
    try:
        json.dumps(document, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _no_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a key stands twice")
    return members
