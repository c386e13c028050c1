"""An OpenAI-compatible `/v1/embeddings` on a loopback port, for tests: hashed n-grams, and any reply a test wants."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

from embeddings.hashed import HashedEmbedder


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent instead of vectors. Status 0: the connection is cut."""

    status: int
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)


def json_reply(document: object, status: int = 200) -> Reply:
    return Reply(status, json.dumps(document).encode(), {"Content-Type": "application/json"})


def given_vectors(*rows: list[Any]) -> Reply:
    return json_reply({"data": [{"index": number, "embedding": row} for number, row in enumerate(rows)]})


class EmbeddingServer(ThreadingHTTPServer):
    """Vectors are three times as long as they need to be and come in reverse order, as the standard allows.

    `key`: refuse others · `replies`: what to send first, one request each · `dimension`, `noise`: of the model ·
    `requests`: the bodies seen.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.key: str | None = None
        self.models = {"tiny"}
        self.replies: list[Reply] = []
        self.requests: list[dict[str, Any]] = []
        self.dimension, self.noise = 64, 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def texts(self) -> list[str]:
        """Everything asked, in order."""
        return [text for request in self.requests for text in request["input"]]

    def answer(self, request: dict[str, Any], key: str) -> Reply:
        self.requests.append(request)
        if self.replies:
            return self.replies.pop(0)
        if self.key is not None and key != f"Bearer {self.key}":
            return json_reply({"error": {"message": f"Incorrect API key provided: {key}"}}, 401)
        if request["model"] not in self.models:
            return json_reply({"error": {"message": f"model {request['model']} not found"}}, 404)
        rows = HashedEmbedder(self.dimension).embed_documents(request["input"]) * 3
        rows += np.random.default_rng(len(self.requests)).normal(size=rows.shape) * self.noise
        data = [{"object": "embedding", "index": n, "embedding": row.tolist()} for n, row in enumerate(rows)]
        return json_reply({"object": "list", "data": data[::-1], "model": request["model"]})


class _Handler(BaseHTTPRequestHandler):
    server: EmbeddingServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        found = self.path == "/v1/embeddings"
        reply = (
            self.server.answer(body, self.headers.get("Authorization", "")) if found else Reply(404, b"no such path")
        )
        if reply.status == 0:
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None:
        """Silent."""


@contextmanager
def serving() -> Iterator[EmbeddingServer]:
    """A server for the length of the block."""
    with EmbeddingServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
