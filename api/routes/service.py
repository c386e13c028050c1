"""State of the service, and the page."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from fastapi import Request
from fastapi.responses import FileResponse, PlainTextResponse, Response

from api.edge.access import Access
from api.problems import Refusal, Speech, refusal
from api.routes import make_router
from api.schemas.reports import StateOut
from api.service.desk import AtDesk

STATIC = Path(__file__).parent.parent / "static"
REFERENCE = Path(__file__).parent.parent / "reference"
router = make_router("service", None)
measured = make_router("service")


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


@measured.get("/metrics", response_class=PlainTextResponse)
async def metrics(desk: AtDesk) -> Response:
    """Counters and times in the text format of Prometheus; nothing in them comes from questions or reports."""
    return Response(desk.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


@router.get("/docs", include_in_schema=False)
async def docs() -> FileResponse:
    """The reference as a page, made of `/openapi.json` by a script of our own."""
    return FileResponse(REFERENCE / "index.html", headers={"Cache-Control": "no-cache"})


@router.get("/", include_in_schema=False)
async def page(request: Request) -> Response:
    """The page. Where keys are asked for, the browser asks for one as a password, and sends it along from then on."""
    access: Access = request.app.state.access
    try:
        access.caller(request)
    except Refusal as exc:
        reply = refusal(exc.code, Speech.of(request))
        reply.headers["WWW-Authenticate"] = 'Basic realm="xiangwen", charset="UTF-8"'
        return reply
    return FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})
