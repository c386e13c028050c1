"""The evaluation from the command line: `xiangwen eval` mounts `run`; `python -m eval` also has the benchmarks."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from eval import bench, crash, ingest_bench, sentences
from eval.piles import opened
from eval.report import document, show
from eval.run import evaluate
from eval.townships import measure as lists
from rag.errors import CallerError, XiangwenError

OK, FAILED, USAGE, GATE = 0, 1, 2, 3

_WIDTH = 110  # columns of the bench table


def run(gold: Path, as_json: bool, data: Path | None, reports: Path | None, minimum: int | None = None) -> int:
    """Evaluates a gold file and prints the result. Returns the exit code: 3 where fewer than `minimum` pass."""
    try:
        evaluation = evaluate(gold, data, reports, opened)
    except XiangwenError as exc:
        print(exc, file=sys.stderr)
        return USAGE if isinstance(exc, CallerError) else FAILED
    if as_json:
        _print_json(document(evaluation))
    else:
        show(evaluation, Console())
    if minimum is not None and evaluation.passed < minimum:
        print(f"未过关 / gate failed: {evaluation.passed} < {minimum}", file=sys.stderr)
        return GATE
    return OK


def _print_json(result: dict[str, Any]) -> None:
    print(json.dumps(result, ensure_ascii=False, indent=2))


def _wide() -> Console:
    """A console wide enough for the widest table, also where the output goes into a file."""
    return Console(width=max(Console().width, _WIDTH))


def _run(options: argparse.Namespace) -> int:
    return run(options.gold, options.json, options.data, options.reports, options.min)


def _bench(options: argparse.Namespace) -> int:
    results = bench.run(options.sets, options.model, options.limit)
    if options.json:
        _print_json(results)
    else:
        bench.show(results, _wide())
    return OK


def _sentences(options: argparse.Namespace) -> int:
    results = sentences.run(options.sets, options.model, options.limit, options.seed)
    if options.json:
        _print_json(results)
    else:
        sentences.show(results, _wide())
    return OK


def _ingest_bench(options: argparse.Namespace) -> int:
    result = ingest_bench.run(options.corpus, options.data, options.queries, options.limit)
    if options.json:
        _print_json(result)
    else:
        ingest_bench.show(result, _wide())
    return OK if result["failed_pages"] == 0 else FAILED


def _crash(options: argparse.Namespace) -> int:
    result = crash.campaign(options.kills, options.seed, options.paths)
    if options.json:
        _print_json(result)
    else:
        crash.show(result, _wide())
    return OK if result["lost"] == 0 and not result["faults"] else FAILED


def _lists(options: argparse.Namespace) -> int:
    sizes = {}
    for size in options.sizes:
        results = lists.measure(size, options.seed, options.half, options.each)
        sizes[str(size)] = lists.summary(results)
        if options.faults:
            print("\n".join(lists.faults(results)), file=sys.stderr)
    if options.json:
        _print_json({"seed": options.seed, "half": options.half, "sizes": sizes})
    else:
        lists.show(sizes, _wide())
    return OK


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)

    one = commands.add_parser("run", help="gold questions against a pile")
    one.add_argument("gold", type=Path)
    one.add_argument("--data", type=Path, help="data folder to ask (default: XIANGWEN_DATA)")
    one.add_argument("--reports", type=Path, help="pages to ingest into a temporary data folder and ask")
    one.add_argument("--min", type=int, help="exit 3 where fewer questions pass")
    one.set_defaults(do=_run)

    one = commands.add_parser("bench", help="retrieval on BEIR folders, stage by stage")
    one.add_argument("sets", type=Path, nargs="+", metavar="BEIR_DIR")
    one.add_argument("--model", help="embedding model (default: XIANGWEN_MODEL)")
    one.add_argument("--limit", type=int, help="the first N questions of each set by sha1 of the id")
    one.set_defaults(do=_bench)

    one = commands.add_parser("sentences", help="which sentence answers, on BEIR folders whose questions carry answers")
    one.add_argument("sets", type=Path, nargs="+", metavar="BEIR_DIR")
    one.add_argument("--model", help="embedding model (default: XIANGWEN_MODEL)")
    one.add_argument("--limit", type=int, help="N questions of each set, drawn by --seed")
    one.add_argument("--seed", type=int, default=0)
    one.set_defaults(do=_sentences)

    one = commands.add_parser("ingest-bench", help="time, memory and disk of ingesting a corpus")
    one.add_argument("corpus", type=Path, help="CORPUS.jsonl[.gz], or any path that can be ingested")
    one.add_argument("--data", type=Path, help="empty data folder to keep (default: a temporary one)")
    one.add_argument("--queries", type=Path, help="queries.jsonl to ask afterwards")
    one.add_argument("--limit", type=int, default=ingest_bench.QUESTIONS, help="how many of them (default %(default)s)")
    one.set_defaults(do=_ingest_bench)

    one = commands.add_parser("crash", help="kill -9 while ingesting; nothing acknowledged may be lost")
    one.add_argument("paths", type=Path, nargs="*", help="pages to ingest (default: invented ones)")
    one.add_argument("--kills", type=int, default=20)
    one.add_argument("--seed", type=int, default=0)
    one.set_defaults(do=_crash)

    one = commands.add_parser("lists", help="which towns did P: invented piles of several sizes, with known answers")
    one.add_argument("--sizes", type=_sizes, default=list(lists.SIZES), help="reports, by commas (100,1000,10000)")
    one.add_argument("--seed", type=int, default=0)
    one.add_argument("--half", choices=lists.HALVES, default="reported", help="whose wordings (default %(default)s)")
    one.add_argument("--each", type=int, default=lists.EACH, help="questions of a kind (default %(default)s)")
    one.add_argument("--faults", action="store_true", help="questions with a wrong set on stderr (for --half tuning)")
    one.set_defaults(do=_lists)

    for each in commands.choices.values():
        each.add_argument("--json", action="store_true", help="one JSON document on stdout")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    try:
        code: int = options.do(options)
    except XiangwenError as exc:
        print(exc, file=sys.stderr)
        return USAGE if isinstance(exc, CallerError) else FAILED
    return code
