"""Villages on no list: where the name of one is sure to begin and to end, what only looks like one, rows of parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.lists.whose.enumerated import row_joins
from rag.lists.whose.told_villages import with_told_villages
from rag.types import Level, Place, Verdict

TOWN = Place("柳溪镇", Level.TOWN, within=("云阴县",))

PAGES = {
    "a.txt": """柳溪镇移风易俗
2023年5月8日 来源：云阴县人民政府网
　　云阴县柳溪镇近日通报文明新风。桐坑村李有田夫妇嫁女儿办了红白理事会登记，酒席只摆八桌。
　　在石陂村文化广场，宣讲员介绍红白理事会的章程。下一步将对梓树村建起红白理事会。""",
    "b.txt": """乌兰镇：抓产业
2023年6月2日 来源：清塘县人民政府网
　　清塘县乌兰镇今年调整种植结构，在巴音和硕嘎查和沙坨村试种了甜菜套种技术，面积两千亩。""",
    "c.txt": """清塘县治理涝片
2023年10月9日 来源：清塘县人民政府网
　　清塘县今秋治理松坪镇柳家、白水镇北站、石梁镇孙家等8处涝片，改善面积一万亩。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


def read(sentence: str) -> list[str]:
    return [place.name for _, place in with_told_villages(sentence, (), (TOWN,))]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("桐坑村李有田夫妇嫁女儿不收彩礼", ["桐坑村"]),
        ("在双桥村文化广场,宣讲员说", ["双桥村"]),
        ("下一步将对梓树村实施作业", ["梓树村"]),
        ("桑园铺村党支部创办的合作社", ["桑园铺村"]),
        ("去年,梓树村党支部带领大家建了大棚", ["梓树村"]),
        ("“十三五”贫困村石陂村的供水工程竣工", ["石陂村"]),
        ("梓树村群众终于喝上自来水", ["梓树村"]),
        ("在巴音和硕嘎查和沙坨村率先示范", ["巴音和硕嘎查", "沙坨村"]),
        ("走进乌兰苏木哈日陶嘎查党支部领办的合作社", ["哈日陶嘎查"]),
        ("其中梓树村与新垅社区成效突出", ["梓树村", "新垅社区"]),
        ("该镇梓树村村民王有田说", ["梓树村"]),
        ("近日桐坑村卫生室投用", ["桐坑村"]),
        ("工作队走访了桐坑村和石陂村", ["桐坑村", "石陂村"]),
        ("专家组赴石陂村指导", ["石陂村"]),
        ("由桐坑村牵头,石陂村出地", ["桐坑村", "石陂村"]),
        ("我们桐坑村的路修好了", ["桐坑村"]),
        ("和平村建起食堂", ["和平村"]),
        ("梓树村小学开学", ["梓树村"]),
    ],
)
def test_a_village_is_read_where_its_name_is_sure_to_begin(sentence: str, names: list[str]) -> None:
    assert read(sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "一处村组公路发生滑坡", "各村党支部牵头", "收益由村集体分配", "壮大村集体经济", "老人都搬出村",
        "不仅为社区居民提供服务", "学校与社区联动", "代表和社区对我们的帮助", "偏远社区通了车", "通往该村的路断了",
        "当地村干部说", "时任村党总支书记", "建设清廉社区", "使广大社区居民受益", "更多社区居民参加", "通过因村施策",
        "示范嘎查", "各嘎查都建了棚", "梓树村民说", "走村入户", "嘎查村党组织书记", "全县所有村",
        "桐坑各村将突出特色", "另一名村干部", "依法对社区矫正对象", "军人和社区工作者", "先后为社区群众维修",
    ],
)  # fmt: skip
def test_what_is_no_village(sentence: str) -> None:
    assert read(sentence) == []


def test_a_village_lies_in_the_town_named_before_it() -> None:
    sentence = "白水镇管网建成,梓树村群众喝上自来水"
    found = [((0, 3), Place("白水镇", Level.TOWN, within=("云阴县",)))]
    named = {place.name: place.within for _, place in with_told_villages(sentence, found, (TOWN,))}
    assert named["梓树村"] == ("云阴县", "白水镇")


@pytest.mark.parametrize(
    ("behind", "between", "joins"),
    [
        ("孙家等8处", "柳家、", True),
        ("种魔芋等特色产业有", "种茶叶、", True),
        ("华岭村的标准大棚", "柳岔、", True),
        ("华岭村的标准大棚", "铜山村大坝、", True),
        ("土豆的收成", "茶叶、", False),  # each has its own
        ("养了羊", "柳家、", False),
    ],
)
def test_parts_of_a_row_join_its_towns(behind: str, between: str, joins: bool) -> None:
    assert bool(row_joins(behind)(between)) is joins


def test_villages_of_a_list(pile: Library) -> None:
    listing = pile.ask("哪些村里有红白理事会？").listing
    assert listing is not None
    assert {item.name for item in listing.items} == {"桐坑村", "石陂村", "梓树村"}
    assert {item.parent for item in listing.items} == {"柳溪镇"}


def test_every_town_of_a_row_of_parts(pile: Library) -> None:
    listing = pile.ask("哪些镇治理了涝片？").listing
    assert listing is not None
    assert {item.name for item in listing.items} == {"松坪镇", "白水镇", "石梁镇"}


@pytest.mark.parametrize("question", ["乌兰镇哪些地方试种了甜菜套种？", "乌兰镇有哪些嘎查和村试种了甜菜套种？"])
def test_what_lies_in_the_town_asked(pile: Library, question: str) -> None:
    listing = pile.ask(question).listing
    assert listing is not None
    assert {item.name: item.verdict for item in listing.items} == {"巴音和硕嘎查": Verdict.DID, "沙坨村": Verdict.DID}
