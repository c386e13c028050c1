"""llama-index: its vector store index and BM25Retriever in a QueryFusionRetriever, reciprocal rank."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from llama_index.core import StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.embeddings import MockEmbedding
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import TextNode
from llama_index.retrievers.bm25 import BM25Retriever
from pydantic import Field

from eval.peers.base import Passages, Query

_TOP = 10


class _Given(MockEmbedding):
    """Answers with the vector of the question in hand; nodes come with theirs."""

    vector: list[float] = Field(default_factory=list)

    def _get_query_embedding(self, query: str) -> list[float]:  # noqa: ARG002  (llama-index's own signature)
        return self.vector


class LlamaIndex:
    def build(self, passages: Passages, folder: Path) -> None:
        rows = zip(passages.texts, passages.vectors.tolist(), strict=True)
        nodes = [TextNode(id_=str(at), text=text, embedding=vector) for at, (text, vector) in enumerate(rows)]
        given = _Given(embed_dim=passages.vectors.shape[1])
        VectorStoreIndex(nodes, embed_model=given).storage_context.persist(str(folder / "vectors"))
        BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=_TOP).persist(str(folder / "bm25"))

    def load(self, passages: Passages, folder: Path) -> None:
        self._given = _Given(embed_dim=passages.vectors.shape[1])
        stored = StorageContext.from_defaults(persist_dir=str(folder / "vectors"))
        dense: Any = load_index_from_storage(stored, embed_model=self._given)
        both = [dense.as_retriever(similarity_top_k=_TOP), BM25Retriever.from_persist_dir(str(folder / "bm25"))]
        self._fusion = QueryFusionRetriever(
            both, similarity_top_k=_TOP, num_queries=1, mode="reciprocal_rerank", use_async=False, llm=MockLLM()
        )

    def search(self, query: Query, k: int) -> list[int]:
        self._given.vector = query.vector.tolist()
        return [int(found.node.node_id) for found in self._fusion.retrieve(query.text)][:k]
