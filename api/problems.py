"""Everything that goes wrong over HTTP, as `application/problem+json` (RFC 9457) with a stable `code`; at the addresses
of the chat format in its own form (chat_errors.py).

A problem says what is wrong in Chinese and in English and carries the request id; it never repeats the input or
names an exception. Which of our errors gets which HTTP status is decided here and nowhere else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from api.chat_errors import chat_error, speaks_chat
from api.edge.headers import SECURITY_HEADERS
from rag.errors import (
    CallerError,
    EmbeddingMismatch,
    OperationalError,
    OriginalGone,
    StoreFull,
    UnknownPlace,
    UnknownProgramme,
    UnknownReport,
    XiangwenError,
)

_MAX_ERRORS = 20  # field errors in one reply; a body with 100,000 unknown fields must not give 100,000 lines
_MAX_ACCEPTED = 500  # characters read of an Accept-Language header
_MAX_NAME = 60  # code points of a field name in a reply; the name comes from the caller

# Our errors → HTTP status, the nearest class upward counts.
_STATUS: dict[type[BaseException], int] = {
    UnknownReport: 404,
    UnknownPlace: 404,
    UnknownProgramme: 404,
    OriginalGone: 410,
    EmbeddingMismatch: 409,
    StoreFull: 507,
    CallerError: 422,
    OperationalError: 503,
    XiangwenError: 500,
}

# Refusals of the edge itself: code → (status, Chinese, English).
_REFUSALS: dict[str, tuple[int, str, str]] = {
    "invalid_json": (400, "请求体不是合法的 JSON", "the body is not valid JSON"),
    "invalid_multipart": (400, "multipart 请求体的格式不对", "the multipart body is malformed"),
    "invalid_encoding": (400, "请求体不是 UTF-8 编码", "the body is not UTF-8"),
    "body_incomplete": (400, "请求体没有收全", "the body ended early"),
    "key_missing": (401, "需要访问密钥：Authorization: Bearer …", "an access key is needed: Authorization: Bearer …"),
    "key_invalid": (401, "访问密钥不对，或已作废", "the access key is wrong or revoked"),
    "foreign_page": (403, "别的网站不能用浏览器记住的密钥", "a page of another site may not use the browser's key"),
    "key_scope": (403, "这个访问密钥没有这项权限", "this access key is not allowed to do this"),
    "not_found": (404, "没有这个地址", "no such address"),
    "unknown_answer": (404, "没有这个答案：没有答完，或已删除", "no such answer: it was not finished, or is deleted"),
    "unknown_import": (404, "没有这个导入任务", "no such import"),
    "unknown_conversation": (404, "没有这个会话", "no such conversation"),
    "method_not_allowed": (405, "这个地址不接受这种请求方法", "this address does not take this method"),
    "body_timeout": (408, "请求体迟迟没有收完", "the body took too long to arrive"),
    "import_running": (409, "这个导入还没有结束", "this import has not ended yet"),
    "nothing_to_retry": (409, "这个导入没有失败的文件", "nothing of this import has failed"),
    "idempotency_running": (
        409,
        "带这个 Idempotency-Key 的请求还在处理中，请稍后再问",
        "a request with this Idempotency-Key is under way: ask again shortly",
    ),
    "body_too_large": (
        413,
        "请求体太大：JSON 最多 1 MB，上传文件最多 200 MB",
        "the body is too large: at most 1 MB of JSON, 200 MB of files",
    ),
    "unsupported_media_type": (
        415,
        "请求体要用 Content-Type: application/json，且不压缩",
        "send Content-Type: application/json, uncompressed",
    ),
    "host_not_allowed": (421, "Host 不在允许之列", "this Host is not served here"),
    "invalid_request": (422, "请求的字段不对，见 errors", "the request has wrong fields, see errors"),
    "invalid_text": (422, "文字里有半个字符（孤立的代理码）", "a string holds half a character (a lone surrogate)"),
    "bad_cursor": (422, "cursor 无效或已过期，请从头取", "cursor is invalid or out of date: start again"),
    "history_twice": (
        422,
        "history 和 conversation_id 只能给一个；replaces 要与 conversation_id 一起给",
        "give history or conversation_id, not both; replaces goes with conversation_id",
    ),
    "no_question": (422, "没有用户的提问", "there is no message of the user"),
    "no_files": (422, "没有收到文件或网址", "no files or URLs were sent"),
    "nothing_read": (422, "没有读到任何报道，原因见 errors", "no report was read, see errors for why"),
    "idempotency_reused": (
        422,
        "这个 Idempotency-Key 已用于另一个请求",
        "this Idempotency-Key was used for another request",
    ),
    "unknown_citation": (422, "答案里没有这个编号的来源", "the answer has no source of this number"),
    "too_many_requests": (429, "请求太多，请稍后再试", "too many requests: wait before the next one"),
    "internal_error": (500, "服务器出错了，请凭 request_id 查日志", "internal error: see the log by request_id"),
    "busy": (503, "正忙，请稍后再试", "busy: try again shortly"),
    "shutting_down": (503, "服务正在停止，请稍后再试", "the service is stopping: try again shortly"),
}
_BY_STATUS = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large", 415: "unsupported_media_type"}
_RETRY_AFTER = {"Retry-After": "1"}


@dataclass(frozen=True, slots=True)
class Speech:
    """To whom a problem is told: the request's id, the language asked for (`zh`, `en`), `chat` for the chat's form."""

    request_id: str
    lang: str = "zh"
    chat: bool = False

    @classmethod
    def of(cls, request: Request) -> Speech:
        language = _language(request.headers.get("accept-language", ""))
        return cls(request_id_of(request), language, speaks_chat(request.url.path))


class Refusal(Exception):
    """The edge refuses a request. `code` is one of the table above."""

    def __init__(self, code: str, errors: Sequence[Mapping[str, str]] = (), retry_after: int = 1) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after
        self.errors = tuple(errors[:_MAX_ERRORS])


class Problem(BaseModel):
    """The body of every error, for the OpenAPI document."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    zh: str
    en: str
    request_id: str
    errors: list[dict[str, str]] | None = None


