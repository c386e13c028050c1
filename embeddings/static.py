"""The built-in bilingual model: one vector a token, added up. numpy, no torch, no download.

A folder holds `tokenizer.json` (the words; the rule is `matching.py`'s), `model.safetensors` (int8 rows and one scale a
row; a token's weight lies in its scale) and `MODEL_CARD.md`. Questions and documents are embedded alike: the model was
trained so. Texts are taken as they are: fold script, width and case before calling, as the training did.
Left out: training (`embeddings/train`), export to other runtimes (`export.py`).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save_file

from embeddings.base import TokenIds, Tokens, Vectors
from embeddings.matching import Matcher, wordpiece

MODEL = Path(__file__).parent / "model"  # the folder of the model that comes with the project
WORDS_FILE, WEIGHTS_FILE = "tokenizer.json", "model.safetensors"
_ROWS, _SCALES = "embedding.rows", "embedding.scales"
_BATCH = 64  # texts at once: their gathered rows (about 1.6 MB of int8) stay in the second-level cache
_BLOCK = 512  # rows at once: unpacked they stay in that cache, too
_HAN_WORD = re.compile(r"[一-鿿]+")
_LEVELS = 127  # of int8, symmetric


class BadModel(ValueError):
    """A model folder that is missing or damaged. The message names the file."""


@dataclass(frozen=True, slots=True)
class Quantised:
    """A token table as int8: row `t` of the table is `rows[t] * scales[t]`."""

    rows: NDArray[np.int8]
    scales: NDArray[np.float32]

    def table(self) -> Vectors:
        """The table in float32."""
        full: Vectors = self.rows.astype(np.float32) * self.scales[:, None]
        return full


def quantise(table: Vectors) -> Quantised:
    """Each row by its own largest value: the scale of a row is what a token weighs, and weights differ a hundredfold.

    >>> quantise(np.array([[127.0, -1.0], [0.0, 0.0]], dtype=np.float32)).rows.tolist()
    [[127, -1], [0, 0]]
    """
    peaks = np.abs(table).max(axis=1)
    scales = (peaks / _LEVELS).astype(np.float32)
    divisors = np.where(scales > 0, scales, 1)[:, None]
    return Quantised(np.rint(table / divisors).astype(np.int8), scales)


class StaticEmbedder:
    """`Embedder` over a word list and its quantised table; `load` reads one from a folder."""

    def __init__(self, words: Sequence[str], weights: Quantised, name: str = "builtin") -> None:
        if len(words) != len(weights.rows) or len(words) != len(weights.scales):
            raise BadModel(f"{len(words)} words, but {weights.rows.shape} rows and {weights.scales.shape} scales")
        self._name = name
        self._words = tuple(words)
        self._matcher = Matcher(words)
        self._weights = weights
        # Of each word 1 / the length of its row, NaN for those whose length nobody has asked for yet. One array for all
        # threads: each fills in what it needs, and all to the same values.
        self._inverse = np.full(len(words), np.nan, dtype=np.float32)
        self._fingerprint = _fingerprint(words, weights)

    @classmethod
    def load(cls, folder: Path | None = None) -> StaticEmbedder:
        """The model of a folder, by default the one that comes with the project. Raises BadModel."""
        folder = folder or MODEL
        words = _read_words(folder / WORDS_FILE)
        return cls(words, _read_weights(folder / WEIGHTS_FILE), "builtin" if folder == MODEL else folder.name)

    @property
    def name(self) -> str:
        return self._name

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    @property
    def dimension(self) -> int:
        return int(self._weights.rows.shape[1])

    @property
    def words(self) -> tuple[str, ...]:
        """The vocabulary; a word's place is its row of the table."""
        return self._words

    @property
    def weights(self) -> Quantised:
        """For export and for continued training."""
        return self._weights

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """`n` texts → (n, dimension), rows of length 1; a text without a known character gives zeros."""
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            self._add_up(texts[start : start + _BATCH], sums[start : start + _BATCH])
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        unit: Vectors = np.divide(sums, lengths, out=sums, where=lengths > 0)
        return unit

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_documents(texts)

    def tokens(self, texts: Sequence[str]) -> Tokens:
        """The words each text is cut into, in order."""
        return self._matcher.tokens(texts)

    def token_vectors(self, ids: TokenIds) -> Vectors:
        """The vectors that a text's is the sum of; their lengths are the tokens' weights."""
        rows: Vectors = self._weights.rows[ids].astype(np.float32)
        rows *= self._weights.scales[ids][:, None]
        return rows

    def cosines(self, ids: TokenIds, vectors: Vectors) -> Vectors:
        """Of tokens and vectors, (tokens, vectors); 0 where either has no length."""
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        directions = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0).T
        found = np.empty((len(ids), len(vectors)), dtype=np.float32)
        for start in range(0, len(ids), _BLOCK):
            some = ids[start : start + _BLOCK]
            rows = self._weights.rows[some].astype(np.float32)
            np.dot(rows, directions, out=found[start : start + _BLOCK])
            if np.isnan(self._inverse[some]).any():
                self._inverse[some] = _inverse_lengths(rows)
        found *= self._inverse[ids][:, None]
        return found

    def neighbours(self, words: Sequence[str], least: float) -> list[list[tuple[str, float]]]:
        """For each word the Chinese words of the model whose cosine with it is at least `least`, nearest first."""
        names, directions = self._chinese
        cosines = directions @ self.embed_documents(words).T
        found = []
        for column in cosines.T:
            near = np.flatnonzero(column >= least)
            found.append([(names[at], float(column[at])) for at in near[np.argsort(-column[near])]])
        return found

    @cached_property
    def _chinese(self) -> tuple[list[str], Vectors]:
        """The model's Chinese words of two characters and more, and their unit vectors, kept unpacked (26 MiB)."""
        chosen = [(at, word) for at, word in enumerate(self._words) if len(word) > 1 and _HAN_WORD.fullmatch(word)]
        rows = self._weights.rows[[at for at, _ in chosen]].astype(np.float32)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
        return [word for _, word in chosen], rows

    def _add_up(self, texts: Sequence[str], sums: Vectors) -> None:
        tokens = self._matcher.tokens(texts)
        rows = self._weights.rows[tokens.ids].astype(np.float32)
        scales = self._weights.scales[tokens.ids]
        starts, lengths = tokens.offsets[:-1], np.diff(tokens.offsets)
        words = np.flatnonzero(lengths == 1)
        at = starts[words]
        sums[words] = rows[at] * scales[at, None]
        # A product for each text is four times as fast here as np.add.reduceat over all of them.
        bounds = tokens.offsets.tolist()
        for number in np.flatnonzero(lengths > 1).tolist():
            start, end = bounds[number], bounds[number + 1]
            np.dot(scales[start:end], rows[start:end], out=sums[number])


