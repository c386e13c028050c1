"""The seam every embedding model passes through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Texts in, unit vectors out. Documents and queries go by different calls, so a prefix cannot be forgotten.

    `name` is for people; `fingerprint` changes whenever equal input could give another vector (weights, prefix,
    normalisation), and tells models of equal dimension apart.
    """

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """`n` texts → float32 array of shape (n, dimension), each row of length 1 (or all zeros: nothing to say)."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """As `embed_documents`, for questions."""
        ...
