"""The script by which listed sites show the chat on their pages. Not there unless the server was told of a site."""

from __future__ import annotations

from pathlib import Path

from fastapi.responses import FileResponse

from api.routes import make_router

_SCRIPT = Path(__file__).parent.parent / "embed" / "embed.js"
router = make_router("service", None)


@router.get("/embed.js", include_in_schema=False)
async def embed() -> FileResponse:
    return FileResponse(_SCRIPT, media_type="text/javascript", headers={"Cache-Control": "public, max-age=3600"})
