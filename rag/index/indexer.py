"""Keeps the derived indexes in step with the pile: applies the changes logged since the last generation, or
starts anew.

Documents are indexed and embedded in their shadow, each chunk under the title of its report (`embedding_text`); embed a
question in its shadow too. The pile is never touched here, but for cutting it anew after a change of chunker.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from embeddings.base import Embedder, TokenEmbedder, same_model
from rag.errors import EmbeddingMismatch, StoreFull
from rag.index import generation
from rag.index.chunking import CHUNKER_VERSION
from rag.index.forward import ForwardWriter, cut
from rag.index.generation import FORWARD, LEXICAL, VECTORS, Generation, Manifest, UnusableIndex
from rag.index.lexical import LexicalItem, LexicalWriter
from rag.index.reads import IndexItem
from rag.index.store import Store
from rag.index.tokenizing import TOKENIZER_VERSION, tokens
from rag.index.vector import VectorWriter
from rag.language.script import shadow
from rag.workers import Crew

log = logging.getLogger(__name__)

_BATCH = 256  # reports tokenized, embedded and added at once: about 900 chunks, a few MB
# Chunks taken out, as a share of those left, from which the lexical index is written whole again: tantivy counts a
# deleted chunk in its word statistics until it merges the segment, and a ranking would tell the pile's history.
_MOST_DEAD = 0.05
# New reports, as a share of all, from which it is written whole as well, if they are many: each addition is a segment
# of its own, and every segment is searched from nothing. With three of them instead of one a search over 240,000 chunks
# takes 13.7 ms instead of 10.2. Grown by a tenth each time, a pile is cut into words ten times in all.
_MOST_ADDED = 0.1
_SHOWN = 40  # characters of a fingerprint in a message
_BULK = 2_000  # reports from which worker processes pay: they take about a second to start


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The chunks of a batch of reports, ready for the indexes. `texts` are what the model reads of each; `reports` are
    the ids of the reports and their shadows."""

    items: list[LexicalItem]
    texts: list[str]
    reports: list[tuple[str, str]]


def embedding_text(title: str, text: str) -> str:
    """What the model reads of a chunk: the headline it stands under, then the chunk."""
    return f"{title}\n{text}" if title else text


