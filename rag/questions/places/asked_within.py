"""The place within which a list is asked, where no report is filed under it: 武陵县哪些镇…, asked of a city's report.

Left out: the places with reports of their own, and those that are only gone to or worked with (`places_asked.py`).
"""

from __future__ import annotations

from dataclasses import replace

from rag.language.regex import regex
from rag.questions.places.placenames import NamedPlace
from rag.questions.places.places_asked import PlacesAsked
from rag.reports.place_reading import RANK
from rag.types import Level

_ITS_PARTS = regex(
    r"的?(?:境内|市内|县内|辖区内?|下辖|内)?的?(?:有|共有)?(?:哪些|哪几|哪个|多少个?|几个)[镇乡村街县市区社]"
)
# Before a place that opens a question stands nothing but when, and words that ask.
_BEFORE = regex(
    r"(?:请问|想问|问一?下|那么?|在|到|截[至止]|关于|[报资][道料][里中]|[今去前本当]年|[上下]半年|[一二三四]季度|\d{1,4}[年月日号]?"
    r"|[年月][底初末中]|以来|期间|[,，、:：])*"
)


def with_asked_within(text: str, asked: PlacesAsked, level: Level | None) -> PlacesAsked:
    """The places in the shadow of a list question, that among the `mentioned` which the list is asked within taken for
    `named`: it opens the question, or is said right before what is asked for; and it is larger than that (`level`)."""
    within = [one for one in asked.mentioned if _is_larger(one, level) and _is_scope(text, asked, one)][:1]
    if not within:
        return asked
    # 长河市武陵县哪些镇: the city only tells which county is meant.
    named = [one for one in asked.named if not _holds(one, within[0])]
    mentioned = tuple(one for one in asked.mentioned if one not in within)
    return replace(asked, named=(*named, *within), mentioned=mentioned)


def _is_larger(one: NamedPlace, level: Level | None) -> bool:
    return bool(one.places) and all(level is None or RANK[place.level] < RANK[level] for place in one.places)


def _is_scope(text: str, asked: PlacesAsked, one: NamedPlace) -> bool:
    start, end = one.span
    return bool(_ITS_PARTS.match(text, end)) or (not asked.named and bool(_BEFORE.fullmatch(text, 0, start)))


def _holds(larger: NamedPlace, one: NamedPlace) -> bool:
    return any(own.name in place.within for own in larger.places for place in one.places)
