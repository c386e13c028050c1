"""Text → token ids by forward longest match over a fixed vocabulary, for many texts at once in numpy.

The rule is WordPiece's without a continuation prefix: a run of known characters is cut from the left, each time the
longest word of the vocabulary. Every known character is a word itself, so a run can always be cut; other characters
(punctuation, white space, unknown signs) separate runs and give no token. `tokenizers` computes the same with
`wordpiece(words)`, at a third of the speed: that is the form the model is exported in, and a test holds both equal.
Left out: script, width and case folding. Callers fold first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, pre_tokenizers

from embeddings.base import Tokens

UNKNOWN = "[UNK]"  # WordPiece asks for one. Never produced, and its vector is zero
_PLANE = 1 << 16  # the basic plane: what lies beyond is a separator (rare name characters, emoji)
_BASE = np.uint64(0x100000001B3)  # FNV's 64-bit prime: base of the polynomial hash of a prefix
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio (Knuth's multiplicative hashing)
_SHORT = 300  # characters in all; up to here plain Python is faster (0.02 ms for a question, numpy 0.2 ms)
_ROOM = 4  # slots for each prefix: at a quarter full, nine look-ups in ten end at the first slot
_ABSENT, _PREFIX = -2, -1  # in the table: no word begins so; words begin so, but this is none


class Matcher:
    """Cuts texts into words of a vocabulary. The id of a word is its place in `words`; the first is `[UNK]`."""

    def __init__(self, words: Sequence[str]) -> None:
        if not words or words[0] != UNKNOWN:
            raise ValueError(f"a vocabulary begins with {UNKNOWN}, this one with {list(words[:1])}")
        self._numbers = {word: number for number, word in enumerate(words)}
        if len(self._numbers) != len(words):
            raise ValueError("a word stands twice in the vocabulary")
        self._spelling = _Spelling.of(words)
        self._single = self._spelling.characters()
        self._reach = self._spelling.reach()

    @cached_property
    def _table(self) -> _PrefixTable:
        """Built for the first long text: a question in a process of its own never needs it."""
        return _PrefixTable(self._spelling)

    def tokens(self, texts: Sequence[str]) -> Tokens:
        """Token ids of each text, in order. A text without a known character has none."""
        if sum(map(len, texts)) <= _SHORT:
            # Most texts so short are words of the vocabulary, which are their own longest match.
            rows = [[known] if (known := self._numbers.get(text, 0)) else self._cut(text) for text in texts]
            ids = np.array([number for row in rows for number in row], dtype=np.int32)
            return Tokens(ids, np.cumsum([0, *map(len, rows)]))
        return self._all_at_once(texts)

    def _cut(self, text: str) -> list[int]:
        """The rule as it reads, for a question: numpy's overhead is ten times the work there."""
        found: list[int] = []
        at = 0
        while at < len(text):
            for end in range(min(at + self._reach.get(text[at], 0), len(text)), at, -1):
                number = self._numbers.get(text[at:end], 0)
                if number:
                    found.append(number)
                    at = end
                    break
            else:
                at += 1
        return found

    def _all_at_once(self, texts: Sequence[str]) -> Tokens:
        joined = "\0".join([*texts, ""])
        wide = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        codes = np.where(wide < _PLANE, wide, 0).astype(np.uint16)
        starts = np.zeros(len(texts) + 1, dtype=np.int64)
        np.cumsum([len(text) + 1 for text in texts], out=starts[1:])
        longest, best = self._longest(codes)
        cuts = _walk(longest)
        return Tokens(best[cuts], np.searchsorted(cuts, starts))

    def _longest(self, codes: NDArray[np.uint16]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """For each position the length and the id of the longest word that begins there; length 0 at separators."""
        best = self._single[codes]
        longest = (best >= 0).astype(np.int64)
        known = np.append(longest, 0).astype(bool)
        at = np.flatnonzero(longest)
        hashed = codes[at].astype(np.uint64)
        length = 1
        while at.size:
            going = known[at + length]
            at, hashed = at[going], hashed[going]
            hashed = hashed * _BASE + codes[at + length]
            length += 1
            found = self._table.find(hashed)
            whole = found >= 0
            best[at[whole]] = found[whole]
            longest[at[whole]] = length
            going = found != _ABSENT
            at, hashed = at[going], hashed[going]
        return longest, best


def _walk(longest: NDArray[np.int64]) -> NDArray[np.int64]:
    """Positions where a token begins: from the start of each run, on by the longest match. All runs step together."""
    known = longest > 0
    at = np.flatnonzero(known & ~np.append(False, known[:-1]))
    begins = np.zeros(len(longest), dtype=bool)
    reach = np.append(longest, 0)
    while at.size:
        begins[at] = True
        at = at + reach[at]
        at = at[reach[at] > 0]
    return np.flatnonzero(begins)


@dataclass(frozen=True, slots=True)
class _Spelling:
    """The code points of all words end to end."""

    codes: NDArray[np.uint32]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]

    @classmethod
    def of(cls, words: Sequence[str]) -> _Spelling:
        codes = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        return cls(codes, np.cumsum(lengths) - lengths, lengths)

    def reach(self) -> dict[str, int]:
        """The length of the longest word that begins with each character."""
        longest = np.zeros(int(self.codes.max()) + 1, dtype=np.int64)
        np.maximum.at(longest, self.codes[self.starts], self.lengths)
        begin = np.flatnonzero(longest)
        return dict(zip(map(chr, begin.tolist()), longest[begin].tolist(), strict=True))

    def characters(self) -> NDArray[np.int32]:
        """For each code point of the basic plane the id of the word that it is, or -1. Raises ValueError."""
        numbers = np.flatnonzero(self.lengths == 1)
        codes = self.codes[self.starts[numbers]]
        single = np.full(_PLANE, -1, dtype=np.int32)
        single[codes[codes < _PLANE]] = numbers[codes < _PLANE]
        used = self.codes[self.lengths[0] :]
        beyond = used >= _PLANE
        missing = sorted(map(chr, used[beyond | (single[np.where(beyond, 0, used)] < 0)].tolist()))
        if missing:
            raise ValueError(f"every character of a word must be a word of the basic plane; missing {missing[:10]}")
        return single


