"""Near-identical reprints: the same story in another paper, another script, or with a paragraph more.

A signature is a MinHash (Broder 1997) over the character 5-grams of the shadow without white space and punctuation.
Its bands are the keys under which candidates meet (LSH); whether two candidates are one story is decided on their
texts, by exact overlap and by their figures: this month's report from last month's template, or the same template
filled in by the next town, is another story. Grouping more than two is the caller's work.
"""

from __future__ import annotations

import hashlib
from collections import Counter

import rensa

from rag.language.regex import regex
from rag.language.script import shadow

_GRAM = 5  # code points; at three, two reports of one campaign already share half of their grams
_ROWS = 4
_BANDS = 32
# 32 bands of 4 rows: a pair of Jaccard 0.7 meets with probability 1 - (1 - 0.7^4)^32 = 0.9998, one of 0.5 with 0.87,
# one of 0.2 with 0.05.
_PERMUTATIONS = _ROWS * _BANDS
_SEED = 20_110_914  # any fixed number; part of the stored format
# Exact overlap of two versions of one story: small cuts and another dateline leave 0.8 and more; two towns' reports
# of one campaign stay below 0.4.
_SAME = 0.7
# A version with a paragraph or a lead added holds nearly all of the shorter one.
_HELD = 0.9
_SHORTER = 0.6  # below that, the rest of the longer one is a story of its own that quotes this one
_POSSIBLE = 0.35  # estimated Jaccard of two signatures
_FIGURES = 0.8  # share of the figures that both have; a template's update changes most of them
_NOISE = regex(r"[\W_]+")
# Dates and times tell when a version was printed; a month alone (截至7月) tells what was counted, and stays.
_PRINTED = regex(r"\d{2,4}[-/年]?\d{1,2}[-/月]\d{1,2}日?|\d{1,2}月\d{1,2}日|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}日")
_FIGURE = regex(r"\d+(?:\.\d+)?")
_NAMES = regex(r"[一-鿿]{2,4}?(?:镇|乡|街道|县|区|市|村)")


def _grams(text: str) -> set[str]:
    plain = _NOISE.sub("", shadow(text))
    return {plain[at : at + _GRAM] for at in range(max(len(plain) - _GRAM + 1, 1))}


def signature(text: str) -> bytes:
    """The MinHash of a text, little-endian; equal for texts that differ in script, spacing or punctuation only."""
    minhash = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    minhash.update(list(_grams(text)))
    return b"".join(value.to_bytes(4, "little") for value in minhash.digest())


def bands(minhash: bytes) -> list[int]:
    """Keys under which a signature is stored: texts that share one are candidates. Signed 64-bit, fit for SQLite.

    Raises ValueError for bytes that are no signature of this module.
    """
    if len(minhash) != 4 * _PERMUTATIONS:
        raise ValueError(f"signature of {len(minhash)} bytes, expected {4 * _PERMUTATIONS}: made by another version")
    width = 4 * _ROWS
    pieces = (minhash[at : at + width] for at in range(0, len(minhash), width))
    # The band's number is hashed with it, so that equal pieces of different bands do not meet.
    keyed = (hashlib.blake2b(piece, digest_size=8, salt=at.to_bytes(2, "little")) for at, piece in enumerate(pieces))
    return [int.from_bytes(key.digest(), "little", signed=True) for key in keyed]


def may_be_one_story(a: bytes, b: bytes) -> bool:
    """Whether two signatures leave it possible; cheap, so that most candidates need not be compared by their texts.

    What `same_story` accepts has a Jaccard of 0.51 at least; 128 permutations miss by more than 0.16 once in 3,000.
    """
    equal = sum(a[at : at + 4] == b[at : at + 4] for at in range(0, len(a), 4))
    return equal >= _POSSIBLE * _PERMUTATIONS


def same_story(a_text: str, b_text: str) -> bool:
    """Whether two texts are versions of one story: nearly the same words, and the same figures.

    >>> same_story("青石镇今年栽植核桃5000亩。", "青石鎮今年栽植核桃5000畝")
    True
    >>> same_story("青石镇今年栽植核桃5000亩。", "青石镇今年栽植核桃6200亩。")
    False
    """
    a, b = _grams(a_text), _grams(b_text)
    common = len(a & b)
    shorter, longer = sorted((len(a), len(b)))
    held = common >= _HELD * shorter and shorter >= _SHORTER * longer
    if common < _SAME * (len(a) + len(b) - common) and not held:
        return False
    return _agree(shadow(a_text), shadow(b_text), held)


def _agree(a_text: str, b_text: str, held: bool) -> bool:
    """Whether the figures, and the places named, of two texts agree; of a longer version only the common part must."""
    for pattern in (_FIGURE, _NAMES):
        a, b = (Counter(pattern.findall(_PRINTED.sub(" ", text))) for text in (a_text, b_text))
        shorter, longer = sorted((a.total(), b.total()))
        if (a & b).total() < _FIGURES * (shorter if held else longer):
            return False
    return True
