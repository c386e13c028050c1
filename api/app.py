"""The HTTP application around a library: routes, problems, the gate before them, the page.

The caller opens the library and closes it; this only serves it. There is no documentation page that would load scripts
from elsewhere: `/openapi.json` is the reference.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api import problems
from api.gate import LOOPBACK, Gate
from api.routes import STATIC, Desk, router

if TYPE_CHECKING:
    from rag.library import Library


def create_app(library: Library, hosts: Collection[str] = LOOPBACK) -> FastAPI:
    """An application that answers from `library` to requests whose Host is among `hosts` (names without port)."""
    desk = Desk(library)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
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
    app.add_middleware(Gate, hosts=hosts)
    problems.install(app)
    app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