def refusal(code: str, speech: Speech, *, errors: Sequence[Mapping[str, str]] = ()) -> Response:
    """The reply for one of the edge's own refusals."""
    status, zh, en = _REFUSALS[code]
    return _reply(status, {"code": code, "zh": zh, "en": en}, speech, errors)


def problem_of(exc: Exception, speech: Speech) -> tuple[int, bytes]:
    """Status and body for anything that went wrong once a reply has begun."""
    status, words = _words(exc)
    return status, _body(status, words, speech)


def install(app: FastAPI) -> None:
    """Make every error of `app` a problem."""
    app.add_exception_handler(XiangwenError, _ours)
    app.add_exception_handler(Refusal, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


def request_id_of(request: Request) -> str:
    return str(getattr(request.state, "request_id", ""))


def _words(exc: Exception) -> tuple[int, dict[str, str]]:
    """Status, code and messages of an error of ours; anything else is an internal error that tells nothing."""
    if isinstance(exc, XiangwenError):
        status = next(_STATUS[kind] for kind in type(exc).__mro__ if kind in _STATUS)
        return status, {"code": exc.code, "zh": exc.zh, "en": exc.en}
    code = exc.code if isinstance(exc, Refusal) else "internal_error"
    status, zh, en = _REFUSALS[code]
    return status, {"code": code, "zh": zh, "en": en}


def _body(status: int, words: Mapping[str, str], speech: Speech, errors: Sequence[Mapping[str, str]] = ()) -> bytes:
    body: dict[str, object]
    if speech.chat:
        body = chat_error(status, words, errors)
    else:
        body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
        body |= {"detail": words[speech.lang], **words, "request_id": speech.request_id}
        body |= {"errors": list(errors)} if errors else {}
    # A lone surrogate in a field name has no UTF-8 form; backslashreplace turns it into its JSON escape.
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _reply(status: int, words: Mapping[str, str], speech: Speech, errors: Sequence[Mapping[str, str]] = ()) -> Response:
    headers = {"Content-Language": speech.lang}
    if status in (429, 503):
        headers |= _RETRY_AFTER
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    media = "application/json" if speech.chat else "application/problem+json"
    return Response(_body(status, words, speech, errors), status, headers, media_type=media)


def _language(accepted: str) -> str:
    """`en` where English is preferred to Chinese in an Accept-Language header, else `zh`.

    >>> _language("en-GB,en;q=0.9,zh;q=0.8"), _language("zh-TW, en;q=0.5"), _language("fr, en;q=0.2"), _language("")
    ('en', 'zh', 'en', 'zh')
    """
    best = {"zh": 0.0, "en": 0.0}
    for part in accepted[:_MAX_ACCEPTED].split(","):
        tag, _, quality = part.partition(";")
        language = tag.strip().lower()[:2]
        if language in best:
            found = re.search(r"q=([01](?:\.[0-9]{0,3})?)", quality)
            best[language] = max(best[language], float(found[1]) if found else 1.0)
    return "en" if best["en"] > best["zh"] else "zh"


def _ours(request: Request, exc: Exception) -> Response:
    status, words = _words(exc)
    reply = _reply(status, words, Speech.of(request), exc.errors if isinstance(exc, Refusal) else ())
    if isinstance(exc, Refusal) and "Retry-After" in reply.headers:
        reply.headers["Retry-After"] = str(exc.retry_after)
    return reply


def _invalid(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, RequestValidationError)  # noqa: S101
    errors = [
        {"field": ".".join(str(part)[:_MAX_NAME] for part in error["loc"]), "type": error["type"], "en": error["msg"]}
        for error in exc.errors()[:_MAX_ERRORS]
    ]
    return refusal("invalid_request", Speech.of(request), errors=errors)


def _http(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, HTTPException)  # noqa: S101
    code = _BY_STATUS.get(exc.status_code)
    if code is None:
        phrase = HTTPStatus(exc.status_code).phrase
        words = {"code": "http_error", "zh": f"请求失败：{phrase}", "en": phrase}
        return _reply(exc.status_code, words, Speech.of(request))
    reply = refusal(code, Speech.of(request))
    if exc.headers and "Allow" in exc.headers:
        reply.headers["Allow"] = exc.headers["Allow"]
    return reply


def _unforeseen(request: Request, _: Exception) -> Response:
    """Sent from outside the gate, so it brings the headers itself; Starlette then raises again, for the log."""
    reply = refusal("internal_error", Speech.of(request))
    reply.raw_headers.extend([*SECURITY_HEADERS, (b"x-request-id", request_id_of(request).encode())])
    return reply
