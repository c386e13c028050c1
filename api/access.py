"""Who may ask what: a caller with scopes, and the check that stands before every route that is not open to all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from fastapi import Depends, Request

from api.door import Door
from api.problems import Refusal
from api.rates import Rate
from api.state.keys import Keys

_WORKING = ("POST", "PUT", "PATCH", "DELETE")  # methods whose requests are counted


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


class Access:
    """Tells callers by their keys, which are looked up for each request: a revoked one is out at once."""

    def __init__(self, keys: Keys, door: Door) -> None:
        self._keys = keys
        self._required = door.keys_required
        self._rate = Rate(door.rate) if door.rate else None

    def caller(self, authorization: str | None) -> Caller:
        """Raises Refusal `key_missing` or `key_invalid`. Without keys, whoever asks is the one at the machine, whatever
        token a client sends along."""
        if not self._required:
            return Caller("", Scope.ADMIN)
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise Refusal("key_missing")
        key = self._keys.check(token.strip())
        if key is None:
            raise Refusal("key_invalid")
        return Caller(key.id, Scope[key.scope.upper()])

    def count(self, request: Request, caller: Caller) -> None:
        """Raises Refusal `too_many_requests`."""
        if self._rate is not None and request.method in _WORKING:
            self._rate.check(caller.owner or (request.client.host if request.client else ""))


def _caller(request: Request) -> Caller:
    access: Access = request.app.state.access
    caller = access.caller(request.headers.get("authorization"))
    return caller


By = Annotated[Caller, Depends(_caller)]


class Needs:
    """A dependency that lets a caller of at least this scope through, as often as the rate allows."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def __call__(self, request: Request, caller: By) -> None:
        if caller.scope < self.scope:
            raise Refusal("key_scope")
        access: Access = request.app.state.access
        access.count(request, caller)
