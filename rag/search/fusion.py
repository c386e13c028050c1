"""Two rankings made one: a weighted sum that knows when the lexical leg has nothing to say.

Reciprocal rank fusion throws the scores away, and with them how sure a leg is: it lowers nDCG@10 of a strong lexical
leg where a weighted sum raises it, and drowns the dense leg where a question shares no words with the pile (one in
English). So the lexical leg is trusted as far as the pile knows the question's words. See docs/retrieval.md.
"""

from __future__ import annotations

from collections.abc import Sequence

Scored = Sequence[tuple[int, float]]

# What a cosine of 1 is worth against the best lexical score. Tuned on the even half of xquad-zh, xquad-en2zh, cmrc2018
# and drcd with the built-in model, where 0.3 to 0.8 differ by less than 0.004 nDCG@10 on the Chinese sets.
DENSE_WEIGHT = 0.5


def fuse(lexical: Scored, dense: Scored, known: float = 1.0) -> list[tuple[int, float]]:
    """(id, score) lists, best first → one such list. Dense scores are cosines; lexical ones are scaled by their best.

    `known` is the share of the question's words that the pile has at all, 0–1; its square is the trust in the lexical
    leg. An id that a leg did not find gets that leg's lowest score.

    >>> fuse([(1, 10.0), (2, 5.0)], [(2, 0.9), (3, 0.3)])
    [(1, 1.12), (2, 0.86), (3, 0.62)]
    """
    top = max((score for _, score in lexical), default=0.0)
    said = {item: known**2 * score / top for item, score in lexical} if top > 0 else {}
    meant = {item: DENSE_WEIGHT * max(score, 0.0) for item, score in dense}
    least_said, least_meant = min(said.values(), default=0.0), min(meant.values(), default=0.0)
    fused = {item: said.get(item, least_said) + meant.get(item, least_meant) for item in said.keys() | meant.keys()}
    ranked = sorted(fused.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(item, round(score, 6)) for item, score in ranked]
