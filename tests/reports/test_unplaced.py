"""Reports that no place was read for: a list of a province or county still has what they tell of places in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.reports.gazetteer import Gazetteer
from rag.reports.no_names import is_no_name
from rag.reports.places import PlaceFinder

# A frame page whose headline tells another site; the places of the text are in the gazetteer, its villages are not.
PAGES = {
    "a.txt": (
        "某某医院网站\n2023年9月19日\n"
        "红网6月16日讯(通讯员陈某)6月15日晚,茶陵县思聪街道青坡村开展了一次别开生面的屋场会,大家围坐一圈。"
        "“我们9组有一条水渠荒废,希望能修。”村民站出来说。畅所欲言。"
    ),
    "b.txt": (
        "桃源县西安镇开起屋场会\n2023年3月29日\n"
        "桃源县西安镇青山村开起了屋场会,全镇干部到会。西安镇收到意见20条。"
    ),
    "c.txt": (
        "旬阳市神河镇开起屋场会\n2023年4月29日\n"
        "旬阳市神河镇柏树村开起了屋场会,全镇干部到会。神河镇收到意见30条。"
    ),
}  # fmt: skip


@pytest.mark.parametrize("question", ["湖南有哪些地方开了屋场会？", "湖南省哪些乡镇开了屋场会？"])
def test_a_list_of_a_province_has_what_unplaced_reports_tell_of_it(
    make_library: Callable[..., Library], question: str
) -> None:
    answer = make_library(PAGES).ask(question)
    assert answer.listing is not None
    assert {item.name for item in answer.listing.items} == {"西安镇", "思聪街道"}
    assert answer.text.startswith("共查 2 篇")


def test_a_town_listed_in_the_county_of_its_site_is_placed_there() -> None:
    places = PlaceFinder(Gazetteer.load()).own_places(
        "张楼乡柏树村:民主决策换新颜",
        "张楼乡柏树村运用四议两公开工作法处理村级事务。张楼乡的村民都说好,全乡推开。",
        publisher_and_site=["邓州党建网"],
    )
    assert [place.name for place in places][:2] == ["邓州市", "张楼乡"]


def test_the_cities_and_counties_within_a_province() -> None:
    gazetteer = Gazetteer.load()
    within = {place.name for place in gazetteer.large_within("43")}
    assert {"株洲市", "茶陵县"} <= within
    assert "旬阳市" not in within
    assert gazetteer.large_within("430224") == gazetteer.large_within("") == []


@pytest.mark.parametrize("name", ["所有村", "部分镇", "全部乡", "许多村", "上报给村", "反馈到镇", "高度重视村"])
def test_so_many_places_and_doings_are_no_names(name: str) -> None:
    assert is_no_name(name)


@pytest.mark.parametrize("name", ["团结村", "前进镇", "新联合村", "张油坊村", "红旗团结村", "新华联合村", "分乡镇"])
def test_names_that_hold_verbs_are_names(name: str) -> None:
    assert not is_no_name(name)
