"""A client for any OpenAI-compatible server (Ollama, vLLM, DeepSeek, DashScope …): httpx, streaming, bounded waiting.

The reply is read in a thread of its own, because a wait for the network cannot be given a deadline that a trickle of
bytes does not move. Whatever goes wrong is one `ModelUnavailable`; the server's own words are never passed on, for they
may repeat the key. No redirect is followed and no proxy asked: the key goes to the address given and nowhere else.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import ssl
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Event, Thread

import httpx

from rag.llm.base import Message, ModelUnavailable
from rag.llm.breaker import Breaker
from rag.llm.hearing import LOOK_UP_SECONDS, check_heard
from rag.llm.wire import MOST_BYTES, Reply, endpoint, garbled, request_body

_BUSY = frozenset({429, 503})  # the statuses that ask to come again


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a reply may take, in seconds, and how often a busy server is asked again."""

    connect: float = 5.0
    first: float = 20.0  # until the first piece of text: a large model reads a long prompt first
    between: float = 15.0  # until the next one
    total: float = 90.0
    retries: int = 2
    longest_wait: float = 10.0  # a server that asks for a longer pause is not waited for


_FIXED = {
    400: ("model_refused_request", "语言模型的服务不接受请求（HTTP 400）", "the server refused the request (HTTP 400)"),
    401: ("model_unauthorized", "语言模型的密钥无效（HTTP 401）", "the language model's key is not valid (HTTP 401)"),
    403: ("model_unauthorized", "语言模型的密钥无权使用（HTTP 403）", "the key may not use the model (HTTP 403)"),
    404: (
        "model_unknown",
        "语言模型的地址或名称不对（HTTP 404）",
        "no such address or language model on the server (HTTP 404)",
    ),
    429: ("model_busy", "语言模型的服务限流或额度用完（HTTP 429）", "over the server's limit or quota (HTTP 429)"),
    503: ("model_busy", "语言模型的服务正忙（HTTP 503）", "the language model's server is busy (HTTP 503)"),
}


