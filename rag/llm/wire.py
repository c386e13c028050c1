"""What goes over the wire to an OpenAI-compatible server: the address, the request, and the reply read byte by byte.

A reply is whole only if it says so twice: a `finish_reason` of `stop`, then `[DONE]`. A connection that merely ends is
a reply cut short. Left out: sockets and waiting (client.py).
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from rag.errors import BadSetting
from rag.llm.base import Message, ModelUnavailable

MOST_TEXT = 20_000  # code points of a reply; an answer of twenty sentences has 2,000
MOST_BYTES = 4_000_000  # of a reply on the wire: 20,000 pieces of one character each, with their JSON around them
_LONGEST_LINE = 1_000_000  # bytes of one event; a whole reply sent at once is far below
_DONE = "data:[DONE]"
_STREAM, _WHOLE = "text/event-stream", "application/json"


def endpoint(url: str) -> str:
    """The address of chat completions under the URL that a server's manual gives. Raises `BadSetting`.

    >>> endpoint("http://127.0.0.1:11434"), endpoint("https://dashscope.aliyuncs.com/compatible-mode/v1/")
    ('http://127.0.0.1:11434/v1/chat/completions', 'https://dashscope.aliyuncs.com/compatible-mode/v1/chat/completions')
    """
    bare = url.strip().rstrip("/")
    try:
        parts = urlsplit(bare)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or parts.username is not None or parts.query or parts.fragment:
        raise BadSetting(
            "语言模型的地址应是 http(s)://主机[:端口][/路径]，如 http://127.0.0.1:11434/v1；密钥用 XIANGWEN_LLM_KEY",
            "the address of the language model must read http(s)://HOST[:PORT][/PATH], such as "
            "http://127.0.0.1:11434/v1; a key goes into XIANGWEN_LLM_KEY",
        )
    if parts.path.endswith("/chat/completions"):
        return bare
    return bare + ("/chat/completions" if re.search(r"/v\d+$", parts.path) else "/v1/chat/completions")


def request_body(model: str, messages: Sequence[Message]) -> dict[str, Any]:
    """The request. Temperature 0: of two ways to say it, the likelier; the same question gets the same answer."""
    told = [{"role": role, "content": text} for role, text in messages]
    return {"model": model, "messages": told, "stream": True, "temperature": 0}


def garbled(what: str) -> ModelUnavailable:
    return ModelUnavailable(
        "model_garbled", f"语言模型的回复读不懂（{what}）", f"the language model's reply cannot be read ({what})"
    )


def incomplete(what: str) -> ModelUnavailable:
    return ModelUnavailable(
        "model_incomplete", f"语言模型的回复不完整（{what}）", f"the language model's reply is incomplete ({what})"
    )


class Reply:
    """One reply, fed with bytes as they come. `done` once it is whole."""

    def __init__(self, content_type: str) -> None:
        self._kind = content_type.partition(";")[0].strip().lower()
        if self._kind not in (_STREAM, _WHOLE):
            raise garbled(f"Content-Type {self._kind[:60] or '-'}")
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._pending = ""
        self._bytes = self._written = 0
        self._stopped = False
        self.done = False

    def feed(self, data: bytes) -> list[str]:
        """The pieces of text that these bytes complete. Raises `ModelUnavailable`."""
        self._bytes += len(data)
        if self._bytes > MOST_BYTES:
            raise ModelUnavailable("model_too_long", "语言模型的回复过长", "the language model's reply is too long")
        try:
            self._pending += self._decoder.decode(data)
        except UnicodeDecodeError as exc:
            raise garbled("not UTF-8") from exc
        if self._kind == _WHOLE:
            return []
        *lines, self._pending = re.split(r"\r\n|\n|\r(?!$)", self._pending)
        if len(self._pending) > _LONGEST_LINE:
            raise garbled("a line without end")
        return [piece for line in lines if not self.done for piece in self._event(line)]

    def finish(self) -> list[str]:
        """The end of the bytes: what was still missing. Raises `ModelUnavailable` unless the reply is whole."""
        pieces: list[str] = []
        if self._kind == _WHOLE and not self.done:
            pieces = self._read(self._pending, "message")
            self.done = self._stopped
        elif self._pending.replace(" ", "").rstrip("\r") == _DONE:  # the last line need not end
            self._event(self._pending)
        if not self.done:
            raise incomplete("no [DONE]" if self._stopped else "closed before the end")
        if not self._written:
            raise ModelUnavailable("model_empty", "语言模型的回复是空的", "the language model's reply is empty")
        return pieces

    def _event(self, line: str) -> list[str]:
        field, _, value = line.partition(":")
        if field != "data":  # a comment that keeps the connection alive, `event:`, `id:`, the blank line between events
            if line.lstrip().startswith("<"):
                raise garbled("HTML")
            return []
        if value.strip() != "[DONE]":
            return self._read(value, "delta")
        self.done = self._stopped
        if not self.done:
            raise incomplete("[DONE] without finish_reason")
        return []

    def _read(self, text: str, part: str) -> list[str]:
        """The text of one JSON document: of a piece (`delta`) or of a whole reply (`message`)."""
        try:
            document = json.loads(text)
        except (ValueError, RecursionError) as exc:
            raise garbled("not JSON") from exc
        if not isinstance(document, dict) or document.get("error") is not None:
            raise ModelUnavailable(
                "model_error", "语言模型的服务报告了错误", "the language model's server reported an error"
            )
        choices = document.get("choices")
        if choices == []:  # the count of tokens, which some servers send last
            return []
        choice = choices[0] if isinstance(choices, list) else None
        held = choice.get(part) if isinstance(choice, dict) else None
        content = held.get("content") if isinstance(held, dict) else None
        if not isinstance(choice, dict) or not isinstance(content, str | None):
            raise garbled("no choices[0]." + part)
        self._end(choice.get("finish_reason"))
        self._written += len(content or "")
        if self._written > MOST_TEXT:
            raise ModelUnavailable("model_too_long", "语言模型的回复过长", "the language model's reply is too long")
        return [content] if content else []

    def _end(self, reason: object) -> None:
        if reason == "stop":
            self._stopped = True
        elif reason:
            raise incomplete(f"finish_reason {str(reason)[:40]}")
