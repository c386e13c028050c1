"""What the commands of the evaluation share: exit codes, the parser, lists of sizes, a result told as JSON or shown."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any

from rich.console import Console

OK, FAILED, USAGE, GATE = 0, 1, 2, 3

_WIDTH = 110  # columns of the widest table


class Parser(argparse.ArgumentParser):
    """Takes no option by a part of its name, nor do its commands: `--report` is not `--reports`."""

    def __init__(self, **named: Any) -> None:  # noqa: ANN401  (argparse's own)
        super().__init__(**{"allow_abbrev": False, **named})


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
