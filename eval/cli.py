"""The evaluation from the command line: `xiangwen eval` mounts `run`; `python -m eval` also has the benchmarks."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from rich.console import Console

from eval.answering import cli as answering_cli
from eval.answering import paraphrase
from eval.console import FAILED, GATE, OK, USAGE, Parser, check_outputs, print_json, sizes, tell
from eval.cost import ingest_bench
from eval.crashing import crash
from eval.forging import forge
from eval.gold import cli as gold_cli
from eval.piles import opened
from eval.refusing import cli as refusing_cli
from eval.reporting import compare, html, markdown
from eval.reporting.report import document, show
from eval.retrieval import cli as retrieval_cli
from eval.run import evaluate
from eval.townships import measure as lists
from eval.townships.halves import HALVES
from eval.verdicts import cli as verdicts_cli
from rag.errors import CallerError, XiangwenError

MOUNTED = ("run", "compare", "check", "draft", "confirm")  # what `xiangwen eval` offers beside a gold file
_OF_A_PILE = frozenset({"run", "check", "draft"})  # commands that ask the data folder


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m eval …`. Returns the exit code: 0 ok, 1 failed, 2 usage, 3 gate failed."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.do(options)
    except XiangwenError as exc:
        print(exc, file=sys.stderr)
        return USAGE if isinstance(exc, CallerError) else FAILED
    return code


def mounted(words: Sequence[str], data: Path | None, as_json: bool) -> int:
    """`xiangwen eval WORDS`: a gold file with its options, or one of the commands named in `MOUNTED`.

    `data`: the folder that was named with `--data`, which then has to be of use; None for that of the settings.
    """
    command = words[0] if words and words[0] in MOUNTED else "run"
    rest = words[1:] if words and words[0] in MOUNTED else words
    where = ["--data", str(data)] if data and command in _OF_A_PILE else []
    return main([command, *rest, *where, *(["--json"] if as_json else [])])


def _run(options: argparse.Namespace) -> int:
    check_outputs(options.html, options.markdown, options.save)
    before = compare.load(options.gate) if options.gate else None
    evaluation = evaluate(options.gold, options.data, options.reports, opened)
    result = document(evaluation)
    against = compare.compared(before, compare.measures_of(result)) if before is not None else None
    fallen = against.fallen if against else []
    if options.html:
        options.html.write_text(html.page(evaluation, fallen), encoding="utf-8")
    if options.markdown:
        options.markdown.write_text(markdown.evaluation_table(evaluation, fallen), encoding="utf-8")
    if options.save:
        options.save.write_text(compare.saved(result), encoding="utf-8")
    if options.json:
        print_json(result | ({"gate": compare.comparison_document(against)} if against else {}))
    else:
        show(evaluation, Console())
    if options.min is not None and evaluation.passed < options.min:
        print(f"未过关 / gate failed: {evaluation.passed} < {options.min}", file=sys.stderr)
        return GATE
    return gate(against) if against else OK


def _compare(options: argparse.Namespace) -> int:
    comparison = compare.compared(compare.load(options.before), compare.load(options.after))
    if options.json:
        print_json(compare.comparison_document(comparison))
    else:
        print(markdown.comparison(comparison), end="")
    return gate(comparison) if options.gate else OK


def gate(comparison: compare.Comparison) -> int:
    """3 where a measure has fallen, with the questions that tell where, or a question of the baseline is missing."""
    if comparison.only_before:
        missing = markdown.named(comparison.only_before)
        print(f"未过关，基准里的这些题没有测 / gate failed, these questions were not asked: {missing}", file=sys.stderr)
    if comparison.fallen:
        print("未过关，以下指标变差 / gate failed, these fell:", file=sys.stderr)
        print(markdown.comparison_table(comparison.fallen), file=sys.stderr, end="")
    return OK if comparison.passes else GATE


def _ingest_bench(options: argparse.Namespace) -> int:
    result = ingest_bench.run(options.corpus, options.data, options.queries, options.limit)
    tell(options.json, result, partial(ingest_bench.show, result))
    return OK if result["failed_pages"] == 0 else FAILED


def _forge(options: argparse.Namespace) -> int:
    if options.news:
        result = forge.campaign_on_news(options.cases, options.seed, options.news, options.count)
    else:
        result = forge.campaign(options.cases, options.seed, options.pages)
    tell(options.json, result, partial(forge.show, result))
    return OK if result["forbidden_shown"] == 0 else FAILED


def _crash(options: argparse.Namespace) -> int:
    result = crash.campaign(options.kills, options.seed, options.paths)
    tell(options.json, result, partial(crash.show, result))
    return OK if result["lost"] == 0 and not result["faults"] else FAILED


def _lists(options: argparse.Namespace) -> int:
    measured = {}
    for size in options.sizes:
        results = lists.measure(size, options.seed, options.half, options.each)
        measured[str(size)] = lists.summary(results)
        if options.faults:
            print("\n".join(lists.faults(results)), file=sys.stderr)
    tell(options.json, {"seed": options.seed, "half": options.half, "sizes": measured}, partial(lists.show, measured))
    return OK


def _paraphrase(options: argparse.Namespace) -> int:
    trials = paraphrase.run(options.gold, options.pages, options.size, options.seed)
    tell(options.json, {"trials": paraphrase.document(trials)}, partial(paraphrase.show, trials))
    return OK


def _add_campaigns(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The programs that try to break something: invented piles, kills, lies."""
    one = commands.add_parser("forge", help="a lying language model: what it forges must not be shown")
    one.add_argument("--cases", type=int, default=1_000, help="lies told (default %(default)s)")
    one.add_argument("--seed", type=int, default=0)
    one.add_argument("--pages", type=Path, help="lie about these pages (default: the samples and the shared pages)")
    one.add_argument("--news", type=Path, metavar="CORPUS", help="lie about news of towns, drawn by --seed")
    one.add_argument("--count", type=int, default=300, help="news drawn (default %(default)s)")
    one.set_defaults(do=_forge)

    one = commands.add_parser("crash", help="kill -9 while ingesting; nothing acknowledged may be lost")
    one.add_argument("paths", type=Path, nargs="*", help="pages to ingest (default: invented ones)")
    one.add_argument("--kills", type=int, default=20)
    one.add_argument("--seed", type=int, default=0)
    one.set_defaults(do=_crash)

    one = commands.add_parser("lists", help="which towns did P: invented piles of several sizes, with known answers")
    one.add_argument("--sizes", type=sizes, default=list(lists.SIZES), help="reports, by commas (100,1000,10000)")
    one.add_argument("--seed", type=int, default=0)
    one.add_argument("--half", choices=HALVES, default="reported", help="whose wordings (default %(default)s)")
    one.add_argument("--each", type=int, default=lists.EACH, help="questions of a kind (default %(default)s)")
    one.add_argument("--faults", action="store_true", help="questions with a wrong set on stderr (for --half tuning)")
    one.set_defaults(do=_lists)

    one = commands.add_parser(
        "paraphrase", help="calibrate lists asked in other words, on the even half of gold questions"
    )
    one.add_argument("gold", type=Path)
    one.add_argument("pages", type=Path, help="the pages the gold questions are about")
    one.add_argument("--size", type=int, default=300, help="reports of the invented pile (default %(default)s)")
    one.add_argument("--seed", type=int, default=0)
    one.set_defaults(do=_paraphrase)


