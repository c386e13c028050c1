"""haystack: BM25 and embedding retrievers over its in-memory store, joined by reciprocal rank."""

from __future__ import annotations

from pathlib import Path

from haystack import Document
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from eval.peers.base import Passages, Query


class Haystack:
    def build(self, passages: Passages, folder: Path) -> None:
        rows = zip(passages.texts, passages.vectors.tolist(), strict=True)
        store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        store.write_documents(
            [Document(id=str(at), content=text, embedding=row) for at, (text, row) in enumerate(rows)]
        )
        store.save_to_disk(str(folder / "store.json"))

    def load(self, _: Passages, folder: Path) -> None:
        store = InMemoryDocumentStore.load_from_disk(str(folder / "store.json"))
        self._lexical = InMemoryBM25Retriever(store)
        self._dense = InMemoryEmbeddingRetriever(store)
        self._joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion")

    def search(self, query: Query, k: int) -> list[int]:
        lexical = self._lexical.run(query=query.text, top_k=k)["documents"]
        dense = self._dense.run(query_embedding=query.vector.tolist(), top_k=k)["documents"]
        joined = self._joiner.run(documents=[lexical, dense], top_k=k)["documents"]
        return [int(found.id) for found in joined]
