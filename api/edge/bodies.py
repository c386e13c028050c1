"""What a JSON body must be before anything else reads it: one plain document, UTF-8, no key twice, no NaN."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError

from api.problems import Refusal

M = TypeVar("M", bound=BaseModel)
MULTIPART = "multipart/form-data"
_WITH_BODY = ("POST", "PUT", "PATCH")


class StrictJsonRoute(APIRoute):
    """A route whose body must be one plain JSON document, checked before anything else sees it.

    Stock parsing takes the last of two equal keys, lets NaN in, and fails with 500 on 100,000 nested brackets.
    """

    takes_files = False

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        takes_files = self.takes_files
        takes_body = takes_files or self.body_field is not None

        async def strict(request: Request) -> Response:
            if takes_body and request.method in _WITH_BODY and not (takes_files and is_multipart(request)):
                _check_media_type(request)
                _check_json(await request.body())
            return await handle(request)

        return strict


def is_multipart(request: Request) -> bool:
    return request.headers.get("content-type", "").lower().startswith(MULTIPART)


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


class FileOrJsonRoute(StrictJsonRoute):
    """A route that takes files too: a multipart body is read by the route itself, piece by piece."""

    takes_files = True


async def read_json(request: Request, model: type[M]) -> M:
    """The body as a shape, for a route that takes files as well. Raises RequestValidationError."""
    try:
        return model.model_validate_json(await request.body())
    except ValidationError as exc:
        errors = exc.errors(include_url=False, include_context=False, include_input=False)
        raise RequestValidationError([{**error, "loc": ("body", *error["loc"])} for error in errors]) from exc


def json_or_files(model: type[BaseModel]) -> dict[str, Any]:
    """The request body of such a route, for the OpenAPI document."""
    files = {"type": "array", "items": {"type": "string", "format": "binary"}}
    form = {"type": "object", "properties": {"file": files}, "required": ["file"]}
    content = {"application/json": {"schema": model.model_json_schema()}, MULTIPART: {"schema": form}}
    return {"requestBody": {"required": True, "content": content}}
