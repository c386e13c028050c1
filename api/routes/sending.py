"""Reports sent to the pile, and taken out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import Response

from api.edge.access import By, Scope
from api.edge.bodies import is_multipart, json_or_files, read_json
from api.problems import Refusal
from api.routes import make_router
from api.schemas.reports import AddedOut, PageOut, ReportIn
from api.service.desk import AtDesk, Desk
from api.service.once import IdempotencyKey, digest_of, once
from api.service.uploads import MAX_FILES, SentFile, sent_files, spread
from api.state.requests import Answered
from rag.errors import UnreadablePage
from rag.reports.uploads import posted_page, uploaded_pages
from rag.types import PageFailure, PageResult, PageStatus, RawPage

router = make_router("reports", Scope.INGEST, files=True)
deleting = make_router("reports", Scope.ADMIN)

_ADDED: dict[int | str, dict[str, Any]] = {
    200: {"model": AddedOut, "description": "All of it was here already"},
    207: {"model": AddedOut, "description": "Some pages were read and some failed, see each"},
}
Sent = Iterable[tuple[str, RawPage | PageFailure]]
Restore = Annotated[bool, Query(description="Bring reports back that were deleted")]


@router.post(
    "/v1/reports",
    status_code=201,
    response_model=AddedOut,
    responses=_ADDED,
    openapi_extra=json_or_files(ReportIn),
)
async def add(
    request: Request, desk: AtDesk, caller: By, restore: Restore = False, idempotency_key: IdempotencyKey = None
) -> Response:
    """Add a report as fields (JSON), or files and ZIP archives (multipart). It can be asked about when this returns.

    201 when something is new, 200 when nothing is, 207 when some pages failed, 422 `nothing_read` when all did.
    """
    if not is_multipart(request):
        fields = (await read_json(request, ReportIn)).to_fields()
        page = posted_page(fields)

        async def of_fields() -> Answered:
            return await _add(desk, lambda: [(page.name, page)], restore)

        return await once(desk, caller.owner, idempotency_key, digest_of("reports", page.data), of_fields)
    async with sent_files(request, desk.state.folder / "spool") as files:

        async def of_files() -> Answered:
            return await _add(desk, lambda: _pages(files), restore)

        digest = digest_of("reports", *(part for file in files for part in (file.name, file.path)))
        return await once(desk, caller.owner, idempotency_key, digest, of_files)


@deleting.delete("/v1/reports/{report_id}", status_code=204)
async def forget(report_id: str, desk: AtDesk) -> None:
    """Take a report out for good: text, original, indexes. Its page, read again, does not bring it back unless asked.

    Answers given before keep their sentences; the source is marked `withdrawn`.
    """
    await desk.writes.run(lambda: desk.library.forget(report_id))


def _pages(files: Sequence[SentFile]) -> Iterator[tuple[str, RawPage | PageFailure]]:
    for sent in files:
        try:
            for file in spread(sent, MAX_FILES):
                for page in uploaded_pages(file.path, file.name):
                    yield (page.name if isinstance(page, RawPage) else file.name), page
        except UnreadablePage as exc:  # an archive that cannot be opened; the other files go on
            yield sent.name, PageFailure(sent.name, exc.code, str(exc))


async def _add(desk: Desk, pages: Callable[[], Sent], restore: bool) -> Answered:
    results = await desk.writes.run(lambda: _named_results(desk, pages(), restore))
    failed = [(name, page) for name, page in results if page.status is PageStatus.FAILED]
    if len(failed) == len(results):
        errors = [{"field": name, "type": page.code or "", "en": page.reason or ""} for name, page in failed]
        raise Refusal("nothing_read", errors)
    told = [
        PageOut(path=name, status=page.status.value, code=page.code, reason=page.reason, reports=list(page.reports))
        for name, page in results
    ]
    added = AddedOut(pages=told, reports=len({report for _, page in results for report in page.reports}))
    new = any(page.status in (PageStatus.ADDED, PageStatus.UPDATED) for _, page in results)
    return Answered(207 if failed else 201 if new else 200, added.model_dump_json().encode())


def _named_results(desk: Desk, sent: Sent, restore: bool) -> list[tuple[str, PageResult]]:
    """Results with the names the sender knows; they come in the order of the pages."""
    names: list[str] = []

    def pages() -> Iterator[RawPage | PageFailure]:
        for name, page in sent:
            names.append(name)
            yield page

    results = desk.library.add(pages(), restore=restore)
    return list(zip(names, results, strict=True))
