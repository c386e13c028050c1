"""bm25s: lexical only, the fastest there is; its own tokenizer in A, our tokens in B."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bm25s

from eval.peers.base import OUR_TOKENS, Passages, Query

# Keeps tokens that are split already.
_KEEP: dict[str, Any] = {"token_pattern": r"\S+", "stopwords": None, "lower": False}


class BM25S:
    def build(self, passages: Passages, folder: Path) -> None:
        options = _KEEP if passages.mode == OUR_TOKENS else {}
        index = bm25s.BM25()
        index.index(bm25s.tokenize(passages.texts, show_progress=False, **options), show_progress=False)
        index.save(str(folder / "bm25s"))

    def load(self, passages: Passages, folder: Path) -> None:
        self._options = _KEEP if passages.mode == OUR_TOKENS else {}
        self._index = bm25s.BM25.load(str(folder / "bm25s"))
        self._size = len(passages.texts)

    def search(self, query: Query, k: int) -> list[int]:
        tokens = bm25s.tokenize([query.text], show_progress=False, **self._options)
        found, scores = self._index.retrieve(tokens, k=min(k, self._size), show_progress=False)
        return [int(number) for number, score in zip(found[0], scores[0], strict=True) if score > 0]
