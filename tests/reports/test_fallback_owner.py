"""Whose report it is where no clear sign tells."""

from __future__ import annotations

import pytest

from rag.reports.gazetteer import Gazetteer
from rag.reports.places import PlaceFinder


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return PlaceFinder(Gazetteer.load())


def _owners(finder: PlaceFinder, title: str, body: str) -> list[str]:
    return [place.name for place in finder.own_places(title, body)]


def test_a_report_is_of_the_county_that_all_its_towns_lie_in(finder: PlaceFinder) -> None:
    body = "一、考评得分\n第一名:大法寺镇90.9分\n第二名:余川镇85.1分\n第三名:龙坪镇64.2分\n"
    assert _owners(finder, "关于垃圾治理考评情况的通报", body) == ["武穴市"]


def test_two_towns_are_too_few_and_of_two_counties_it_is_of_none(finder: PlaceFinder) -> None:
    assert _owners(finder, "关于垃圾治理考评情况的通报", "第一名:大法寺镇90.9分\n第二名:余川镇85.1分\n") == []
    body = "武穴市大法寺镇、余川镇、龙坪镇和黄梅县都参加了考评。"
    assert _owners(finder, "关于垃圾治理考评情况的通报", body) != ["武穴市"]


def test_a_title_that_opens_with_a_city_for_short_is_of_that_city(finder: PlaceFinder) -> None:
    assert _owners(finder, "贵港油菜花引来游客", "贵港市的油菜花开了,游客很多。") == ["贵港市"]
    assert _owners(finder, "油菜花引来游客", "油菜花开了,游客很多。") == []