class _PrefixTable:
    """64-bit hashes of all prefixes of two characters and more → word id, in an open-addressing hash table."""

    def __init__(self, spelling: _Spelling) -> None:
        hashes, values = _prefix_hashes(spelling)
        bits = max(int(len(hashes) * _ROOM).bit_length(), 4)
        self._shift = np.uint64(64 - bits)
        self._keys = np.zeros(1 << bits, dtype=np.uint64)
        self._values = np.full(1 << bits, _ABSENT, dtype=np.int32)
        slots = self._slots(hashes)
        while len(hashes):
            free = np.flatnonzero(self._keys[slots] == 0)
            _, first = np.unique(slots[free], return_index=True)
            placed = free[first]
            self._keys[slots[placed]] = hashes[placed]
            self._values[slots[placed]] = values[placed]
            left = np.ones(len(hashes), dtype=bool)
            left[placed] = False
            hashes, values, slots = hashes[left], values[left], self._next(slots[left])

    def find(self, hashes: NDArray[np.uint64]) -> NDArray[np.int32]:
        """The word id, or _PREFIX, or _ABSENT, for each hash."""
        slots = self._slots(hashes)
        keys = self._keys[slots]
        found = np.where(keys == hashes, self._values[slots], np.int32(_ABSENT))
        pending = np.flatnonzero((keys != hashes) & (keys != 0))
        while pending.size:
            slots = self._next(slots[pending] if len(slots) == len(hashes) else slots)
            keys = self._keys[slots]
            hit = keys == hashes[pending]
            found[pending[hit]] = self._values[slots[hit]]
            on = ~hit & (keys != 0)
            pending, slots = pending[on], slots[on]
        return found

    def _slots(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        return ((hashes * _SPREAD) >> self._shift).astype(np.int64)

    def _next(self, slots: NDArray[np.int64]) -> NDArray[np.int64]:
        return (slots + 1) & (len(self._keys) - 1)


def _prefix_hashes(spelling: _Spelling) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Every distinct prefix of two characters and more: its hash, and the id of the word it is, else _PREFIX."""
    order = np.flatnonzero(spelling.lengths > 1)
    order = order[order > 0]
    lengths, starts = spelling.lengths[order], spelling.starts[order]
    codes = spelling.codes.astype(np.uint64)
    hashed = codes[starts]
    hashes: list[NDArray[np.uint64]] = [np.zeros(0, dtype=np.uint64)]
    values: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
    length = 1
    while len(order):
        hashed = hashed * _BASE + codes[starts + length]
        length += 1
        hashes.append(hashed)
        values.append(np.where(lengths == length, order, _PREFIX))
        on = lengths > length
        order, starts, lengths, hashed = order[on], starts[on], lengths[on], hashed[on]
    every, value = np.concatenate(hashes), np.concatenate(values)
    by_value = np.lexsort((-value, every))  # a word before the mere prefix of equal hash
    distinct, first = np.unique(every[by_value], return_index=True)
    return distinct, value[by_value][first].astype(np.int32)


def wordpiece(words: Sequence[str]) -> Tokenizer:
    """The same tokens as a `tokenizers` tokenizer, for other runtimes and for storing the vocabulary."""
    known = "".join(sorted(word for word in words if len(word) == 1))
    tokenizer = Tokenizer(
        models.WordPiece(
            {word: number for number, word in enumerate(words)},
            unk_token=UNKNOWN,
            continuing_subword_prefix="",
            max_input_chars_per_word=_PLANE,
        )
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(f"[{_ranges(known)}]+"), behavior="removed", invert=True)
    return tokenizer


def _ranges(chars: str) -> str:
    """The inside of a regular expression's character class: neighbours joined to ranges."""
    runs: list[list[int]] = []
    for code in map(ord, chars):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(re.escape(chr(low)) + (f"-{re.escape(chr(high))}" if high > low else "") for low, high in runs)
