"""Any sentence-transformers model, by name or folder, behind the `Embedder` seam.

torch and sentence-transformers are imported when the model is loaded, never before: the default path must not pay for
them. Prompts for questions and documents are the model's own, from its configuration. Nothing here downloads a model
unless the caller allows it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from embeddings.base import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 32  # texts a forward pass; larger ones gain nothing on a CPU and pad more


class TransformerEmbedder:
    """`Embedder` over a model that has been loaded; `load` loads one."""

    def __init__(self, name: str, model: SentenceTransformer) -> None:
        self._name = name
        self._model = model
        self._fingerprint = _fingerprint(model)

    @classmethod
    def load(cls, name: str, *, offline: bool = True) -> TransformerEmbedder:
        """Loads a model from a folder, or by its hub name from the local cache (from the hub when not `offline`).

        Raises OSError when there is no such model.
        """
        from sentence_transformers import SentenceTransformer

        return cls(name, SentenceTransformer(name, local_files_only=offline))

    @property
    def name(self) -> str:
        return Path(self._name).name

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    @property
    def dimension(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """`n` texts → (n, dimension) float32 rows of length 1, with the model's prompt for documents."""
        encoded = self._model.encode_document(list(texts), batch_size=_BATCH, show_progress_bar=False)
        return _unit(encoded, self.dimension)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """As `embed_documents`, with the model's prompt for questions."""
        encoded = self._model.encode_query(list(texts), batch_size=_BATCH, show_progress_bar=False)
        return _unit(encoded, self.dimension)


def _unit(encoded: object, dimension: int) -> Vectors:
    rows = np.asarray(encoded, dtype=np.float32).reshape(-1, dimension)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit


def _fingerprint(model: SentenceTransformer) -> str:
    """Changes with any weight, the vocabulary, the prompts, the length limit or the chain of modules."""
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(f"{key}:{tuple(tensor.shape)}:{tensor.dtype};".encode())
        digest.update(tensor.detach().cpu().contiguous().flatten().view(_byte_type()).numpy().tobytes())
    vocabulary = sorted(model.tokenizer.get_vocab().items())
    described = (vocabulary, sorted(model.prompts.items()), model.max_seq_length, [str(module) for module in model])
    digest.update(repr(described).encode("utf-8", "backslashreplace"))
    return f"sentence-transformers:{digest.hexdigest()[:16]}"


def _byte_type() -> object:
    import torch

    return torch.uint8
