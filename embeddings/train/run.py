"""One training run: batches, steps, measurements on pairs held back, checkpoints. Goes on where it was interrupted.

A run folder holds `corpus.pickle` (texts as ids, made once), `checkpoint.pt` (parameters, Adam, step, random state),
`log.jsonl` and `curve.svg`. All are ours and local: a pickle is only read from the folder the same command wrote.
Left out: reading texts (`corpus.py`), the gradient (`learner.py`), retrieval figures (`python -m eval bench`).
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from embeddings.base import Vectors
from embeddings.static import quantise, save_model
from embeddings.train.corpus import Corpus, build_corpus
from embeddings.train.curve import draw_curve
from embeddings.train.learner import Learner, Recipe, State, fresh_state, load_state, save_state, usable
from embeddings.train.sources import Batch, Source, make_sources

LOG, CURVE, CHECKPOINT = "log.jsonl", "curve.svg", "checkpoint.pt"
_HELD = 1000  # pairs a source measured on; one of them is 0.1 of a point
_TEMPER = 0.8  # power of a word's weight in the written model; .7 to .85 did alike on the questions of even hash

Progress = Callable[[int, float], None]


class OtherRun(ValueError):
    """The run folder holds a checkpoint of another recipe. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the log."""

    step: int
    loss: dict[str, float]
    held: dict[str, float]


@dataclass(slots=True)
class _Losses:
    """Mean loss by source since the last measurement."""

    seen: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, loss: float) -> None:
        self.seen.setdefault(name, []).append(loss)

    def take(self) -> dict[str, float]:
        means = {name: round(float(np.mean(losses)), 4) for name, losses in sorted(self.seen.items())}
        self.seen.clear()
        return means


def prepared_corpus(data: Path, run: Path, size: int, seed: int) -> Corpus:
    """The corpus of a run folder, built from the folder of pairs the first time."""
    path = run / f"corpus-{size}-{seed}.pickle"
    if path.exists():
        corpus: Corpus = pickle.loads(path.read_bytes())  # noqa: S301 - written below by this function
        return corpus
    corpus = build_corpus(data, size, seed)
    run.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps(corpus))
    return corpus


def train(corpus: Corpus, recipe: Recipe, run: Path, progress: Progress | None = None) -> Learner:
    """Trains to the last step of the recipe. The same recipe and corpus give the same weights, interrupted or not.

    Raises OtherRun when the folder's checkpoint belongs to another recipe.
    """
    return follow(make_sources(corpus), lambda: fresh_state(corpus.shares, recipe), recipe, run, progress)


def follow(
    sources: Sequence[Source],
    begin: Callable[[], State],
    recipe: Recipe,
    run: Path,
    progress: Progress | None = None,
) -> Learner:
    """Trains on batches of the sources, from where the run folder stopped, else from what `begin` gives."""
    run.mkdir(parents=True, exist_ok=True)
    shares = np.array([source.share for source in sources])
    rng = np.random.default_rng(recipe.seed)
    learner = Learner(_resumed(run, recipe, rng) or begin(), recipe)
    held = _held_batches(sources, recipe.seed)
    losses = _Losses()
    while learner.state.step < recipe.steps:
        source = sources[rng.choice(len(sources), p=shares / shares.sum())]
        loss = learner.step(usable(source.sample(rng, recipe.batch)))
        losses.add(source.name, loss)
        step = learner.state.step
        if progress:
            progress(step, loss)
        if step % recipe.every == 0 or step == recipe.steps:
            accuracy = {name: round(learner.accuracy(batch), 4) for name, batch in held.items()}
            _log(run, Measured(step, losses.take(), accuracy))
            if recipe.resumable:
                _save(run, recipe, learner.state, rng)
    return learner


def write_model(folder: Path, corpus: Corpus, learner: Learner) -> None:
    """The model as the product loads it."""
    save_model(folder, corpus.words, quantise(tempered(learner.table())))


def tempered(table: Vectors) -> Vectors:
    """The same directions with lengths drawn together: training makes the words it is surest of too heavy.

    >>> tempered(np.array([[0.0, 32.0], [0.0, 0.0]], dtype=np.float32)).round(3).tolist()
    [[0.0, 16.0], [0.0, 0.0]]
    """
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    factors = np.where(lengths > 0, np.maximum(lengths, np.finfo(np.float32).tiny) ** (_TEMPER - 1), 0)
    return np.asarray(table * factors, dtype=np.float32)


def read_log(run: Path) -> list[Measured]:
    """The measurements of a run folder, in the order of their steps."""
    path = run / LOG
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [Measured(**json.loads(line)) for line in lines]


def _held_batches(sources: Sequence[Source], seed: int) -> dict[str, Batch]:
    rng = np.random.default_rng(seed + 1)
    return {source.name: usable(source.sample(rng, _HELD, held=True)) for source in sources}


def _log(run: Path, measured: Measured) -> None:
    kept = [earlier for earlier in read_log(run) if earlier.step < measured.step]
    lines = [json.dumps(asdict(one), ensure_ascii=False) for one in (*kept, measured)]
    (run / LOG).write_text("\n".join(lines) + "\n", encoding="utf-8")
    curves = {name: [(one.step, one.held[name]) for one in (*kept, measured)] for name in measured.held}
    (run / CURVE).write_text(draw_curve(curves), encoding="utf-8")


def _save(run: Path, recipe: Recipe, state: State, rng: np.random.Generator) -> None:
    notes = {"recipe": _plain(recipe), "random": json.dumps(rng.bit_generator.state)}
    fresh = run / "checkpoint.new"
    save_state(fresh, state, notes)
    fresh.replace(run / CHECKPOINT)


def _plain(recipe: Recipe) -> dict[str, object]:
    """The recipe as it comes back from JSON, so that stored and given ones compare."""
    plain: dict[str, object] = json.loads(json.dumps(asdict(recipe)))
    return plain


def _resumed(run: Path, recipe: Recipe, rng: np.random.Generator) -> State | None:
    path = run / CHECKPOINT
    if not path.exists():
        return None
    state, notes = load_state(path)
    if notes["recipe"] != _plain(recipe):
        raise OtherRun(f"{path} is of the recipe {notes['recipe']}; choose another run folder or remove it")
    rng.bit_generator.state = json.loads(notes["random"])
    return state
