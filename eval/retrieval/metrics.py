"""Retrieval metrics as pure functions of one ranking and its judgements, with intervals over questions.

Rankings are document ids, best first, without repeats. `relevant` maps document ids to grades; a grade above 0 counts.
Definitions follow trec_eval (https://github.com/usnistgov/trec_eval), which ir-measures and BEIR call: nDCG with the
grade itself as gain (Järvelin & Kekäläinen 2002, TOIS 20(4)), Recall@k, reciprocal rank cut at k, Success@k.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

RESAMPLES = 1000  # bootstrap samples: enough for the second digit of an interval, 0.1 s for 7,000 questions
_BLOCK = 2_000_000  # numbers drawn at once: 16 MB


def ndcg(ranking: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """Σ grade/log2(rank+1) over the top k, divided by the best value any ranking could reach.

    >>> round(ndcg(["a", "b", "c"], {"c": 1}, 10), 4)  # 1/log2(4)
    0.5
    """
    best = sorted((grade for grade in relevant.values() if grade > 0), reverse=True)[:k]
    ideal = _discounted(best)
    return _discounted([max(relevant.get(doc, 0), 0) for doc in ranking[:k]]) / ideal if ideal else 0.0


def _discounted(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def recall(ranking: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """Share of the relevant documents that stand in the top k. Not Success@k, which asks for one of them.

    >>> recall(["a", "b", "c"], {"a": 1, "x": 1}, 3)
    0.5
    """
    wanted = {doc for doc, grade in relevant.items() if grade > 0}
    return len(wanted.intersection(ranking[:k])) / len(wanted) if wanted else 0.0


def mrr(ranking: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """1 / rank of the first relevant document, 0 if it stands below rank k.

    >>> mrr(["a", "b"], {"b": 1}, 10)
    0.5
    """
    return next((1 / rank for rank, doc in enumerate(ranking[:k], start=1) if relevant.get(doc, 0) > 0), 0.0)


def success(ranking: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """1 if any relevant document stands in the top k, else 0."""
    return float(any(relevant.get(doc, 0) > 0 for doc in ranking[:k]))


Metric = Callable[[Sequence[str], Mapping[str, int], int], float]

# Name in reports → metric and cut-off.
MEASURES: dict[str, tuple[Metric, int]] = {
    "ndcg@10": (ndcg, 10),
    "r@1": (recall, 1),
    "r@5": (recall, 5),
    "r@10": (recall, 10),
    "r@20": (recall, 20),
    "r@50": (recall, 50),
    "r@100": (recall, 100),
    "mrr@10": (mrr, 10),
    "s@1": (success, 1),
}


def measure(ranking: Sequence[str], relevant: Mapping[str, int]) -> dict[str, float]:
    """Every measure of one ranking. Raises ValueError if a document stands in it twice: it would count twice."""
    if len(set(ranking)) != len(ranking):
        raise ValueError("a document stands twice in the ranking; fold chunks to documents first")
    return {name: metric(ranking, relevant, k) for name, (metric, k) in MEASURES.items()}


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean, 0 for none."""
    return sum(values) / len(values) if values else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0..1) of the values lie, between neighbours by straight line; 0 for none."""
    return float(np.quantile(values, share)) if values else 0.0


def interval(values: Sequence[float], seed: int = 0, level: float = 0.95) -> tuple[float, float]:
    """Bootstrap percentile interval of the mean (Efron & Tibshirani 1993, ch. 13). Same seed, same interval."""
    if not values:
        return (0.0, 0.0)
    data = np.asarray(values, dtype=np.float64)
    rng = np.random.default_rng(seed)
    rows = max(1, _BLOCK // len(data))
    means: list[float] = []
    while len(means) < RESAMPLES:
        size = (min(rows, RESAMPLES - len(means)), len(data))
        means.extend(data[rng.integers(0, len(data), size)].mean(axis=1).tolist())
    tail = (1 - level) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return float(low), float(high)
