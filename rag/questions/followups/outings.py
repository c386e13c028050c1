"""Where the people of a place went to see or to do something, as a question says it: 去大荔县学习, 考察.

What a question on it asks (去|哪里|考察, 什么时候) is left out. Left out too: which places they saw (`visits.py`).
"""

from __future__ import annotations

from rag.language.regex import regex
from rag.questions.followups.asked_around import Talked
from rag.questions.interrogatives import ASKS
from rag.questions.places.placenames import NamedPlace

_DOING = r"(?:参观|考察|学习|观摩|取经|走访|调研|交流|培训|打工|务工|招商|开会|参会|参赛|演出)+(?![会点团组队者员])"
_OUTING = regex(rf"(?P<go>外出|去|到|赴|前往)(?P<where>[^,，。?？]{{0,14}}?)(?P<going>{_DOING})|(?P<doing>{_DOING})")
_BOUND = regex(r"(?:(?<![过除失出])去|赴|(?<![以过])往|(?<![得到])到|来到)$")


def bound_for(talked: Talked) -> list[NamedPlace]:
    """The places of a question that are gone to (去大荔县学习), beside one that goes there."""
    gone = [place for place in talked.places if _BOUND.search(talked.text[: place.span[0]])]
    is_someone = len(gone) < len(talked.places) or bool(talked.persons)
    return gone if is_someone else []


def outing(talked: Talked) -> str | None:
    """What the people of a question went for, without what it asks: 去考察 of 孔城镇去哪里考察了; None where nobody
    went."""
    found = _OUTING.search(talked.text)
    if found is None:
        return None
    if found["doing"]:
        return talked.question[slice(*found.span("doing"))]
    where = "" if ASKS.search(found["where"]) else talked.question[slice(*found.span("where"))]
    go = "去" if found["go"] == "到" and not where else found["go"]
    return f"{go}{where}{talked.question[slice(*found.span('going'))]}"


def own_doing(topic: str) -> str:
    """The doing in the name of a meeting: what one place calls 观摩会 another calls 观摩活动.

    >>> own_doing("观摩会"), own_doing("运动会"), own_doing("大棚")
    ('观摩', '运动会', '大棚')
    """
    return topic[:-1] if topic.endswith("会") and len(topic) == 3 and _OUTING.fullmatch(topic[:-1]) else topic
