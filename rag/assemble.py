"""Puts the parts together: the only file that names a concrete embedder, and the only place a library is opened."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from threadpoolctl import threadpool_limits

from embeddings.base import Embedder, EmbeddingError
from embeddings.hashed import HashedEmbedder
from embeddings.prefixes import Prefixes, card_prefixes, is_address
from embeddings.static import BadModel, StaticEmbedder, is_model
from rag.embedding import ReportingEmbedder
from rag.errors import BadSetting, StoreBroken
from rag.index.generation import is_published
from rag.index.indexer import Indexer
from rag.index.store import Store
from rag.library import Library
from rag.llm.base import LLM
from rag.settings import INDEX_FOLDER, PILE_FILE, Settings
from rag.tuning import tuned_model


def make_embedder(settings: Settings) -> Embedder:
    """The model that `settings.model` names: `builtin` is our own bilingual one, `hashed` needs no model at all,
    `https://host/v1#model-name` is asked over the network, a folder is one of our static models or of
    sentence-transformers, any other name one of sentence-transformers. Raises BadSetting.
    """
    try:
        return _load(settings)
    except (EmbeddingError, BadModel) as exc:
        zh, en = (exc.zh, exc.en) if isinstance(exc, EmbeddingError) else (str(exc), str(exc))
        raise BadSetting(f"XIANGWEN_MODEL={settings.model}：{zh}", f"XIANGWEN_MODEL={settings.model}: {en}") from exc


@cache
def _builtin() -> StaticEmbedder:
    """Our own model, read once a process and shared by all piles open in it (50 MiB each, unpacked)."""
    return StaticEmbedder.load()


def _load(settings: Settings) -> Embedder:
    model = settings.model
    if model == "builtin":
        return _builtin()
    if model == "hashed":
        return HashedEmbedder()
    if is_address(model):
        from embeddings.endpoint import Address, EndpointEmbedder

        address = Address.parse(model)
        key = settings.embed_key.get_secret_value() if settings.embed_key else None
        prefixes = _prefixes(settings) or card_prefixes(address.model)
        return ReportingEmbedder(EndpointEmbedder.connect(address, prefixes, key, settings.embed_batch))
    if is_model(Path(model)):
        return StaticEmbedder.load(Path(model))
    from embeddings.transformer import TransformerEmbedder

    return ReportingEmbedder(TransformerEmbedder.load(model, _prefixes(settings)))


def _prefixes(settings: Settings) -> Prefixes | None:
    """Those of the settings, where there are any."""
    query, document = settings.embed_query_prefix, settings.embed_document_prefix
    return None if query is None and document is None else Prefixes(query or "", document or "")


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
    """The library in `settings.data`, which is made if it is not there. Raises `StoreBroken`, `StoreFull`,
    `BadSetting`."""
    pile, index = settings.data / PILE_FILE, settings.data / INDEX_FOLDER
    _check_not_lost(pile, index)
    # A question's matrices are small: beside a busy core the threads of a BLAS wait for each other longer than they
    # work (a search took 34 ms of processor time instead of 15), and requests run beside each other anyway.
    threadpool_limits(1, user_api="blas")
    store = Store(pile)
    embedder = _tuned(settings.data) if settings.model == "builtin" else None
    embedder = embedder or make_embedder(settings)
    return Library(store, Indexer(store, embedder, index), _word_vectors(embedder), make_llm(settings))


def _tuned(data: Path) -> Embedder | None:
    """The built-in model as the pile has tuned it, if it has. Raises `StoreBroken`."""
    folder = tuned_model(data)
    return None if folder is None else StaticEmbedder.load(folder)


def _word_vectors(embedder: Embedder) -> Embedder:
    """What compares hundreds of words a question: the model itself where it runs in numpy, else the built-in one."""
    return embedder if isinstance(embedder, StaticEmbedder | HashedEmbedder) else _builtin()


def _check_not_lost(pile: Path, index: Path) -> None:
    """An index without its pile is the trace of a loss: starting anew over it would hide that."""
    if (not pile.exists() or pile.stat().st_size == 0) and is_published(index):
        raise StoreBroken(
            f"{index} 里有索引，但数据文件 {pile} 不在或是空的：请恢复数据文件；要重新开始，请先移走 {index}",
            f"{index} holds an index, but the data file {pile} is missing or empty: restore the file, "
            f"or move {index} away to start anew",
        )
