"""The top-k path: the best chunks of two legs, fused, the best of those read again. Lists are `listing.py`'s work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from embeddings.base import Embedder, TokenEmbedder, Vectors, WordModel
from rag.language.script import shadow
from rag.search.fusion import Said, Scored, fuse, said_of, trust_in
from rag.search.maxsim import match
from rag.search.rerank import Candidate, rerank
from rag.types import Chunk, ChunkInReport, Hit

_WORDS_KEPT = 4_096  # words whose neighbours are remembered
# Candidates that the last stage reads, for a question in the pile's words and for one in others (English), where the
# fused ranking is the poorer. More gained the former nothing; 20 and 30 for the latter lost .025 and .007 nDCG@10.
READ_AGAIN = (20, 40)
DEPTH = 100  # candidates a leg; deeper changes no top-10 on the sets of `make bench`


class Chunks(Protocol):
    """Where chunks are read from (the store)."""

    def chunks(self, ids: Sequence[int]) -> list[Chunk]: ...

    def in_reports(self, ids: Sequence[int]) -> list[ChunkInReport]: ...


class Searchable(Protocol):
    """An open index generation. Ids are chunk ids; lists are best first; `allowed` are report ids (None: all)."""

    @property
    def version(self) -> str: ...

    def lexical(self, text: str, k: int, allowed: AbstractSet[str] | None = None) -> list[tuple[int, float]]: ...

    def dense(self, vector: Vectors, k: int, allowed: AbstractSet[str] | None = None) -> list[tuple[int, float]]: ...

    def known_share(self, text: str) -> float: ...

    def containing(self, phrase: str, allowed: AbstractSet[str] | None = None) -> list[int]: ...

    def with_terms(self, terms: Sequence[str], allowed: AbstractSet[str] | None = None) -> list[int]: ...

    def with_any(self, groups: Sequence[Sequence[str]], allowed: AbstractSet[str] | None = None) -> list[int]: ...


@dataclass(frozen=True, slots=True)
class Rankings:
    """One question, stage by stage, each best first; of the fused ranking the first `read_again` are put anew."""

    lexical: Scored
    dense: Scored
    fused: Scored
    final: Scored
    read_again: int


class Retriever:
    """Question in, ranked hits out: candidates of two legs, fused, and the best of them read again.

    Reading again needs a model with token vectors (the built-in one); with any other, the fused ranking is the last.
    """

    def __init__(self, index: Searchable, chunks: Chunks, embedder: Embedder) -> None:
        self._index = index
        self._chunks = chunks
        self._embedder = embedder
        self._reader = embedder if isinstance(embedder, TokenEmbedder) else None
        self._near = lru_cache(maxsize=_WORDS_KEPT)(self._neighbours)

    @property
    def model(self) -> str:
        """The embedding model's name."""
        return self._embedder.name

    def embed(self, shadows: Sequence[str]) -> Vectors:
        """Vectors of stretches of reports, given as shadows."""
        return self._embedder.embed_documents(shadows)

    def neighbours(self, shadows: Sequence[str], least: float) -> list[list[tuple[str, float]]]:
        """For each word the words near it, nearest first, with their cosine; none where the model has no words."""
        return [self._near(word, least) for word in shadows]

    def _neighbours(self, word: str, least: float) -> list[tuple[str, float]]:
        return self._embedder.neighbours([word], least)[0] if isinstance(self._embedder, WordModel) else []

    def lexical(self, question: str, k: int, allowed: AbstractSet[str] | None = None) -> list[tuple[int, float]]:
        return self._index.lexical(shadow(question), k, allowed)

    def dense(self, question: str, k: int, allowed: AbstractSet[str] | None = None) -> list[tuple[int, float]]:
        vector = self._embedder.embed_queries([shadow(question)])[0]
        return self._index.dense(vector, k, allowed)

    def fused(self, question: str, lexical: Scored, dense: Scored) -> list[tuple[int, float]]:
        return fuse(said_of(lexical, dense, self.trust(question)))

    def candidates(self, question: str, lexical: Scored, dense: Scored) -> list[Candidate]:
        """The best of the fused ranking, opened to be read again."""
        trust = self.trust(question)
        said = said_of(lexical, dense, trust)
        return self._opened(fuse(said), said, trust)

    def final(self, question: str, lexical: Scored, dense: Scored) -> list[tuple[int, float]]:
        """The fused ranking with its best put in order anew; what follows keeps its order below them."""
        trust = self.trust(question)
        said = said_of(lexical, dense, trust)
        fused = fuse(said)
        if self._reader is None or not fused:
            return fused
        ranked = rerank(shadow(question), self._opened(fused, said, trust), self._reader, trust)
        read = {item for item, _ in ranked}
        rest = [(item, score) for item, score in fused if item not in read]
        shift = ranked[-1][1] - rest[0][1] if ranked and rest else 0.0
        return ranked + [(item, round(score + shift, 6)) for item, score in rest]

    def read_again(self, topic: str, allowed: AbstractSet[str] | None = None) -> list[tuple[int, float]]:
        """All candidates of both legs put in order by reading them again, in the pile's words or not, so that scores
        of different topics compare; none without a model of token vectors. `topic` is a shadow."""
        if self._reader is None or (allowed is not None and not allowed):
            return []
        said = said_of(self.lexical(topic, DEPTH, allowed), self.dense(topic, DEPTH, allowed), self.trust(topic))
        read = self._chunks.in_reports([item for item, _ in fuse(said)[:DEPTH]])
        return rerank(topic, [Candidate(found, said[found.chunk.id]) for found in read], self._reader, trust=1.0)

    def shares(self, topic: str, sentences: Sequence[str]) -> list[float]:
        """For each sentence the weighted share of the topic that it holds, 0–1; all shadows."""
        if self._reader is None:
            return [0.0] * len(sentences)
        matches = match(topic, sentences, self._reader)
        return [float(share) for share in matches.alone([[number] for number in range(len(sentences))])]

    def trust(self, question: str) -> float:
        """How far the question is in the words of the pile, 0–1."""
        return trust_in(self._index.known_share(shadow(question)))

    def _opened(self, fused: Scored, said: Mapping[int, Said], trust: float) -> list[Candidate]:
        best = [item for item, _ in fused[: self._read_again(trust)]]
        return [Candidate(found, said[found.chunk.id]) for found in self._chunks.in_reports(best)]

    def _read_again(self, trust: float) -> int:
        own, others = READ_AGAIN
        return round(trust * own + (1 - trust) * others)

    def rankings(self, question: str, depth: int, allowed: AbstractSet[str] | None = None) -> Rankings:
        """What each stage says, `depth` candidates a leg."""
        lexical = self.lexical(question, depth, allowed)
        dense = self.dense(question, depth, allowed)
        fused, final = self.fused(question, lexical, dense), self.final(question, lexical, dense)
        again = self._read_again(self.trust(question)) if self._reader is not None else 0
        return Rankings(lexical, dense, fused, final, min(again, len(fused)))

    def hits(self, question: str, k: int, allowed: AbstractSet[str] | None = None) -> list[Hit]:
        """The `k` best chunks, best first. An empty `allowed` gives none."""
        if allowed is not None and not allowed:
            return []
        depth = max(DEPTH, k)
        lexical = self.lexical(question, depth, allowed)
        dense = self.dense(question, depth, allowed)
        ranked = self.final(question, lexical, dense)[:k]
        lexical_rank = {item: rank for rank, (item, _) in enumerate(lexical, 1)}
        dense_rank = {item: rank for rank, (item, _) in enumerate(dense, 1)}
        scores = dict(ranked)
        return [
            Hit(chunk, scores[chunk.id], lexical_rank.get(chunk.id), dense_rank.get(chunk.id))
            for chunk in self._chunks.chunks(list(scores))  # without those that have left the store since
        ]
