"""The county whose site a report's dateline names: 虞城|网讯, 邓州|融媒讯.

Left out: datelines of newspapers, which tell of many counties, and who wrote a report (`bylines.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rag.language.regex import regex
from rag.types import Level, Place

_OPENING = 200  # code points of a body in which its dateline stands
# A line that opens with a county, its site and 讯, and no word that 讯 begins.
_SITE = regex(
    r"(?m)^[\s(\[【]*(?:云上|掌上)?(?P<name>[一-鿿]{2,4}?)[县市区]?(?:新闻|党建|政府|融媒体?|先锋|在线|政务|信息)?网?讯"
    r"(?![息员号问速道期])"
)


def county_of_dateline(text: str, shortened: Callable[[str], Sequence[Place]]) -> Place | None:
    """The county, if its short name means no other; `text` is a body's shadow, `shortened` as in `PlaceFinder`.

    >>> county_of_dateline("本报讯 近日", lambda name: [])
    """
    for found in _SITE.finditer(text, 0, _OPENING):
        places = [place for place in shortened(found["name"]) if not place.present]
        if [place.level for place in places] == [Level.COUNTY]:
            return places[0]
    return None
