"""Errors as clients of OpenAI's chat format read them: one `error` object in place of a problem.

Left out: what goes wrong, its status, code and words (problems.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

_ADDRESSES = ("/v1/chat/completions", "/v1/models")
# Status → the type that these clients know; any other 4xx is of the request, any other 5xx of the server.
_TYPES = {401: "authentication_error", 403: "permission_error", 404: "not_found_error", 429: "rate_limit_error"}


class ChatError(BaseModel):
    """`message` is for people, in Chinese and English; `param` names the first field that is wrong, if one is."""

    message: str
    type: str
    code: str
    param: str | None


class ChatErrorBody(BaseModel):
    error: ChatError


def speaks_chat(path: str) -> bool:
    """Whether whoever asks at this address expects such errors."""
    return path in _ADDRESSES or path.startswith("/v1/models/")


def chat_error(status: int, words: Mapping[str, str], errors: Sequence[Mapping[str, str]] = ()) -> dict[str, object]:
    """The body. `words` are code, zh, en."""
    param = errors[0].get("field") if errors else None
    message = f"{words['zh']} / {words['en']}"
    if errors:
        message += f" ({param}: {errors[0].get('en', '')})"
    kind = _TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error")
    return {"error": {"message": message, "type": kind, "code": words["code"], "param": param}}
