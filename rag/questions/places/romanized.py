"""Places of the pile written in Latin letters: Shenhe Town, Xiaguanying, Xunyang County, Luofu Xiang.

A name is spelled as Hanyu Pinyin spells it, without tones, run together or syllable by syllable. The few
large places with a spelling of their own (Shaanxi, Inner Mongolia) are named; left out: older romanizations (Peking).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from rag.language.regex import regex
from rag.language.spans import overlaps
from rag.questions.interrogatives import ENGLISH_STOP
from rag.questions.places.placenames import NamedPlace
from rag.types import Level, Place, Span

_MOST_READINGS = 16  # of one name: 长乐重 has eight; more are names nobody can spell
_MOST_WORDS = 4  # Xia Guan Ying Zhen
_U_UMLAUT = ("ü", "v", "u")  # Lüshun is written in all three ways; the library gives v
# Short names whose official spelling is not their pinyin without tones (the provinces' own names in English).
_OWN = {
    "陕西": "shaanxi",
    "内蒙古": "innermongolia",
    "西藏": "xizang tibet",
    "哈尔滨": "harbin",
    "呼和浩特": "hohhot",
    "乌鲁木齐": "urumqi",
    "拉萨": "lhasa",
    "齐齐哈尔": "qiqihar",
    "鄂尔多斯": "ordos",
    "香港": "hongkong",
    "澳门": "macao macau",
}
_WORD = regex(r"[A-Za-zü'’ʼ`]+")
_MARK = regex(r"['’]s$|['’ʼ`]")  # Guo'an, Guo’an, Guo'an's
_GENERIC = regex(r"[\s,]*\b(?P<generic>towns?|townships?|count(?:y|ies)|district|city|villages?|province)\b", re.I)
_LEVELS = {
    "town": {Level.TOWN},
    "coun": {Level.COUNTY},
    "dist": {Level.COUNTY},
    "city": {Level.CITY, Level.COUNTY},
    "vill": {Level.VILLAGE},
    "prov": {Level.PROVINCE},
}


# A name in capitals before what kind of place it is.
_CALLED = regex(
    r"\b(?P<name>[A-Z][a-zü'’ʼ`]+(?: [A-Z][a-zü'’ʼ`]+){0,2}) (?:[Tt]own|[Tt]ownship|[Cc]ounty|[Dd]istrict|[Vv]illage)\b"
)
_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia"
    r"|ie|iu|ua|ui|uo|ue|üe|a|o|e|i|u|ü|v)|ang|eng|ai|ei|ao|ou|an|en|er|a|o|e)"
)
_PINYIN = regex(rf"{_SYLLABLE}+")


_HAN_BEHIND = regex(r"\s*[(（“\"]?[一-鿿]")


def unknown_in(question: str, known: Iterable[Span]) -> list[str]:
    """The names of places that a question writes in Latin letters as Pinyin does, other than those `known`.

    >>> unknown_in("How many people live in Guo'an Village?", [])
    ["Guo'an Village"]
    """
    taken = list(known)
    # Koutou Village (口头村) is asked for by its name.
    spelled = (one for one in _CALLED.finditer(question) if not _HAN_BEHIND.match(question, one.end()))
    found = (one for one in spelled if not overlaps(one.span(), taken))
    return [one.group() for one in found if all(map(_is_pinyin, one["name"].lower().split()))]


def _is_pinyin(word: str) -> bool:
    return word not in ENGLISH_STOP and _PINYIN.fullmatch(_MARK.sub("", word)) is not None


class RomanizedTable:
    """Latin spelling → places of the pile. Built once for an index version, at the first question that needs it."""

    def __init__(self, known: Iterable[Place], names: Callable[[Place], tuple[str, ...]]) -> None:
        self._by_spelling: dict[str, list[Place]] = {}
        for place in known:
            said = {place.name, *names(place)}
            if len(place.name) == 2:  # 房县 is Fang County in English, and 房 no name in Chinese
                said.add(place.name[0])
            for spelling in {spelling for name in said for spelling in spellings(name)}:
                self._by_spelling.setdefault(spelling, []).append(place)

    def named_in(self, question: str) -> list[NamedPlace]:
        """The places that a question names in Latin letters with a capital, in order, with their Chinese names."""
        found: list[NamedPlace] = []
        written = list(_WORD.finditer(question))
        for at, word in enumerate(written):
            if found and word.start() < found[-1].span[1]:
                continue
            if named := self._named_at(question, written[at : at + _MOST_WORDS]):
                found.append(named)
        return found

    def _named_at(self, question: str, written: list[re.Match[str]]) -> NamedPlace | None:
        """The longest name that begins with the first of the words."""
        if not written[0].group()[0].isupper():
            return None
        for count in range(len(written), 0, -1):
            words = written[:count]
            start, end = words[0].start(), words[-1].end()
            spelled = "".join(_MARK.sub("", word.group()) for word in words).lower()
            places = self._by_spelling.get(spelled, [])
            generic = _GENERIC.match(question, end)
            if generic:
                levels = _LEVELS[generic["generic"].lower()[:4]]
                places = [place for place in places if place.level in levels]
            else:  # Fang alone is a word like any other
                places = [place for place in places if len(place.name) > 2 or spelled in spellings(place.name)]
            if places:
                return NamedPlace((start, generic.end() if generic else end), places[0].name, tuple(places))
        return None


def spellings(name: str) -> set[str]:
    """How a Chinese name may be spelled in Latin letters; none where it has a character without a reading.

    >>> sorted(spellings("吕梁")), spellings("𠮷镇")
    (['luliang', 'lvliang', 'lüliang'], set())
    """
    if name in _OWN:
        return set(_OWN[name].split())
    readings = [_readings(char) for char in name]
    if not all(readings):
        return set()
    return {"".join(chosen) for chosen in itertools.islice(itertools.product(*readings), _MOST_READINGS)}


@lru_cache(maxsize=8192)
def _readings(char: str) -> tuple[str, ...]:
    """The readings of a character without tones, the commonest first."""
    from pypinyin import Style, pinyin  # its dictionary takes half a second to load, and few questions are English

    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    written = (form for group in found for reading in group for form in _forms(reading))
    return tuple(dict.fromkeys(written))


def _forms(reading: str) -> tuple[str, ...]:
    return tuple(reading.replace("v", letter) for letter in _U_UMLAUT) if "v" in reading else (reading,)
