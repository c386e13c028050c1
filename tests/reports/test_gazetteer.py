"""The gazetteer of the repository: what it knows, how it loads, and that its data file is what the builder makes."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rag.reports.gazetteer import DATA_FILE, Gazetteer, Table, short_name
from rag.reports.gazetteer_build import build
from rag.types import Level, Place

SHARED = Path(os.environ.get("XIANGWEN_SHARED") or Path(__file__).parents[3] / "shared")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def test_a_county_knows_what_it_lies_in(gazetteer: Gazetteer) -> None:
    assert gazetteer.named("西乡县") == [Place("西乡县", Level.COUNTY, "610724", ("陕西省", "汉中市"))]


@pytest.mark.parametrize(("old", "code", "now"), [("旬阳县", "610981", "旬阳市"), ("凤翔县", "610305", "凤翔区")])
def test_a_renamed_county_keeps_its_name_and_gets_todays(gazetteer: Gazetteer, old: str, code: str, now: str) -> None:
    place = gazetteer.named(old)[0]
    assert (place.name, place.code, place.present) == (old, code, now)
    assert old in [earlier.name for earlier in gazetteer.earlier(gazetteer.at(code) or place)]


def test_a_county_whose_land_became_a_city_has_no_code(gazetteer: Gazetteer) -> None:
    assert {place.code for place in gazetteer.named("邯郸县")} == {None}


def test_towns_of_one_name_are_told_apart_by_county(gazetteer: Gazetteer) -> None:
    counties = {place.within[-1] for place in gazetteer.named("夏官营镇")}
    assert counties == {"榆中县", "迁安市"}
    assert gazetteer.town_shorts("620123")["夏官营"].code == "620123101"


def test_a_city_without_counties_has_its_towns(gazetteer: Gazetteer) -> None:
    assert gazetteer.named("小榄镇")[0].within == ("广东省", "中山市")
    assert "小榄" in gazetteer.town_shorts("4420")


def test_everyday_words_are_marked(gazetteer: Gazetteer) -> None:
    assert all(gazetteer.ordinary(word) for word in ("和平", "建设", "团结", "前进"))
    assert not any(gazetteer.ordinary(word) for word in ("夏官营", "神河", "化龙堰"))


def test_unknown_names_and_codes_give_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.named("云岭县") == gazetteer.shortened("") == []
    assert gazetteer.at("999999") is None
    assert not gazetteer.knows("") and not gazetteer.knows_short("的")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("夏官营镇", "夏官营"),
        ("和平街街道", "和平街"),
        ("宽甸满族自治县", "宽甸"),
        ("长潭河侗族乡", "长潭河"),
        ("内蒙古自治区", "内蒙古"),
        ("房县", "房县"),
        ("杨镇", "杨镇"),
        ("街道", "街道"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


def test_rows_can_be_given_by_hand() -> None:
    table = Table.parse("99\t云省\t\t\n999901\t云岭县\t\t\n999908\t岭县\t\t999901")
    place = Gazetteer(table).named("岭县")[0]
    assert (place.code, place.present, place.within) == ("999901", "云岭县", ("云省",))


def test_the_data_file_is_small_and_loads_without_heavy_libraries() -> None:
    assert DATA_FILE.stat().st_size < 1_000_000
    script = (
        "import sys, time; start = time.perf_counter(); from rag.reports.gazetteer import Gazetteer; "
        "Gazetteer.load().named('房县'); print(time.perf_counter() - start, 'numpy' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    # The aim is 0.25 s; a busy two-core machine may take several times as long.
    assert float(shown[0]) < 2
    assert shown[1] == "False"


def test_the_builder_gives_the_same_bytes_and_takes_every_kind_of_row(tmp_path: Path) -> None:
    header = "code,name,type,short_name,pinyin,parent_code\n"
    (tmp_path / "province.csv").write_text(header + "99,云省,省,云,yun,\n", encoding="utf-8")
    (tmp_path / "city.csv").write_text(header + "9901,岭市,地级市,岭,ling,99\n", encoding="utf-8")
    (tmp_path / "county.csv").write_text(header + "990182,云岭市,县级市,云岭,yun,9901\n", encoding="utf-8")
    towns = header + "990182101,青石镇,镇,白石,qing,990182\n990182102,清河镇,镇,清河,qing,990182\n"
    (tmp_path / "town.csv.gz").write_bytes(gzip.compress(towns.encode()))
    streets = (
        "code,name,areaCode,provinceCode,cityCode\n990182102,河镇乡,990182,99,9901\n990182103,没了乡,990182,99,9901\n"
    )
    (tmp_path / "street_2023.csv.gz").write_bytes(gzip.compress(streets.encode()))
    history = {"990122": "云岭县", "990182": "云岭市", "990123": "分家县"}
    changes = {"990122": ["990182"], "990123": ["990182", "990199"]}
    (tmp_path / "mumuy_county_history.json").write_text(json.dumps(history), encoding="utf-8")
    (tmp_path / "mumuy_county_changes.json").write_text(json.dumps(changes), encoding="utf-8")
    data = build(tmp_path)
    assert data == build(tmp_path)
    table, _ordinary = gzip.decompress(data).decode().rsplit("\n", 1)
    gazetteer = Gazetteer(Table.parse(table))
    assert gazetteer.named("云岭县")[0].present == "云岭市"
    assert gazetteer.named("河镇乡")[0].present == "清河镇"
    assert gazetteer.named("没了乡")[0].code is None
    assert gazetteer.shortened("青石") and not gazetteer.shortened("白石")


@pytest.mark.skipif(not (SHARED / "gazetteer").is_dir(), reason=f"no public lists at {SHARED / 'gazetteer'}")
def test_the_data_file_is_what_the_builder_makes_of_the_public_lists() -> None:
    # Compared unpacked: another zlib may pack the same text into other bytes.
    assert gzip.decompress(build(SHARED / "gazetteer")) == gzip.decompress(DATA_FILE.read_bytes())


@pytest.mark.parametrize(
    ("said", "county"),
    [
        ("阜蒙县", "阜新蒙古族自治县"), ("喀左县", "喀喇沁左翼蒙古族自治县"), ("前郭县", "前郭尔罗斯蒙古族自治县"),
        ("昌黎县", "昌黎县"),
    ],
)  # fmt: skip
def test_an_autonomous_county_by_its_usual_short_name(gazetteer: Gazetteer, said: str, county: str) -> None:
    assert [place.name for place in gazetteer.named(said)] == [county]
