"""The HTTP application around a library: routes, problems, the gate before them, the page.

The caller opens the library and the state and closes them; this only serves. There is no documentation page that would
load scripts from elsewhere: `/openapi.json` is the reference.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api import problems
from api.access import everyone
from api.desk import Desk
from api.gate import LOOPBACK, Gate
from api.routes import (
    answers,
    archive,
    conversations,
    feedback,
    imports,
    originals,
    reports,
    search,
    sending,
    service,
)
from api.state.state import State, passing_state

if TYPE_CHECKING:
    from rag.library import Library

_ROUTERS = (
    answers.router,
    search.router,
    conversations.router,
    feedback.router,
    feedback.drafts,
    reports.router,
    archive.router,
    originals.router,
    sending.router,
    sending.deleting,
    imports.router,
    service.router,
)


def create_app(library: Library, hosts: Collection[str] = LOOPBACK, state: State | None = None) -> FastAPI:
    """An application that answers from `library` to requests whose Host is among `hosts` (names without port).

    What it has to remember goes to `state`; without one it is forgotten with the application.
    """
    desk = Desk(library, state or passing_state())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        desk.importer.start()
        yield
        desk.close()

    app = FastAPI(
        title="乡问 · xiangwen",
        version=version("xiangwen"),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.state.desk = desk
    app.state.identify = everyone
    app.add_middleware(Gate, hosts=hosts)
    problems.install(app)
    for router in _ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=service.STATIC), name="static")
    return app
