"""What the server lets in: names it is called by, whether keys are asked for, how often one may ask, who embeds it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True)
class Door:
    """`hosts` are names without port (None: any; then keys must be asked for, or a page of another site could rebind
    its name to this machine). `rate` is such as `120/minute`, for each key or address; None: no limit."""

    hosts: Collection[str] | None = LOOPBACK
    keys_required: bool = False
    rate: str | None = None
    embed_origins: tuple[str, ...] = ()
