"""The shadow of a text: Simplified, half-width, lower-case, and exactly as long, for matching only.

People are shown the text in its own script. Because the shadow keeps one code point for each code point,
its offset map is the identity: a span found in the shadow is the same span of the displayed text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property, lru_cache

import numpy as np
import opencc
from numpy.typing import NDArray

from rag.language.regex import regex

_HAN_OR_LATIN = regex(r"[^\W_]")
# Quotation marks carry no meaning for matching but come in four styles; one style makes them equal.
_MARKS = str.maketrans("「」『』﹁﹂〝〞", "“”“”“”“”")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


# Code points that are folded already: digits and ASCII punctuation, Han characters.
_FOLDED = (range(0x01, 0x41), range(0x4E00, 0xA000))


def _fold(char: str) -> str:
    """One style of width, case and quotation marks."""
    if any(ord(char) in block for block in _FOLDED):
        return char
    folded = unicodedata.normalize("NFKC", char).lower()
    return (folded if len(folded) == 1 else char).translate(_MARKS)


# Where the characters of the basic plane lie that the converter knows: ideographs and their compatibility forms.
_HAN_BLOCKS = (range(0x3400, 0xA000), range(0xF900, 0xFB00))
# Characters of both scripts that change only within some phrases (沈: 浮沈; 覆: 回覆), beside those that always do.
_PHRASES_CHANGE = "沈坏藉哩覆衹瞭甦"


@cache
def _changing() -> frozenset[str]:
    """The characters of the basic plane that the converter may change."""
    chars = [chr(code) for block in _HAN_BLOCKS for code in block]
    simple = _converter().convert("\n".join(chars)).split("\n")
    return frozenset(_PHRASES_CHANGE).union(char for char, became in zip(chars, simple, strict=True) if char != became)


@cache
def _to_change() -> re.Pattern[str]:
    """What of a text the converter may change. Most of what is written in Simplified characters has nothing and need
    not be converted, which takes five times as long as looking for it."""
    return re.compile(f"[{''.join(sorted(_changing()))}\U00010000-\U0010ffff]")


_PLANE = 1 << 16  # the basic plane, whose code points are the units of UTF-16
_SURROGATES = range(0xD800, 0xE000)  # units that are no code points
_SHORT_KEPT = 4_096  # shadows of shorter texts: a question, its places and its words are folded again and again
_LONG = 80  # code points from which the tables below are faster, four times for a report

_Table = NDArray[np.uint16]


class _Folds(dict[int, str]):
    """Code point → folded character, filled as characters are met: `str.translate` is slow only where it misses.

    `table` holds the same for units of UTF-16, 0 for one that has not been met or has no single unit to become;
    `simple_table` as well, and 0 for a character that the converter may change.
    """

    def __init__(self) -> None:
        self.table = np.zeros(_PLANE, dtype=np.uint16)
        for block in _FOLDED:  # not one by one: a rare character in a text would cost it the slow way each time
            self.table[block.start : block.stop] = block

    @cached_property
    def simple_table(self) -> _Table:
        table = self.table.copy()
        table[list(map(ord, _changing()))] = 0
        return table

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        if code < _PLANE and code not in _SURROGATES and ord(folded) < _PLANE:
            self.table[code] = ord(folded)
            if chr(code) not in _changing():
                self.simple_table[code] = ord(folded)
        return folded


_FOLDS = _Folds()


def _looked_up(text: str, table: _Table) -> str | None:
    """The text as the table has it; None where the table has nothing for a character of it."""
    found = str(table.take(np.frombuffer(text.encode("utf-16-le"), dtype=np.uint16)).data, "utf-16-le")
    return None if "\0" in found else found


def _folded(text: str) -> str:
    found = _looked_up(text, _FOLDS.table)
    return text.translate(_FOLDS) if found is None else found


def _simplify(text: str) -> str:
    if _to_change().search(text) is None:
        return text
    simple: str = _converter().convert(text)
    if len(simple) == len(text):
        return _within_plane(text, simple)
    # A phrase rule changed the length: convert the halves, down to single characters, so that offsets hold.
    if len(text) == 1:
        return text
    middle = len(text) // 2
    return _simplify(text[:middle]) + _simplify(text[middle:])


# Simplified forms that no one types stand beyond the ideographs of the basic plane: 蔄山镇 keeps its 蔄.
_RARE_HAN = regex("[㐀-䶿\U00020000-\U0003ffff]")


def _within_plane(text: str, simple: str) -> str:
    if _RARE_HAN.search(simple) is None:
        return simple
    return "".join(was if _RARE_HAN.match(became) else became for was, became in zip(text, simple, strict=True))


def shadow(text: str) -> str:
    """The matching form of `text`, of equal length.

    >>> shadow("開展「雙培雙帶」，２０１２年ＧＤＰ")
    '开展“双培双带”,2012年gdp'
    """
    if len(text) < _LONG:
        return _short_shadow(text)
    # Whatever is simple needs no look for what is not.
    found = _looked_up(text, _FOLDS.simple_table)
    return _folded(_simplify(text)) if found is None else found


@lru_cache(maxsize=_SHORT_KEPT)
def _short_shadow(text: str) -> str:
    return _simplify(text).translate(_FOLDS)


@cache
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def to_traditional(text: str) -> str:
    """Our own wording for readers of Traditional Chinese. Never applied to what a report says."""
    written: str = _traditional().convert(text)
    return written


def is_traditional(text: str) -> bool:
    """Whether a text is written in Traditional characters: at least one Han character in fifty has a simpler form.

    Simplified text converts to itself but for a few characters (著, 乾) that both scripts use.
    """
    han = [char for char in text if "一" <= char <= "鿿"]
    changed = sum(a != b for a, b in zip(text, _simplify(text), strict=True))
    return changed * 50 >= max(len(han), 1) and changed > 0


def has_word(text: str) -> bool:
    """Whether there is anything to search for: one letter, digit or Han character."""
    return _HAN_OR_LATIN.search(text) is not None
