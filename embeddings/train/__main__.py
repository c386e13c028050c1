"""Retrains the built-in model: `python -m embeddings.train --data ../shared/train`.

17 minutes to an hour on two cores, by what else they do; on a GPU if there is one. An interrupted run goes on from its
last checkpoint when the same command is given again.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from embeddings.static import MODEL
from embeddings.train.learner import Recipe, use_threads
from embeddings.train.pairs import BadPairs
from embeddings.train.run import CURVE, LOG, OtherRun, prepared_corpus, read_log, train, write_model

_SIZE = 86_000  # words: 22.4 MB of int8 and 1.4 MB of word list, of the 24 MB a model may take


def main() -> None:
    given = _arguments()
    try:
        _train(given)
    except (BadPairs, OtherRun) as exc:
        sys.exit(str(exc))


def _train(given: argparse.Namespace) -> None:
    use_threads(given.threads)
    recipe = Recipe(steps=given.steps, batch=given.batch, seed=given.seed)
    print(f"reading {given.data}")
    corpus = prepared_corpus(given.data, given.run, given.size, given.seed)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns) as bar:
        task = bar.add_task("training", total=recipe.steps)

        def show(step: int, loss: float) -> None:
            bar.update(task, completed=step, description=f"loss {loss:.2f}")

        learner = train(corpus, recipe, given.run, show)
    write_model(given.out, corpus, learner)
    for name in (LOG, CURVE):
        shutil.copyfile(given.run / name, given.out / name)
    print(f"{given.out}: {len(corpus.words)} words; held-back pairs found first of 1,000:")
    for name, share in read_log(given.run)[-1].held.items():
        print(f"  {name:22} {share:.3f}")


def _arguments() -> argparse.Namespace:
    usual = Recipe()
    parser = argparse.ArgumentParser(prog="python -m embeddings.train", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/train"), help="folder of the training pairs")
    parser.add_argument("--out", type=Path, default=MODEL, help="model folder to write")
    parser.add_argument("--run", type=Path, default=Path("build/train"), help="checkpoints, log and curve")
    parser.add_argument("--size", type=int, default=_SIZE, help="words of the vocabulary")
    parser.add_argument("--steps", type=int, default=usual.steps)
    parser.add_argument("--batch", type=int, default=usual.batch)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
