"""An OpenAI-compatible server on a loopback port: it writes what its author writes, or fails in the way it is told.

`mode` may be changed between questions. Every request is kept as it came, so that a test can see what was sent.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from rag.llm.base import Message

Author = Callable[[Sequence[Message]], str]
PIECE = 5  # code points of an event
STATUSES = {"401": 401, "404": 404, "429": 429, "500": 500, "503": 503}


@dataclass
class FakeModel:
    """What the server is to do, and what it has been asked."""

    author: Author
    mode: str = "truthful"
    fails_after: int = 3  # events that go out whole before a failure of the stream
    delay: float = 0.0  # seconds between events
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    cut_off: threading.Event = field(default_factory=threading.Event)
    url: str = ""


def event(text: str | None, finish: str | None = None) -> bytes:
    delta = {} if text is None else {"content": text}
    document = {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
    return f"data: {json.dumps(document, ensure_ascii=False)}\n\n".encode()


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on stderr."""

    def do_POST(self) -> None:
        fake = self.server.fake
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        fake.requests.append({"path": self.path, **body})
        fake.headers.append(dict(self.headers))
        try:
            self._reply(fake, [(item["role"], item["content"]) for item in body["messages"]])
        except OSError:
            fake.cut_off.set()

    def _reply(self, fake: FakeModel, messages: list[Message]) -> None:
        if fake.mode in STATUSES or (fake.mode == "busy once" and len(fake.requests) == 1):
            self._refuse(STATUSES.get(fake.mode, 429))
            return
        if fake.mode == "silence":
            self._wait()
            return
        if fake.mode == "whole":
            self._whole(fake.author(messages))
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if fake.mode == "html" else "text/event-stream; charset=utf-8")
        self.end_headers()
        for data in _stream(fake, fake.author(messages)):
            self.wfile.write(data)
            self.wfile.flush()
            time.sleep(fake.delay)
        if fake.mode in ("one token", "kept alive"):
            self._drip(fake.mode == "kept alive")

    def _refuse(self, status: int) -> None:
        self.send_response(status)
        if status in (429, 503):
            self.send_header("Retry-After", "0")
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        told = {"error": {"message": f"bad key {self.headers.get('Authorization')}"}}
        self.wfile.write(json.dumps(told).encode())

    def _whole(self, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        self.wfile.write(json.dumps({"choices": [choice]}).encode())

    def _wait(self) -> None:
        """Nothing is sent until the other side goes away."""
        self.connection.settimeout(30)
        if not self.connection.recv(1):
            self.server.fake.cut_off.set()

    def _drip(self, alive: bool) -> None:
        """No further piece of the text; with `alive`, comments keep the connection busy."""
        if not alive:
            self._wait()
            return
        for _ in range(300):
            self.wfile.write(b": ping\n\n")
            time.sleep(0.05)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    fake: FakeModel


def _stream(fake: FakeModel, text: str) -> Iterator[bytes]:
    if fake.mode == "html":
        yield b"<!doctype html><title>502 Bad Gateway</title>"
        return
    if fake.mode == "100 MB":
        for _ in range(2_000):
            yield event("水" * 17_000)
        return
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    events = [event(""), *map(event, pieces)]
    tail = [event(None, "length" if fake.mode == "length" else "stop"), b"data: [DONE]\n\n"]
    early = [] if fake.mode == "empty" else events[: fake.fails_after]
    broken = {
        "invalid json": [*early, b'data: {"choices": [{"delta"\n\n', *tail],
        "error event": [*early, b'data: {"error": {"message": "out of memory"}}\n\n', *tail],
        "not utf-8": [*early, b"data: \xff\xfe\n\n", *tail],
        "no done": [*events, tail[0]],
        "no finish_reason": [*events, tail[1]],
        "closed": early,
        "closed in a character": [*early, event("水")[:-20]],
        "one token": early,
        "kept alive": early,
        "empty": [*early, *tail],
    }.get(fake.mode, [*events, *tail])
    if fake.mode == "split":  # every byte on its own: lines and characters come in pieces
        broken = [bytes([byte]) for byte in b"".join(broken)]
    yield from broken


@contextmanager
def serving(author: Author | str, mode: str = "truthful") -> Iterator[FakeModel]:
    """The server, on a free port for the length of the block; `url` is what a user would configure."""
    fake = FakeModel(author if callable(author) else lambda messages: author, mode)
    server = _Server(("127.0.0.1", 0), _Handler)
    server.fake = fake
    fake.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
