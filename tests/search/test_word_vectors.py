"""Vectors of words that are kept: the same as the model's, asked for once, and never more than there is room for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from embeddings.base import Vectors
from embeddings.static import StaticEmbedder
from rag.search.word_vectors import WordVectors

WORDS = ["茶园", "合作社", "中蜂养殖基地", "茶园", "", "全镇发展茶园1200亩,带动农户增收。", "a1"]


class Counting:
    """A model that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32).reshape(len(texts), 2)


def test_kept_vectors_are_the_model_s_to_the_bit() -> None:
    model = StaticEmbedder.load()
    kept = WordVectors(model.embed_documents)
    kept(WORDS[3:])
    assert np.array_equal(kept(WORDS), model.embed_documents(WORDS))
    assert kept([]).shape == (0, model.dimension)


def test_a_word_is_asked_of_the_model_once() -> None:
    model = Counting()
    kept = WordVectors(model)
    assert kept(["茶", "蜂蜜", "茶"]).tolist() == [[1, 1], [2, 1], [1, 1]]
    assert kept(["蜂蜜", "合作社"]).tolist() == [[2, 1], [3, 1]]
    assert model.asked == ["茶", "蜂蜜", "合作社"]


def test_what_there_is_no_room_for_is_begun_anew() -> None:
    model = Counting()
    kept = WordVectors(model, most=2)
    kept(["茶", "蜂蜜"])
    assert kept(["蜂蜜", "合作社"]).tolist() == [[2, 1], [3, 1]]
    assert kept(["茶", "蜂蜜", "合作社"]).tolist() == [[1, 1], [2, 1], [3, 1]]
    assert kept(["合作社"]).tolist() == [[3, 1]]
