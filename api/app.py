"""The HTTP application around a library: routes, problems, the gate before them, the page.

The caller opens the library and the state and closes them; this only serves. FastAPI's own documentation
pages load scripts from elsewhere; `/docs` is a page of ours.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api import problems
from api.edge.access import Access
from api.edge.cors import add_cors
from api.edge.door import Door
from api.edge.gate import Gate
from api.routes import (
    answers,
    archive,
    chat,
    conversations,
    embedding,
    feedback,
    imports,
    originals,
    reports,
    search,
    sending,
    service,
)
from api.service.desk import Desk
from api.service.metrics import Measured
from api.state.pruning import Keep, prune
from api.state.state import State, passing_state
from rag.errors import OperationalError, XiangwenError

if TYPE_CHECKING:
    from rag.library import Library

log = logging.getLogger(__name__)

_PRUNED_EVERY = 3_600.0  # seconds
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
    imports.again,
    chat.router,
    service.measured,
    service.router,
)


def create_app(library: Library, door: Door = Door(), state: State | None = None, keep: Keep = Keep()) -> FastAPI:
    """An application that answers from `library` to those whom `door` lets in.

    What it has to remember goes to `state`, for as long as `keep` says; without one it is forgotten with the
    application.
    """
    desk = Desk(library, state or passing_state())

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        desk.importer.start()
        beside = [asyncio.create_task(work) for work in (_prune(desk, keep), _warm(desk))]
        yield
        for task in beside:
            task.cancel()
        app.state.closed = desk.close()

    app = FastAPI(
        title="乡问 · xiangwen",
        version=version("xiangwen"),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.state.desk = desk
    app.state.closed = False
    app.state.access = Access(desk.state.keys, door)
    app.add_middleware(Measured, metrics=desk.metrics)
    if door.embed_origins:
        add_cors(app, door.embed_origins)
    app.add_middleware(Gate, door=door)
    problems.install(app)
    for router in (*_ROUTERS, *((embedding.router,) if door.embed_origins else ())):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=service.STATIC), name="static")
    app.mount("/reference", StaticFiles(directory=service.REFERENCE), name="reference")
    return app


async def _warm(desk: Desk) -> None:
    """Opens the pile, makes the first screen's questions and reads ahead for the first answer before anybody asks; at
    69,000 reports it takes seconds."""
    try:
        await desk.reads.run(desk.library.facets)
        await desk.reads.run(desk.library.warm)
    except (XiangwenError, problems.Refusal) as exc:
        log.warning("the pile is not opened yet: %s", exc)


async def _prune(desk: Desk, keep: Keep) -> None:
    """Forgets, now and every hour, what is not to be kept. A failure is logged; the next hour tries again."""
    while True:
        try:
            forgotten = await desk.notes.run(lambda: prune(desk.state, keep))
            log.info("forgot %d answers, conversations and imports", forgotten)
        except (OperationalError, problems.Refusal) as exc:
            log.warning("nothing was pruned: %s", exc)
        await asyncio.sleep(_PRUNED_EVERY)
