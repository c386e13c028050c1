"""txtai: one hybrid index (its own BM25 and a dense index), vectors by an external function."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from txtai import Embeddings

from eval.peers.base import Passages, Query


class Txtai:
    def __init__(self) -> None:
        self._vectors: dict[str, Any] = {}

    def build(self, passages: Passages, folder: Path) -> None:
        self._vectors = dict(zip(passages.texts, passages.vectors, strict=True))
        index = self._empty()
        index.index((number, text, None) for number, text in enumerate(passages.texts))
        index.config.pop("transform")  # a function cannot be stored
        index.save(str(folder / "txtai"))

    def load(self, _: Passages, folder: Path) -> None:
        self._index = self._empty()
        transform = self._index.config["transform"]
        self._index.load(str(folder / "txtai"))
        self._index.config["transform"] = transform
        self._index.model = self._index.loadvectors()

    def search(self, query: Query, k: int) -> list[int]:
        self._vectors = {query.text: query.vector}
        return [int(number) for number, _ in self._index.search(query.text, k)]

    def _empty(self) -> Embeddings:
        # txtai calls what is no plain function to get one, so a method would not do.
        def known(texts: Sequence[str]) -> Any:  # noqa: ANN401  (what txtai expects is not typed)
            return np.array([self._vectors[text] for text in texts], dtype=np.float32)

        return Embeddings(method="external", transform=known, hybrid=True)