class OpenAICompatible:
    """The model `model` behind `url`. Safe to use from several threads."""

    def __init__(self, url: str, model: str, key: str | None = None, patience: Patience = Patience()) -> None:
        self.name = model
        self._url = endpoint(url)
        self._patience = patience
        self._breaker = Breaker()
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        tls = httpx.create_ssl_context(trust_env=False)  # made once: reading the certificates takes 20 ms
        timeout = httpx.Timeout(patience.first, connect=patience.connect)
        self._open = partial(
            httpx.Client, headers=headers, timeout=timeout, verify=tls, trust_env=False, follow_redirects=False
        )

    def write(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """As `LLM.write`. Every call ends within `Patience.total` seconds of waiting."""
        self._breaker.check()
        until = time.monotonic() + self._patience.total
        try:
            yield from self._attempts(request_body(self.name, messages), until)
        except ModelUnavailable:
            self._breaker.failed()
            raise
        self._breaker.worked()

    def _attempts(self, body: dict[str, object], until: float) -> Iterator[str]:
        for attempt in range(self._patience.retries + 1):
            with contextlib.closing(_Exchange(self._open, self._url, body, self._patience, until)) as exchange:
                head = exchange.head()
                if head.status_code == httpx.codes.OK:
                    yield from exchange.pieces(head)
                    return
            pause = _pause(head, attempt)
            patient = pause <= self._patience.longest_wait and time.monotonic() + pause < until
            if head.status_code not in _BUSY or attempt == self._patience.retries or not patient:
                raise _refused(head.status_code)
            time.sleep(pause)


class _Exchange:
    """One request and its reply, read by a thread; the reader takes what has come and waits no longer than it may."""

    def __init__(
        self, connect: Callable[[], httpx.Client], url: str, body: dict[str, object], patience: Patience, until: float
    ) -> None:
        self._connect = connect
        self._url, self._body = url, body
        self._patience = patience
        self._until = until
        self._arrived: queue.SimpleQueue[httpx.Response | bytes | Exception | None] = queue.SimpleQueue()
        self._gone = Event()
        self._response: httpx.Response | None = None
        Thread(target=self._receive, name="llm-reply", daemon=True).start()

    def head(self) -> httpx.Response:
        """The status and headers. Raises `ModelUnavailable`."""
        head = self._next(time.monotonic() + self._patience.first)
        if not isinstance(head, httpx.Response):
            raise garbled("no status line")
        return head

    def pieces(self, head: httpx.Response) -> Iterator[str]:
        """The text of the reply as it comes. Raises `ModelUnavailable`."""
        reply = Reply(head.headers.get("content-type", ""))
        due = time.monotonic() + self._patience.first
        while not reply.done:
            data = self._next(due)
            if not isinstance(data, bytes):
                break
            pieces = reply.feed(data)
            yield from pieces
            if pieces:  # comments that keep the connection alive are no progress
                due = time.monotonic() + self._patience.between
        yield from reply.finish()

    def close(self) -> None:
        """The reader leaves: the server is cut off, so that it stops writing."""
        self._gone.set()
        if self._response is not None:
            stream = self._response.extensions.get("network_stream")
            line = stream.get_extra_info("socket") if stream is not None else None
            if isinstance(line, socket.socket):
                with contextlib.suppress(OSError):  # the server has hung up already
                    line.shutdown(socket.SHUT_RDWR)

    def _next(self, due: float) -> httpx.Response | bytes | None:
        end = min(due, self._until)
        while True:
            check_heard()
            left = max(end - time.monotonic(), 0.001)
            with contextlib.suppress(queue.Empty):
                item = self._arrived.get(timeout=min(left, LOOK_UP_SECONDS))
                break
            if left <= LOOK_UP_SECONDS:
                raise _late()
        if isinstance(item, Exception):
            raise _unreachable(item) from item
        return item

    def _receive(self) -> None:
        """In the thread: everything that arrives goes into the queue, the end as None, a failure as itself."""
        try:
            with self._connect() as client, client.stream("POST", self._url, json=self._body) as response:
                self._response = response
                self._arrived.put(response)
                read = 0
                for data in response.iter_bytes() if response.status_code == httpx.codes.OK else ():
                    read += len(data)
                    self._arrived.put(data)
                    if self._gone.is_set() or read > MOST_BYTES:
                        return
            self._arrived.put(None)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, RuntimeError) as exc:
            self._arrived.put(exc)


def _pause(head: httpx.Response, attempt: int) -> float:
    """Seconds to wait before asking again: what the server asks for, else 0.5, 1."""
    asked = head.headers.get("retry-after", "")
    return float(asked) if asked.isdecimal() and len(asked) < 8 else 0.5 * 2**attempt


def _refused(status: int) -> ModelUnavailable:
    code, zh, en = _FIXED.get(
        status,
        (
            "model_failed",
            f"语言模型的服务出错（HTTP {status}）",
            f"the language model's server failed (HTTP {status})",
        ),
    )
    return ModelUnavailable(code, zh, en)


def _late() -> ModelUnavailable:
    return ModelUnavailable("model_timeout", "语言模型的回复超时", "the language model took too long")


def _unreachable(exc: Exception) -> ModelUnavailable:
    """httpx's errors as ours. What was wrong stands in the chain of causes: a name, a certificate, a refusal."""
    if isinstance(exc, httpx.TimeoutException):
        return _late()
    causes: list[BaseException] = [exc]
    while (cause := causes[-1].__cause__ or causes[-1].__context__) is not None:
        causes.append(cause)
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return ModelUnavailable(
            "model_tls", "与语言模型的加密连接失败（证书或协议）", "no secure connection to the language model (TLS)"
        )
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return ModelUnavailable(
            "model_unknown_host", "找不到语言模型的主机名", "the language model's host name is not known (DNS)"
        )
    if isinstance(exc, httpx.ConnectError):
        return ModelUnavailable("model_unreachable", "连不上语言模型的服务", "the language model cannot be reached")
    return ModelUnavailable(
        "model_incomplete", "与语言模型的连接中断", "the connection to the language model broke off"
    )
