"""What the commands of the evaluation share: exit codes, one JSON document on stdout, a console wide enough."""

from __future__ import annotations

import json
from typing import Any

from rich.console import Console

OK, FAILED, USAGE, GATE = 0, 1, 2, 3

_WIDTH = 110  # columns of the widest table


def print_json(result: dict[str, Any]) -> None:
    print(json.dumps(result, ensure_ascii=False, indent=2))


def wide() -> Console:
    """A console wide enough for the widest table, also where the output goes into a file."""
    return Console(width=max(Console().width, _WIDTH))
