"""Everything that goes wrong over HTTP, as `application/problem+json` (RFC 9457) with a stable `code`.

A problem says what is wrong in Chinese and in English and carries the request id; it never repeats the input or
names an exception. Which of our errors gets which HTTP status is decided here and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from api.headers import SECURITY_HEADERS
from rag.errors import (
    CallerError,
    EmbeddingMismatch,
    OperationalError,
    StoreFull,
    UnknownReport,
    XiangwenError,
)

_MAX_ERRORS = 20  # field errors in one reply; a body with 100,000 unknown fields must not give 100,000 lines
_MAX_NAME = 60  # code points of a field name in a reply; the name comes from the caller

# Our errors → HTTP status, the nearest class upward counts.
_STATUS: dict[type[BaseException], int] = {
    UnknownReport: 404,
    EmbeddingMismatch: 409,
    StoreFull: 507,
    CallerError: 422,
    OperationalError: 503,
    XiangwenError: 500,
}

# Refusals of the edge itself: code → (status, Chinese, English).
_REFUSALS: dict[str, tuple[int, str, str]] = {
    "invalid_json": (400, "请求体不是合法的 JSON", "the body is not valid JSON"),
    "invalid_encoding": (400, "请求体不是 UTF-8 编码", "the body is not UTF-8"),
    "body_incomplete": (400, "请求体没有收全", "the body ended early"),
    "not_found": (404, "没有这个地址", "no such address"),
    "method_not_allowed": (405, "这个地址不接受这种请求方法", "this address does not take this method"),
    "body_timeout": (408, "请求体迟迟没有收完", "the body took too long to arrive"),
    "body_too_large": (413, "请求体太大，最多 1 MB", "the body is too large: at most 1 MB"),
    "unsupported_media_type": (
        415,
        "请求体要用 Content-Type: application/json，且不压缩",
        "send Content-Type: application/json, uncompressed",
    ),
    "host_not_allowed": (421, "Host 不在允许之列", "this Host is not served here"),
    "invalid_request": (422, "请求的字段不对，见 errors", "the request has wrong fields, see errors"),
    "invalid_text": (422, "文字里有半个字符（孤立的代理码）", "a string holds half a character (a lone surrogate)"),
    "bad_cursor": (422, "cursor 无效或已过期，请从头取", "cursor is invalid or out of date: start again"),
    "not_supported": (
        422,
        "本版本还不支持 stream 和 conversation_id",
        "stream and conversation_id are not supported by this version",
    ),
    "internal_error": (500, "服务器出错了，请凭 request_id 查日志", "internal error: see the log by request_id"),
    "busy": (503, "正忙，请稍后再试", "busy: try again shortly"),
}
_BY_STATUS = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large", 415: "unsupported_media_type"}
_RETRY_AFTER = {"Retry-After": "1"}


class Refusal(Exception):
    """The edge refuses a request. `code` is one of the table above."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Problem(BaseModel):
    """The body of every error, for the OpenAPI document."""

    type: str
    title: str
    status: int
    code: str
    zh: str
    en: str
    request_id: str
    errors: list[dict[str, str]] | None = None


def refusal(code: str, request_id: str, *, errors: Sequence[Mapping[str, str]] = ()) -> Response:
    """The reply for one of the edge's own refusals."""
    status, zh, en = _REFUSALS[code]
    return _reply(status, {"code": code, "zh": zh, "en": en}, request_id, errors)


def install(app: FastAPI) -> None:
    """Make every error of `app` a problem."""
    app.add_exception_handler(XiangwenError, _ours)
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


def _reply(
    status: int, words: Mapping[str, str], request_id: str, errors: Sequence[Mapping[str, str]] = ()
) -> Response:
    body: dict[str, object] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    body |= {**words, "request_id": request_id}
    if errors:
        body["errors"] = list(errors)
    # A lone surrogate in a field name has no UTF-8 form; backslashreplace turns it into its JSON escape.
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
    headers = _RETRY_AFTER if status == 503 else None
    return Response(content, status, headers, media_type="application/problem+json")


def _request_id(request: Request) -> str:
    return str(getattr(request.state, "request_id", ""))


def _ours(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, XiangwenError)  # noqa: S101  (what install() registered; narrows the type)
    status = next(_STATUS[kind] for kind in type(exc).__mro__ if kind in _STATUS)
    return _reply(status, {"code": exc.code, "zh": exc.zh, "en": exc.en}, _request_id(request))


def _refused(request: Request, exc: Exception) -> Response:
    return refusal(getattr(exc, "code", "internal_error"), _request_id(request))


def _invalid(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, RequestValidationError)  # noqa: S101
    errors = [
        {"field": ".".join(str(part)[:_MAX_NAME] for part in error["loc"]), "type": error["type"], "en": error["msg"]}
        for error in exc.errors()[:_MAX_ERRORS]
    ]
    return refusal("invalid_request", _request_id(request), errors=errors)


def _http(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, HTTPException)  # noqa: S101
    code = _BY_STATUS.get(exc.status_code)
    if code is None:
        phrase = HTTPStatus(exc.status_code).phrase
        words = {"code": "http_error", "zh": f"请求失败：{phrase}", "en": phrase}
        return _reply(exc.status_code, words, _request_id(request))
    reply = refusal(code, _request_id(request))
    if exc.headers and "Allow" in exc.headers:
        reply.headers["Allow"] = exc.headers["Allow"]
    return reply


def _unforeseen(request: Request, _: Exception) -> Response:
    """Sent from outside the gate, so it brings the headers itself; Starlette then raises again, for the log."""
    reply = refusal("internal_error", _request_id(request))
    reply.raw_headers.extend([*SECURITY_HEADERS, (b"x-request-id", _request_id(request).encode())])
    return reply
