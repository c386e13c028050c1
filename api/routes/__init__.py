"""The endpoints, by resource. Each reads its request, works in one lane of the desk, and shapes the reply.

Left out: how a question is answered (rag), what errors look like (problems.py), what is refused before (gate.py).
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends

from api.chat_errors import ChatErrorBody
from api.edge.access import Needs, Scope
from api.edge.bodies import FileOrJsonRoute, StrictJsonRoute
from api.problems import Problem

Responses = dict[int | str, dict[str, Any]]
_WRONG = ("4XX", "5XX", 422)
PROBLEMS: Responses = {code: {"model": Problem, "content": {"application/problem+json": {}}} for code in _WRONG}
CHAT_ERRORS: Responses = {code: {"model": ChatErrorBody} for code in _WRONG}


def make_router(
    tag: str, scope: Scope | None = Scope.READ, *, files: bool = False, problems: Responses = PROBLEMS
) -> APIRouter:
    """A router for one resource, for callers of a scope (None: for everyone); with `files` it takes multipart too."""
    guards = [] if scope is None else [Depends(Needs(scope))]
    route = FileOrJsonRoute if files else StrictJsonRoute
    return APIRouter(tags=[tag], route_class=route, responses=problems, dependencies=guards)
