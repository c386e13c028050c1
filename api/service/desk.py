"""What the routes work with: the library, what the service remembers, and a lane for each class of work."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from api.service.importing import Importer
from api.service.lanes import Lane
from api.service.metrics import Metrics
from api.service.telling import Telling
from api.state.state import State

if TYPE_CHECKING:
    from rag.library import Library

_CLOSING_SECONDS = 3.0  # for work under way once no more is taken


class Desk:
    """The library and the state behind lanes; knows which answers are being told, so that a stop can end them."""

    def __init__(self, library: Library, state: State) -> None:
        self.library = library
        self.state = state
        self.metrics = Metrics()
        self.draining = False
        self.tellings: set[Telling] = set()
        # Answers wait for a language model most of their time; 128 extractive ones at 50 ms each are done in 6 s.
        self.answers = Lane("answer", 128, 0)
        self.searches = Lane("search", 4, 64)
        self.reads = Lane("read", 4, 64)
        self.writes = Lane("write", 1, 3)  # the pile has one writer
        self.notes = Lane("note", 2, 256)  # the service's own file: 4 ms a commit

        self.importer = Importer(library, state, self.writes)

    def end_tellings(self) -> None:
        """Ends every answer still being told, with an `error` event."""
        for telling in tuple(self.tellings):
            telling.end()

    def close(self) -> bool:
        """Ends what is under way; whether all of it ended in time. What was acknowledged is on disk either way."""
        self.end_tellings()
        until = time.monotonic() + _CLOSING_SECONDS
        lanes = (self.answers, self.searches, self.reads, self.writes, self.notes)
        return all([self.importer.close(until), *(lane.close(until) for lane in lanes)])


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]
