"""The gradient steps: a symmetric contrastive loss over bags of token vectors, and an Adam for the rows in use.

A text's vector is the sum of exp(w_t) · e_t over its tokens, scaled to length 1. A batch holds about 15,000 of the
80,000 tokens; the optimiser gathers those rows, steps, and writes them back, which is five times faster than a dense
step on a CPU. This file is the only one of the built-in model that imports torch.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from embeddings.train.ragged import Offsets
from embeddings.train.sources import NEAR, Batch

_BETAS = (0.9, 0.99)  # of Adam; the usual .999 forgets too slowly for rows that are seen one step in ten
_EPSILON = 1e-8
_WEIGHT_RATE = 0.3  # learning rate of the log weights, as a share of the vectors' rate divided by their spread
_SIF = 1e-3  # of smooth inverse frequency (Arora et al. 2017): weight a / (a + p)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a training run is made of. Two runs of one recipe and one seed give equal weights on one machine.

    `scales`: by what cosines are multiplied in the loss, at the first and at the last step; a low scale learns faster,
    a high one tells neighbours apart. `rate`: Adam's, at its highest. `every`: steps between measurements, about two
    minutes on two cores; `resumable`: with a checkpoint of 260 MB each time.
    """

    dimension: int = 256
    steps: int = 2_800
    batch: int = 2048
    rate: float = 0.04
    scales: tuple[float, float] = (12.0, 20.0)
    warmup: int = 200
    seed: int = 1
    every: int = 500
    resumable: bool = True


@dataclass(slots=True)
class State:
    """Everything a run needs to go on: parameters, both moments of Adam, and the steps done."""

    vectors: torch.Tensor
    log_weights: torch.Tensor
    moments: tuple[torch.Tensor, torch.Tensor]
    weight_moments: tuple[torch.Tensor, torch.Tensor]
    step: int = 0


def use_threads(count: int) -> None:
    """How many threads a step may take. Sums are added in another order with another count."""
    torch.set_num_threads(count)


def device() -> torch.device:
    """The GPU if there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def fresh_state(shares: NDArray[np.float64], recipe: Recipe) -> State:
    """Random directions; weights from smooth inverse frequency. Token 0 is `[UNK]` and never used."""
    generator = torch.Generator().manual_seed(recipe.seed)
    shape = (len(shares), recipe.dimension)
    vectors = torch.randn(shape, generator=generator) / math.sqrt(recipe.dimension)
    log_weights = torch.from_numpy(np.log(_SIF / (_SIF + shares))).float()
    place = device()
    moments = (torch.zeros(shape, device=place), torch.zeros(shape, device=place))
    weight_moments = (torch.zeros(len(shares), device=place), torch.zeros(len(shares), device=place))
    return State(vectors.to(place), log_weights.to(place), moments, weight_moments)


def continued_state(table: NDArray[np.float32]) -> State:
    """The state that `Learner.table` gives this table of; the moments of Adam begin at nothing."""
    lengths = np.linalg.norm(table, axis=1)
    safe = np.where(lengths > 0, lengths, 1.0)
    place = device()
    vectors = torch.from_numpy(table / safe[:, None].astype(np.float32)).to(place)
    log_weights = torch.from_numpy(np.log(safe)).float().to(place)
    pair = (torch.zeros_like(vectors), torch.zeros_like(vectors))
    return State(vectors, log_weights, pair, (torch.zeros_like(log_weights), torch.zeros_like(log_weights)))


def save_state(path: Path, state: State, notes: dict[str, Any]) -> None:
    """A state and the caller's notes (plain JSON values) in one file."""
    tensors = [state.vectors, state.log_weights, *state.moments, *state.weight_moments]
    torch.save({"tensors": tensors, "step": state.step, **notes}, path)


def load_state(path: Path) -> tuple[State, dict[str, Any]]:
    """What `save_state` wrote, on the GPU if there is one."""
    content = torch.load(path, weights_only=True, map_location=device())
    vectors, log_weights, *moments = content.pop("tensors")
    step = content.pop("step")
    return State(vectors, log_weights, (moments[0], moments[1]), (moments[2], moments[3]), step), content


