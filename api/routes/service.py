"""State of the service, and the page."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from fastapi.responses import FileResponse

from api.desk import AtDesk
from api.problems import Refusal
from api.routes import make_router
from api.schemas.reports import StateOut

STATIC = Path(__file__).parent.parent / "static"
router = make_router("service", None)


@router.get("/livez")
async def livez() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@router.get("/readyz")
async def readyz(desk: AtDesk) -> StateOut:
    """The pile can be asked. `pending` counts changes that the indexes have yet to follow."""
    if desk.draining:
        raise Refusal("shutting_down")
    return StateOut.of(await desk.reads.run(desk.library.state))


@router.get("/version")
async def version_(desk: AtDesk) -> dict[str, str]:
    """Which program, which index, which embedding model."""
    state = await desk.reads.run(desk.library.state)
    return {"version": version("xiangwen"), "index_version": state.index_version, "model": state.model}


@router.get("/", include_in_schema=False)
async def page() -> FileResponse:
    return FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})
