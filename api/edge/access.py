"""Who may ask what: a caller with scopes, and the check that stands before every route that is not open to all."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from fastapi import Depends, Request

from api.edge.door import Door
from api.edge.rates import Rate
from api.problems import Refusal
from api.state.keys import Keys

_OWN = ("same-origin", "none")  # what a browser says of requests from our page, or typed into its bar
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

    def caller(self, request: Request) -> Caller:
        """Raises Refusal `key_missing` or `key_invalid`. Without keys, whoever asks is the one at the machine, whatever
        token a client sends along."""
        if not self._required:
            return Caller("", Scope.ADMIN)
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "basic":
            token = _password(token)
            _check_own_page(request)
        elif scheme.lower() != "bearer":
            raise Refusal("key_missing")
        if not token.strip():
            raise Refusal("key_missing")
        key = self._keys.check(token.strip())
        if key is None:
            raise Refusal("key_invalid")
        return Caller(key.id, Scope[key.scope.upper()])

    def count(self, request: Request, caller: Caller) -> None:
        """Raises Refusal `too_many_requests`."""
        if self._rate is not None and request.method in _WORKING:
            self._rate.check(caller.owner or (request.client.host if request.client else ""))


def _password(credentials: str) -> str:
    """The key out of what a browser sends when it has asked for a password; the user name is not looked at."""
    try:
        return base64.b64decode(credentials, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def _check_own_page(request: Request) -> None:
    """A browser sends a password it knows along with requests of any site: those that change or cost something must
    come from our own page. Raises Refusal `foreign_page`."""
    origin = request.headers.get("origin")
    own = origin is None or origin.partition("://")[2] == request.headers.get("host")
    if request.method in _WORKING and not (own and request.headers.get("sec-fetch-site", "none") in _OWN):
        raise Refusal("foreign_page")


def _caller(request: Request) -> Caller:
    access: Access = request.app.state.access
    return access.caller(request)


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
