"""What every command of the command line works with: the open pile, the two consoles, progress, warnings, a socket.

Left out: the options themselves and the exit codes (cli.py), how results look (render.py).
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from rich.console import Console

from api.asking import make_filters, parse_day
from api.terminal import render
from rag.errors import BadSetting, XiangwenError
from rag.settings import Settings
from rag.types import Filters, PageResult, PageStatus

if TYPE_CHECKING:
    from rag.library import Library

_UNCUT = 20_000  # columns; longer than any sentence


def _console(stream: TextIO, *, stderr: bool) -> Console:
    """A pipe has no width, and a sentence cut there could not be searched for; COLUMNS gives it one."""
    width = None if stream.isatty() or "COLUMNS" in os.environ else _UNCUT
    return Console(width=width, stderr=stderr, highlight=False, markup=False, emoji=False)


out = _console(sys.stdout, stderr=False)
err = _console(sys.stderr, stderr=True)


@dataclass(frozen=True, slots=True)
class Session:
    """What a command is given: the settings, the form of its output, the filters if it takes any, and the data folder
    where it was named as an option."""

    settings: Settings
    as_json: bool
    filters: Filters
    data: Path | None = None

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Session:
        """From the options as typed. Raises BadFilter."""
        days = {key: None if given.get(key) is None else parse_day(given[key]) for key in ("since", "until")}
        filters = make_filters(given.get("place"), days["since"], days["until"], given.get("source"))
        named = {key: given[key] for key in ("data", "llm_url", "llm_model") if given.get(key) is not None}
        return cls(Settings(**named), given["as_json"], filters, named.get("data"))

    @contextmanager
    def library(self) -> Iterator[Library]:
        """The pile, open for the length of the block."""
        from rag.assemble import open_library

        with closing(open_library(self.settings)) as library:
            yield library

    def show(self, document: Callable[[], object], text: Callable[[], None]) -> None:
        """The result: its JSON document or its text, whichever was asked for."""
        if self.as_json:
            print_json(document())
        else:
            text()


def print_json(document: object) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def error_document(exc: XiangwenError) -> dict[str, str]:
    """An error of ours as a program reads it; over HTTP the same three are in a problem."""
    return {"code": exc.code, "zh": exc.zh, "en": exc.en}


def warn_if_behind(library: Library) -> None:
    """On stderr: the pile is empty, or its indexes have not followed the store.

    A question makes them follow, unless another process is writing: so this is said after it.
    """
    held = library.state()
    if held.reports == 0:
        err.print(
            "资料库是空的，先用 xiangwen ingest 读入 · the pile is empty: run xiangwen ingest first", style="yellow"
        )
    elif held.pending:
        err.print(
            f"索引落后 {held.pending} 处改动，答案可能不全；没有别的进程写入时自动补上 · "
            f"the index is {held.pending} changes behind; it catches up once no other process writes",
            style="yellow",
        )


@contextmanager
def progress() -> Iterator[Callable[[PageResult], None]]:
    """A running count on a terminal; elsewhere only the failures, as they come."""
    read = 0
    with err.status("读取中 reading…") as status:

        def advance(page: PageResult) -> None:
            nonlocal read
            read += 1
            status.update(f"读取中 reading… {read}")
            if page.status is PageStatus.FAILED:
                render.failure(err, page)

        yield advance


def listen(host: str, port: int) -> socket.socket:
    """A listening socket."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as exc:
        raise BadSetting(
            f"不能在 {host}:{port} 上监听：{exc.strerror}；换一个 --port",
            f"cannot listen on {host}:{port}: {exc.strerror}; try another --port",
        ) from exc
