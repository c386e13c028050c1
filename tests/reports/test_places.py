"""Which places a text names, which of several a name means, and whose report a text is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rag.reports.gazetteer import Gazetteer
from rag.reports.places import PlaceFinder, belongs, same
from rag.types import Level, Place

GAZETTEER = Gazetteer.load()
FINDER = PlaceFinder(GAZETTEER)
SHARED = Path(os.environ.get("XIANGWEN_SHARED") or Path(__file__).parents[3] / "shared")


def county(name: str) -> Place:
    return GAZETTEER.named(name)[0]


def named(text: str, *context: Place) -> list[str]:
    return [mention.place.name for mention in FINDER.mentions(text, context)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("陕西省汉中市西乡县沙河镇枣园村", ["陕西省", "汉中市", "西乡县", "沙河镇", "枣园村"]),
        ("陕西西乡以茶兴县", ["陕西省", "西乡县"]),
        ("榆中夏官营:党建结硕果", ["榆中县", "夏官营镇"]),
        ("旬陽縣神河鎮召開會議", ["旬阳县", "神河镇"]),
        ("中共凤翔区委组织部", ["凤翔区"]),
        ("江西乡村振兴,建设和平团结的新华", ["江西省"]),
        ("陕西城区改造", ["陕西省"]),
        ("建成县级中心,住房县里解决", []),
        ("青石镇柳湾村九组村民说,“村超”和村BA都热闹", ["青石镇", "柳湾村"]),
        ("开展“万企兴万村”行动,加强清廉村居建设", []),
        ("家住青石镇柳湾村的老人,来自同乡会", ["青石镇", "柳湾村"]),
        ("全镇各乡镇的小镇、城镇、工业园区、社区、贫困村、示范村", []),
        ("我县全县上下,该镇、我村、三个村、各街道", []),
        ("农民进镇安居,干部进村入户", []),
        ("北京市朝阳区和平街街道", ["北京市", "朝阳区", "和平街街道"]),
        ("江西景德镇", ["江西省", "景德镇市"]),
        ("重庆市、海口市", ["重庆市", "海口市"]),
        ("互助县抓党建", ["互助土族自治县"]),
        ("瓷器之乡,粤东市县,长沙至宁乡", []),
        ("中共第十三届省委委员,他省来客", []),  # the provinces are a closed list
        ("", []),
        ("镇", []),
        ("县镇乡村市区", []),
        ("2011年9月14日 09:09", []),
        ("今年,夷陵区分乡镇组建合作社", ["夷陵区", "分乡镇"]),  # not 区分
        ("要求区分乡镇和街道", []),
        ("榆中县夏官营镇于桥村的仓库内", ["榆中县", "夏官营镇", "于桥村"]),
        ("榆中县派驻到该县夏官营镇的干部", ["榆中县", "夏官营镇"]),
        ("建设信用镇、信用村", []),
        # Directly behind a town a village's name may open or end like a word.
        ("榆中县夏官营镇埠后村的超市", ["榆中县", "夏官营镇", "埠后村"]),
        ("榆中县夏官营镇时务村,73岁的篾匠", ["榆中县", "夏官营镇", "时务村"]),
        ("榆中县夏官营镇李家新村和河边村", ["榆中县", "夏官营镇", "李家新村", "河边村"]),
        ("榆中县夏官营镇落后村、美丽新村、周边村和能人进村", ["榆中县", "夏官营镇"]),
        (
            "榆中县夏官营镇时任村支书,夏官营镇日前村里开会,夏官营镇能人村官多",
            ["榆中县", "夏官营镇", "夏官营镇", "夏官营镇"],
        ),
        ("小分队先后到斗潭村开展宣传,走进结对村慰问,在贫困村调研", ["斗潭村"]),
        # A village that no list knows may be told by what it does, and a town by the row that it stands in.
        ("柳湾村党支部牵头建起大棚;石坡村党总支种下蓝莓", ["柳湾村", "石坡村"]),
        ("榆中县夏官营镇于桥村、柳石镇石坡村", ["榆中县", "夏官营镇", "于桥村", "柳石镇", "石坡村"]),
        ("榆中县夏官营镇莲村,各乡镇驻村、治村、返村", ["榆中县", "夏官营镇", "莲村"]),
        ("榆中县经开区东荆街柳湾村社区(青石镇)石坡村党委", ["榆中县", "东荆街", "柳湾村社区", "青石镇", "石坡村"]),
        ("武汉市新洲区汪集街柳湾村", ["武汉市", "新洲区", "汪集街", "柳湾村"]),
        ("大街小巷和步行街社区,整治村容村貌", []),
        ("邀请镇卫生院的医生", []),
        ("新和县塔什艾日克镇阿克切克勒村", ["新和县", "塔什艾日克镇", "阿克切克勒村"]),
        # Words of offices and rows are no names, and names may open like such words.
        ("宫家村违规。时任村党总支书记受处分;大学生村官和执行副村长走访王姓村民", ["宫家村"]),
        ("榆中县夏官营镇刁四村村民,夏官营镇等四村村民", ["榆中县", "夏官营镇", "刁四村", "夏官营镇"]),
        ("后白镇团委联合镇关工委,活动覆盖镇街20个,城区县县通高速", ["后白镇"]),
        (
            "桂林市全州县、滁州市全椒县,雅安市名山区,本溪市",
            ["桂林市", "全州县", "滁州市", "全椒县", "雅安市", "名山区", "本溪市"],
        ),
        ("盈江县那邦镇和那个镇,那两个县", ["盈江县", "那邦镇"]),
        ("尚志市亚布力林业局,尚志市亚布力迎来游客", ["尚志市", "尚志市", "亚布力镇"]),
        ("尚志市亚布力发电厂,尚志市亚布力水电站", ["尚志市", "尚志市"]),
        ("榆中县夏官营镇埠后村一处村组公路塌方", ["榆中县", "夏官营镇", "埠后村"]),
        # No word of Chinese ends the name of a 嘎查.
        ("奈曼旗白音他拉苏木额日和图敖包嘎查", ["奈曼旗", "白音他拉苏木", "额日和图敖包嘎查"]),
    ],
)
def test_names_in_text(text: str, places: list[str]) -> None:
    assert named(text) == places


def test_spans_cut_the_name_in_its_own_script() -> None:
    text = "近日,旬陽縣神河鎮召開會議。"
    assert [text[slice(*mention.span)] for mention in FINDER.mentions(text)] == ["旬陽縣", "神河鎮"]


def test_a_common_town_name_takes_the_county_that_the_text_gives() -> None:
    text = "在榆中县,城关镇先行一步。"
    assert FINDER.mentions(text)[-1].place.within[-1] == "榆中县"
    assert FINDER.mentions("城关镇先行一步。", [county("榆中县")])[0].place.code == "620123100"
    lone = FINDER.mentions("城关镇先行一步。")[0].place
    assert (lone.code, lone.within) == (None, ())


def test_short_names_need_the_context() -> None:
    assert named("凤翔抓党建,范家寨见行动。") == []
    assert named("凤翔抓党建,在南指挥见行动。", county("凤翔区")) == ["凤翔区", "南指挥镇"]
    assert named("凤翔路上", county("凤翔区")) == []


def test_places_that_no_list_knows() -> None:
    found = FINDER.mentions("云岭县青石镇召开会议。会后,青石镇各村行动起来。")
    assert [(m.place.name, m.place.within) for m in found] == [
        ("云岭县", ()),
        ("青石镇", ("云岭县",)),
        ("青石镇", ("云岭县",)),
    ]
    assert named("汉岭沟乡党委") == ["汉岭沟乡"]
    assert named("今年以来,充分发挥乡党委作用,严格按照县委要求") == []


def test_unknown_towns_lie_in_the_context_county() -> None:
    place = FINDER.mentions("汉岭沟乡党委", [county("凤翔区")])[0].place
    assert place == Place("汉岭沟乡", Level.TOWN, None, ("陕西省", "宝鸡市", "凤翔区"))


def test_a_large_pile_as_context_of_a_question() -> None:
    pile = [Place(f"云{chr(0x4E00 + n)}镇", Level.TOWN, None, ("云岭县",)) for n in range(3_000)]
    phoenix = county("凤翔区")
    finder = PlaceFinder(GAZETTEER, [*pile, phoenix])
    found = finder.mentions("凤翔有哪些乡镇党委报告了做法?", [*pile, phoenix])
    assert [mention.place for mention in found] == [phoenix]


def test_places_of_the_pile_are_found_and_come_first() -> None:
    cloud = Place("云岭县", Level.COUNTY)
    stone = Place("青石镇", Level.TOWN, None, ("云岭县",))
    finder = PlaceFinder(GAZETTEER, [cloud, stone])
    assert finder.mentions("青石镇办实事")[0].place == stone
    assert finder.mentions("青石办实事", [cloud])[0].place == stone
    assert finder.resolve("青石")[0] == finder.resolve("青石镇")[0] == stone


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("神河", "610981111"),
        ("旬阳县", "610981"),
        ("旬陽", "610981"),
        (" 凤翔 ", "610305"),
        ("鳳翔縣", "610305"),
        ("榆中夏官营", "620123101"),
        ("旬阳市神河镇", "610981111"),
    ],
)
def test_resolve(typed: str, code: str) -> None:
    assert code in [place.code for place in FINDER.resolve(typed)]


@pytest.mark.parametrize("typed", ["", "   ", "神合镇镇", "hello", "%_'", "镇" * 1000])
def test_resolve_of_no_place_is_empty(typed: str) -> None:
    assert FINDER.resolve(typed) == []


def test_names_hold_every_spelling() -> None:
    assert set(FINDER.names(county("旬阳县"))) == {"旬阳县", "旬阳市", "旬阳"} == set(FINDER.names(county("旬阳市")))
    assert FINDER.names(Place("汉岭沟乡", Level.TOWN)) == ("汉岭沟乡", "汉岭沟")


def test_a_very_long_line_takes_time_in_proportion() -> None:
    line = "在云岭县向阳坡镇来到和平桥村的人们从未见过" * 5_000
    assert len(FINDER.mentions(line)) >= 5_000


def test_same_and_belongs() -> None:
    assert same(county("旬阳县"), county("旬阳市"))
    towns = GAZETTEER.named("夏官营镇")
    assert not same(towns[0], towns[1])
    assert belongs(Place("汉岭沟乡", Level.TOWN, None, ("陕西省", "宝鸡市", "凤翔区")), county("凤翔县"))


OWNERS = [
    # title, body, byline, publisher and site, owner
    (
        "青石镇“三个一”抓实春耕",
        "青石镇坚持早部署。全镇投入农机30台,镇党委包片到人。",
        "",
        ["云岭县人民政府"],
        "云岭县 青石镇",
    ),
    ("云岭县青石镇:小网格托起大平安", "近日,云岭县青石镇召开会议。", "", [], "云岭县 青石镇"),
    ("沙河镇扎实推进厕所改造", "沙河镇党委多措并举,全镇改厕500户。", "", ["西乡县人民政府"], "西乡县 沙河镇"),
    ("榆中夏官营:产业旺了日子甜", "夏官营镇今年种菜3000亩。", "", [], "榆中县 夏官营镇"),
    (
        "我县召开春耕生产现场会",
        "昨日,我县在沙河镇召开现场会。县委书记讲话,全县各镇参加。",
        "",
        ["西乡县人民政府"],
        "西乡县",
    ),
    ("西乡县赴房县考察学习", "近日,西乡县组织部赴房县考察学习基层党建经验。", "", [], "西乡县"),
    (
        "学习沙河镇经验 建设美丽家园",
        "我镇组织干部学习沙河镇经验。柳树镇党委提出目标,全镇行动。",
        "柳树镇党委",
        ["西乡县委组织部"],
        "西乡县 柳树镇",
    ),
    ("房县打造党建示范区", "在化龙堰镇古城村,新居落成。我县投入资金2亿元,全县受益。", "", [], "房县"),
    ("陕西西乡以网格化提升治理水平", "去年以来,陕西省汉中市西乡县推行网格化,全县共设网格900个。", "", [], "西乡县"),
    (
        "明确任务 夯实责任",
        "汉岭沟乡党委及时召开会议,乡党委包抓到村,全乡行动。",
        "汉岭沟乡党委",
        ["中共凤翔区委组织部"],
        "凤翔区 汉岭沟乡",
    ),
    ("县领导到沙河镇调研", "3月5日,县委书记到沙河镇调研。他强调,全县要抓好春耕。", "", ["西乡县融媒体中心"], "西乡县"),
    (
        "防溺水进校园",
        "近日,沙河镇组织开展防溺水宣传,全镇1000名学生参加。(记者 王平)",
        "",
        ["西乡县人民政府"],
        "西乡县 沙河镇",
    ),
    ("旬陽縣神河鎮抓黨建促增收", "神河鎮黨委把黨建和產業結合起來,全鎮增收。", "", [], "旬阳市 神河镇"),
    ("汉中市召开全市组织工作会议", "会议要求,全市各县区要抓好落实。市委书记讲话。", "", ["汉中市人民政府"], "汉中市"),
    ("我市召开组织工作会议", "会议要求,全市各县区要抓好落实。市委书记讲话。", "", ["汉中市人民政府"], "汉中市"),
    (
        "沙河镇、柳树镇等6个镇完成换届",
        "截至3月底,全县6个镇完成换届。县委组织部全程指导。",
        "",
        ["西乡县委组织部"],
        "西乡县",
    ),
    ("陕西省部署今年粮食生产", "陕西省日前召开会议,全省夏粮面积稳定。省委、省政府要求落实责任。", "", [], "陕西省"),
    (
        "西乡县沙河镇枣园村:小枣园走出大产业",
        "枣园村党支部领办合作社,我村枣园达到800亩,全村人均增收2000元。",
        "",
        [],
        "西乡县 沙河镇 枣园村",
    ),
    (
        "化龙堰镇古城村见闻",
        "走进房县化龙堰镇古城村,道路整洁。全镇以此为样板,镇党委推广其做法。",
        "",
        [],
        "房县 化龙堰镇",
    ),
    ("云岭县石梁街道开展“敲门行动”", "云岭县石梁街道党工委组织干部入户,全街道走访3000户。", "", [], "云岭县 石梁街道"),
    (
        "关于沙河镇春耕情况的报告",
        "县委:现将我镇春耕情况报告如下。全镇播种2万亩。",
        "沙河镇人民政府",
        ["西乡县"],
        "西乡县 沙河镇",
    ),
    ("全县农村工作会议召开", "县委召开会议。各镇党委书记参加。", "", ["云岭县融媒体中心"], "云岭县"),
    ("西乡县抓茶园管护", "西乡县早安排早部署。在沙河镇,茶农正忙。沙河镇3个村、沙河镇茶场都已开工。", "", [], "西乡县"),
    ("国外一县发生火灾", "据外媒报道,某州富林顿县发生火灾,富林顿县警方称无人伤亡。", "", ["环球网"], ""),
    ("国家统计局发布上半年数据", "国家统计局今天公布,上半年国内生产总值增长5.5%。", "", [], ""),
    ("某公司发布新款手机", "该公司表示,新品下月上市,售价不变。", "张三", ["科技日报"], ""),
    ("", "", "", [], ""),
]


@pytest.mark.parametrize(("title", "body", "byline", "site", "owner"), OWNERS, ids=[case[0] for case in OWNERS])
def test_whose_report(title: str, body: str, byline: str, site: list[str], owner: str) -> None:
    assert " ".join(place.name for place in FINDER.own_places(title, body, byline, site)) == owner


def test_a_historic_owner_keeps_its_name() -> None:
    owner = FINDER.own_places("旬阳县多措并举抓党建", "旬阳县今年投入500万元,全县受益。", "", ["旬阳市人民政府"])[0]
    assert (owner.name, owner.code, owner.present) == ("旬阳县", "610981", "旬阳市")


def test_an_unknown_town_owns_within_the_sites_county() -> None:
    owner = FINDER.own_places("汉岭沟乡办实事", "汉岭沟乡党委办实事10件,全乡满意。", "", ["凤翔区人民政府"])
    assert owner[-1] == Place("汉岭沟乡", Level.TOWN, None, ("陕西省", "宝鸡市", "凤翔区"))


@pytest.mark.skipif(not (SHARED / "reports").is_dir(), reason=f"no real pages at {SHARED / 'reports'}")
def test_the_real_pages_name_their_places() -> None:
    names = {
        mention.place.name
        for path in sorted((SHARED / "reports").glob("*.txt"))
        for mention in FINDER.mentions(path.read_text(encoding="utf-8"))
    }
    assert {"神河镇", "范家寨乡", "郭店镇", "汉封乡", "南指挥镇", "房县", "西乡县", "夏官营镇"} <= names
    assert not {"民进镇", "在全镇", "江西乡"} & names


def test_a_countys_short_name_is_no_part_of_its_town() -> None:
    found = named("入夏以来,宜城南营街道龙潭村开展巡查", county("宜城市"))
    assert found == ["宜城市", "南营街道", "龙潭村"]


def test_in_a_row_with_towns_of_no_list_the_listed_namesake_of_another_county_is_not_meant() -> None:
    def within(text: str) -> dict[str, tuple[str, ...]]:
        return {mention.place.name: mention.place.within for mention in FINDER.mentions(text)}

    assert within("凤林镇办起食堂")["凤林镇"][-1:] == ("江山市",)
    assert within("寿丰乡、凤林镇、瑞穗乡共三个乡镇办起食堂")["凤林镇"] == ()
