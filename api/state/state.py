"""The service's own data file, opened: one object for each thing it remembers.

It lies beside the pile and not in it: an answer must be kept while another process holds the pile's write lock.
"""

from __future__ import annotations

import shutil
import weakref
from pathlib import Path
from tempfile import mkdtemp

from api.state.answers import Answers
from api.state.conversations import Conversations
from api.state.feedback import Feedbacks
from api.state.imports import Imports
from api.state.keys import Keys
from api.state.requests import Requests
from api.state.schema import MIGRATIONS
from rag.database import Database

SERVICE_FILE = "service.sqlite3"


class State:
    """Everything remembered, in `folder`. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._database = Database(folder / SERVICE_FILE)
        self._database.migrate(MIGRATIONS)
        self.answers = Answers(self._database)
        self.conversations = Conversations(self._database)
        self.feedback = Feedbacks(self._database)
        self.imports = Imports(self._database)
        self.keys = Keys(self._database)
        self.requests = Requests(self._database)

    def import_folder(self, import_id: str) -> Path:
        """Where the files of an import lie until they are read."""
        return self.folder / "imports" / import_id

    def close(self) -> None:
        self._database.close()


def passing_state() -> State:
    """A state that is gone with the process at the latest, for an application without a data folder."""
    folder = mkdtemp(prefix="xiangwen-")
    state = State(Path(folder))
    weakref.finalize(state, shutil.rmtree, folder, ignore_errors=True)
    return state
