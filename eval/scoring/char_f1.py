"""Answer overlap as CMRC 2018 scores it: exact match and F1 over the longest common substring.

As the official script, version 5, does it (https://github.com/ymcui/cmrc2018, Cui et al. 2019): its punctuation is
taken out first, so that what stood on both sides is joined (GPT-4 → gpt4, 2012-2013 → 20122013); then a unit is a Han
character, or a word of what stands between, cut by the conventions of the Penn Treebank as NLTK applies them (3.5% →
3.5 and %; don't → do and n't). Left out: NLTK's turning of straight quotes into `` and '', and the sentence splitter
that it runs first, which parts the full stop of an inner sentence from its word; here only that at the end is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# What the official script takes out. It names …… as one, which no single character equals.
_TAKEN_OUT = str.maketrans("", "", "-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』")
_RUN = re.compile(r"[一-龥]|[^一-龥]+")

_LAST_STOP = re.compile(r"""(?<=[^.])\.(?=[\])}>"'» ]*$)""")
_SIGN = r"""[;@#$%&?!<>(){}\[\]"«»„‘‒–—―]|,(?!\d)|\.{2,}"""  # stand alone; a comma inside a number does not
_END = rf"(?=$|\s|{_SIGN})"
_CLITIC = rf"(?:n't|'(?:s|m|d|ll|re|ve)|'){_END}"  # parted from the end of a word
_QUOTE = r"(?<!\w)'(?!(?:re|ve|ll|m|t|s|d|n)\b)(?=\w)"  # opens a word
_WORD = re.compile(rf"{_SIGN}|{_QUOTE}|{_CLITIC}|(?:(?!{_SIGN}|{_QUOTE})\S)(?:(?!{_SIGN}|{_CLITIC})\S)*")
_TWO_WORDS = {
    "cannot": ("can", "not"),
    "gimme": ("gim", "me"),
    "gonna": ("gon", "na"),
    "gotta": ("got", "ta"),
    "lemme": ("lem", "me"),
}


def units(text: str) -> list[str]:
    """What is compared of a text, in order.

    >>> units("神河镇（Shenhe）6,028.5 亩，占3%。")
    ['神', '河', '镇', 'shenhe6,028.5', '亩', '占', '3', '%']
    """
    found = [unit for run in _RUN.findall(_bare(text)) for unit in _WORD.findall(_LAST_STOP.sub(" . ", run))]
    return [unit for word in found for unit in _TWO_WORDS.get(word, (word,))]


def _bare(text: str) -> str:
    return text.lower().strip().translate(_TAKEN_OUT)


def exact_match(answer: str, golds: Iterable[str]) -> float:
    """1 where the answer is one of the golds, case and that punctuation aside; else 0."""
    said = _bare(answer)
    return float(any(said == _bare(gold) for gold in golds))


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
