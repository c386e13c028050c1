"""lancedb: a table with its own full-text index, hybrid search, reciprocal rank."""

from __future__ import annotations

from pathlib import Path

import lancedb
from lancedb.index import FTS
from lancedb.rerankers import RRFReranker

from eval.peers.base import Passages, Query


class LanceDB:
    def build(self, passages: Passages, folder: Path) -> None:
        rows = zip(passages.texts, passages.vectors.tolist(), strict=True)
        table = lancedb.connect(str(folder / "lance")).create_table(
            "passages", data=[{"n": at, "text": text, "vector": row} for at, (text, row) in enumerate(rows)]
        )
        table.create_index("text", config=FTS())

    def load(self, _: Passages, folder: Path) -> None:
        self._table = lancedb.connect(str(folder / "lance")).open_table("passages")
        self._fusion = RRFReranker()

    def search(self, query: Query, k: int) -> list[int]:
        both = self._table.search(query_type="hybrid").vector(query.vector).text(query.text)
        return [row["n"] for row in both.rerank(self._fusion).limit(k).to_list()]
