"""One reader for all: of the passages a retriever found, the sentence that shares most with the question.

Deliberately plain, so that what is compared is what each retriever hands on: the rarity-weighted share of the
question's words that a sentence holds, the earlier passage first where two are equal.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.index.tokenizing import words
from rag.language.rarity import rarity
from rag.language.script import shadow
from rag.language.sentences import sentence_spans


def best_sentence(question: str, passages: Sequence[str]) -> str:
    """Empty where nothing was found."""
    weights = {word: rarity(word) for word in words(question)}
    sentences = [text[slice(*span)] for text in passages for span in sentence_spans(text)]
    return max(sentences, key=lambda sentence: _held(weights, shadow(sentence)), default="")


def _held(weights: dict[str, float], sentence: str) -> float:
    return sum(weight for word, weight in weights.items() if word in sentence)
