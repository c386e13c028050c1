"""The child process of the benchmarks: opens a data folder, does one thing to it, prints one JSON document.

A process of its own, so that its memory is its own and a kill takes nothing else with it. Used by `ingest_bench` and
`crash`; not meant to be called by hand.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from eval.piles import opened
from eval.retrieval.metrics import percentile
from rag.errors import OperationalError
from rag.types import PageResult, PageStatus

StillRunning = subprocess.TimeoutExpired

_ROOT = Path(__file__).resolve().parent.parent.parent
# ru_maxrss counts KiB on Linux and bytes on macOS.
_MAXRSS_PER_MIB = 1024 * 1024 if sys.platform == "darwin" else 1024


class WorkerFailed(OperationalError):
    """A worker that ended by itself without doing its work; what it said stands on stderr."""

    code = "worker_failed"

    def __init__(self, returncode: int) -> None:
        super().__init__(f"子进程失败，退出码 {returncode}", f"the child process failed with {returncode}")


def start(*arguments: str) -> subprocess.Popen[str]:
    """A worker under this interpreter, with its children in a process group of its own; its document is on stdout."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, "-m", "eval.cost.worker", *arguments]
    return subprocess.Popen(  # noqa: S603 (our own module)
        command, stdout=subprocess.PIPE, text=True, env=environment, process_group=0
    )


def result_of(worker: subprocess.Popen[str]) -> dict[str, Any]:
    """Waits for a worker. Raises `WorkerFailed`."""
    try:
        printed, _ = worker.communicate()
    except KeyboardInterrupt:
        kill(worker)
        raise
    if worker.returncode:
        raise WorkerFailed(worker.returncode)
    document: dict[str, Any] = json.loads(printed)
    return document


def kill(worker: subprocess.Popen[str]) -> None:
    """kill -9 to the worker and its children at once."""
    os.killpg(worker.pid, signal.SIGKILL)


def ingest(data: Path, targets: Sequence[str], ledger: Path | None) -> dict[str, Any]:
    """Ingests; with a ledger, each page's acknowledgement is on the disk before the next page is."""
    begun = time.perf_counter()
    with opened(data) as library:
        pages = _ingest_with(library.ingest, targets, ledger)
        state = library.state()
    seconds = time.perf_counter() - begun
    failed = [page for page in pages if page.status == PageStatus.FAILED]
    return {
        "seconds": seconds,
        "pages": len(pages),
        "failed_pages": len(failed),
        "failures": [f"{page.path}: {page.code}" for page in failed[:10]],
        "page_reports": sorted({report for page in pages for report in page.reports}),
        "reports": state.reports,
        "chunks": state.chunks,
        "pending": state.pending,
        "model": state.model,
        **peak_memory(),
    }


def _ingest_with(
    ingest_pages: Callable[[Sequence[str], Callable[[PageResult], None] | None], list[PageResult]],
    targets: Sequence[str],
    ledger: Path | None,
) -> list[PageResult]:
    if ledger is None:
        return ingest_pages(targets, None)
    with ledger.open("a", encoding="utf-8") as lines:
        lines.write("\n")  # a killed worker may have left half a line
        return ingest_pages(targets, lambda page: acknowledge(page, lines))


def acknowledge(page: PageResult, ledger: TextIO) -> None:
    """One ledger line a page, fsynced: what the product has said is safe."""
    if page.status != PageStatus.FAILED:
        ledger.write(json.dumps({"path": page.path, "reports": page.reports}, ensure_ascii=False) + "\n")
        ledger.flush()
        os.fsync(ledger.fileno())


def ask(data: Path, queries: Path, limit: int) -> dict[str, Any]:
    """Opens a data folder and puts questions to it, one at a time: `search` for all of them, then `ask`.

    `…_ms` is wall-clock, `…_cpu_ms` the processor time of the same calls, which other jobs on the machine disturb less.
    """
    questions = json.loads(queries.read_text(encoding="utf-8"))[:limit]
    searched: list[_Taken] = []
    answered: list[_Taken] = []
    begun = time.perf_counter()
    with opened(data) as library:
        open_ms = (time.perf_counter() - begun) * 1000
        for question in questions:
            _timed(partial(library.search, question), searched)
        for question in questions:
            _timed(partial(library.ask, question), answered)
    return {
        "open_ms": open_ms,
        "questions": len(questions),
        "search_first_ms": searched[0].ms if searched else 0.0,
        "search_ms": _spread([one.ms for one in searched]),
        "search_cpu_ms": _spread([one.cpu_ms for one in searched]),
        "ask_ms": _spread([one.ms for one in answered]),
        "ask_cpu_ms": _spread([one.cpu_ms for one in answered]),
        **peak_memory(),
    }


@dataclass(frozen=True, slots=True)
class _Taken:
    """What one call took."""

    ms: float
    cpu_ms: float


def _timed(call: Callable[[], object], taken: list[_Taken]) -> None:
    begun, begun_cpu = time.perf_counter(), time.process_time()
    call()
    cpu = time.process_time() - begun_cpu
    taken.append(_Taken((time.perf_counter() - begun) * 1000, cpu * 1000))


def _spread(times: Sequence[float]) -> dict[str, float]:
    return {name: percentile(times, share) for name, share in (("p50", 0.5), ("p95", 0.95), ("max", 1.0))}


def peak_memory() -> dict[str, float]:
    """Peak resident size of this process, and of the largest process it has waited for, in MiB."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"peak_self_mib": own / _MAXRSS_PER_MIB, "peak_child_mib": child / _MAXRSS_PER_MIB}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m eval.cost.worker", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("ingest")
    one.add_argument("data", type=Path)
    one.add_argument("targets", nargs="+")
    one.add_argument("--ledger", type=Path)
    one = commands.add_parser("ask")
    one.add_argument("data", type=Path)
    one.add_argument("queries", type=Path)
    one.add_argument("limit", type=int)
    options = parser.parse_args()
    if options.command == "ingest":
        print(json.dumps(ingest(options.data, options.targets, options.ledger)))
    else:
        print(json.dumps(ask(options.data, options.queries, options.limit)))


if __name__ == "__main__":
    main()
