"""What stands before the application: host, body size, body time, request id, security headers.

Pure ASGI, so that a body is counted as it arrives and refused before anything parses it. Left out: what a body means
(bodies.py) and who may ask (access.py).
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from api.chat_errors import speaks_chat
from api.edge.door import Door
from api.edge.headers import security_headers
from api.problems import Refusal, Speech, refusal

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
Asgi = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

MAX_BODY = 1_000_000  # bytes; the longest question with the longest history is about 0.9 MB of JSON
MAX_UPLOAD = 200_000_000  # bytes of one request with files; spooled to disk as they come
UPLOADS = ("/v1/reports", "/v1/imports")  # where files may be sent
_UPLOAD_SECONDS = 600.0  # 200 MB over a 3 Mbit/s link
_BODY_SECONDS = 30.0  # a 1 MB body over the slowest link worth serving; a slower one is a held connection


class Gate:
    """ASGI middleware: lets a request through only from an allowed host and with a body of at most MAX_BODY bytes."""

    def __init__(self, app: Asgi, door: Door) -> None:
        self._app = app
        self._hosts = door.hosts
        self._headers = security_headers()
        # What other sites may show or load, where any are listed: the page in a frame, the script that makes it.
        embeds = {"/": security_headers(door.embed_origins), "/embed.js": security_headers(shared=True)}
        self._headers_of = embeds if door.embed_origins else {}

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        speech = Speech(request_id, chat=speaks_chat(scope["path"]))
        send = _marked(send, request_id, self._headers_of.get(scope["path"], self._headers))
        try:
            self._check_host(scope)
            if _is_upload(scope):
                _check_length(scope, MAX_UPLOAD)
                await self._app(scope, _counted(receive), send)
                return
            async with asyncio.timeout(_BODY_SECONDS):
                body = await _read(scope, receive)
        except TimeoutError:
            await refusal("body_timeout", speech)(scope, receive, send)
        except Refusal as exc:
            await refusal(exc.code, speech)(scope, receive, send)
        else:
            await self._app(scope, _replay(body, receive), send)

    def _check_host(self, scope: MutableMapping[str, Any]) -> None:
        """A page of another site that rebinds its name to this machine still sends its own name as Host."""
        named = [value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"]
        if len(named) != 1 or (self._hosts is not None and _without_port(named[0]) not in self._hosts):
            raise Refusal("host_not_allowed")


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isascii() and port.isdigit() else host


def _is_upload(scope: MutableMapping[str, Any]) -> bool:
    media = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    return scope["method"] == "POST" and scope["path"] in UPLOADS and media.lower().startswith(b"multipart/form-data")


def _check_length(scope: MutableMapping[str, Any], most: int) -> None:
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    if any(length.isdigit() and int(length[:20]) > most for length in lengths):
        raise Refusal("body_too_large")


async def _read(scope: MutableMapping[str, Any], receive: Receive) -> bytes:
    _check_length(scope, MAX_BODY)
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


def _counted(receive: Receive) -> Receive:
    """For files, which are read as they come: refuses what is over the cap or comes too slowly."""
    until = asyncio.get_running_loop().time() + _UPLOAD_SECONDS
    size, whole = 0, False

    async def counted() -> Message:
        nonlocal size, whole
        if whole:
            return await receive()
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError as exc:
            raise Refusal("body_timeout") from exc
        if message["type"] == "http.disconnect":
            raise Refusal("body_incomplete")
        size += len(message.get("body", b""))
        if size > MAX_UPLOAD:
            raise Refusal("body_too_large")
        whole = not message.get("more_body", False)
        return message

    return counted


def _replay(body: bytes, receive: Receive) -> Receive:
    unread = True

    async def replayed() -> Message:
        nonlocal unread
        if unread:
            unread = False
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()

    return replayed


def _marked(send: Send, request_id: str, headers: Headers) -> Send:
    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            extra = [*headers, (b"x-request-id", request_id.encode())]
            message = {**message, "headers": [*message.get("headers", []), *extra]}
        await send(message)

    return marked