def _inverse_lengths(rows: Vectors) -> Vectors:
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    inverse: Vectors = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return inverse


def is_model(folder: Path) -> bool:
    """Whether a folder holds a model of this form. sentence-transformers' folders list their modules and are none."""
    return (folder / WEIGHTS_FILE).is_file() and (folder / WORDS_FILE).is_file() and not _foreign(folder)


def _foreign(folder: Path) -> bool:
    return any((folder / name).exists() for name in ("modules.json", "config.json"))


def save_model(folder: Path, words: Sequence[str], weights: Quantised) -> None:
    """Writes what `StaticEmbedder.load` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    wordpiece(words).save(str(folder / WORDS_FILE), pretty=False)
    save_file({_ROWS: weights.rows, _SCALES: weights.scales}, folder / WEIGHTS_FILE)


def _read_words(path: Path) -> list[str]:
    try:
        numbered = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
        words = sorted(numbered, key=numbered.__getitem__)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, AttributeError) as exc:
        raise BadModel(f"{path}: expected a tokenizer of `tokenizers` with a word list: {exc!r}") from exc
    return words


def _read_weights(path: Path) -> Quantised:
    try:
        tensors = load(path.read_bytes())
        return Quantised(tensors[_ROWS], tensors[_SCALES])
    except (OSError, SafetensorError, KeyError) as exc:
        raise BadModel(f"{path}: expected the tensors {_ROWS} and {_SCALES}: {exc!r}") from exc


def _fingerprint(words: Sequence[str], weights: Quantised) -> str:
    digest = hashlib.sha256("\n".join(words).encode())
    digest.update(repr(weights.rows.shape).encode())
    digest.update(np.ascontiguousarray(weights.rows).data)
    digest.update(np.ascontiguousarray(weights.scales).data)
    return f"static-1:{digest.hexdigest()[:16]}"
