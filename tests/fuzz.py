"""`python -m tests.fuzz --cases 5000`: schemathesis over the OpenAPI document of a real server on invented reports.

Fails at any status 5xx and at any answer that the document does not describe: status, media type, shape. The whole
report goes to stdout; the last line counts the cases. Left out: meaning, which the other tests hold.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import server
from tests.conftest import TOWNS
from tests.server import ingest

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
HASHED = {"XIANGWEN_MODEL": "hashed"}  # no time for a model that is not fuzzed
OPERATIONS = 33  # of the document, about; how many examples of each make so many cases


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server on the three invented towns, which ends with the block."""
    pages = folder / "pages"
    pages.mkdir()
    for name, text in TOWNS.items():
        (pages / name).write_text(text, encoding="utf-8")
    ingest(pages, folder / "data", **HASHED)
    with server.serving(folder / "data", **HASHED) as told:
        yield told.address


def fuzz(address: str, examples: int, seed: int, phases: str = "examples,coverage,fuzzing") -> tuple[int, int, str]:
    """Exit code, number of cases, and what schemathesis says."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{address}openapi.json"]
    command += ["--checks", ",".join(CHECKS), "--max-examples", str(examples), "--seed", str(seed), "--mode", "all"]
    command += ["--phases", phases, "--continue-on-failure", "--suppress-health-check", "all", "--warnings", "off"]
    command += ["--request-timeout", "30", "--output-truncate", "true"]
    run = subprocess.run(command, cwd=tempfile.gettempdir(), capture_output=True, text=True, check=False)
    told = run.stdout + run.stderr
    counted = re.search(r"([\d,]+) generated", told)
    return run.returncode, int(counted[1].replace(",", "")) if counted else 0, told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=5_000, help="at least about so many requests")
    parser.add_argument("--seed", type=int, default=20111124)
    given = parser.parse_args()
    total = 0
    with tempfile.TemporaryDirectory(prefix="xiangwen-fuzz-") as folder, serving(Path(folder)) as address:
        for turn in range(20):
            code, cases, told = fuzz(address, max(1, given.cases // OPERATIONS), given.seed + turn)
            total += cases
            print(told)
            if code or not cases or total >= given.cases:
                break
    print(f"{total} cases, seed {given.seed}: {'failed' if code or not cases else 'no 5xx, nothing undocumented'}")
    return int(bool(code) or not cases)


if __name__ == "__main__":
    sys.exit(main())
