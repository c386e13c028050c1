"""Files that come in a multipart body, laid down on disk as they arrive."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.problems import Refusal
from rag.reports.archives import is_archive, unpacked
from rag.reports.uploads import shown_name, spool_suffix

MAX_FILES = 1_000  # of one request; more come as an archive
_MAX_FIELDS = 20  # that are no files; none of them is read


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was called, and where it lies."""

    name: str
    path: Path


@asynccontextmanager
async def sent_files(request: Request, folder: Path) -> AsyncIterator[list[SentFile]]:
    """The files of a request, laid down in a folder of their own below `folder`, which goes with the block."""
    with _spool(folder) as place:
        try:
            async with request.form(max_files=MAX_FILES, max_fields=_MAX_FIELDS) as form:
                parts = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
                files = await asyncio.to_thread(_lay_down, parts, place)
        except ClientDisconnect as exc:
            raise Refusal("body_incomplete") from exc
        except HTTPException as exc:
            raise Refusal("invalid_multipart") from exc
        if not files:
            raise Refusal("no_files")
        yield files


def move_into(files: list[SentFile], folder: Path) -> list[tuple[str, str]]:
    """Moves files, and what archives among them hold, into a new folder, durably. Gives (name, file in the folder).

    Raises UnreadablePage `bad_archive`.
    """
    folder.mkdir(parents=True)
    moved: list[tuple[str, str]] = []
    for sent in files:
        for held in spread(sent):
            file = f"{len(moved):05}{''.join(held.path.suffixes)}"
            shutil.move(held.path, folder / file)
            _sync(folder / file)
            moved.append((held.name, file))
    _sync(folder)
    return moved


def spread(sent: SentFile, most: int | None = None) -> Iterator[SentFile]:
    """The file itself, or the files of an archive, laid down beside it; more than `most` (None: any) are too many.

    Raises UnreadablePage `bad_archive`.
    """
    if not (sent.name.lower().endswith(".zip") and is_archive(sent.path)):
        yield sent
        return
    inside = sent.path.with_name(f"{sent.path.name}.inside")
    inside.mkdir()
    for name, path in unpacked(sent.path, inside, most):
        yield SentFile(shown_name(name), path.rename(path.with_name(f"{path.name}{spool_suffix(name)}")))


def _lay_down(parts: list[UploadFile], place: Path) -> list[SentFile]:
    files = []
    for number, part in enumerate(parts):
        name = part.filename or ""
        path = place / f"{number:05}{spool_suffix(name)}"
        with path.open("xb") as file:
            shutil.copyfileobj(part.file, file)
        files.append(SentFile(shown_name(name), path))
    return files


@contextmanager
def _spool(folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="upload-", dir=folder) as place:
        yield Path(place)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
