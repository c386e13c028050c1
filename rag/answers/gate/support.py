"""How much of what a statement says its text says too, by words: what a swapped source number gives away.

Words count by how much they tell (rarity.py). Counted whole are those of the cited sentences; what stands only around
them (title, places, imprint, the rest of the paragraph) counts a third: officials leave the subject out, and a writer
puts it in. Left out: numbers, which are checked on their own, synonyms, which is why the bar is not at the top, and
other languages, where only names and numbers can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers.draft import Proof
from rag.index.tokenizing import words
from rag.language.numerals import PLAIN_HAN
from rag.language.rarity import rarity
from rag.language.regex import regex
from rag.language.script import shadow

_TELLS = 0.1  # rarity under which a word is grammar
_BESIDE = 1 / 3
_PIECES = 0.8  # a word of which all pairs of characters stand in the text, apart
_HAN = regex(r"[一-鿿]+")
_NUMERAL = regex(r"[〇○零一二三四五六七八九十百千万亿两几第]+[年月日个名户条项座家处]?|百分之.*")
# What a writer says of the report and not of its matter.
_FRAME = frozenset("报道 据 介绍 提到 写道 其中 同时 此外 另外 包括 分别 具体 方面 以及 并且 目前 根据 来看".split())
_NUMBER = regex(r"\d")  # is checked on its own; a statement of neither words nor numbers says nothing
_FRAMED = regex("^(?:据?(?:报道|介绍|悉)(?:介绍|提到|说)?|據?(?:報道|報導|介紹|悉)(?:介紹|提到|說)?)[,，:：]")
_FEW = 3  # words


def unframed(statement: str) -> str:
    """The statement without what opens it that speaks of the report (据报道，)."""
    return _FRAMED.sub("", statement)


def support(statement: str, proofs: Sequence[Proof]) -> float:
    """The weighted share (0–1) of the statement's telling words that the proofs' sentences and surroundings hold."""
    told, around = shadow("\n".join(proof.quote for proof in proofs)), "\n".join(_around(proof) for proof in proofs)
    weights = [(rarity(word), word) for word in _telling_words(statement)]
    total = sum(weight for weight, _ in weights)
    held = sum(weight * max(_presence(word, told), _BESIDE * _presence(word, around)) for weight, word in weights)
    if len(weights) <= _FEW:
        return _pairs_held(statement, told)
    return held / total


def _telling_words(statement: str) -> list[str]:
    """The words of Han characters that carry what a statement says, each once."""
    every = [word for word in dict.fromkeys(words(statement)) if _HAN.fullmatch(word) and word not in _FRAME]
    return [word for word in every if not _NUMERAL.fullmatch(word) and rarity(word) >= _TELLS]


def _presence(word: str, text: str) -> float:
    if word in text:
        return 1.0
    if len(word) < 3:
        return 0.0
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return _PIECES * sum(pair in text for pair in pairs) / len(pairs)


def _pairs_held(statement: str, told: str) -> float:
    """The share of pairs of characters: for statements of few words, which another sentence may hold by chance."""
    runs = PLAIN_HAN.findall(shadow(statement))
    pairs = [run[at : at + 2] for run in runs for at in range(len(run) - 1)]
    return sum(pair in told for pair in pairs) / len(pairs) if pairs else float(bool(_NUMBER.search(statement)))


def _around(proof: Proof) -> str:
    """Title, places and imprint of the report, and the paragraph of the sentence."""
    report, (start, end) = proof.report, proof.span
    first = report.text.rfind("\n", 0, start) + 1
    last = report.text.find("\n", end)
    meta = report.metadata
    places = [name for place in report.places for name in (place.name, place.present or "")]
    told = [report.title, *places, *meta.authors, meta.editor or "", meta.publisher or ""]
    return shadow("\n".join([*told, report.text[first : last if last >= 0 else None]]))
