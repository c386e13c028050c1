"""The top-k path: the best chunks for a question, lexical and dense, fused. Complete lists are `listing.py`'s work."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

from embeddings.base import Embedder, Vectors
from rag.language.script import shadow
from rag.search.fusion import Scored, fuse
from rag.types import Chunk, Hit

DEPTH = 100  # candidates a leg; deeper changes no top-10 on the sets of `make bench`


class Chunks(Protocol):
    """Where chunks are read from (the store)."""

    def chunks(self, ids: Sequence[int]) -> list[Chunk]: ...


class Searchable(Protocol):
    """An open index generation. Ids are chunk ids; lists are best first; `allowed` are report ids (None: all)."""

    @property
    def version(self) -> str: ...

    def lexical(self, text: str, k: int, allowed: AbstractSet[str] | None = None) -> list[tuple[int, float]]: ...

    def dense(self, vector: Vectors, k: int, allowed: AbstractSet[str] | None = None) -> list[tuple[int, float]]: ...

    def known_share(self, text: str) -> float: ...

    def containing(self, phrase: str, allowed: AbstractSet[str] | None = None) -> list[int]: ...

    def with_terms(self, terms: Sequence[str], allowed: AbstractSet[str] | None = None) -> list[int]: ...


class Retriever:
    """Question in, ranked hits out."""

    def __init__(self, index: Searchable, chunks: Chunks, embedder: Embedder) -> None:
        self._index = index
        self._chunks = chunks
        self._embedder = embedder

    def lexical(self, question: str, k: int, allowed: AbstractSet[str] | None = None) -> list[tuple[int, float]]:
        return self._index.lexical(shadow(question), k, allowed)

    def dense(self, question: str, k: int, allowed: AbstractSet[str] | None = None) -> list[tuple[int, float]]:
        vector = self._embedder.embed_queries([shadow(question)])[0]
        return self._index.dense(vector, k, allowed)

    def fused(self, question: str, lexical: Scored, dense: Scored) -> list[tuple[int, float]]:
        return fuse(lexical, dense, self._index.known_share(shadow(question)))

    def hits(self, question: str, k: int, allowed: AbstractSet[str] | None = None) -> list[Hit]:
        """The `k` best chunks, best first. An empty `allowed` gives none."""
        if allowed is not None and not allowed:
            return []
        depth = max(DEPTH, k)
        lexical = self.lexical(question, depth, allowed)
        dense = self.dense(question, depth, allowed)
        fused = self.fused(question, lexical, dense)[:k]
        lexical_rank = {item: rank for rank, (item, _) in enumerate(lexical, 1)}
        dense_rank = {item: rank for rank, (item, _) in enumerate(dense, 1)}
        found = self._chunks.chunks([item for item, _ in fused])
        return [
            Hit(chunk, score, lexical_rank.get(chunk.id), dense_rank.get(chunk.id))
            for chunk, (_, score) in zip(found, fused, strict=True)
        ]
