"""Any sentence-transformers model, by name or folder, behind the `Embedder` seam.

torch and sentence-transformers are imported when the model is loaded, never before: the default path must not pay for
them. Prefixes of questions and documents are those handed in, else the prompts of the model's configuration, else what
its card asks for (`prefixes.py`). Nothing here downloads a model unless the caller allows it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from safetensors import SafetensorError

from embeddings.base import EmbeddingError, Vectors, unit_rows, well_formed
from embeddings.prefixes import Prefixes, card_prefixes

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 32  # texts a forward pass; larger ones gain nothing on a CPU and pad more
# Names under which models keep their prompts. sentence-transformers itself looks for "document" first and finds an
# empty one that it has put there, so that a model with a "passage" prompt would be asked without it.
_QUERY_PROMPTS = ("query", "search_query", "retrieval.query")
_DOCUMENT_PROMPTS = ("document", "passage", "corpus", "search_document", "retrieval.passage")


class TransformerEmbedder:
    """`Embedder` over a model that has been loaded; `load` loads one."""

    def __init__(self, name: str, model: SentenceTransformer, prefixes: Prefixes | None = None) -> None:
        """`prefixes`: instead of the model's own."""
        self._name = name
        self._model = model
        self._prefixes = prefixes or own_prefixes(name, model.prompts)
        self._fingerprint = _fingerprint(model, self._prefixes)

    @classmethod
    def load(cls, name: str, prefixes: Prefixes | None = None, *, offline: bool = True) -> TransformerEmbedder:
        """Loads a model from a folder, or by its hub name from the local cache (from the hub when not `offline`).

        Raises EmbeddingError when there is no such model, or it cannot be loaded.
        """
        from sentence_transformers import SentenceTransformer

        try:
            return cls(name, SentenceTransformer(name, local_files_only=offline), prefixes)
        except (OSError, ValueError, KeyError, ImportError, RuntimeError, SafetensorError) as exc:
            # What transformers raises for a missing folder, a damaged file, remote code, a package it would need.
            raise EmbeddingError(
                f"不能载入 sentence-transformers 模型 {name}：{_first_line(exc)}。"
                "给出模型所在的文件夹，或先下载到本机缓存",
                f"cannot load the sentence-transformers model {name}: {_first_line(exc)}. Name the model's folder, "
                "or download the model to this machine's cache first",
            ) from exc

    @property
    def name(self) -> str:
        return Path(self._name).name

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    @property
    def dimension(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def prefixes(self) -> Prefixes:
        """What is put before questions and documents."""
        return self._prefixes

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """`n` texts → (n, dimension) float32 rows of length 1, with the prefix for documents. Raises EmbeddingError."""
        with _telling(self._name):
            encoded = self._model.encode_document(
                well_formed(texts), prompt=self._prefixes.document, batch_size=_BATCH, show_progress_bar=False
            )
        return self._rows(encoded)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """As `embed_documents`, with the prefix for questions."""
        with _telling(self._name):
            encoded = self._model.encode_query(
                well_formed(texts), prompt=self._prefixes.query, batch_size=_BATCH, show_progress_bar=False
            )
        return self._rows(encoded)

    def _rows(self, encoded: object) -> Vectors:
        return unit_rows(np.asarray(encoded, dtype=np.float32).reshape(-1, self.dimension))


def own_prefixes(name: str, prompts: Mapping[str, str | None]) -> Prefixes:
    """The prompts of a model's configuration, where it has any; else what the card of that name asks for.

    >>> own_prefixes("some/model", {"query": "q: ", "document": "", "passage": "p: "})
    Prefixes(query='q: ', document='p: ')
    """
    query = next((prompts[key] for key in _QUERY_PROMPTS if prompts.get(key)), None)
    document = next((prompts[key] for key in _DOCUMENT_PROMPTS if prompts.get(key)), None)
    return Prefixes(query or "", document or "") if query or document else card_prefixes(name)


@contextmanager
def _telling(name: str) -> Iterator[None]:
    """torch reports a full GPU as RuntimeError, which would pass for a full disk further out."""
    try:
        yield
    except RuntimeError as exc:
        raise EmbeddingError(
            f"模型 {name} 计算失败：{_first_line(exc)}", f"the model {name} failed to compute: {_first_line(exc)}"
        ) from exc


def _first_line(exc: Exception) -> str:
    return (str(exc).strip() or type(exc).__name__).splitlines()[0]


def _fingerprint(model: SentenceTransformer, prefixes: Prefixes) -> str:
    """Changes with any weight, the vocabulary, the prefixes, the length limit or the chain of modules."""
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(f"{key}:{tuple(tensor.shape)}:{tensor.dtype};".encode())
        digest.update(tensor.detach().cpu().contiguous().flatten().view(_byte_type()).numpy().tobytes())
    vocabulary = sorted(model.tokenizer.get_vocab().items())
    described = (vocabulary, prefixes, model.max_seq_length, [str(module) for module in model])
    digest.update(repr(described).encode("utf-8", "backslashreplace"))
    return f"sentence-transformers:{digest.hexdigest()[:16]}"


def _byte_type() -> object:
    import torch

    return torch.uint8
