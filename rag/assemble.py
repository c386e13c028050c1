"""Puts the parts together: the only file that names a concrete embedder, and the only place a library is opened."""

from __future__ import annotations

from embeddings.base import Embedder
from embeddings.hashed import HashedEmbedder
from embeddings.static import StaticEmbedder
from rag.index.indexer import Indexer
from rag.index.store import Store
from rag.library import Library
from rag.settings import Settings

_STORE, _INDEX = "xiangwen.sqlite3", "index"  # inside the data folder


def make_embedder(model: str) -> Embedder:
    """`builtin` is our own bilingual model, `hashed` needs no model at all; any other name is a sentence-transformers
    model, by hub name or folder."""
    if model == "builtin":
        return StaticEmbedder.load()
    if model == "hashed":
        return HashedEmbedder()
    from embeddings.transformer import TransformerEmbedder

    return TransformerEmbedder.load(model)


def open_library(settings: Settings) -> Library:
    """The library in `settings.data`, which is made if it is not there. Raises `StoreBroken`, `StoreFull`."""
    store = Store(settings.data / _STORE)
    embedder = make_embedder(settings.model)
    return Library(store, Indexer(store, embedder, settings.data / _INDEX), embedder)
