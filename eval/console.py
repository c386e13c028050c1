"""What the commands of the evaluation share: exit codes, the parser, lists of sizes, a result told as JSON or shown."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console

from rag.errors import CallerError

OK, FAILED, USAGE, GATE = 0, 1, 2, 3

_WIDTH = 110  # columns of the widest table


class Parser(argparse.ArgumentParser):
    """Takes no option by a part of its name, nor do its commands: `--report` is not `--reports`."""

    def __init__(self, **named: Any) -> None:  # noqa: ANN401  (argparse's own)
        super().__init__(**{"allow_abbrev": False, **named})


class BadOutput(CallerError):
    """A file that the result is to be written to and cannot be."""

    code = "bad_output"


def check_outputs(*files: Path | None) -> None:
    """Before a long run, whether its files can be written; None is one not asked for. Raises `BadOutput`."""
    for file in files:
        if file is None:
            continue
        if not file.parent.is_dir():
            raise BadOutput(f"写不了 {file}：没有文件夹 {file.parent}", f"cannot write {file}: no folder {file.parent}")
        if file.is_dir():
            raise BadOutput(f"写不了 {file}：它是文件夹", f"cannot write {file}: it is a folder")
        if not os.access(file if file.exists() else file.parent, os.W_OK):
            raise BadOutput(f"写不了 {file}：没有权限", f"cannot write {file}: not permitted")


def print_json(result: dict[str, Any]) -> None:
    print(json.dumps(result, ensure_ascii=False, indent=2))


def wide() -> Console:
    """A console wide enough for the widest table, also where the output goes into a file."""
    return Console(width=max(Console().width, _WIDTH))


def tell(as_json: bool, document: dict[str, Any], show: Callable[[Console], None]) -> None:
    """A command's result: one JSON document on stdout, or shown to a person."""
    if as_json:
        print_json(document)
    else:
        show(wide())


def sizes(text: str) -> list[int]:
    """An argument of sizes by commas: "100,1000". Raises ValueError."""
    return [int(size) for size in text.split(",")]
