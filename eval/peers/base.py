"""What every adapter receives and gives: the same passages, vectors and questions; ranked passage numbers back.

`A` is a peer as it comes, `B` the same peer fed with our tokens (words and character pairs, joined by spaces). The
embedding is the built-in model in both, handed over as finished vectors or as a callable.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from embeddings.base import Embedder, Vectors
from eval.retrieval.beir import documents
from rag.index.chunking import chunk_spans
from rag.index.tokenizing import bigrams, words
from rag.language.script import shadow

OUT_OF_THE_BOX, OUR_TOKENS = "A", "B"


@dataclass(frozen=True, slots=True)
class Passages:
    """Chunks as they are indexed (`texts`) and as they were written (`raw`), each with its document and vector."""

    mode: str
    corpus: Path
    raw: list[str]
    texts: list[str]
    documents: list[str]
    vectors: Vectors

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        np.save(folder / "vectors.npy", self.vectors)
        told = [self.mode, str(self.corpus), self.raw, self.texts, self.documents]
        (folder / "passages.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Passages:
        mode, corpus, raw, texts, names = json.loads((folder / "passages.json").read_text(encoding="utf-8"))
        return cls(mode, Path(corpus), raw, texts, names, np.load(folder / "vectors.npy"))


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was asked, as the lexical side gets it, and its vector."""

    raw: str
    text: str
    vector: Vectors


class Peer(Protocol):
    """One retriever. `build` leaves in `folder` all that `load` needs in a fresh process."""

    def build(self, passages: Passages, folder: Path) -> None: ...

    def load(self, passages: Passages, folder: Path) -> None: ...

    def search(self, query: Query, k: int) -> list[int]:
        """Numbers of the best passages, best first."""
        ...


def cut(corpus: Path, mode: str, embedder: Embedder) -> Passages:
    """The corpus in our chunks, a title before the first chunk of its document, as a peer would be fed."""
    raw, titled, names = [], [], []
    for document in documents(corpus):
        for number, span in enumerate(chunk_spans(document.text)):
            raw.append(document.text[slice(*span)])
            titled.append(f"{document.title}\n{raw[-1]}" if document.title and number == 0 else raw[-1])
            names.append(document.id)
    texts = [spaced(text) for text in titled] if mode == OUR_TOKENS else titled
    return Passages(mode, corpus, raw, texts, names, embedder.embed_documents([shadow(text) for text in titled]))


def query_of(question: str, mode: str, embedder: Embedder) -> Query:
    text = spaced(question) if mode == OUR_TOKENS else question
    return Query(question, text, embedder.embed_queries([shadow(question)])[0])


def spaced(text: str) -> str:
    """Our tokens, joined by spaces: what a retriever that splits at white space can use."""
    return " ".join((*words(text), *bigrams(text)))
