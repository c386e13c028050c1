"""How much a word tells: rare words carry a question's content, common ones its grammar.

Frequencies are those of jieba's own dictionary (349,046 words counted over 60.1 million). They speak of the language,
not of the pile, so they hold for a pile of eight reports as well. Left out: what is common in *this* pile.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_TOTAL = 60_101_967  # sum of the counts in the dictionary
_FIRST_IN_ORDER = "一"  # the first word of the dictionary from which on it is in order
_GRAMMAR = ("d", "c", "p", "r")  # parts of speech: adverbs, conjunctions, prepositions, pronouns
_EMPTY, _FULL = 6.0, 14.0  # log rarity at which a word says nothing (发展: 6.8) and everything (魔芋: 13.6, 存栏: 15.1)


@cache
def _dictionary() -> bytes:
    # Searched as bytes: a question has a dozen words, and parsing 349,046 lines would cost 0.3 s at every cold start.
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("jieba is not installed: run `make install`")
    return b"\n" + Path(spec.submodule_search_locations[0], "dict.txt").read_bytes()


@cache
def _head() -> int:
    """Where the ordered part begins. Words with Latin letters and digits stand before it in no order (阿Q, T恤)."""
    return _dictionary().index(f"\n{_FIRST_IN_ORDER} ".encode())


def _alike(word: str) -> bytes:
    """The lines whose words begin as this one does. Only by their first characters are they in order of code points:
    吉林工业大学 stands before 吉林."""
    lines, first = _dictionary(), word[:1].encode()

    def opening(at: int) -> bytes:
        start = lines.rfind(b"\n", 0, at) + 1
        return lines[start : start + len(first)]

    # A line's number is not known without reading all before it, so its bytes are what is bisected.
    places = range(_head() + 1, len(lines))
    low, high = (bisect(places, first, key=opening) for bisect in (bisect_left, bisect_right))
    return b"\n" + lines[places.start + low : places.start + high]


@cache
def _entry(word: str) -> tuple[int, str]:
    """Count and part of speech; (0, "") for a word that the dictionary does not have."""
    wanted = f"\n{word} ".encode()
    for lines in (_dictionary()[: _head() + 1], _alike(word)):
        found = lines.find(wanted)
        if found >= 0:
            _, counted, part = lines[found + 1 : found + 80].split(b"\n")[0].decode(errors="ignore").split(" ")[:3]
            return int(counted), part
    return 0, ""


def count(word: str) -> int:
    """How often the word stands in jieba's counts; 0 for a word its dictionary does not have."""
    return _entry(word)[0]


def is_person_name(word: str) -> bool:
    """Whether the dictionary has the word as a person's name, or does not have it at all, as most names."""
    counted, part = _entry(word)
    return not counted or part.startswith("nr")


def is_verb(word: str) -> bool:
    """Whether the dictionary knows the word as a verb first (种植, 改造), not as a noun of doing (工作).

    新修 and 新栽 are verbs too: 新 stands before so many that a dictionary has few of them.
    """
    part = _entry(word)[1]
    return part == "v" or (len(word) == 2 and word[0] == "新" and part in ("", "ns") and _entry(word[1])[1] == "v")


def is_doing(word: str) -> bool:
    """Whether the dictionary knows the word as a verb, also as a noun of doing (养殖, 建设)."""
    return _entry(word)[1].startswith("v")


def is_grammar(word: str) -> bool:
    """Whether the dictionary knows the word as one that only joins or points: an adverb, a pronoun, a preposition."""
    return _entry(word)[1].startswith(_GRAMMAR)


def is_quality(word: str) -> bool:
    """Whether the dictionary knows the word as what something is like (偏远, 多彩)."""
    return _entry(word)[1] in ("a", "ad", "b", "z")


def is_placename(word: str) -> bool:
    """Whether the dictionary has the word as the name of a place, a person or another (大坪, 罗家, 和平)."""
    return _entry(word)[1][:2] in ("ns", "nr", "nz")


def is_thing(word: str) -> bool:
    """Whether the dictionary knows the word as a noun first. It has everyday words as names of people and places (上门,
    从简): they are nouns only where their first character is (师生).

    >>> is_thing("大棚"), is_thing("师生"), is_thing("上门"), is_thing("宣传")
    (True, True, False, False)
    """
    part = _entry(word)[1]
    if part.startswith(("nr", "ns")):
        return _entry(word[0])[1].startswith("n")
    return part.startswith("n") and part != "ng"


def rarity(word: str) -> float:
    """0 for a word that says nothing (的, 发展) to 1 for one that says everything (双培, 存栏).

    >>> rarity("的"), rarity("双培")
    (0.0, 1.0)
    """
    log_rarity = math.log(_TOTAL / (count(word) + 1))
    return min(max((log_rarity - _EMPTY) / (_FULL - _EMPTY), 0.0), 1.0)