class Learner:
    """Steps a state along batches."""

    def __init__(self, state: State, recipe: Recipe) -> None:
        self.state = state
        self._recipe = recipe

    def step(self, batch: Batch) -> float:
        """One gradient step; the loss before it."""
        state = self.state
        used, local = _renumbered(np.concatenate([batch.queries.ids, batch.documents.ids]), len(state.vectors))
        rows = torch.from_numpy(used.astype(np.int64)).to(state.vectors.device)
        vectors = state.vectors.index_select(0, rows).requires_grad_()
        log_weights = state.log_weights.index_select(0, rows).requires_grad_()
        table = vectors * log_weights.exp()[:, None]
        split = len(batch.queries.ids)
        queries = _bags(table, local[:split], batch.queries.offsets)
        documents = _bags(table, local[split:], batch.documents.offsets)
        loss = contrastive_loss(queries, documents, batch.places, self._scale())
        loss.backward()
        state.step += 1
        rate = self._rate()
        with torch.no_grad():
            self._adam((state.vectors, *state.moments), rows, vectors.grad, rate)
            self._adam((state.log_weights, *state.weight_moments), rows, log_weights.grad, rate * _WEIGHT_RATE)
        return float(loss.detach())

    def accuracy(self, batch: Batch) -> float:
        """Share of queries whose own document is the nearest of the batch."""
        with torch.no_grad():
            used, local = _renumbered(np.concatenate([batch.queries.ids, batch.documents.ids]), len(self.state.vectors))
            rows = torch.from_numpy(used).to(self.state.vectors.device)
            table = self.state.vectors[rows] * self.state.log_weights[rows].exp()[:, None]
            split = len(batch.queries.ids)
            queries = _bags(table, local[:split], batch.queries.offsets)
            documents = _bags(table, local[split:], batch.documents.offsets)
            nearest = (queries @ documents.T).argmax(dim=1).cpu().numpy()
        return float(np.mean(batch.places[nearest] == batch.places))

    def table(self) -> NDArray[np.float32]:
        """The token vectors with their weights folded in; `[UNK]` is zero."""
        with torch.no_grad():
            table = (self.state.vectors * self.state.log_weights.exp()[:, None]).cpu().numpy()
        table[0] = 0.0
        return np.asarray(table, dtype=np.float32)

    def _scale(self) -> float:
        first, last = self._recipe.scales
        return first + (last - first) * self.state.step / self._recipe.steps

    def _rate(self) -> float:
        """Linear warm-up, then a cosine down to nothing at the last step."""
        recipe, step = self._recipe, self.state.step
        if step <= recipe.warmup:
            return recipe.rate * step / recipe.warmup
        done = min((step - recipe.warmup) / max(recipe.steps - recipe.warmup, 1), 1.0)
        return recipe.rate * 0.5 * (1 + math.cos(math.pi * done))

    def _adam(
        self,
        tensors: tuple[torch.Tensor, torch.Tensor, torch.Tensor],
        rows: torch.Tensor,
        gradient: torch.Tensor | None,
        rate: float,
    ) -> None:
        if gradient is None:
            raise ValueError("the loss does not depend on the parameters")
        parameter, first, second = tensors
        mean = first.index_select(0, rows).mul_(_BETAS[0]).add_(gradient, alpha=1 - _BETAS[0])
        spread = second.index_select(0, rows).mul_(_BETAS[1]).addcmul_(gradient, gradient, value=1 - _BETAS[1])
        first.index_copy_(0, rows, mean)
        second.index_copy_(0, rows, spread)
        step = self.state.step
        scaled = spread.div_(1 - _BETAS[1] ** step).sqrt_().add_(_EPSILON)
        change = mean.div_(scaled)
        parameter.index_add_(0, rows, change, alpha=-rate / (1 - _BETAS[0] ** step))


def contrastive_loss(queries: torch.Tensor, documents: torch.Tensor, places: Offsets, scale: float) -> torch.Tensor:
    """Cross-entropy of finding the own document, and the own query; rows at near places do not compete."""
    similar = scale * queries @ documents.T
    numbers = torch.from_numpy(places).to(similar.device)
    same = (numbers[:, None] - numbers[None, :]).abs() < NEAR
    same.fill_diagonal_(False)
    similar = similar.masked_fill(same, -math.inf)
    own = torch.arange(len(numbers), device=similar.device)
    return (functional.cross_entropy(similar, own) + functional.cross_entropy(similar.T, own)) / 2


def _renumbered(ids: NDArray[np.int32], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct ids in order, and each id's place among them. Ten times as fast as sorting."""
    places = np.zeros(size, dtype=np.int64)
    places[ids] = 1
    used = np.flatnonzero(places)
    places[used] = np.arange(len(used))
    return used, places[ids]


def _bags(table: torch.Tensor, ids: NDArray[np.integer], offsets: Offsets) -> torch.Tensor:
    places = torch.from_numpy(ids.astype(np.int64)).to(table.device)
    starts = torch.from_numpy(offsets[:-1]).to(table.device)
    sums = functional.embedding_bag(places, table, starts, mode="sum")
    return functional.normalize(sums, dim=1)


def usable(batch: Batch) -> Batch:
    """The batch without the pairs one side of which the noise has left empty."""
    rows = np.flatnonzero((batch.queries.lengths > 0) & (batch.documents.lengths > 0))
    return Batch(batch.queries.take(rows), batch.documents.take(rows), batch.places[rows])
