"""The server process: what it lets in, the socket, and how it stops.

Told to stop, it takes no more connections, lets answers under way go on for a while, then tells their readers that it
stops, and ends; a second signal, or a kill, loses nothing that was acknowledged.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import closing

import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.edge.cors import checked_origins
from api.edge.door import LOOPBACK, Door
from api.edge.rates import parse_rate
from api.service.desk import Desk
from api.state.pruning import Keep
from api.state.state import State
from api.terminal.session import Session, listen, out, warn_if_behind
from rag.errors import BadSetting
from rag.settings import Settings

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_TELLING_SECONDS = 8.0  # answers under way are told on for so long
_DRAIN_SECONDS = 10  # and then connections are cut
_RATE = "120/minute"  # of a key: two questions a second are no reader any more


class _Server(uvicorn.Server):
    """Tells readers of answers that the server stops before it cuts them off."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self._desk = desk

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._desk.draining = True
        asyncio.get_running_loop().call_later(_TELLING_SECONDS, self._desk.end_tellings)
        await super().shutdown(sockets)


def wanted_door(settings: Settings, host: str, require_keys: bool, origins: Sequence[str]) -> Door:
    """The door that settings and options mean. Raises BadSetting."""
    if settings.rate:
        parse_rate(settings.rate)
    loopback = host in _LOOPBACK
    keys = require_keys or not loopback
    names = {name.strip().lower() for name in settings.hosts.split(",") if name.strip()}
    hosts = LOOPBACK | names if loopback else names or None
    return Door(hosts, keys, settings.rate or (_RATE if keys else None), checked_origins(origins))


def serve(session: Session, where: tuple[str, int], door: Door) -> None:
    """Serves until told to stop. Raises BadSetting."""
    host, port = where
    with (
        session.library() as library,
        closing(State(session.settings.data)) as state,
    ):
        if door.keys_required and not state.keys.in_use():
            raise BadSetting(
                f"在 {host} 上服务要有访问密钥：先运行 xiangwen keys create",
                f"serving on {host} needs access keys: run xiangwen keys create first",
            )
        with listen(host, port) as listener:
            warn_if_behind(library)
            url = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
            session.show(lambda: {"url": url}, lambda: out.print(f"乡问 {url} （Ctrl-C 停止 to stop）"))
            sys.stdout.flush()
            app = create_app(library, door, state, Keep(session.settings.keep_answers, session.settings.keep_days))
            _run(app, listener)
            if not app.state.closed:
                # A thread still waits, for a language model say; nothing acknowledged hangs on it.
                sys.stdout.flush()
                os._exit(0)


def _run(app: FastAPI, listener: socket.socket) -> None:
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, ws="none", timeout_graceful_shutdown=_DRAIN_SECONDS
    )
    # Told to stop, uvicorn drains and then raises the signal again, to end a process that would go on; ours ends.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _Server(config, app.state.desk).run(sockets=[listener])
