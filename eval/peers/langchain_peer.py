"""langchain: FAISS and BM25Retriever in an EnsembleRetriever, equal weights."""

from __future__ import annotations

import pickle
from pathlib import Path

from langchain_classic.retrievers import EnsembleRetriever
from langchain_community.retrievers import BM25Retriever
from langchain_community.vectorstores import FAISS
from langchain_core.embeddings import Embeddings

from eval.peers.base import Passages, Query

_TOP = 10


class _Given(Embeddings):
    """Answers with the vector of the question in hand; documents come with theirs."""

    vector: list[float]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise NotImplementedError("documents come with their vectors")

    def embed_query(self, text: str) -> list[float]:  # noqa: ARG002  (langchain's own signature)
        return self.vector


class LangChain:
    def build(self, passages: Passages, folder: Path) -> None:
        about = [{"n": number} for number in range(len(passages.texts))]
        pairs = zip(passages.texts, passages.vectors.tolist(), strict=True)
        FAISS.from_embeddings(pairs, _Given(), metadatas=about).save_local(str(folder / "faiss"))
        lexical = BM25Retriever.from_texts(passages.texts, metadatas=about, k=_TOP)
        (folder / "bm25.pickle").write_bytes(pickle.dumps(lexical))

    def load(self, _: Passages, folder: Path) -> None:
        self._given = _Given()
        dense = FAISS.load_local(str(folder / "faiss"), self._given, allow_dangerous_deserialization=True)
        lexical = pickle.loads((folder / "bm25.pickle").read_bytes())  # noqa: S301  (written by us above)
        both = [lexical, dense.as_retriever(search_kwargs={"k": _TOP})]
        self._ensemble = EnsembleRetriever(retrievers=both, weights=[0.5, 0.5])

    def search(self, query: Query, k: int) -> list[int]:
        self._given.vector = query.vector.tolist()
        return [found.metadata["n"] for found in self._ensemble.invoke(query.text)][:k]
