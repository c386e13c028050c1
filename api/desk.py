"""What the routes work with: the library, what the service remembers, and a lane for each class of work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from api.importing import Importer
from api.lanes import Lane
from api.state.state import State
from api.telling import Telling

if TYPE_CHECKING:
    from rag.library import Library


class Desk:
    """The library and the state behind lanes; knows which answers are being told, so that a stop can end them."""

    def __init__(self, library: Library, state: State) -> None:
        self.library = library
        self.state = state
        self.draining = False
        self.tellings: set[Telling] = set()
        # Answers wait for a language model most of their time; 64 extractive ones at 50 ms each are done in 3 s.
        self.answers = Lane("answer", 64, 0)
        self.searches = Lane("search", 4, 64)
        self.reads = Lane("read", 4, 64)
        self.writes = Lane("write", 1, 3)  # the pile has one writer
        self.notes = Lane("note", 2, 256)  # the service's own file: 4 ms a commit

        self.importer = Importer(library, state, self.writes)

    def end_tellings(self) -> None:
        """Ends every answer still being told, with an `error` event."""
        for telling in tuple(self.tellings):
            telling.end()

    def close(self) -> None:
        self.end_tellings()
        self.importer.close()
        for lane in (self.answers, self.searches, self.reads, self.writes, self.notes):
            lane.close()


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]
