"""`python -m eval.peers.run`: every peer on every set, in alternating rounds; JSON on stdout, a table by --markdown.

A peer that cannot be run is a row with its reason. Latency is the median of the rounds, which a busy machine disturbs
least; the load average at the start of each run is kept beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eval.peers import table
from eval.peers.base import OUR_TOKENS, OUT_OF_THE_BOX
from eval.peers.registry import PEERS
from eval.peers.sets import prepare, prepare_lists

_LONGEST = 900  # seconds a run may take before it is a row with that reason
_LISTS = "lists"
_LIBRARIES = ("langchain-community", "llama-index-core", "haystack-ai", "txtai", "lancedb", "bm25s")
_OVER_ROUNDS = ("p50_ms", "p95_ms", "cpu_ms", "load_s")


def main() -> None:
    options = _parser().parse_args()
    with tempfile.TemporaryDirectory(prefix="xiangwen-peers-") as folder:
        result = run(options, Path(folder))
    if options.markdown:
        options.markdown.write_text(table.markdown(result), encoding="utf-8")
    print(json.dumps(result, ensure_ascii=False, indent=2))


def run(options: argparse.Namespace, work: Path) -> dict[str, Any]:
    sets, ours = {}, {}
    if options.lists:
        sets[_LISTS] = work / "lists" / "set"
        sets[_LISTS].parent.mkdir(parents=True)
        ours = prepare_lists(sets[_LISTS], options.lists)
    for one in options.sets:
        folder, _, reports = one.partition(":")
        sets[Path(folder).name] = work / "sets" / Path(folder).name
        prepare(Path(folder), sets[Path(folder).name], options.limit, int(reports) if reports else None)
    rows = _rows(options, sets, work / "index")
    return {
        "date": datetime.now(tz=UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, CPython {platform.python_version()}, no GPU",
        "versions": {name: version(name) for name in _LIBRARIES},
        "our_listing": ours,
        "sets": rows,
    }


def _rows(options: argparse.Namespace, sets: dict[str, Path], index: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """{set: {peer and mode: figures}}: the peers in turn, round after round; the first round builds."""
    rounds: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for number in range(options.rounds):
        for name in options.peers:
            tasks = [(mode, one) for one in sets for mode in _modes(name)]
            places = [f"{mode}:{sets[one]}:{index / one / f'{name}-{mode}'}" for mode, one in tasks]
            told = _asked("ask" if number else "build,ask", name, places)
            for (mode, one), row in zip(tasks, told, strict=True):
                rounds.setdefault((one, f"{name} {mode}"), []).append(row)
    return {one: {label: _of_rounds(done) for (where, label), done in rounds.items() if where == one} for one in sets}


def _of_rounds(rounds: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The first round, which built, with the median of what each round measures."""
    failed = next((one for one in rounds if "error" in one), None)
    if failed is not None:
        return failed
    medians = {key: round(statistics.median(one[key] for one in rounds), 3) for key in _OVER_ROUNDS}
    return rounds[0] | medians | {"load": [one["load"] for one in rounds]}


def _modes(name: str) -> tuple[str, ...]:
    return (OUT_OF_THE_BOX,) if name == "xiangwen" else (OUT_OF_THE_BOX, OUR_TOKENS)


def _asked(phases: str, name: str, tasks: Sequence[str]) -> list[dict[str, Any]]:
    """One row for each task; those that a peer did not get to say why."""
    load = round(os.getloadavg()[0], 1)
    command = [sys.executable, "-W", "ignore", "-m", "eval.peers.worker", phases, name, *tasks]
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
    quiet = {"HAYSTACK_TELEMETRY_ENABLED": "false", "TOKENIZERS_PARALLELISM": "false", "HF_HUB_OFFLINE": "1"}
    try:
        done = subprocess.run(  # noqa: S603  (our own module)
            command, env=os.environ | one_thread | quiet, capture_output=True, text=True, timeout=_LONGEST, check=False
        )
        out, why = done.stdout, (done.stderr.strip().splitlines() or ["?"])[-1][:200]
    except subprocess.TimeoutExpired as late:
        out, why = (late.stdout or b"").decode(), f"more than {_LONGEST} s"
    rows = [json.loads(line) | {"load": load} for line in out.splitlines()]
    rows += [{"error": why} for _ in tasks[len(rows) :]]
    for task, row in zip(tasks, rows, strict=True):
        print(name, task.split(":")[0], Path(task.split(":")[1]).name, json.dumps(row), file=sys.stderr)
    return rows


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.peers.run", description=__doc__)
    parser.add_argument(
        "sets", nargs="*", metavar="BEIR_DIR[:REPORTS]", help="sets, small before large; with a number: so many reports"
    )
    parser.add_argument("--lists", type=int, metavar="REPORTS", help="also lists over an invented pile of that size")
    parser.add_argument("--limit", type=int, default=300, help="questions a set, of the reported half (%(default)s)")
    parser.add_argument("--rounds", type=int, default=2, help="times that each is asked (%(default)s)")
    parser.add_argument("--peers", nargs="+", choices=PEERS, default=list(PEERS))
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables here")
    return parser


if __name__ == "__main__":
    main()
