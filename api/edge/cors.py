"""Requests from scripts of other sites: answered for listed origins only, and never with cookies; we have none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from rag.errors import BadSetting

_ORIGIN = re.compile(r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")
_DAY = 86_400  # seconds a browser may remember what is allowed


def checked_origins(origins: Sequence[str]) -> tuple[str, ...]:
    """Origins as browsers send them. Raises BadSetting."""
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise BadSetting(
                f"“{origin[:60]}”不是网站来源，要写成 https://www.example.cn",
                f"{origin[:60]!r} is not an origin: write https://www.example.cn",
            )
    return tuple(origins)


def add_cors(app: FastAPI, origins: Sequence[str]) -> None:
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "POST", "PUT"],
        allow_headers=["Authorization", "Content-Type", "Last-Event-ID"],
        expose_headers=["X-Request-Id", "Content-Location"],
        max_age=_DAY,
    )
