"""Puts the parts together: the only file that names a concrete embedder, and the only place a library is opened."""

from __future__ import annotations

from pathlib import Path

from embeddings.base import Embedder
from embeddings.hashed import HashedEmbedder
from embeddings.static import StaticEmbedder
from rag.errors import BadSetting, StoreBroken
from rag.index.generation import is_published
from rag.index.indexer import Indexer
from rag.index.store import Store
from rag.library import Library
from rag.llm.base import LLM
from rag.settings import INDEX_FOLDER, PILE_FILE, Settings


def make_embedder(model: str) -> Embedder:
    """`builtin` is our own bilingual model, `hashed` needs no model at all; any other name is a sentence-transformers
    model, by hub name or folder."""
    if model == "builtin":
        return StaticEmbedder.load()
    if model == "hashed":
        return HashedEmbedder()
    from embeddings.transformer import TransformerEmbedder

    return TransformerEmbedder.load(model)


def make_llm(settings: Settings) -> LLM | None:
    """The language model that the settings name, or None where they name none. Nothing is asked of it yet.

    Raises `BadSetting` where only half of it is set.
    """
    if not settings.llm_url and not settings.llm_model:
        return None
    if not settings.llm_url or not settings.llm_model:
        raise BadSetting(
            "语言模型要同时给出地址和名称：XIANGWEN_LLM_URL 与 XIANGWEN_LLM_MODEL（或 --llm-url 与 --llm-model）",
            "a language model needs its address and its name: XIANGWEN_LLM_URL and XIANGWEN_LLM_MODEL "
            "(or --llm-url and --llm-model)",
        )
    from rag.llm.client import OpenAICompatible

    key = settings.llm_key.get_secret_value().strip() if settings.llm_key else ""
    if not (key.isascii() and key.isprintable()):
        raise BadSetting(
            "XIANGWEN_LLM_KEY 里有密钥不会有的字符，请重新复制",
            "XIANGWEN_LLM_KEY holds characters that no key has: copy it again",
        )
    return OpenAICompatible(settings.llm_url, settings.llm_model, key)


def open_library(settings: Settings) -> Library:
    """The library in `settings.data`, which is made if it is not there. Raises `StoreBroken`, `StoreFull`."""
    pile, index = settings.data / PILE_FILE, settings.data / INDEX_FOLDER
    _check_not_lost(pile, index)
    store = Store(pile)
    embedder = make_embedder(settings.model)
    return Library(store, Indexer(store, embedder, index), embedder)


def _check_not_lost(pile: Path, index: Path) -> None:
    """An index without its pile is the trace of a loss: starting anew over it would hide that."""
    if (not pile.exists() or pile.stat().st_size == 0) and is_published(index):
        raise StoreBroken(
            f"{index} 里有索引，但数据文件 {pile} 不在或是空的：请恢复数据文件；要重新开始，请先移走 {index}",
            f"{index} holds an index, but the data file {pile} is missing or empty: restore the file, "
            f"or move {index} away to start anew",
        )
