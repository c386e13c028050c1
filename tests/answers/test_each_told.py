"""What is asked of each of several, what a sum is made of, and whose sentences an account is told in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Turn

FARMS = """云溪乡三个基地年出栏肉鸭可达90万只
发布时间:2014-07-19 来源:云岭日报
　　今年，云溪乡在发展生猪的基础上发展肉鸭养殖。引进岭南丰禾集团，投资800万元，建设年出栏50万只的养鸭场。与北山牧业签订协议，投资300万元，建设年出栏30万只的肉鸭基地。农民自筹资金建设12栋鸭舍，年可出栏10万只。
　　目前，丰禾集团的办公用房已完成。"""
GREENHOUSES = """石湾镇建设设施农业小区
发布时间:2022-07-19 来源:云岭日报
　　日前，石湾镇推进设施农业小区建设，工地上车来车往。
　　据悉，小区占地80亩，计划新建温室9栋。工程总投资500万元，其中财政资金200万元、社会资金300万元，全部种植香葱。"""
BASES = """石湾镇供港蔬菜
发布时间:2014-07-19 来源:云岭日报
　　2011年，投资300万元，建设供港蔬菜基地700亩，年产蔬菜2000吨。
　　2012年，投资450万元，流转三个村土地800亩，年产蔬菜3000吨。
　　2013年，计划投资600万元，流转土地900亩。"""
VILLAGES = """青禾镇村级经济开门红
发布时间:2022-04-19 来源:云岭日报
　　4月11日，记者走进青禾镇上柳村。2017年，上柳村以土地入市，引进星河产业小镇项目，已有60余家企业入驻。目前村上正利用废弃学校新建商住楼。
　　位于下柳村的云岭新材料有限公司今年3月份投产。"""
SHEEP = """白沙乡念好养羊经
发布时间:2022-04-19 来源:云岭日报
　　去年，白沙乡南坪村的合作社以“放羊还羔”的方式，为他投放11只羊。“放羊还羔”专门为困难户设计：合作社投放10只母羊和1只公羊，两年以后养羊户还11只羔羊就两清。
　　2015年，南坪村养羊合作社成立，当时10户村民以375只羊入股。现有入股村民20户，养羊3000只左右，年净利润25万元。“在合作社干了5年，现在每月工资4500元。”"""
MUSHROOMS = """岭下村：72个大棚种出好日子
发布时间:2022-04-19 来源:云岭日报
　　青禾镇岭下村借云岭集团帮扶的机会，争取500万元产业项目资金建食用菌大棚，采取“公司+农户”的方式种香菇。截至目前，全村共建食用菌大棚72个，产值达600万元。
　　近日，棚里香菇长势喜人，菌棒由云岭食用菌公司培养成熟后发给菇农。"""
SHEDS = """青禾镇大棚升级
发布时间:2022-04-19 来源:云岭日报
　　青禾镇岭上村有300多个大棚，九成以上用了超过10年，该村党支部书记张大山说：“调地势在必行。”
　　全镇今年新建大棚5000个。"""


def test_each_of_several_has_its_own_sentence(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": FARMS})
    text = library.ask("云溪乡三个肉鸭基地各年出栏多少？").text
    assert [number for number in ("50万只", "30万只", "10万只") if number in text] == ["50万只", "30万只", "10万只"]
    assert "办公用房" not in text


def test_one_who_something_is_done_with_is_not_compared(make_library: Callable[..., Library]) -> None:
    answer = make_library({"a.txt": FARMS}).ask("云溪乡和岭南丰禾集团合作的养鸭场投资多少？")
    assert "800万元" in answer.text
    assert "没有" not in answer.text
    assert "300万元" not in answer.text


@pytest.mark.parametrize(
    "question", ["石湾镇设施农业小区总投资500万元由哪几部分组成？", "石湾镇设施农业小区总投资怎么构成？"]
)
def test_what_a_sum_is_made_of_is_told_behind_it(make_library: Callable[..., Library], question: str) -> None:
    answer = make_library({"a.txt": GREENHOUSES}).ask(question)
    assert [citation.quote[:4] for citation in answer.citations] == ["工程总投"]


def test_a_row_of_years_goes_on_about_one_thing(make_library: Callable[..., Library]) -> None:
    text = make_library({"a.txt": BASES}).ask("石湾镇2012年投资多少万元建蔬菜基地？").text
    assert "450万元" in text
    assert "300万元" not in text


def test_an_account_of_a_village_leaves_out_another(make_library: Callable[..., Library]) -> None:
    text = make_library({"a.txt": VILLAGES}).ask("青禾镇下柳村今年有什么项目投产？").text
    assert "云岭新材料有限公司" in text
    assert "星河" not in text


def test_how_a_thing_works_is_what_it_is(make_library: Callable[..., Library]) -> None:
    answer = make_library({"a.txt": SHEEP}).ask("什么是“放羊还羔”？")
    assert len(answer.citations) == 1
    assert "两清" in answer.text
    assert "没有给出定义" not in answer.text


def test_what_a_month_brings_is_not_what_a_year_brings(make_library: Callable[..., Library]) -> None:
    text = make_library({"a.txt": SHEEP}).ask("南坪村合作社现在养多少只羊，一年挣多少？").text
    assert "3000只" in text
    assert "25万元" in text
    assert "4500元" not in text
    assert "375只" not in text


def test_a_measure_asked_next_is_of_the_same_thing(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": MUSHROOMS})
    first = Turn("user", "岭下村建了多少个食用菌大棚？")
    worth = library.ask("产值呢？", [first])
    assert worth.question_resolved == "岭下村食用菌大棚产值是多少？"
    assert "600万元" in worth.text
    paid = library.ask("谁出钱建的？", [first, Turn("user", "产值呢？")])
    assert "云岭集团帮扶" in paid.text
    assert "培养成熟" not in paid.text


def test_what_makes_a_thing_needed_is_its_reason(make_library: Callable[..., Library]) -> None:
    answer = make_library({"a.txt": SHEDS}).ask("为什么岭上村要调地？")
    assert "用了超过10年" in answer.text
    assert "没有找到写明原因" not in answer.text
