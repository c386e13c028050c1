"""Any OpenAI-compatible `/v1/embeddings` endpoint behind the `Embedder` seam: vLLM, TEI, Infinity, Ollama, a cloud.

    https://host/v1#model-name      the endpoint's base address, and the name of the model there

A server can change the model behind a name, so a model is known by its address, its name, the prefixes and what it
answers to a probe (`sketch`). Texts without a letter or digit are not sent; they give zeros, as with other embedders.
Left out: the HTTP itself (`remote.py`), a cache.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from embeddings.base import EmbeddingError, Vectors, sketch, unit_rows
from embeddings.prefixes import Prefixes, is_address
from embeddings.remote import PATIENT, PROMPT, Patience, Remote

BATCH = 32  # texts a request: what text-embeddings-inference takes by default; some clouds take 10 at most
_PROBE = (
    "某县某镇开展春耕备耕工作，落实粮食播种面积三千亩。"  # like what the pile holds, so that no model calls it noise
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where the model is asked: `https://host/v1`, and its name there."""

    url: str
    model: str

    @classmethod
    def parse(cls, given: str) -> Address:
        """From `https://host/v1#model-name`. Raises EmbeddingError."""
        url, mark, model = given.partition("#")
        if not mark or not model.strip() or not is_address(url):
            raise EmbeddingError(
                f"接口地址要写成 https://主机/v1#模型名，得到 {given!r}",
                f"an endpoint is written https://host/v1#model-name, got {given!r}",
            )
        if "@" in url.split("://", 1)[1].split("/", 1)[0] or "?" in url:
            raise EmbeddingError(
                "接口地址里不要写用户名、密钥或参数；密钥写在 XIANGWEN_EMBED_KEY 里",
                "write no user, key or parameters into an endpoint's address; the key belongs in XIANGWEN_EMBED_KEY",
            )
        return cls(url.rstrip("/").removesuffix("/embeddings"), model.strip())

    def __str__(self) -> str:
        return f"{self.url}#{self.model}"


class EndpointEmbedder:
    """`Embedder` over a server. The first use asks it for the probe; nothing is sent before."""

    def __init__(self, remote: Remote, address: Address, prefixes: Prefixes, batch: int = BATCH) -> None:
        self._remote = remote
        self._address = address
        self._prefixes = prefixes
        self._batch = batch

    @classmethod
    def connect(
        cls, address: Address, prefixes: Prefixes, key: str | None = None, batch: int = BATCH
    ) -> EndpointEmbedder:
        """An embedder for the address. Raises EmbeddingError for a key that no header can carry."""
        return cls(Remote(f"{address.url}/embeddings", address.model, key), address, prefixes, batch)

    @property
    def name(self) -> str:
        return str(self._address)

    @property
    def fingerprint(self) -> str:
        told = repr((self._address, self._prefixes, self.dimension))
        return f"endpoint-1:{hashlib.sha256(told.encode()).hexdigest()[:16]}{sketch(self._probed)}"

    @property
    def dimension(self) -> int:
        return int(self._probed.shape[1])

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """`n` texts → (n, dimension) float32 rows of length 1, with the prefix for documents. Raises EmbeddingError."""
        return self._embed(texts, self._prefixes.document, PATIENT)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """As `embed_documents`, with the prefix for questions; a person waits for these, so it gives up sooner."""
        return self._embed(texts, self._prefixes.query, PROMPT)

    @cached_property
    def _probed(self) -> Vectors:
        """The probe as a question and as a document. Raises EmbeddingError."""
        given = [self._prefixes.query + _PROBE, self._prefixes.document + _PROBE]
        return unit_rows(self._remote.vectors(given, None, PROMPT))

    def _embed(self, texts: Sequence[str], prefix: str, patience: Patience) -> Vectors:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        said = [number for number, text in enumerate(texts) if any(char.isalnum() for char in text)]
        for start in range(0, len(said), self._batch):
            numbers = said[start : start + self._batch]
            given = [prefix + texts[number] for number in numbers]
            rows[numbers] = unit_rows(self._remote.vectors(given, self.dimension, patience))
        return rows
