"""What a JSON body must be before anything else reads it: one plain document, UTF-8, no key twice, no NaN."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from api.problems import Refusal

_WITH_BODY = ("POST", "PUT", "PATCH")


class StrictJsonRoute(APIRoute):
    """A route whose body must be one plain JSON document, checked before anything else sees it.

    Stock parsing takes the last of two equal keys, lets NaN in, and fails with 500 on 100,000 nested brackets.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def strict(request: Request) -> Response:
            if request.method in _WITH_BODY:
                _check_media_type(request)
                _check_json(await request.body())
            return await handle(request)

        return strict


def _check_media_type(request: Request) -> None:
    media, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.replace(" ", "").replace('"', "")
    plain = request.headers.get("content-encoding", "identity").lower() == "identity"
    if media.strip() != "application/json" or charset not in ("", "charset=utf-8", "charset=utf8") or not plain:
        raise Refusal("unsupported_media_type")


def _check_json(body: bytes) -> None:
    try:
        document = json.loads(body.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_no_twins)
    except UnicodeDecodeError as exc:
        raise Refusal("invalid_encoding") from exc
    except (ValueError, RecursionError) as exc:  # ValueError: bad syntax, NaN, equal keys, an integer of 5,000 digits
        raise Refusal("invalid_json") from exc
    if b"\\u" in body and not _is_text(document):
        raise Refusal("invalid_text")


def _is_text(document: object) -> bool:
    """Whether no string of the document, key or value, has half a character: an escape `\\ud800` without its pair."""
    try:
        json.dumps(document, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _no_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a key stands twice")
    return members
