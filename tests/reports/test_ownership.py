"""Whose report a text is, where no list knows the place: titles, counties beside a name, newspapers, renamings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rag.reports.extract import extract_articles
from rag.reports.gazetteer import Gazetteer
from rag.reports.places import PlaceFinder, same
from rag.reports.renames import renames
from rag.types import Level, Place, RawPage

FINDER = PlaceFinder(Gazetteer.load())
SHARED = Path(os.environ.get("XIANGWEN_SHARED") or Path(__file__).parents[3] / "shared")
COUNTY = Place("云渚县", Level.COUNTY)
TOWN = Place("白芷镇", Level.TOWN, None, ("云渚县",))

OWNERS = [
    # title, body, byline, publisher and site, owner
    (
        "白芷镇:一把镰刀磨亮好日子",
        "正月里,云渚县白芷镇开了炉。镇上办厂12家,全镇受益。",
        "",
        ["澜川日报"],
        "云渚县 白芷镇",
    ),
    ("白芷镇记事", "白芷镇的事,从一场误会开始。镇党委想了办法。后来,云渚县白芷镇推开。", "", [], "云渚县 白芷镇"),
    (
        "丰产镇推行“五员进组”",
        "“谢谢你们。”丰产镇的农户说。今年,云渚县丰产镇推行新办法,全镇受益。",
        "",
        [],
        "云渚县 丰产镇",
    ),
    ("白芷镇:劳务大镇盼人归", "白芷镇是云渚县有名的劳务大镇,全镇1万人。", "", ["云渚新闻网"], "云渚县 白芷镇"),
    ("白芷镇老桥修好了", "云渚县拨款60万元,白芷镇群众捐款。全镇出工200人。", "", ["云渚日报"], "云渚县 白芷镇"),
    ("白芷镇老桥修好了", "白芷镇群众捐款。全镇出工200人。", "", ["云渚日报"], "白芷镇"),
    (
        "云渚区:设区三年看变化",
        "国务院同意撤销云渚县,设立云渚区。今天云渚区的路近了。全区修路。区委满意。",
        "",
        [],
        "云渚区",
    ),
    ("“三个一”让白芷镇活起来", "清晨,走进云渚县白芷镇,机器声响。全镇抓产业,镇党委带头。", "", [], "云渚县 白芷镇"),
    (
        "抓班子 带队伍",
        "白芷镇是全县的伞乡。镇党委分片联户,全镇参加。",
        "白芷镇党委",
        ["中共云渚县委组织部"],
        "云渚县 白芷镇",
    ),
    ("溪口乡到外地学经验", "溪口乡组织干部外出。全乡表态,溪口乡党委抓落实。", "", ["云渚县"], "云渚县 溪口乡"),
    ("苍山乡“小园”美了农家", "苍山乡建园200个,全乡美。乡党委满意。", "", ["云渚县农业局"], "云渚县 苍山乡"),
    ("白芷镇清水养蟹", "云渚县白芷镇养蟹。全镇到雁丘县溪口乡学习经验。", "", [], "云渚县 白芷镇"),
    # A county on no list, told by what publishes: a town in the headline, or the only one that is named, is its own.
    ("溪口乡修渠见实效", "连日来,溪口乡五台挖掘机清挖淤泥。渠通水到。", "", ["云渚县人民政府网"], "云渚县 溪口乡"),
    ("月亮底下的课堂", "晚上八点,溪口乡高坎村的院坝里坐满了人。", "", ["云渚县融媒体中心"], "云渚县 溪口乡"),
    ("两处新渠通水", "昨日,溪口乡的渠通了水。白芷镇的渠也通了水。", "", ["云渚县人民政府网"], ""),
    # A county that speaks of itself by name alone, on the site of its party or none.
    ("云渚岭县党建引领促发展", "云渚岭县各乡镇都有新样子。白芷镇、溪口乡修了路。", "", [], "云渚岭县"),
    ("小村庄的大变化", "云渚岭县各乡镇都有新样子。白芷镇、溪口乡修了路。", "", ["云渚岭县党建网"], "云渚岭县"),
    ("巴黎市中心传来枪声", "巴黎市中心有一家珠宝店。", "", [], ""),
    ("蓄滞洪区大撤离", "蓄滞洪区今晨开始撤离。", "", [], ""),
    # A district named for a bay, which is a word elsewhere.
    ("白芷镇见闻", "走进云渚湾区白芷镇,机器声响。", "", ["云渚湾区人民政府网"], "云渚湾区 白芷镇"),
    ("大湾区见闻", "走进大湾区白芷镇,机器声响。全镇忙。", "", ["大湾区新闻网"], ""),
    # A county on no list that ends like one of the lists (霞浦县), named whole by its office.
    ("白芷镇见闻", "走进泺霞浦县白芷镇,机器声响。全镇忙。", "", ["泺霞浦县人民政府网"], "泺霞浦县 白芷镇"),
    ("白芷镇见闻", "走进霞浦县白芷镇,机器声响。全镇忙。", "", ["闽霞浦县人民政府网"], "霞浦县 白芷镇"),
    ("城镇建设迈大步", "近年来城镇建设快速推进,城镇变样。全镇参与,镇党委重视。", "", [], ""),
    ("乡镇企业活力足", "乡镇企业发展快,乡镇企业又增加。全乡受益。", "", [], ""),
    ("集镇改造提速", "集镇改造有序推进,集镇面貌新。镇党委满意。", "", [], ""),
    ("江南水乡焕新颜", "江南水乡焕新颜。江南水乡游人多。全乡增收。", "", [], ""),
    ("易地搬迁安置区后续帮扶", "安置区后续帮扶跟上,安置区住户安心。全区落实。", "", [], ""),
]


@pytest.mark.parametrize(("title", "body", "byline", "site", "owner"), OWNERS)
def test_whose_report(title: str, body: str, byline: str, site: list[str], owner: str) -> None:
    assert " ".join(place.name for place in FINDER.own_places(title, body, byline, site)) == owner


def test_a_town_lies_in_the_county_beside_its_name() -> None:
    owners = FINDER.own_places("白芷镇:火热开工", "正月初八,云渚区白芷镇开工。全镇忙。", "", ["澜川日报"])
    assert owners == (Place("云渚区", Level.COUNTY), Place("白芷镇", Level.TOWN, None, ("云渚区",)))


@pytest.mark.parametrize(
    ("dateline", "owner"),
    [
        ("虞城网讯 ", "虞城县 白芷镇"),
        ("鄧州網訊 ", "邓州市 白芷镇"),
        ("邓州市融媒讯(记者李明)", "邓州市 白芷镇"),
        ("本报讯 ", "白芷镇"),
        ("新华网讯 ", "白芷镇"),
        ("南阳网讯 ", "白芷镇"),
    ],
)
def test_the_site_of_a_dateline_tells_the_county(dateline: str, owner: str) -> None:
    body = f"{dateline}1月19日,白芷镇党委书记带队到砚坪镇青杠村和曹县马寨社区参观学习。返回后,全镇行动。"
    assert " ".join(place.name for place in FINDER.own_places("白芷镇外出学习", body)) == owner


def test_a_short_county_of_the_pile_before_the_towns_own() -> None:
    body = "白芷镇的群众议事。全镇参加,镇党委到场。白芷镇已议三轮。"
    assert PlaceFinder(Gazetteer.load(), [COUNTY]).own_places("云渚白芷:议事在院坝", body) == (COUNTY, TOWN)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("云渚区(原云渚县)抓党建", [("云渚县", "云渚区")]),
        ("雲渚縣（現雲渚區）", [("云渚县", "云渚区")]),
        ("国务院批复同意撤销云渚县，设立云渚区，原云渚县的辖地不变", [("云渚县", "云渚区")]),
        ("撤销澜川市云渚县,设立澜川市云渚区", [("云渚县", "云渚区")]),
        ("撤销云渚县、设立县级云渚市", [("云渚县", "云渚市")]),
        ("云渚县于2014年9月正式更名为云渚市。", [("云渚县", "云渚市")]),
        ("云渚县撤县设区以来", [("云渚县", "云渚区")]),
        ("将白芷乡改为白芷镇,白芷镇(原白芷乡)", [("白芷乡", "白芷镇")]),
        ("纪念撤县设区三十周年", []),
        ("全县撤乡设镇,撤乡并镇", []),
        ("把荒山改为茶园区,书记(原任白芷镇)", []),
        ("撤销处分。设立办公区", []),
        ("(原", []),
        ("", []),
    ],
)
def test_renames(text: str, pairs: list[tuple[str, str]]) -> None:
    assert renames(text) == pairs


def test_a_place_renamed_in_the_pile_is_one_place() -> None:
    finder = PlaceFinder(Gazetteer.load(), [COUNTY], {"云渚县": "云渚区"})
    today = Place("云渚区", Level.COUNTY)
    assert finder.same(COUNTY, today) and not same(COUNTY, today)
    assert same(Place("云渚县", Level.COUNTY, present="云渚区"), today)
    assert set(finder.names(COUNTY)) == {"云渚县", "云渚区", "云渚"} == set(finder.names(today))
    owner = finder.own_places("云渚县:筑巢引雁", "云渚县今年招工,全县受益。县委重视。")[0]
    assert (owner.name, owner.present) == ("云渚县", "云渚区")
    later = PlaceFinder(Gazetteer.load(), [today, Place("白芷镇", Level.TOWN, None, ("云渚区",))], {"云渚县": "云渚区"})
    owners = later.own_places("白芷镇办实事", "白芷镇党委办实事,全镇满意。", "", ["中共云渚县委组织部"])
    assert [(place.name, place.present, place.within) for place in owners] == [
        ("云渚县", "云渚区", ()),
        ("白芷镇", None, ("云渚区",)),
    ]
    assert COUNTY.name in [place.name for place in finder.resolve("云渚区")]
    assert finder.same(TOWN, Place("白芷镇", Level.TOWN, None, ("云渚区",)))


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("金岭营村的物业服务公司做了哪些项目?", ["金岭营村"]),
        ("請問白芷鎮今年種了多少畝?", ["白芷镇"]),
        ("白芷镇和石蕊镇谁先开展?", ["白芷镇", "石蕊镇"]),
        ("云渚区有哪些乡镇参加?", ["云渚区"]),
        ("青岛市有哪些乡镇开展了活动?", ["青岛市"]),
        ("哪些乡镇开展了活动?", []),
        ("有哪些村办了合作社?", []),
        ("哪个村最多?", []),
        ("什么地方?", []),
        ("那个镇后来怎样?", []),
        ("还有哪些镇?", []),
        ("空壳村怎么消除?", []),
        ("区域经济怎么样?", []),
        ("乡村振兴怎么做?", []),
    ],
)
def test_a_question_names_a_place_once(question: str, places: list[str]) -> None:
    assert [mention.place.name for mention in FINDER.mentions(question)] == places


def test_villages_of_an_enumeration_keep_their_towns() -> None:
    text = "按照白芷镇南坪村“养殖型”、何家山村“旅游型”、峡口镇江岸村“茶叶型”的思路,一村一策。"
    found = [(item.place.name, item.place.within[-1:]) for item in FINDER.mentions(text, [COUNTY])]
    assert found == [
        ("白芷镇", ("云渚县",)),
        ("南坪村", ("白芷镇",)),
        ("何家山村", ("云渚县",)),
        ("峡口镇", ("云渚县",)),
        ("江岸村", ("峡口镇",)),
    ]
    assert [item.place.name for item in FINDER.mentions("江苏省镇江市的村庄")] == ["江苏省", "镇江市"]


@pytest.mark.skipif(not (SHARED / "reports").is_dir(), reason=f"no real pages at {SHARED / 'reports'}")
def test_the_real_pages() -> None:
    owners = []
    for path in sorted((SHARED / "reports").glob("*.txt")):
        for article in extract_articles(RawPage(str(path), path.name, path.read_bytes()), FINDER):
            owners.append(" ".join(place.name for place in article.places))
    phoenix = [f"凤翔区 {town}" for town in ("范家寨乡", "郭店镇", "汉封乡", "南指挥镇")]
    assert owners == ["旬阳市 神河镇", *phoenix, "房县", "西乡县", "榆中县 夏官营镇"]
