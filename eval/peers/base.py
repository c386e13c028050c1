"""What every adapter receives and gives: the same passages, vectors and questions; ranked passage numbers back.

`A` is a peer as it comes, `B` the same peer fed with our tokens (words and character pairs, joined by spaces). The
embedding is the built-in model in both, handed over as finished vectors or as a callable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from embeddings.base import Embedder, Vectors
from eval.retrieval.beir import Document
from rag.index.chunking import chunk_spans
from rag.index.tokenizing import bigrams, words
from rag.language.script import shadow

OUT_OF_THE_BOX, OUR_TOKENS = "A", "B"


@dataclass(frozen=True, slots=True)
class Passages:
    """Chunks as they are indexed (`texts`) and as they were written (`raw`), each with its document and vector."""

    mode: str
    corpus: Sequence[Document]
    raw: list[str]
    texts: list[str]
    documents: list[str]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked, as the lexical side gets it, and its vector."""

    raw: str
    text: str
    vector: Vectors


class Peer(Protocol):
    """One retriever. `build` leaves in `folder` all that `load` needs in a fresh process."""

    def build(self, passages: Passages, folder: Path) -> None: ...

    def load(self, passages: Passages, folder: Path) -> None: ...

    def search(self, asked: Asked, k: int) -> list[int]:
        """Numbers of the best passages, best first."""
        ...


def cut(corpus: Sequence[Document], mode: str, embedder: Embedder) -> Passages:
    """The corpus in our chunks, a title before the first chunk of its document, as a peer would be fed."""
    raw, titled, documents = [], [], []
    for document in corpus:
        for number, span in enumerate(chunk_spans(document.text)):
            raw.append(document.text[slice(*span)])
            titled.append(f"{document.title}\n{raw[-1]}" if document.title and number == 0 else raw[-1])
            documents.append(document.id)
    texts = [spaced(text) for text in titled] if mode == OUR_TOKENS else titled
    return Passages(mode, corpus, raw, texts, documents, embedder.embed_documents([shadow(text) for text in titled]))


def asked(question: str, mode: str, embedder: Embedder) -> Asked:
    text = spaced(question) if mode == OUR_TOKENS else question
    return Asked(question, text, embedder.embed_queries([shadow(question)])[0])


def spaced(text: str) -> str:
    """Our tokens, joined by spaces: what a retriever that splits at white space can use."""
    return " ".join((*words(text), *bigrams(text)))
