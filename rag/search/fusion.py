"""Two rankings made one: a weighted sum of scores, each brought to the scale of its own best.

Reciprocal rank fusion throws the scores away, and with them how sure a leg is: on public sets it lowers nDCG@10 of a
strong lexical leg where a weighted sum raises it (docs/benchmarks.md).
"""

from __future__ import annotations

from collections.abc import Sequence

Scored = Sequence[tuple[int, float]]

LEXICAL_WEIGHT = 1.0
DENSE_WEIGHT = 0.15  # for the model-free embedder, which sees spelling only; tuned on half of bench/ (`make bench`)


def fuse(lexical: Scored, dense: Scored, dense_weight: float = DENSE_WEIGHT) -> list[tuple[int, float]]:
    """(id, score) lists, best first → one such list. An id missing from a leg gets that leg's lowest score.

    A leg that found nothing has nothing to say, and the other decides alone.

    >>> fuse([(1, 10.0), (2, 5.0)], [(2, 0.9), (3, 0.3)], dense_weight=1.0)
    [(2, 1.5), (1, 1.3333333333333333), (3, 0.8333333333333333)]
    """
    fused: dict[int, float] = {}
    for ranking, weight in ((lexical, LEXICAL_WEIGHT), (dense, dense_weight)):
        top = max((score for _, score in ranking), default=0.0)
        if top <= 0:
            continue
        scaled = {item: weight * score / top for item, score in ranking}
        floor = min(scaled.values())
        seen = fused.keys() | scaled.keys()
        earlier = min(fused.values(), default=0.0)
        fused = {item: fused.get(item, earlier) + scaled.get(item, floor) for item in seen}
    return sorted(fused.items(), key=lambda pair: (-pair[1], pair[0]))
