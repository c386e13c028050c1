"""The command about verdicts: learns the model, and says how well verdicts are told."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from eval.console import OK, tell
from eval.verdicts import learn


def _verdicts(options: argparse.Namespace) -> int:
    learned = learn.run(write=options.write)
    tell(options.json, learn.document(learned), partial(learn.show, learned))
    return OK


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Adds the command to those of `python -m eval`."""
    one = commands.add_parser("verdicts", help="learn what sentences say of their topic: done, planned, or neither")
    one.add_argument("--write", action="store_true", help="store the model in rag/lists/verdicts/verdict_model.npz")
    one.set_defaults(do=_verdicts)
