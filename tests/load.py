"""`python -m tests.load --clients 8 --seconds 20`: so many clients ask a real server without a pause, for so long.

Each client asks the sample questions in an order of its own, every fourth as a stream, and the next one when the answer
is whole; one told to wait (503) waits as long as it was told. The server is a process of its own on 127.0.0.1, over the
sample reports or, with `--data`, over a pile that is there. Processor time is the server's, so that it can be compared
between machines that do other things too. Left out: a fixed rate of questions, slow readers.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.server import ROOT, Server, ingest, serving

SAMPLES = ROOT / "eval" / "samples"
_STREAMED = 4  # every so many questions
_TIMEOUT = 60.0  # seconds; more is an error, however it ends


@dataclass(slots=True)
class Told:
    """What came of the requests: seconds of those answered and of those refused, and how the others failed."""

    answered: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)


async def ask(client: httpx.AsyncClient, question: str, told: Told, *, stream: bool) -> None:
    """Asks once, and notes what came of it."""
    began = time.perf_counter()
    try:
        reply = await client.post("/v1/answers", json={"question": question, "stream": stream})
    except httpx.HTTPError as exc:
        told.failed[type(exc).__name__] += 1
        return
    seconds = time.perf_counter() - began
    if reply.status_code == 503:
        told.refused.append(seconds)
        await asyncio.sleep(float(reply.headers["Retry-After"]))
    elif reply.status_code == 200 and (not stream or "event: done" in reply.text):
        told.answered.append(seconds)
    else:
        told.failed[f"{reply.status_code}{' cut' if stream else ''}"] += 1


async def load(address: str, questions: Sequence[str], clients: int, seconds: float, seed: int) -> Told:
    told, until = Told(), time.monotonic() + seconds
    unlimited = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=address, timeout=_TIMEOUT, limits=unlimited) as client:

        async def one(number: int) -> None:
            order = random.Random(seed + number)
            asked = 0
            while time.monotonic() < until:
                asked += 1
                await ask(client, order.choice(questions), told, stream=asked % _STREAMED == 0)

        await asyncio.gather(*(one(number) for number in range(clients)))
    return told


def cpu_seconds(pid: int) -> float:
    """Processor time of a process so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mib(pid: int) -> dict[str, int]:
    """Resident memory of a process, now and at its peak (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    values = dict(line.split(":", 1) for line in lines)
    return {name: int(values[key].split()[0]) // 1024 for name, key in (("now", "VmRSS"), ("peak", "VmHWM"))}


def percentiles(seconds: Sequence[float]) -> dict[str, float] | None:
    """Milliseconds; None where there are none."""
    ranked = sorted(seconds)
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    return (
        {
            name: round(1000 * ranked[min(int(share * len(ranked)), len(ranked) - 1)], 1)
            for name, share in shares.items()
        }
        if ranked
        else None
    )


def measured(server: Server, questions: Sequence[str], clients: int, seconds: float, seed: int) -> dict[str, object]:
    """One run against a server that is there; it is asked one question before, which opens the pile."""
    httpx.post(f"{server.address}v1/answers", json={"question": questions[0]}, timeout=_TIMEOUT).raise_for_status()
    before, cpu, began = memory_mib(server.pid), cpu_seconds(server.pid), time.perf_counter()
    told = asyncio.run(load(server.address, questions, clients, seconds, seed))
    took = time.perf_counter() - began
    spent = cpu_seconds(server.pid) - cpu
    return {
        "clients": clients,
        "seconds": round(took, 1),
        "answered": len(told.answered),
        "answers_per_second": round(len(told.answered) / took, 1),
        "ms": percentiles(told.answered),
        "cpu_ms_an_answer": round(1000 * spent / max(len(told.answered), 1), 1),
        "busy_503": len(told.refused),
        "busy_ms": percentiles(told.refused),
        "failed": dict(told.failed),
        "memory_mib": {"before": before["now"], **memory_mib(server.pid)},
        "load_average": round(os.getloadavg()[0], 1),
    }


@contextmanager
def pile(data: Path | None) -> Iterator[Server]:
    """A server over a data folder, or over the sample reports in one that is made for it."""
    if data is not None:
        with serving(data) as server:
            yield server
        return
    with tempfile.TemporaryDirectory(prefix="xiangwen-load-") as folder:
        ingest(SAMPLES / "reports", Path(folder) / "data")
        with serving(Path(folder) / "data") as server:
            yield server


def questions_in(path: Path) -> list[str]:
    """Of a file of JSON lines, gold questions or those of a BEIR folder."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [record.get("question") or record["text"] for record in records]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--seconds", type=float, default=20.0, help="for each number of clients")
    parser.add_argument("--data", type=Path, help="a data folder that is there")
    parser.add_argument("--questions", type=Path, default=SAMPLES / "gold.jsonl", help="JSON lines")
    parser.add_argument("--seed", type=int, default=20111124)
    given = parser.parse_args()
    failed = False
    with pile(given.data) as server:
        for clients in given.clients:
            result = measured(server, questions_in(given.questions), clients, given.seconds, given.seed)
            failed = failed or bool(result["failed"])
            print(json.dumps(result, ensure_ascii=False))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