class Indexer:
    """The indexes of `store` in `folder`, by one embedding model."""

    def __init__(self, store: Store, embedder: Embedder, folder: Path) -> None:
        self._store = store
        self.embedder = embedder
        self._folder = folder

    @property
    def _has_tokens(self) -> bool:
        return isinstance(self.embedder, TokenEmbedder)

    def open(self) -> Generation:
        """The present indexes, verified; rebuilt first when there are none to trust.

        Raises EmbeddingMismatch when they belong to another model; StoreBusy when a rebuild is needed and another
        process writes.
        """
        try:
            return self.open_as_it_is()
        except UnusableIndex as reason:
            log.warning("rebuilding the index: %s", reason)
            self.rebuild()
            return generation.open_current(self._folder)

    def open_as_it_is(self) -> Generation:
        """The present indexes, verified. Raises UnusableIndex or EmbeddingMismatch; nothing is mended."""
        self._usable()
        return generation.open_current(self._folder)

    def version(self) -> str | None:
        """The version `open` would give now, without opening it."""
        return generation.current_version(self._folder)

    def pending(self) -> int:
        """Changes of the pile that the indexes do not show yet."""
        try:
            return self._store.change_number() - generation.current(self._folder)[1].change
        except UnusableIndex:
            return self._store.change_number()

    def check_model(self) -> None:
        """Raises EmbeddingMismatch when the indexes were built by another model; a missing index is no mismatch."""
        try:
            self._usable()
        except UnusableIndex as reason:
            log.info("%s", reason)

    def catch_up(self) -> bool:
        """Brings the indexes up to the pile's present change number; False when they were there already."""
        with self._store.writing():
            try:
                base = self._usable()
                if base[1].change == self._store.change_number():
                    return False
                generation.verify(*base)
            except UnusableIndex as reason:
                log.info("building the index anew: %s", reason)
                self.rebuild()
                return True
            changed = self._store.changes_after(base[1].change)
            self._build(base, self._store.ids_of(list(changed)), [key for key, live in changed.items() if live])
            return True

    def rebuild(self) -> None:
        """Makes the indexes anew from the pile, whatever state they are in; for any model."""
        with self._store.writing():
            self._store.recut()
            self._store.remine()
            try:
                generation.verify(*generation.current(self._folder))
            except UnusableIndex:
                generation.set_aside(self._folder)
            self._build(None, [], self._store.live_keys())

    def _usable(self) -> tuple[Path, Manifest]:
        """The present generation if it is of this pile, this program and this model. Its files are not verified."""
        path, manifest = generation.current(self._folder)
        if manifest.pile != self._store.identity or manifest.change > self._store.change_number():
            raise UnusableIndex(f"{path.name} belongs to another pile")
        if (manifest.tokenizer, manifest.chunker) != (TOKENIZER_VERSION, CHUNKER_VERSION):
            raise UnusableIndex(f"{path.name} was made by {manifest.tokenizer}, {manifest.chunker}")
        if not same_model(manifest.fingerprint, self.embedder.fingerprint):
            raise _mismatch(manifest, self.embedder)
        return path, manifest

    def _build(self, base: tuple[Path, Manifest] | None, removed: list[str], added: list[int]) -> None:
        try:
            self._write(base, removed, added)
        except (OSError, ValueError, RuntimeError) as error:
            # tantivy reports a full disk as ValueError, FAISS as RuntimeError. The pile itself is complete.
            raise StoreFull(
                f"报道已存好，但索引不能写入 {self._folder}：{error}。请腾出空间后运行 xiangwen rebuild",
                f"the reports are stored, but the index cannot be written to {self._folder}: {error}."
                " Make room, then run xiangwen rebuild",
            ) from error
        finally:
            generation.sweep(self._folder)

    def _write(self, base: tuple[Path, Manifest] | None, removed: list[str], added: list[int]) -> None:
        _, reports, chunks = self._store.counts()
        vectors = VectorWriter(self.embedder.dimension, base[0] / VECTORS if base else None)
        dead = (base[1].dead if base else 0) + vectors.remove(removed)
        many = len(added) >= _BULK and len(added) > _MOST_ADDED * reports
        whole = base is None or dead > _MOST_DEAD * chunks or many
        temporary = generation.begin(self._folder, None if whole or base is None else base[0])
        lexical = LexicalWriter(temporary / LEXICAL)
        lexical.remove(removed)
        forward = ForwardWriter(base[0] / FORWARD if base and self._has_tokens else None)
        forward.remove(removed)
        new = frozenset(self._store.ids_of(added))
        for batch in self._prepared(self._store.live_keys() if whole else added):
            lexical.add(batch.items)
            self._embed(batch, new, vectors)
            self._cut(batch, new, forward)
        lexical.finish()
        vectors.finish(temporary / VECTORS)
        if self._has_tokens:
            forward.finish(temporary / FORWARD)
        manifest = Manifest(
            pile=self._store.identity,
            change=self._store.change_number(),
            chunks=chunks,
            model=self.embedder.name,
            fingerprint=self.embedder.fingerprint,
            dimension=self.embedder.dimension,
            dead=0 if whole else dead,
            files={},
        )
        name = generation.publish(self._folder, temporary, manifest, base)
        log.info("index %s: %d reports added, %d removed or replaced", name, len(added), len(removed))

    def _embed(self, batch: _Prepared, new: AbstractSet[str], vectors: VectorWriter) -> None:
        """Adds the vectors of the chunks of new reports; the others have theirs."""
        chosen = [(item, text) for item, text in zip(batch.items, batch.texts, strict=True) if item.report_id in new]
        if chosen:
            chunk_ids, report_ids = [item.chunk_id for item, _ in chosen], [item.report_id for item, _ in chosen]
            vectors.add(chunk_ids, report_ids, self.embedder.embed_documents([text for _, text in chosen]))

    def _cut(self, batch: _Prepared, new: AbstractSet[str], forward: ForwardWriter) -> None:
        """Adds the sentences of new reports, for a model of token vectors."""
        chosen = [(report_id, text) for report_id, text in batch.reports if report_id in new]
        if chosen and isinstance(self.embedder, TokenEmbedder):
            forward.add([report_id for report_id, _ in chosen], cut([text for _, text in chosen], self.embedder))

    def _prepared(self, keys: Sequence[int]) -> Iterator[_Prepared]:
        batches = (self._store.index_items(keys[i : i + _BATCH]) for i in range(0, len(keys), _BATCH))
        return map(_prepare, batches) if len(keys) < _BULK else Crew(_prepare).in_order(batches)


def _mismatch(manifest: Manifest, embedder: Embedder) -> EmbeddingMismatch:
    built, now = manifest.fingerprint[:_SHOWN], embedder.fingerprint[:_SHOWN]
    return EmbeddingMismatch(
        f"索引由模型 {manifest.model}（{built}）建立，当前模型是 {embedder.name}（{now}）：请运行 xiangwen rebuild，"
        "正在运行的服务随后重启；或换回原来的模型",
        f"the index was built with model {manifest.model} ({built}), the model now is {embedder.name} ({now}):"
        " run xiangwen rebuild and then restart a server that is running, or go back to the model it was",
    )


def _prepare(reports: list[IndexItem]) -> _Prepared:
    """Shadow, tokens and model input of every chunk; runs in a worker process when there are many."""
    prepared = _Prepared([], [], [])
    for report in reports:
        title, text = shadow(report.title), shadow(report.text)
        title_tokens = tokens(title)
        prepared.reports.append((report.report_id, text))
        pieces = [text[start:end] for _, start, end in report.chunks]
        found = [tokens(piece) for piece in pieces]
        for number, (chunk_id, _, _) in enumerate(report.chunks):
            around = " ".join(near.words for near in found[max(number - 1, 0) : number + 2])
            prepared.items.append(LexicalItem(chunk_id, report.report_id, found[number], around, title_tokens))
            prepared.texts.append(embedding_text(title, pieces[number]))
    return prepared
