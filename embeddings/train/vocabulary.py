"""The words of the model: chosen by counting, so that each one has been seen often enough to be learned.

Candidates are jieba's dictionary, the words of CC-CEDICT and the English words of glosses and sentences; they are
counted on the training text by the model's own longest match, the rare ones are dropped, and the rest is counted again,
because a dropped word's text goes to its parts. Every seen character stays, and so do short pieces of English words:
names that no dictionary has are cut into them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import numpy as np

from embeddings.matching import UNKNOWN, Matcher
from embeddings.train.inflection import verb_forms, with_s

_LATIN = re.compile(r"[a-z]+")
_HAN_LONGEST = 6  # characters; what is longer is a phrase, and its parts say the same
_LATIN_LONGEST = 16  # letters
_RARE_HAN = 6  # a word outside CC-CEDICT must stand this often in the text, or nothing teaches it
_RARE_CHAR = 2
_ROUNDS = 3  # countings; after the third fewer than 1 in 100 words still changes
_DICTIONARY_BONUS = 4  # a dictionary word has at least its gloss to learn from
_LATIN_SHARE = 0.41  # of all words; more than half of the training pairs have an English side
_NUMBER = re.compile(r"(?<![0-9])[0-9]{2,4}(?![0-9])")
_NUMBERS = 2000  # all years, all numbers to 99 and most to 999
_PIECES = 3000  # short pieces of English words, by count
_BATCH = 512


@dataclass(frozen=True, slots=True)
class Texts:
    """What words are counted on: Chinese and English texts, and the words that have a dictionary entry."""

    chinese: Sequence[str]
    english: Sequence[str]
    entries: frozenset[str]


def choose_words(texts: Texts, size: int) -> list[str]:
    """`size` words or fewer, `[UNK]` first, then by falling count; every character of a word is a word."""
    latin = [*_latin_words(texts.english, int(size * _LATIN_SHARE)), *_numbers(texts.chinese)]
    chars = _characters([*texts.chinese, *texts.english])
    candidates = {
        word
        for word in texts.entries | set(_jieba_words())
        if 1 < len(word) <= _HAN_LONGEST and all(char in chars for char in word) and not _LATIN.fullmatch(word)
    }
    han = sorted(candidates)
    counts: dict[str, int] = {}
    for step in range(_ROUNDS):
        counts = _counted([UNKNOWN, *sorted(chars), *latin, *(w for w in han if w not in chars)], texts.chinese)
        ranked = sorted(han, key=lambda word: (-_worth(word, counts, texts.entries), word))
        room = size - 1 - len(chars) - len(latin)
        room = room * (2 if step < _ROUNDS - 1 else 1)
        han = [word for word in islice(ranked, max(room, 0)) if _worth(word, counts, texts.entries) > 0]
    words = sorted({*chars, *latin, *han}, key=lambda word: (-counts.get(word, 0), word))
    return [UNKNOWN, *words]


def _worth(word: str, counts: dict[str, int], entries: frozenset[str]) -> int:
    if word in entries:
        return counts.get(word, 0) + _DICTIONARY_BONUS - len(word)
    return counts.get(word, 0) if counts.get(word, 0) >= _RARE_HAN else 0


def _counted(words: Sequence[str], texts: Sequence[str]) -> dict[str, int]:
    matcher = Matcher(words)
    totals = np.zeros(len(words), dtype=np.int64)
    for start in range(0, len(texts), _BATCH):
        totals += np.bincount(matcher.tokens(texts[start : start + _BATCH]).ids, minlength=len(words))
    return dict(zip(words, totals.tolist(), strict=True))


def _characters(texts: Iterable[str]) -> set[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(text)
    plain = {chr(code) for code in (*range(ord("a"), ord("z") + 1), *range(ord("0"), ord("9") + 1))}
    return plain | {c for c, n in counts.items() if c.isalnum() and n >= _RARE_CHAR and ord(c) < 1 << 16}


def _latin_words(texts: Iterable[str], size: int) -> list[str]:
    """English words by count, forms whose spelling changes included, and the pieces rarer words are cut into."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(word for word in _LATIN.findall(text) if 1 < len(word) <= _LATIN_LONGEST)
    forms = Counter(
        {
            form: count // 4
            for word, count in counts.items()
            if count >= 8 and len(word) > 2
            for form in (*verb_forms(word), with_s(word))
            if not form.startswith(word) and form not in counts and len(form) <= _LATIN_LONGEST
        }
    )
    ranked = [word for word, count in (counts + forms).most_common() if not _composed(word, counts)]
    pieces_size = min(_PIECES, size // 2)
    words = dict.fromkeys(ranked[: size - pieces_size])
    pieces: Counter[str] = Counter()
    for word, count in counts.items():
        for length in (2, 3, 4):
            for at in range(len(word) - length + 1):
                pieces[word[at : at + length]] += min(count, 5)
    words.update(dict.fromkeys(piece for piece, _ in pieces.most_common(pieces_size)))
    return list(words)[:size]


def _numbers(texts: Iterable[str]) -> list[str]:
    """Numbers of two to four digits that stand often; a longer or rarer one is cut into such."""
    counts = Counter(number for text in texts for number in _NUMBER.findall(text))
    return [number for number, count in counts.most_common(_NUMBERS) if count >= _RARE_HAN]


def _composed(word: str, counts: Counter[str]) -> bool:
    """Whether a rare word is a known one with a regular ending, which longest match takes apart well enough."""
    stems = [word[: -len(ending)] for ending in ("s", "es", "ed", "ing", "ly") if word.endswith(ending)]
    return counts[word] < 20 and any(counts[stem] > 0 and len(stem) > 2 for stem in stems)


def _jieba_words() -> list[str]:
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("jieba is not installed: run `make install`")
    lines = Path(spec.submodule_search_locations[0], "dict.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" ")[0].lower() for line in lines]
