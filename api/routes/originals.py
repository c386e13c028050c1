"""The page a report was read from, as bytes to save. Never shown in the browser: it is a stranger's HTML."""

from __future__ import annotations

from urllib.parse import quote

from fastapi.responses import Response

from api.routes import make_router
from api.service.desk import AtDesk

router = make_router("reports")


@router.get(
    "/v1/reports/{report_id}/original",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def original(report_id: str, desk: AtDesk) -> Response:
    """The page's bytes as they were read, as a download. 410 `original_gone` when they were dropped with another
    report of the page."""
    name, data = await desk.reads.run(lambda: desk.library.original(report_id))
    disposition = f"attachment; filename=\"original\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type="application/octet-stream", headers={"Content-Disposition": disposition})
