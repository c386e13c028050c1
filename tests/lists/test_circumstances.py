"""Lists: what frames a question (台风来的时候) is told around a sentence, what goes without saying nowhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Verdict

PAGES = {
    "a.txt": """青石镇全力防御台风“海燕”
发布时间：2018-07-22 来源：清河日报
　　7月21日傍晚，清河县青石镇的干部分头进村入户。当晚，全镇转移低洼地带群众326人。""",
    "b.txt": """地震之后的柳坝镇
发布时间：2018-05-02 来源：清河日报
　　5月1日凌晨，清河县柳坝镇发生3.9级地震，部分老屋开裂。柳坝镇连夜转移群众85人，安置在学校。""",
    "c.txt": """白沙乡抗旱保苗
发布时间：2019-08-09 来源：清河日报
　　连续四十天没有下雨，清河县白沙乡的旱情越来越重。乡里调来抽水机，组织抽水灌溉三百亩玉米。""",
    "d.txt": """松塘乡的水渠
发布时间：2019-03-09 来源：清河日报
　　清河县松塘乡今年春天疏通水渠六公里。松塘乡的油菜长势喜人，农户都忙着施肥。""",
    "e.txt": """桃岭镇的茶山
发布时间：2017-04-11 来源：清河日报
　　清河县桃岭镇把茶叶作为支柱产业，全镇茶园两万亩。桃岭镇还建起三座加工厂。""",
    "f.txt": """老人有了热饭
发布时间：2021-04-11 来源：清河日报
　　清河县梅林镇河湾村办起老年食堂。河湾村的老人就餐全部免费。
　　清河县梅林镇松坡村也有老年食堂。松坡村的老人就餐每顿五元。""",
    "g.txt": """移风易俗见实效
发布时间：2021-09-11 来源：清河日报
　　清河县梅林镇长岭村修订村规民约，彩礼不超过三万元。
　　清河县青石镇石泉村的小伙子去年结婚，给了女方彩礼十二万元。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


def _did(library: Library, question: str) -> set[str]:
    listing = library.ask(question).listing
    return {item.name for item in listing.items if item.verdict is Verdict.DID} if listing else set()


@pytest.mark.parametrize(
    "question",
    [
        "台风来的时候,哪些乡镇转移了群众？",
        "海燕台风那回,哪些镇把老百姓转移了出来？",
        "因为台风,哪些乡镇转移过群众？",
        "哪些乡镇在台风期间转移群众？",
    ],
)
def test_what_happened_may_stand_in_the_headline(pile: Library, question: str) -> None:
    assert _did(pile, question) == {"青石镇"}


def test_another_event_is_another_circumstance(pile: Library) -> None:
    assert _did(pile, "地震的时候,哪些乡镇转移了群众？") == {"柳坝镇"}
    assert _did(pile, "下大雪的时候,哪些乡镇转移了群众？") == set()


def test_a_drought_is_told_around_what_was_done(pile: Library) -> None:
    assert _did(pile, "旱情严重时,哪些乡镇组织抽水浇地？") == {"白沙乡"}


def test_light_verbs_go_without_saying(pile: Library) -> None:
    assert _did(pile, "哪些镇把茶叶当成主要产业来抓？") == {"桃岭镇"}


def test_what_is_free_must_be_told_to_be(pile: Library) -> None:
    assert _did(pile, "在哪些村的食堂里,有的老人吃饭一分钱都不用花？") == {"河湾村"}


def test_a_limit_must_be_told(pile: Library) -> None:
    assert _did(pile, "哪些村给彩礼划了上限？") == {"长岭村"}


def test_a_report_that_tells_one_place_in_its_own_words_tells_another_otherwise(
    make_library: Callable[..., Library],
) -> None:
    library = make_library({
        "a.txt": """禁烧短讯
发布时间：2019-10-11 来源：清河日报
　　清河县青石镇挂横幅二百条，劝农户不烧秸秆。
　　清河县白沙镇出动宣传车，宣讲秸秆禁烧。
　　清河县桃岭镇收购秸秆六百吨，加工成饲料。"""
    })  # fmt: skip
    found = _did(library, "哪些镇挂横幅、发传单或者开宣传车,劝大家别烧秸秆？")
    assert found == {"青石镇", "白沙镇"}


def test_what_is_said_first_is_asked_where_nothing_behind_it_tells_as_much(pile: Library) -> None:
    assert _did(pile, "茶叶产业,哪些镇在抓？") == {"桃岭镇"}
    assert _did(pile, "水渠疏通,哪些乡镇今年春天做到了？") == {"松塘乡"}
