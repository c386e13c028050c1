"""Removes the pinyin that a script converter leaves behind characters: 發(fā)布 → 發布.

Such converters insert the reading of a rare character in brackets, in Traditional pages mostly. Whether a page is
glossed is decided on the whole page, so that (GDP), (km), (一) and a single reading in a text about names stay.

Some of them worked on GBK bytes, not on characters, and tore a character apart where the second byte of one and the
first byte of the next happened to spell a glossed character: in 家嶺 (BC D2 8E 58) they saw D2 8E, which is 規, and
wrote its reading between: 家?guī)X. The page's other glosses tell that guī stands for 規, so the bytes can be joined.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache

from rag.language.regex import regex

_FEWEST_GLOSSES = 3  # different toned readings; fewer may be a text that explains a character or two
_LETTERS = "a-zɑɡüêāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ\u0300\u0301\u0304\u0308\u030c"
_GLOSS = regex(rf"(?<=[㐀-鿿])[(（]([{_LETTERS}]{{1,12}})[)）]")
_TORN = regex(rf"([㐀-鿿])[?？\ufffd]{{1,2}}[(（]?([{_LETTERS}]{{1,12}})[)）]([@-~])")
_TONES = "\u0300\u0301\u0304\u030c"
_UNITS = frozenset({"ha"})  # hectare: also a syllable, and it stands behind 公顷
_LIKE_LATIN = str.maketrans("ɑɡ", "ag")

_INITIALS = {
    "": "a o e ai ei ao ou an en ang eng er",
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan ü üe",
    "l": "a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un ü üe",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "ch": "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "sh": "a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
    "r": "e i ao ou an en ang eng ong u ua uo ui uan un",
    "z": "a e i ai ei ao ou an en ang eng ong u uo ui uan un",
    "c": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    "s": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    "y": "a o e ao ou an ang ong i in ing u ue uan un",
    "w": "a o ai ei an en ang eng u",
}
_SYLLABLES = frozenset(initial + final for initial, finals in _INITIALS.items() for final in finals.split())


def strip_glosses(text: str) -> str:
    """`text` without the converter's readings, torn characters mended. A page that is not glossed comes back as it is.

    >>> strip_glosses("發(fā)展農(nóng)業(yè)(一)，規(guī)模3(km)，王家?guī)X現(xiàn)代")
    '發展農業(一)，規模3(km)，王家嶺現代'
    """
    matches = list(_GLOSS.finditer(text))
    toned = {_plain(match[1]) for match in matches if _is_toned(match[1])}
    if len(toned) < _FEWEST_GLOSSES:
        return text
    glossed: dict[str, set[str]] = defaultdict(set)
    for match in matches:
        glossed[_composed(match[1])].add(text[match.start() - 1])
    return _GLOSS.sub(_without, _TORN.sub(lambda torn: _mended(torn, glossed), text))


def _without(match: re.Match[str]) -> str:
    syllable = _plain(match[1])
    is_reading = _is_toned(match[1]) or (syllable in _SYLLABLES and syllable not in _UNITS)
    return "" if is_reading else match[0]


def _mended(torn: re.Match[str], glossed: dict[str, set[str]]) -> str:
    """The torn character put together again where exactly one reading of the bytes is possible, else as it was."""
    before, reading, last = torn.groups()
    lost = {_lost(before, seen, last) for seen in glossed.get(_composed(reading), ())} - {None}
    return f"{before}{lost.pop()}" if len(lost) == 1 else torn[0]


def _lost(before: str, seen: str, last: str) -> str | None:
    """家, 規, X → 嶺: `seen` begins with the last byte of `before` and ends with the first byte of what was lost."""
    try:
        first, second = before.encode("gbk"), seen.encode("gbk")
        if len(first) != 2 or len(second) != 2 or first[1] != second[0]:
            return None
        return bytes((second[1], ord(last))).decode("gbk")
    except UnicodeError:  # not a GBK character: the page was torn by something else
        return None


def _composed(reading: str) -> str:
    return unicodedata.normalize("NFC", reading.translate(_LIKE_LATIN))


@cache
def _plain(reading: str) -> str:
    """A reading without its tone: guī → gui, lǜ → lü."""
    decomposed = unicodedata.normalize("NFD", reading.translate(_LIKE_LATIN))
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES))


@cache
def _is_toned(reading: str) -> bool:
    """One syllable with exactly one tone mark."""
    decomposed = unicodedata.normalize("NFD", reading)
    return sum(char in _TONES for char in decomposed) == 1 and _plain(reading) in _SYLLABLES
