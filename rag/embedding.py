"""The embedder as everything in `rag` sees it: what goes wrong in a model is one of our errors here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from embeddings.base import Embedder, EmbeddingError, Vectors
from rag.errors import EmbeddingFailed


class ReportingEmbedder:
    """`Embedder` over another one, whose EmbeddingError becomes EmbeddingFailed."""

    def __init__(self, model: Embedder) -> None:
        self._model = model

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def fingerprint(self) -> str:
        with _reported():
            return self._model.fingerprint

    @property
    def dimension(self) -> int:
        with _reported():
            return self._model.dimension

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        with _reported():
            return self._model.embed_documents(texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        with _reported():
            return self._model.embed_queries(texts)


@contextmanager
def _reported() -> Iterator[None]:
    try:
        yield
    except EmbeddingError as exc:
        raise EmbeddingFailed(exc.zh, exc.en) from exc
