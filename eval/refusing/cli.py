"""Commands about refusing: how well a pile refuses, and the thresholds that decide it."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from eval.console import OK, tell
from eval.refusing import answerability, calibrate, refusals


def _source(options: argparse.Namespace) -> refusals.Source:
    return refusals.Source(options.paths, options.news, options.count)


def _refusals(options: argparse.Namespace) -> int:
    halves = refusals.HALVES if options.half == "both" else (options.half,)
    told = refusals.run(_source(options), options.seed, halves, options.faults)
    tell(options.json, told, partial(refusals.show, told))
    return OK


def _calibrate(options: argparse.Namespace) -> int:
    trials = calibrate.run(_source(options), options.set, options.seed)
    tell(options.json, calibrate.document(trials), partial(calibrate.show, trials))
    return OK


def _answerability(options: argparse.Namespace) -> int:
    learned = answerability.run(options.gold, options.seed, options.write)
    tell(options.json, answerability.document(learned), partial(answerability.show, learned))
    return OK


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Adds the commands to those of `python -m eval`."""
    one = commands.add_parser("refusals", help="questions without an answer in the pile, beside questions with one")
    _of_a_source(one)
    one.add_argument("--half", choices=(*refusals.HALVES, "both"), default="both", help="whose questions are asked")
    one.add_argument("--faults", action="store_true", help="what went wrong in the tuning half, on stderr")
    one.set_defaults(do=_refusals)

    one = commands.add_parser("calibrate", help="how much of a question a sentence must hold to answer it")
    _of_a_source(one)
    one.add_argument("--set", type=Path, action="append", default=[], metavar="BEIR_DIR", help="people's questions too")
    one.set_defaults(do=_calibrate)

    one = commands.add_parser("answerability", help="when the best sentence is an answer, learned from gold questions")
    one.add_argument("--gold", type=Path, nargs=2, action="append", required=True, metavar=("GOLD", "PAGES"))
    one.add_argument("--seed", type=int, default=0, help="of each pile's own near misses (default %(default)s)")
    one.add_argument("--write", action="store_true", help="store the weights")
    one.set_defaults(do=_answerability)


def _of_a_source(one: argparse.ArgumentParser) -> None:
    one.add_argument("paths", nargs="+", metavar="PAGES", help="pages to make the questions from")
    one.add_argument("--news", type=Path, metavar="CORPUS", help="a corpus of news: those about towns join the pages")
    one.add_argument("--count", type=int, default=refusals.NEWS, help="news drawn by --seed (default %(default)s)")
    one.add_argument("--seed", type=int, default=0)
