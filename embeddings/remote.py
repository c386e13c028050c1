"""One request to an OpenAI-compatible `/v1/embeddings`, tried again where that helps, its reply checked to the number.

Busy (429), broken (5xx) and interrupted replies are tried again, after the time the server asks for; a refused
connection, a wrong key and a wrong name are not. The key goes into a header and nowhere else: not into messages, not
into the log. No redirect is followed and no proxy asked: texts and key go to the address given and nowhere else.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
import numpy as np
from numpy.typing import NDArray

from embeddings.base import EmbeddingError, well_formed

log = logging.getLogger(__name__)

_EXCERPT = 200  # characters of a server's own words in a message
_FIRST_PAUSE = 0.5  # seconds before the second try; doubled each time
_CONNECT = 5.0  # seconds for a connection; a server that is there takes milliseconds
_BUSY = (429, 500, 502, 503, 504)
_INTERRUPTED = (httpx.TimeoutException, httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)

_KEY = ("密钥不对，检查 XIANGWEN_EMBED_KEY", "the key is wrong or missing: check XIANGWEN_EMBED_KEY")
_BATCH = (
    "它不收这个请求；若是一批太多，把 XIANGWEN_EMBED_BATCH 调小",
    "it does not take this request; if a batch holds too many texts, lower XIANGWEN_EMBED_BATCH",
)
_NAME = (
    "没有这个地址或模型，检查 XIANGWEN_MODEL=https://主机/v1#模型名",
    "no such address or model: check XIANGWEN_MODEL=https://host/v1#model-name",
)
_LATER = ("它现在忙或出了故障，请稍后再试", "it is busy or broken now: try again later")
_MOVED = ("它要转到别的地址，请直接写那个地址", "it points to another address: name that one")
# Status → what to do about it, in Chinese and in English.
_REMEDIES = {400: _BATCH, 401: _KEY, 403: _KEY, 404: _NAME, 413: _BATCH, 422: _BATCH, 429: _LATER}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a request may take and how often it is tried. `longest_pause`: what a server may ask for between."""

    seconds: float
    tries: int
    longest_pause: float


PATIENT = Patience(seconds=120.0, tries=5, longest_pause=60.0)  # indexing: a batch on a slow CPU takes a minute
PROMPT = Patience(seconds=20.0, tries=3, longest_pause=5.0)  # a question: somebody waits


class Remote:
    """The endpoint `url` and the model `model` there; asked from several threads at once if need be."""

    def __init__(
        self, url: str, model: str, key: str | None = None, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """`key`: sent as a bearer token. Raises EmbeddingError when no header can carry it."""
        self._url = url
        self._model = model
        self._key = (key or "").strip()
        self._sleep = sleep
        if not (self._key.isascii() and self._key.isprintable()):
            raise EmbeddingError(
                "XIANGWEN_EMBED_KEY 里有密钥不会有的字符", "XIANGWEN_EMBED_KEY holds characters that no key has"
            )
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        self._client = httpx.Client(headers=headers, trust_env=False)

    def vectors(self, texts: Sequence[str], dimension: int | None, patience: Patience) -> NDArray[np.float64]:
        """`n` texts → (n, dimension), as the server gives them; `dimension` None: whatever it has.

        Raises EmbeddingError.
        """
        rows = self._checked(self._ask(texts, patience), len(texts))
        if dimension is not None and rows.shape[1] != dimension:
            raise self._error(
                f"向量应为 {dimension} 维，得到 {rows.shape[1]} 维：服务器换了模型，请重启并运行 xiangwen rebuild",
                f"expected vectors of {dimension} numbers, got {rows.shape[1]}: the server has changed its model;"
                " restart and run xiangwen rebuild",
            )
        return rows

    def _ask(self, texts: Sequence[str], patience: Patience) -> httpx.Response:
        """The reply of status 200, after as many tries as it takes and `patience` allows."""
        body = {"model": self._model, "input": well_formed(texts), "encoding_format": "float"}
        for left in reversed(range(patience.tries)):
            pause = _FIRST_PAUSE * 2 ** (patience.tries - 1 - left)
            try:
                timeout = httpx.Timeout(patience.seconds, connect=_CONNECT)
                reply = self._client.post(self._url, json=body, timeout=timeout)
            except _INTERRUPTED as exc:
                failure: Exception = self._unreachable(exc)
            except (httpx.HTTPError, httpx.InvalidURL) as exc:
                raise self._unreachable(exc) from exc
            else:
                if reply.status_code == 200:
                    return reply
                failure, pause = self._refused(reply), _asked_pause(reply, pause)
                if reply.status_code not in _BUSY or pause > patience.longest_pause:
                    break
            if left:
                log.warning("%s; trying again in %g s", failure, pause)
                self._sleep(pause)
        raise failure

    def _checked(self, reply: httpx.Response, count: int) -> NDArray[np.float64]:
        """The reply's vectors in the order of the texts. Raises EmbeddingError for anything else."""
        try:
            items = sorted(reply.json()["data"], key=lambda item: item.get("index", 0))
            numbers = [item.get("index", number) for number, item in enumerate(items)]
            rows = np.array([item["embedding"] for item in items], dtype=np.float64)
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            raise self._error(
                f"回答不是向量列表：{self._excerpt(reply)}",
                f"the reply is no list of vectors, of one length each: {self._excerpt(reply)}",
            ) from exc
        if numbers != list(range(count)):
            raise self._error(
                f"送去 {count} 段文字，应得编号 0 到 {count - 1} 的向量，得到 {len(rows)} 个",
                f"sent {count} texts, expected vectors numbered 0 to {count - 1}, got {len(rows)}",
            )
        if rows.ndim != 2 or not rows.shape[1] or not np.isfinite(rows).all() or not rows.any(axis=1).all():
            raise self._error(
                "向量里有 NaN、无穷大、全零或空的", "a vector holds NaN or infinity, or is all zeros, or is empty"
            )
        return rows

    def _refused(self, reply: httpx.Response) -> EmbeddingError:
        status = reply.status_code
        other = _MOVED if reply.is_redirect else _LATER if status >= 500 else _BATCH
        zh, en = _REMEDIES.get(status, other)
        return self._error(
            f"HTTP {status}，{zh}：{self._excerpt(reply)}", f"HTTP {status}: {en}. {self._excerpt(reply)}"
        )

    def _unreachable(self, exc: Exception) -> EmbeddingError:
        if isinstance(exc, httpx.TimeoutException):
            return self._error("到时间没有回答", "no reply in time")
        told = self._scrubbed(str(exc)) or type(exc).__name__
        return self._error(f"连不上（{told}）：服务器开着吗？", f"cannot be reached ({told}): is the server running?")

    def _error(self, zh: str, en: str) -> EmbeddingError:
        return EmbeddingError(f"句向量接口 {self._url}：{zh}", f"embedding endpoint {self._url}: {en}")

    def _excerpt(self, reply: httpx.Response) -> str:
        """The beginning of what the server says, on one line, without the key some servers repeat."""
        return self._scrubbed(" ".join(reply.text.split()))[:_EXCERPT]

    def _scrubbed(self, text: str) -> str:
        return text.replace(self._key, "***") if self._key else text


def _asked_pause(reply: httpx.Response, usual: float) -> float:
    """Seconds that `Retry-After` asks for (a number or a date), else the usual ones."""
    asked = reply.headers.get("Retry-After", "").strip()
    if asked.isdecimal():
        return float(asked)
    try:
        return max((parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return usual
