"""Vectors of words and sentences, kept: every question compares hundreds of words, and reports share most of theirs.

Left out: what a model makes of a text. It makes the same of it whatever it is asked for beside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from embeddings.base import Vectors

KEPT = 16_384  # texts: 20 MB with the built-in model


class WordVectors:
    """n texts → (n, dimension), as `embed` gives them. Safe to use from several threads."""

    def __init__(self, embed: Callable[[Sequence[str]], Vectors], most: int = KEPT) -> None:
        self._embed = embed
        self._most = most
        self._kept: dict[str, Vectors] = {}

    def __call__(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return self._embed(texts)
        kept = self._kept  # what this call reads is here to stay, whatever another thread begins anew
        missing = [text for text in dict.fromkeys(texts) if text not in kept]
        if len(kept) + len(missing) > self._most:
            kept = self._kept = {}
            missing = list(dict.fromkeys(texts))
        if missing:
            kept.update(zip(missing, self._embed(missing), strict=True))
        vectors: Vectors = np.concatenate([kept[text] for text in texts]).reshape(len(texts), -1)
        return vectors
