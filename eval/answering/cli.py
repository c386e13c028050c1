"""Commands about answers: which sentence answers, and how sentences are ranked."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from eval.answering import rank_sentences, sentences, topic_odds
from eval.console import OK, tell


def _sentences(options: argparse.Namespace) -> int:
    results = sentences.run(options.sets, options.model, options.limit, options.seed)
    tell(options.json, results, partial(sentences.show, results))
    return OK


def _rank_sentences(options: argparse.Namespace) -> int:
    learned = rank_sentences.run(options.sets, options.limit, options.seed, options.write)
    tell(options.json, rank_sentences.document(learned), partial(rank_sentences.show, learned))
    return OK


def _topic_odds(options: argparse.Namespace) -> int:
    learned = topic_odds.run(options.gold, options.write)
    tell(options.json, topic_odds.document(learned), partial(topic_odds.show, learned))
    return OK


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Adds the commands to those of `python -m eval`."""
    one = commands.add_parser("sentences", help="which sentence answers, on BEIR folders whose questions carry answers")
    one.add_argument("sets", type=Path, nargs="+", metavar="BEIR_DIR")
    one.add_argument("--model", help="embedding model (default: XIANGWEN_MODEL)")
    one.add_argument("--limit", type=int, help="N questions of each set, drawn by --seed")
    one.add_argument("--seed", type=int, default=0)
    one.set_defaults(do=_sentences)

    one = commands.add_parser("rank-sentences", help="learn the sentence ranker from the tuning halves of BEIR folders")
    one.add_argument("sets", type=Path, nargs="+", metavar="BEIR_DIR")
    one.add_argument("--limit", type=int, help="N questions of each tuning half, drawn by --seed")
    one.add_argument("--seed", type=int, default=0)
    one.add_argument("--write", action="store_true", help="store the weights in rag/answers/sentences/ranker.json")
    one.set_defaults(do=_rank_sentences)

    one = commands.add_parser("topic-odds", help="when a sentence tells what a list asks, learned from gold lists")
    one.add_argument("--gold", type=Path, nargs=2, action="append", required=True, metavar=("GOLD", "PAGES"))
    one.add_argument("--write", action="store_true", help="store the weights")
    one.set_defaults(do=_topic_odds)
