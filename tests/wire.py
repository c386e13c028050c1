"""Talking to an application over HTTP without a socket, for the tests of the HTTP edge."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import httpx

from api.app import create_app
from api.state.state import State
from rag.library import Library
from tests.fakes import FakeLibrary

JSON = {"Content-Type": "application/json"}
Work = Callable[[httpx.AsyncClient], Awaitable[None]]


def talk(
    library: FakeLibrary | Library, work: Work, base: str = "http://127.0.0.1:8000", state: State | None = None
) -> None:
    """Runs `work` with a client of an application around `library`."""

    async def main() -> None:
        app = create_app(library, state=state)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=base) as client:
            await work(client)
        app.state.desk.close()

    asyncio.run(main())


def call(method: str, path: str, library: FakeLibrary | None = None, **options: object) -> httpx.Response:
    """One request, one reply; checks what every reply must carry."""
    replies: list[httpx.Response] = []

    async def work(client: httpx.AsyncClient) -> None:
        replies.append(await client.request(method, path, **options))

    talk(library or FakeLibrary(), work)
    reply = replies[0]
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
    assert len(reply.headers.get_list("x-request-id")) == 1
    assert not [name for name in reply.headers if name.startswith("access-control")]
    return reply


def problem(reply: httpx.Response, status: int, code: str) -> dict:
    """The body of an error, checked; at the addresses of the chat format it has that format's shape."""
    if reply.request.url.path.startswith(("/v1/chat/", "/v1/models")):
        error = reply.json()["error"]
        assert (reply.status_code, error["code"]) == (status, code), reply.text
        assert reply.headers["content-type"] == "application/json"
        assert error["message"]
        assert "Traceback" not in reply.text
        return error
    assert (reply.status_code, reply.json()["code"]) == (status, code), reply.text
    body = reply.json()
    assert reply.headers["content-type"] == "application/problem+json"
    assert body["request_id"] == reply.headers["x-request-id"]
    assert any("一" <= char <= "鿿" for char in body["zh"])
    assert body["en"]
    assert "Traceback" not in reply.text
    return body


def events(text: str) -> list[dict[str, str]]:
    """The server-sent events of a reply, each as its fields."""
    found = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if fields:
            found.append(fields)
    return found
