"""Who may ask what: a caller with scopes, and the check that stands before every route that is not open to all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from fastapi import Depends, Request

from api.problems import Refusal


class Scope(IntEnum):
    """What a key is for; a larger one includes the smaller."""

    READ = 1
    INGEST = 2
    ADMIN = 3


@dataclass(frozen=True, slots=True)
class Caller:
    """`owner` tells whose conversations these are; '' is everyone on a server that asks for no keys."""

    owner: str
    scope: Scope


def _caller(request: Request) -> Caller:
    caller: Caller = request.app.state.identify(request.headers.get("authorization"))
    return caller


By = Annotated[Caller, Depends(_caller)]


class Needs:
    """A dependency that lets a caller of at least this scope through."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def __call__(self, caller: By) -> None:
        if caller.scope < self.scope:
            raise Refusal("key_scope")


def everyone(_: str | None) -> Caller:
    """Identifies callers on a server without keys: on the loopback address whoever asks is the one at the machine."""
    return Caller("", Scope.ADMIN)
