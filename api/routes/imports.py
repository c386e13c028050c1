"""Many files, archives or URLs at once: taken in now, read in the background."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from api.edge.access import By, Scope
from api.edge.bodies import is_multipart, json_or_files, read_json
from api.problems import Refusal
from api.routes import make_router
from api.schemas.imports import CountsOut, ImportIn, ImportItemOut, ImportItemsIn, ImportOut
from api.service.desk import AtDesk, Desk
from api.service.once import IdempotencyKey, digest_of, once
from api.service.uploads import SentFile, move_into, sent_files
from api.state.moments import new_id
from api.state.pruning import forget_import
from api.state.requests import Answered

router = make_router("imports", Scope.INGEST, files=True)
again = make_router("imports", Scope.INGEST)


@router.post(
    "/v1/imports",
    status_code=202,
    response_model=ImportOut,
    openapi_extra=json_or_files(ImportIn),
)
async def begin(request: Request, desk: AtDesk, caller: By, idempotency_key: IdempotencyKey = None) -> Response:
    """Take in URLs (JSON) or files and ZIP archives (multipart); they are read in the background, each a row of its
    own, and a restart goes on where it stopped. 202 when all of it is on disk."""
    if not is_multipart(request):
        asked = await read_json(request, ImportIn)
        urls = list(dict.fromkeys(asked.urls))

        async def of_urls() -> Answered:
            return await desk.notes.run(lambda: _begin(desk, caller.owner, [], urls))

        return await once(desk, caller.owner, idempotency_key, digest_of("imports", *urls), of_urls)
    async with sent_files(request, desk.state.folder / "spool") as files:

        async def of_files() -> Answered:
            return await desk.notes.run(lambda: _begin(desk, caller.owner, files, []))

        digest = digest_of("imports", *(part for file in files for part in (file.name, file.path)))
        return await once(desk, caller.owner, idempotency_key, digest, of_files)


@router.get("/v1/imports/{import_id}")
async def progress(import_id: str, asked: Annotated[ImportItemsIn, Query()], desk: AtDesk) -> ImportOut:
    """How far an import is: counts by state, and its items after number `after`."""
    return await desk.notes.run(lambda: _describe(desk, import_id, asked))


@again.post("/v1/imports/{import_id}/retry", status_code=202)
async def retry(import_id: str, desk: AtDesk) -> ImportOut:
    """Try what failed or was parked again; 409 `nothing_to_retry` where nothing did."""

    def call() -> ImportOut:
        known = _describe(desk, import_id, ImportItemsIn())
        if not desk.state.imports.retry(import_id):
            raise Refusal("nothing_to_retry" if known.state == "done" else "import_running")
        return _describe(desk, import_id, ImportItemsIn())

    told = await desk.notes.run(call)
    desk.importer.start()
    return told


@again.delete("/v1/imports/{import_id}", status_code=204)
async def forget(import_id: str, desk: AtDesk) -> None:
    """Forget an import that has ended, and the files it has left; its reports stay. 409 `import_running`."""

    def call() -> None:
        if _describe(desk, import_id, ImportItemsIn()).state == "running":
            raise Refusal("import_running")
        forget_import(desk.state, import_id)

    await desk.notes.run(call)


def _begin(desk: Desk, owner: str, files: list[SentFile], urls: list[str]) -> Answered:
    import_id = new_id("imp")
    with ExitStack() as undo:
        folder = desk.state.import_folder(import_id)
        undo.callback(shutil.rmtree, folder, ignore_errors=True)
        laid_down = move_into(files, folder) if files else []
        if not laid_down and not urls:
            raise Refusal("no_files")
        desk.state.imports.add(import_id, owner, laid_down, urls)
        undo.pop_all()
    described = _describe(desk, import_id, ImportItemsIn())
    desk.importer.start()
    return Answered(202, described.model_dump_json().encode())


def _describe(desk: Desk, import_id: str, asked: ImportItemsIn) -> ImportOut:
    created = desk.state.imports.created_at(import_id)
    if created is None:
        raise Refusal("unknown_import")
    counts = desk.state.imports.counts(import_id)
    return ImportOut(
        id=import_id,
        state="running" if {"waiting", "running"} & counts.keys() else "done",
        created_at=created,
        total=sum(counts.values()),
        counts=CountsOut(**counts),
        items=[ImportItemOut.of(item) for item in desk.state.imports.items(import_id, asked.after, asked.limit)],
    )
