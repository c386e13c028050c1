"""How near a sentence comes to a question by the words of both: each word asked counts by itself, or by the nearest
word of the sentence. Left out: what stands around the sentence (`held_around.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.answers.fitting.answer_type import measures_told
from rag.answers.sentences.counting import Numbers
from rag.answers.sentences.evidence import Sentence
from rag.answers.sentences.features import Embed
from rag.index.tokenizing import words
from rag.language.rarity import is_thing, is_verb
from rag.language.regex import regex
from rag.questions.words.kinds import members_of
from rag.questions.words.terms import Term, presence

_LACKED = 0.3  # share under which a term is not there
_NOTHING_LACKED = 0.5  # the nearness of what is lacked, where nothing is
_KIN = 0.2  # cosine from which two things of one last character are of a kind (not 老兵, 新兵 and 卫兵 of an idiom)
_SAME = 0.5  # cosine from which two nouns of one last character name the same (`near_words.py`)
_PAIR = 2  # code points of a verb and what it is done to
_WORD = regex(r"[一-鿿]{2,}")


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a sentence comes to each term of its question by its nearest word, 0–1. `held` are the terms with how
    far they are there, in the sentence or around it."""

    held: Sequence[tuple[Term, float]]
    near: Numbers

    @property
    def soft(self) -> float:
        """The weighted share of the terms, each by how far it is there or by how near the sentence comes, 0–1."""
        return self._soft([share for _, share in self.held])

    def alone(self, sentence: Sentence) -> float:
        """The same by what the sentence holds itself."""
        text, flat = sentence.shadow, sentence.passage.bare_sentence(sentence.number)
        return self._soft([presence(term, text, flat) for term, _ in self.held])

    @property
    def lacked(self) -> float:
        """How near it comes to the terms that are not there, names aside, 0–1."""
        is_lacked = np.array([share < _LACKED and not term.is_name for term, share in self.held])
        weights = self._weights * is_lacked
        return float(weights @ self.near / weights.sum()) if weights.sum() else _NOTHING_LACKED

    def _soft(self, shares: Sequence[float]) -> float:
        return float(self._weights @ np.maximum(shares, self.near) / max(self._weights.sum(), 1e-6))

    @property
    def _weights(self) -> Numbers:
        return np.array([term.weight for term, _ in self.held])


def nearness(sentence: Sentence, embed: Embed) -> Nearness:
    """How near a sentence comes to its question. What it tells of the measure asked, in whatever word, it tells."""
    held = sentence.held
    said = [word for word in dict.fromkeys(words(sentence.shadow)) if _WORD.fullmatch(word)]
    near = _near([term.said for term, _ in held], said, embed).max(axis=1) if held and said else np.zeros(len(held))
    measured = measures_told(sentence.query.shadow, sentence.shadow)
    near[[any(term.said in measure for measure in measured) for term, _ in held]] = 1.0
    return Nearness(held, near)


def tells_of_its_kind(sentence: Sentence, embed: Embed) -> bool:
    """Whether for a thing asked that it does not tell, the sentence tells another of its kind: 小学 for 中学; or only
    one of the kind asked: 酥梨 for 水果."""
    asked = [term.said for term, share in sentence.held if share < _LACKED]
    said = list(dict.fromkeys(words(sentence.shadow)))
    if any(member in sentence.shadow for one in asked for member in members_of(one)):
        return True
    pairs = [(one, other) for one in asked for other in said if _are_of_a_kind(one, other)]
    return any(_is_done_to_another(*pair) or _KIN <= _cosine(*pair, embed) < _SAME for pair in pairs)


def _cosine(one: str, other: str, embed: Embed) -> float:
    return float(embed([one])[0] @ embed([other])[0])


def _near(asked: Sequence[str], said: Sequence[str], embed: Embed) -> Numbers:
    """(words asked, words said): how near each comes to each; two things of one kind (中学, 小学) are no nearer than
    any other two."""
    cosines = np.maximum(embed(asked) @ embed(said).T, 0).astype(np.float64)
    apart = np.array([[_are_of_a_kind(one, other) for other in said] for one in asked])
    near: Numbers = np.where(apart & (cosines < _SAME), 0, cosines)
    return near


def _are_of_a_kind(one: str, other: str) -> bool:
    """Whether two words of one length name different things: by the same last character (中学 and 小学, 果农 and 菜农;
    not 缺水 and 用水, which are told of one thing), or by what the same is done to."""
    if one[-1] != other[-1] or one == other or len(one) != len(other) or is_verb(one[0]) or is_verb(other[0]):
        return _is_done_to_another(one, other)
    return is_thing(one) and is_thing(other)


def _is_done_to_another(one: str, other: str) -> bool:
    """Whether two verbs tell of the same done to different things: 停水 and 停电."""
    if one == other or one[0] != other[0] or len(one) != _PAIR or len(other) != _PAIR or not is_verb(one[0]):
        return False
    return is_thing(one[1]) and is_thing(other[1])
