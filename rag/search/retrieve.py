"""The top-k path: the best chunks of two legs, fused, the best of those read again. Lists are `listing.py`'s work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Protocol

from embeddings.base import Embedder, TokenEmbedder, Vectors, WordModel
from rag.index.forward import Sentences, cut
from rag.language.script import shadow
from rag.search.fusion import Said, Scored, fuse, said_of, trust_in
from rag.search.maxsim import match
from rag.search.rerank import Asked, Candidate, Reader, rerank
from rag.search.stories import repeats
from rag.types import Chunk, ChunkInReport, Hit

_WORDS_KEPT = 4_096  # words whose neighbours are remembered
# Candidates that the last stage opens, and of those that no other tells of in nearly the same words, how many it
# compares word by word, of a question in the words of the pile. As far as it is not (English), both go to `DEPTH`: the
# lexical leg has put nothing in order then. Even halves: of 40 chunks of news about 26 reports and 20 stories are left;
# reading 20 or 30 lost .010 and .005 R@10 on crud-title; comparing 24 lost one question there, 26 nothing. In
# English, reading and comparing all 100 instead of 40 gained .016 nDCG@10 and .024 R@10 on xquad-en2zh.
READ_AGAIN, COMPARED = 40, 26
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

    def telling(self, text: str) -> dict[str, float]: ...

    def sentences(self, report_id: str) -> Sentences | None: ...

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
        # What compares word by word; None for a model without token vectors.
        self.reader = (
            Reader(embedder, partial(self._sentences_of, embedder)) if isinstance(embedder, TokenEmbedder) else None
        )
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

    def asked(self, question: str) -> Asked:
        """The question as it is compared with what is read again."""
        text = shadow(question)
        return Asked(text, self._index.telling(text), self.trust(question))

    def candidates(self, lexical: Scored, dense: Scored, trust: float) -> list[Candidate]:
        """The best of the fused ranking, opened to be read again."""
        said = said_of(lexical, dense, trust)
        return self._opened(fuse(said), said, trust)

    def read_again(self, topic: str, allowed: AbstractSet[str] | None = None) -> list[tuple[int, float]]:
        """All candidates of both legs put in order by reading them again, in the pile's words or not, so that scores
        of different topics compare; none without a model of token vectors. `topic` is a shadow."""
        if self.reader is None or (allowed is not None and not allowed):
            return []
        asked = self.asked(topic)
        said = said_of(self.lexical(topic, DEPTH, allowed), self.dense(topic, DEPTH, allowed), asked.trust)
        read = self._chunks.in_reports([item for item, _ in fuse(said)[:DEPTH]])
        candidates = [Candidate(found, said[found.chunk.id]) for found in read]
        return rerank(replace(asked, trust=1.0), candidates, self.reader)

    def shares(self, topic: str, sentences: Sequence[str]) -> list[float]:
        """For each sentence the weighted share of the topic that it holds, 0–1; all shadows."""
        if self.reader is None:
            return [0.0] * len(sentences)
        matches = match(topic, self.reader.model.tokens(sentences), self.reader.model)
        return [float(share) for share in matches.alone([[number] for number in range(len(sentences))])]

    def trust(self, question: str) -> float:
        """How far the question is in the words of the pile, 0–1."""
        return trust_in(self._index.known_share(shadow(question)))

    def _sentences_of(self, model: TokenEmbedder, item: ChunkInReport) -> Sentences:
        """Those of the index, or of a report that has left it since."""
        return self._index.sentences(item.chunk.report_id) or cut([shadow(item.report_text)], model)[0]

    def _opened(self, fused: Scored, said: Mapping[int, Said], trust: float) -> list[Candidate]:
        best = [item for item, _ in fused[: _of_found(READ_AGAIN, trust)]]
        return [Candidate(found, said[found.chunk.id]) for found in self._chunks.in_reports(best)]

    def _final(self, question: str, lexical: Scored, dense: Scored) -> tuple[Scored, Scored, dict[int, Chunk]]:
        """The fused ranking; the same with its best put in order anew, and below them first the reprints among them,
        then the rest, both as they were; and the chunks that were opened for it."""
        asked = self.asked(question)
        said = said_of(lexical, dense, asked.trust)
        fused = fuse(said)
        if self.reader is None or not fused:
            return fused, fused, {}
        candidates = self._opened(fused, said, asked.trust)
        opened = {one.found.chunk.id: one.found for one in candidates}
        again = repeats(one.found for one in candidates)
        tellers = [one for one in candidates if one.found.chunk.id not in again]
        ranked = rerank(asked, tellers, self.reader, _of_found(COMPARED, asked.trust))
        return fused, in_order(ranked, fused, again), {item: found.chunk for item, found in opened.items()}

    def rankings(self, question: str, depth: int, allowed: AbstractSet[str] | None = None) -> Rankings:
        """What each stage says, `depth` candidates a leg."""
        lexical = self.lexical(question, depth, allowed)
        dense = self.dense(question, depth, allowed)
        fused, final, opened = self._final(question, lexical, dense)
        return Rankings(lexical, dense, fused, final, len(opened))

    def hits(self, question: str, k: int, allowed: AbstractSet[str] | None = None) -> list[Hit]:
        """The `k` best chunks, best first. An empty `allowed` gives none."""
        if allowed is not None and not allowed:
            return []
        depth = max(DEPTH, k)
        lexical = self.lexical(question, depth, allowed)
        dense = self.dense(question, depth, allowed)
        _, ranking, opened = self._final(question, lexical, dense)
        ranked = ranking[:k]
        lexical_rank = {item: rank for rank, (item, _) in enumerate(lexical, 1)}
        dense_rank = {item: rank for rank, (item, _) in enumerate(dense, 1)}
        others = self._chunks.chunks([item for item, _ in ranked if item not in opened])
        found = opened | {chunk.id: chunk for chunk in others}
        return [
            Hit(found[item], score, lexical_rank.get(item), dense_rank.get(item))
            for item, score in ranked
            if item in found  # without those that have left the store since
        ]


def _of_found(trusted: int, trust: float) -> int:
    """How many of the candidates: `trusted` as far as the question is in the pile's words, else `DEPTH`."""
    return round(trust * trusted + (1 - trust) * DEPTH)


def in_order(ranked: Scored, fused: Scored, again: AbstractSet[int]) -> list[tuple[int, float]]:
    """What was read again as it was `ranked` anew; below it first the reprints among it (`again`), then the rest of the
    `fused` ranking, both as they were."""
    read = {item for item, _ in ranked} | again
    ordered = _below([pair for pair in ranked if pair[0] not in again], [pair for pair in fused if pair[0] in again])
    return _below(ordered, [pair for pair in fused if pair[0] not in read])


def _below(ranked: list[tuple[int, float]], others: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """The others put below, their scores moved so that the first of them has that of the last above."""
    shift = ranked[-1][1] - others[0][1] if ranked and others else 0.0
    return ranked + [(item, round(score + shift, 6)) for item, score in others]
