"""Commands about retrieval: the benchmark over BEIR folders, ablation, speed, and the fit of the reranker's weights."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from eval.console import OK, check_outputs, sizes, tell
from eval.cost import growth
from eval.retrieval import ablation, bench, bench_html, rerank_fit, speed


def _bench(options: argparse.Namespace) -> int:
    check_outputs(options.html)
    results = bench.run(options.sets, _source(options), options.limit)
    if options.html:
        options.html.write_text(bench_html.page(results), encoding="utf-8")
    tell(options.json, results, partial(bench.show, results))
    return OK


def _fit_rerank(options: argparse.Namespace) -> int:
    fitted = rerank_fit.run(options.sets, _source(options), options.limit)
    tell(options.json, fitted, partial(rerank_fit.show, fitted))
    return OK


def _ablate(options: argparse.Namespace) -> int:
    result = ablation.run(options.sets, _source(options), options.limit)
    tell(options.json, result, partial(ablation.show, result))
    return OK


def _speed(options: argparse.Namespace) -> int:
    result = speed.run(options.sets[0], _source(options), options.limit)
    tell(options.json, result, partial(speed.show, result))
    return OK


def _growth(options: argparse.Namespace) -> int:
    check_outputs(options.svg, options.keep)
    result = growth.run(options.corpus, options.sizes, options.model, options.keep)
    if options.svg:
        options.svg.write_text(growth.plot(result["rows"]), encoding="utf-8")
    tell(options.json, result, partial(growth.show, result))
    return OK


def _source(options: argparse.Namespace) -> bench.Source:
    without = options.without.read_text(encoding="utf-8").split() if options.without else ()
    return bench.Source(options.model, frozenset(without), options.cache)


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Adds the commands to those of `python -m eval`."""
    one = commands.add_parser("bench", help="retrieval on BEIR folders, stage by stage")
    _add_sets(one)
    one.add_argument("--limit", type=int, help="the first N questions of each set by sha1 of the id")
    one.add_argument("--html", type=Path, metavar="FILE", help="draw the stages of each set as one HTML page")
    one.set_defaults(do=_bench)

    one = commands.add_parser("fit-rerank", help="the reranker's weights, from the tuning halves of BEIR folders")
    _add_sets(one)
    one.add_argument("--limit", type=int, default=rerank_fit.QUESTIONS, help="questions a set (default %(default)s)")
    one.set_defaults(do=_fit_rerank)

    one = commands.add_parser("ablate", help="reading again with one part of it left out, on BEIR folders")
    _add_sets(one)
    one.add_argument("--limit", type=int, default=ablation.QUESTIONS, help="questions a half (default %(default)s)")
    one.set_defaults(do=_ablate)

    one = commands.add_parser("speed", help="loading, encoding, and a search over a BEIR folder's corpus, with memory")
    _add_sets(one, number=1)
    one.add_argument("--limit", type=int, default=speed.QUESTIONS, help="questions asked (default %(default)s)")
    one.set_defaults(do=_speed)

    one = commands.add_parser("growth", help="build time, search, memory and disk as the pile grows, with exponents")
    one.add_argument("corpus", type=Path, help="corpus.jsonl[.gz] of real news, copied with changes where it ends")
    one.add_argument("--sizes", type=sizes, default=list(growth.SIZES), help="chunks, by commas (1000,10000,100000)")
    one.add_argument("--model", help="embedding model (default: XIANGWEN_MODEL)")
    one.add_argument("--keep", type=Path, metavar="FILE", help="keep the sizes that are done here, and go on from them")
    one.add_argument("--svg", type=Path, metavar="FILE", help="draw search against the limit of a flat scan")
    one.set_defaults(do=_growth)


def _add_sets(command: argparse.ArgumentParser, number: int | str = "+") -> None:
    command.add_argument("sets", type=Path, nargs=number, metavar="BEIR_DIR")
    command.add_argument("--model", help="embedding model (default: XIANGWEN_MODEL)")
    command.add_argument("--cache", type=Path, metavar="DIR", help="keep the indexed corpora here for the next time")
    command.add_argument("--without", type=Path, metavar="FILE", help="ids of documents to leave out, one a line")
