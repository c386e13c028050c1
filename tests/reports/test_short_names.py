"""Short names of cities and counties that the part of them behind vouches for."""

from __future__ import annotations

import pytest

from rag.reports.gazetteer import Gazetteer
from rag.reports.places import PlaceFinder

FINDER = PlaceFinder(Gazetteer.load())


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("记者在高碑店辛立庄镇看到大棚", ["高碑店市", "辛立庄镇"]),
        ("昨日,镇江新区大港街道开展了清洁行动", ["镇江市", "大港街道"]),
        ("忻州城区前进街、新建路等地", ["忻州市"]),
        ("供水影响西湖城区等地", []),  # a district has no 城区 of its own
    ],
)
def test_a_part_vouches_for_the_short_name_before_it(text: str, places: list[str]) -> None:
    assert [item.place.name for item in FINDER.mentions_of_shadow(text)] == places
