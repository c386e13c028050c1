"""Opens the library of a data folder for as long as a block lasts. The one place where eval wires the product."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rag.assemble import open_library
from rag.library import Library
from rag.settings import Settings


@contextmanager
def opened(data: Path) -> Iterator[Library]:
    """The library over `data`, everything else as the settings say."""
    library = open_library(Settings(data=data))
    try:
        yield library
    finally:
        library.close()