def parser() -> argparse.ArgumentParser:
    top: argparse.ArgumentParser = Parser(prog="python -m eval", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)

    one = commands.add_parser("run", help="gold questions against a pile")
    one.add_argument("gold", type=Path)
    one.add_argument("--data", type=Path, help="data folder to ask (default: XIANGWEN_DATA)")
    one.add_argument("--reports", type=Path, help="pages to ingest into a temporary data folder and ask")
    one.add_argument("--min", type=int, help="exit 3 where fewer questions pass")
    one.add_argument("--html", type=Path, metavar="FILE", help="write the report as one HTML page")
    one.add_argument("--markdown", type=Path, metavar="FILE", help="write the measures as Markdown tables")
    one.add_argument("--save", type=Path, metavar="FILE", help="write the measures, for compare and --gate")
    one.add_argument("--gate", type=Path, metavar="RUN.json", help="exit 3 where a measure fell against this run")
    one.set_defaults(do=_run)

    one = commands.add_parser("compare", help="two runs saved with --json: what moved, and whether by chance")
    one.add_argument("before", type=Path)
    one.add_argument("after", type=Path)
    one.add_argument("--gate", action="store_true", help="exit 3 where a measure fell")
    one.set_defaults(do=_compare)

    gold_cli.add(commands)
    retrieval_cli.add(commands)
    answering_cli.add(commands)
    refusing_cli.add(commands)
    verdicts_cli.add(commands)

    one = commands.add_parser("ingest-bench", help="time, memory and disk of ingesting a corpus")
    one.add_argument("corpus", type=Path, help="CORPUS.jsonl[.gz], or any path that can be ingested")
    one.add_argument("--data", type=Path, help="empty data folder to keep (default: a temporary one)")
    one.add_argument("--queries", type=Path, help="queries.jsonl to ask afterwards")
    one.add_argument("--limit", type=int, default=ingest_bench.QUESTIONS, help="how many of them (default %(default)s)")
    one.set_defaults(do=_ingest_bench)

    _add_campaigns(commands)
    for each in commands.choices.values():
        each.add_argument("--json", action="store_true", help="one JSON document on stdout")
    return top
