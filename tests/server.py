"""A real server in a process of its own, for tests and measurements that need one; it ends with the block."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_PROGRAM = [sys.executable, "-c", "from api.cli import main; main()"]


@dataclass(frozen=True, slots=True)
class Server:
    address: str
    pid: int


def ingest(pages: Path, data: Path, **environment: str) -> None:
    command = [*_PROGRAM, "ingest", str(pages), "--data", str(data), "--json"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env={**os.environ, **environment})


@contextmanager
def serving(data: Path, **environment: str) -> Iterator[Server]:
    """A server on a free port of 127.0.0.1 over a data folder."""
    command = [*_PROGRAM, "serve", "--port", "0", "--data", str(data), "--json"]
    env = {**os.environ, **environment}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=env) as process:
        assert process.stdout
        try:
            yield Server(json.loads("".join(process.stdout.readline() for _ in range(3)))["url"], process.pid)
        finally:
            process.terminate()
            process.wait(timeout=20)
