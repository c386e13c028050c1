"""`python -m eval.peers.run`: every peer on every pile; JSON on stdout, tables by --markdown.

Three steps: every peer's index is built, every question asked once for quality, then the first `--timed` questions
asked again in alternating rounds for time. What is in the work folder already is not made again: a run can be stopped
and gone on with, peers and sets added, and the rounds repeated alone on an idle machine. A peer that cannot be run, or
takes too long or too much memory, is a row with its reason. Load averages are kept beside the times.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eval.peers import table
from eval.peers.bench import Bench, Limits, runners
from eval.peers.registry import PEERS
from eval.peers.sets import LISTS, grouped, prepare, prepare_lists

_LIBRARIES = ("langchain-community", "llama-index-core", "haystack-ai", "txtai", "lancedb", "bm25s")


def main() -> None:
    options = _parser().parse_args()
    with _work(options.work) as work:
        result = run(options, work)
    if options.markdown:
        options.markdown.write_text(table.markdown(result), encoding="utf-8")
    print(json.dumps(result, ensure_ascii=False, indent=2))


def run(options: argparse.Namespace, work: Path) -> dict[str, Any]:
    piles = _piles(options, work)
    asked, limits = runners(options.peers), Limits(options.longest, options.memory)
    benches = [Bench(work, pile, limits) for pile in piles]
    for bench in benches:
        for runner in asked:
            bench.ask(runner)
    for number in range(options.rounds):
        for bench in benches:
            for runner in asked:
                bench.time(runner, number, options.timed)
    return {
        "date": datetime.now(tz=UTC).isoformat(timespec="minutes"),
        "machine": f"{os.cpu_count()} cores, CPython {platform.python_version()}, no GPU",
        "versions": {name: version(name) for name in _LIBRARIES},
        "piles": {bench.pile.name: bench.told() for bench in benches},
    }


def _piles(options: argparse.Namespace, work: Path) -> list[Path]:
    """The folders of the piles, made where they are not there yet; the lists last."""
    piles = []
    for wanted in grouped(options.sets):
        piles.append(work / "piles" / wanted.name)
        if not piles[-1].exists():
            prepare(wanted, piles[-1], options.limit)
    if options.lists:
        piles.append(work / "piles" / f"{LISTS}-{options.lists}")
        if not piles[-1].exists():
            with tempfile.TemporaryDirectory(prefix="xiangwen-peers-lists-") as aside:
                prepare_lists(piles[-1], Path(aside), options.lists)
    return piles


@contextmanager
def _work(folder: Path | None) -> Iterator[Path]:
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="xiangwen-peers-") as temporary:
            yield Path(temporary)
    else:
        yield folder.resolve()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.peers.run", description=__doc__, allow_abbrev=False)
    add = parser.add_argument
    add("sets", nargs="*", metavar="BEIR_DIR[:REPORTS]", help="sets; with a number: so many reports of their corpus")
    add("--lists", type=int, metavar="REPORTS", help="also lists over an invented pile of that size")
    add("--limit", type=int, default=300, help="questions a set, of the reported half (%(default)s)")
    add("--rounds", type=int, default=3, help="times that each peer is asked for time (%(default)s)")
    add("--timed", type=int, default=100, help="questions a set in such a round (%(default)s)")
    add("--peers", nargs="+", choices=PEERS, default=list(PEERS))
    add("--longest", type=int, default=900, metavar="S", help="seconds a step of a peer may take (%(default)s)")
    add("--memory", type=int, default=12_000, metavar="MIB", help="memory a peer may hold (%(default)s)")
    add("--work", type=Path, metavar="DIR", help="keep piles, indexes and figures here (default: a temporary folder)")
    add("--markdown", type=Path, metavar="FILE", help="write the tables here")
    return parser


if __name__ == "__main__":
    main()
