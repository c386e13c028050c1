"""Does one model find more than another in a pile? Questions made from held-back texts, and a paired comparison.

A question is a title or a sentence. A title should find a passage of its own text (passages are embedded without
titles there); a sentence should find its own passage, from which it has been taken out, so that nothing but the meaning
of what stands around leads there. Every passage of the pile stands against it. Left out: what real users ask; a
held-back sentence is the nearest thing that a pile without questions has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.base import Embedder, Vectors

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”」』）)]*")
_SHORTEST = 12  # characters of a sentence asked with; "会议指出：" leads nowhere
_LEFT = 40  # characters that a passage must keep when its sentence is taken out
_A_TEXT = 4  # sentences asked of one text, so that a long one does not decide alone
_BLOCK = 256  # questions ranked at once: 256 times 50,000 passages are 50 MB
_SURE = 1.96  # standard errors: 95 %


@dataclass(frozen=True, slots=True)
class Text:
    """One report, folded: its title, its passages in order. Texts of one `story` tell the same (reprints)."""

    title: str
    passages: tuple[str, ...]
    story: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the passage that should be found: the text's own number and what is left of the passage.

    `left` is None where any passage of the text will do.
    """

    kind: str
    asked: str
    text: int
    left: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Mean reciprocal ranks by kind of question, before and after; the mean gain of a story with its 95 % interval."""

    questions: dict[str, int]
    before: dict[str, float]
    after: dict[str, float]
    gain: float
    low: float
    high: float


def make_questions(texts: Sequence[Text], held: Sequence[int], seed: int) -> list[Question]:
    """Questions on the texts of these numbers, the same for every model."""
    rng = np.random.default_rng(seed)
    made: list[Question] = []
    for number in held:
        text = texts[number]
        if text.title and any(text.title not in passage for passage in text.passages):
            made.append(Question("title", text.title, number))
        found = [
            Question("sentence", sentence, number, _joined(text.title, passage.replace(sentence, "", 1)))
            for passage in text.passages
            for sentence in _SENTENCE.findall(passage)
            if len(sentence) >= _SHORTEST and len(passage) - len(sentence) >= _LEFT
        ]
        chosen = rng.permutation(len(found))[:_A_TEXT]
        made += [found[place] for place in sorted(chosen.tolist())]
    return made


def compare(before: Embedder, after: Embedder, texts: Sequence[Text], questions: Sequence[Question]) -> Compared:
    """Both models on the same questions over the same passages."""
    first, second = (reciprocal_ranks(model, texts, questions) for model in (before, after))
    kinds = np.array([question.kind for question in questions])
    stories = np.array([texts[question.text].story for question in questions])
    gains = np.array([float(np.mean((second - first)[stories == story])) for story in np.unique(stories)])
    mean, error = float(gains.mean()), float(gains.std(ddof=1) / np.sqrt(len(gains)))
    names = sorted(set(kinds.tolist()))
    return Compared(
        {name: int((kinds == name).sum()) for name in names},
        {name: float(first[kinds == name].mean()) for name in names},
        {name: float(second[kinds == name].mean()) for name in names},
        mean,
        mean - _SURE * error,
        mean + _SURE * error,
    )


def reciprocal_ranks(model: Embedder, texts: Sequence[Text], questions: Sequence[Question]) -> NDArray[np.float64]:
    """For each question 1 / rank of the right passage among the passages of all other stories."""
    ranks = np.zeros(len(questions))
    for titled in (False, True):
        asked = [number for number, question in enumerate(questions) if (question.left is not None) == titled]
        passages = [_joined(text.title if titled else "", passage) for text in texts for passage in text.passages]
        pile = _Pile(model.embed_documents(passages), _owners(texts))
        for start in range(0, len(asked), _BLOCK):
            block = asked[start : start + _BLOCK]
            ranks[block] = pile.ranks(model, [questions[number] for number in block])
    return 1 / ranks


@dataclass(frozen=True, slots=True)
class _Pile:
    rows: Vectors
    owners: tuple[NDArray[np.int64], NDArray[np.int64]]  # of each passage: its text, its story

    def ranks(self, model: Embedder, questions: Sequence[Question]) -> NDArray[np.int64]:
        vectors = model.embed_queries([question.asked for question in questions])
        left = model.embed_documents([question.left or "" for question in questions])
        scores = vectors @ self.rows.T
        text_of, story_of = self.owners
        ranks = np.empty(len(questions), dtype=np.int64)
        for row, question in enumerate(questions):
            own = text_of == question.text
            right = float(scores[row][own].max()) if question.left is None else float(vectors[row] @ left[row])
            others = story_of != story_of[own][0]
            ranks[row] = 1 + int((scores[row][others] >= right).sum())
        return ranks


def _owners(texts: Sequence[Text]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    counts = [len(text.passages) for text in texts]
    numbers: dict[str, int] = {}
    stories = np.array([numbers.setdefault(text.story, len(numbers)) for text in texts], dtype=np.int64)
    return np.repeat(np.arange(len(texts)), counts), np.repeat(stories, counts)


def _joined(title: str, passage: str) -> str:
    """A passage as the product embeds it: under its title."""
    return f"{title}\n{passage}" if title else passage
