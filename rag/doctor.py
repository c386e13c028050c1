"""Is everything as it should be: the SQLite file, the index files, the counts, and finding again what is stored."""

from __future__ import annotations

from collections.abc import Iterator

from embeddings.base import Embedder
from rag.errors import EmbeddingFailed, XiangwenError
from rag.index.generation import Generation, UnusableIndex
from rag.index.indexer import Indexer, embedding_text
from rag.index.store import Store
from rag.language.script import shadow
from rag.types import Check, Report

_CANARIES = 20  # reports looked up by their own words; a wrong vector map is found by the first few


def examine(store: Store, indexer: Indexer, embedder: Embedder) -> list[Check]:
    """One finding a line of defence; a failed one says what to do."""
    return list(_checks(store, indexer, embedder))


def _checks(store: Store, indexer: Indexer, embedder: Embedder) -> Iterator[Check]:
    integrity = store.integrity()
    yield Check("store", integrity == "ok", f"SQLite integrity_check: {integrity}")
    pages, reports, chunks = store.counts()
    yield Check("counts", True, f"{pages} pages, {reports} reports, {chunks} chunks")
    pending = indexer.pending()
    yield Check("pending", pending == 0, f"{pending} changes not indexed; the next ingest or question indexes them")
    try:
        index = indexer.open_as_it_is()
    except EmbeddingFailed as error:
        yield Check("model", False, str(error))
        return
    except (XiangwenError, UnusableIndex) as error:
        yield Check("index", False, f"{error}. Run `xiangwen rebuild`.")
        return
    yield Check("index", True, f"version {index.version}, model {embedder.name}, files match their checksums")
    stored = sum(len(store.chunks_of(report.id)) for report in store.reports())
    yield Check("coverage", stored == chunks, f"{stored} chunks of live reports in the store, {chunks} expected")
    sample = _spread(list(store.live_keys()))
    lost = [
        report.id for report in store.reports(store.ids_of(sample)) if not _found_again(report, store, index, embedder)
    ]
    yield Check(
        "canaries", not lost, f"{len(sample) - len(lost)} of {len(sample)} reports found by both indexes {lost}"
    )


def _spread(keys: list[int]) -> list[int]:
    step = max(len(keys) // _CANARIES, 1)
    return keys[::step][:_CANARIES]


def _found_again(report: Report, store: Store, index: Generation, embedder: Embedder) -> bool:
    chunk = store.chunks_of(report.id)[0]
    text = shadow(chunk.text)
    lexical = [item for item, _ in index.lexical(text[:60], 10)]
    vector = embedder.embed_documents([shadow(embedding_text(report.title, chunk.text))])[0]
    dense = [item for item, _ in index.dense(vector, 10)]
    return chunk.id in lexical and chunk.id in dense
