"""Lists of those that were honoured or chosen: 被评为P先进镇, 被列为P试点, 在P考核中获奖.

Only a sentence that tells the honour answers, not every one that tells of the thing.

Left out: an honour that is told in a sentence that does not say for what.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.language.regex import regex

_PRIZE = r"(?:奖(?![励学金补])|称号|荣誉|表彰|表扬|嘉奖|锦旗|奖牌|先进|优秀|第[一二三]名?|冠军)"
# How an honour is given; and how a place is chosen for something.
_HONOURED = (
    rf"评[为上]|评选[为上出]|评定为|评先|获评|授予|命名为?|被?表彰|通报表扬|嘉奖|荣获|[获得拿]了?{_PRIZE}"
    rf"|[获得拿](?:得|到)?[^,。]{{1,14}}{_PRIZE}"
)
_CHOSEN = (
    r"列为|列入(?![^,。]{0,8}[计规]划)|[确选认]?定为|选为|入选|挂牌"
    r"|纳入[^,。]{0,10}(?:试点|示范)|作为[^,。]{0,10}(?:试点|示范|样板)"
)
_GIVEN = regex(rf"{_HONOURED}|{_CHOSEN}")
# What it is given for: asked for, it must be told, as what the place is or together with how it was given.
_RANK = regex(r"先进|示范|试点|样板|模范|明星|标兵|优秀|红旗|达标|[特一二三]等奖|第[一二三]名|冠军|亚军|季军")
_HELD = r"[一-鿿]{0,3}?(?:村|镇|乡|县|市|区|街道|点|单位|集体|典型|称号|基地|奖)"
_IS_ONE = regex(rf"是[^,。?]{{0,16}}?(?:{_RANK.pattern}){_HELD}[?。]*$|(?:{_RANK.pattern}){_HELD}(?:有|是)哪些")
_ITS_VILLAGE = regex(r"(?![一-鿿]{0,6}?(?:下辖|共有|所有|各|全))[一-鿿]{1,6}?(?<![各全乡农])(?:村|社区)(?![镇委民])")
_A_VILLAGES = regex(r"(?:先进|示范|试点|样板|明星|特色|文明)[一-鿿]{0,3}(?:村|社区)")
_SHARED = ("试点",)  # of these any word tells: 先行试点, 在A镇试点


def asks_honour(question: str) -> bool:
    """Whether the shadow of a list question asks for places that were honoured or chosen.

    >>> asks_honour("哪些镇被评为双培双带先进镇?"), asks_honour("哪些镇开展了双培双带?")
    (True, False)
    """
    return _GIVEN.search(question) is not None or _IS_ONE.search(question) is not None


def tells_honour(question: str, sentence: str) -> bool:
    """Whether a sentence tells the honour that the question asks for; True of a question for none (both shadows)."""
    given, ranks = _asked(question)
    if not given and not ranks:
        return True
    is_given = _GIVEN.search(sentence) is not None
    if not ranks:
        return is_given
    return any(
        rank in sentence and (is_given or rank in _SHARED or regex(rf"{rank}{_HELD}").search(sentence) is not None)
        for rank in ranks
    )


def is_a_villages(question: str, sentence: str, town: str) -> bool:
    """Whether the honour that a sentence tells is only that of villages of the town, where towns' own is asked.

    >>> is_a_villages("哪些镇被评为先进?", "授予湖溪镇郭宅二村等3个村特色村称号。", "湖溪镇")
    True
    """
    if not asks_honour(question) or _A_VILLAGES.search(question) or town not in sentence:
        return False
    return all(_ITS_VILLAGE.match(sentence, found.end()) for found in re.finditer(re.escape(town), sentence))


@lru_cache(maxsize=256)
def _asked(question: str) -> tuple[bool, tuple[str, ...]]:
    """Whether an honour is asked for, and of what rank."""
    if not asks_honour(question):
        return False, ()
    return True, tuple(dict.fromkeys(found.group() for found in _RANK.finditer(question)))
