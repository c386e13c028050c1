"""Answer overlap as CMRC 2018 scores it: exact match and F1 over the longest common substring.

The unit is a Han character, or a run of Latin letters and digits; punctuation is dropped (Cui et al. 2019, "A
Span-Extraction Dataset for Chinese Machine Reading Comprehension", section 4). Left out: the word tokenizer that the
official script uses inside Latin runs; there a run is cut at white space and punctuation, which is the same for
anything but contractions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_UNIT = re.compile(r"[^\W_a-z0-9]|[a-z0-9]+")


def units(text: str) -> list[str]:
    """What is compared of a text, in order.

    >>> units("神河镇（Shenhe）6028 亩。")
    ['神', '河', '镇', 'shenhe', '6028', '亩']
    """
    return _UNIT.findall(text.lower())


def exact_match(answer: str, golds: Iterable[str]) -> float:
    """1 where the answer is one of the golds, punctuation and case aside; else 0."""
    said = units(answer)
    return float(any(said == units(gold) for gold in golds))


def char_f1(answer: str, golds: Iterable[str]) -> float:
    """The best F1 against any gold; precision and recall count the units of the longest common substring.

    >>> char_f1("种植烟草6028亩", ["6028亩"])  # 2 of 6 units right, 2 of 2 found
    0.5
    """
    said = units(answer)
    return max((_f1(said, units(gold)) for gold in golds), default=0.0)


def _f1(said: Sequence[str], gold: Sequence[str]) -> float:
    common = _longest_common(said, gold)
    return 2 * common / (len(said) + len(gold)) if common else 0.0


def _longest_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common substring, row by row of the usual table."""
    longest, above = 0, [0] * (len(other) + 1)
    for unit in one:
        row = [0] * (len(other) + 1)
        for at, against in enumerate(other, 1):
            if unit == against:
                row[at] = above[at - 1] + 1
                longest = max(longest, row[at])
        above = row
    return longest
