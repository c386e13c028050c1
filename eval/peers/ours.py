"""Our own search over the same documents, through the product's store, indexes and retriever."""

from __future__ import annotations

from pathlib import Path

from eval.peers.base import Passages, Query
from eval.retrieval.beir import documents
from eval.retrieval.bench import store_documents
from rag.assemble import make_embedder
from rag.index.indexer import Indexer
from rag.index.store import Store
from rag.search.retrieve import Retriever
from rag.settings import Settings


class Ours:
    """Chunks are cut by the product itself; a hit is handed on as the passage with its text."""

    def build(self, passages: Passages, folder: Path) -> None:
        store = Store(folder / "pile.sqlite")
        store_documents(store, documents(passages.corpus))
        Indexer(store, make_embedder(Settings(model="builtin")), folder / "index").catch_up()
        store.close()

    def load(self, passages: Passages, folder: Path) -> None:
        self._store, embedder = Store(folder / "pile.sqlite"), make_embedder(Settings(model="builtin"))
        self._retriever = Retriever(Indexer(self._store, embedder, folder / "index").open(), self._store, embedder)
        self._number = {text: number for number, text in enumerate(passages.raw)}

    def search(self, query: Query, k: int) -> list[int]:
        hits = self._retriever.hits(query.raw, k)
        return [self._number[hit.chunk.text] for hit in hits if hit.chunk.text in self._number]
