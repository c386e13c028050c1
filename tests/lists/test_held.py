"""A thing is its host's, by the name right before it, whoever goes to see it; a county's figure is no town's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Status, Verdict

PAGES = {
    "visit.txt": """青石镇组织干部外出取经
2021年9月27日 清河日报
　　近日，清河县青石镇干部前往白沙镇取经。大家走进白沙镇柳湾村草莓基地，30座草莓大棚排列整齐。青石镇还要建设美丽乡村。""",
    "host.txt": """那山镇办好养蜂场
2021年9月29日 清河日报
　　近年来，清河县那山镇发展养蜂产业，建成养蜂场12个。9月20日，花桥镇干部前来那山镇参观养蜂场。那山镇群众年均增收3000元。""",
    "row.txt": """清河县组织现场观摩
2021年9月30日 清河日报
　　9月29日，清河县农业农村局组织技术人员外出观摩。技术人员观摩了云岭县坪口镇油茶示范点、东川县渡口镇现代农业园，临江县葛根产业园。清河县将加强学习。""",
    "county.txt": """双溪镇办起家庭工坊
2021年10月1日 清河日报
　　清河县双溪镇办起家庭工坊，村民在家门口上班。目前，清河县已在各乡镇建成家庭工坊45个。计划年底建成60个家庭工坊。全县家庭工坊带动就业3200人。双溪镇镇长李明说，群众很欢迎。""",
    "part.txt": """龙泉镇泥鳅丰收
2021年10月2日 清河日报
　　清河县龙泉镇发展泥鳅养殖。目前，全镇年产泥鳅80万斤，产值2000万元。
　　位于红星村的绿丰基地养殖泥鳅300亩。“我们年产泥鳅20万斤，销往省城。”基地负责人赵刚说。""",
    "village.txt": """清河县扶持大棚户
2021年10月3日 清河日报
　　清河县扶持大棚户改造旧棚。石泉镇小云村李桂有3个旧棚，收入低。柳沟镇田家村有200个旧棚，大多用了十几年，该村党支部书记田明说：“改棚势在必行。”""",
}  # fmt: skip


def listed(pile: Library, question: str) -> set[str]:
    listing = pile.ask(question).listing
    return {item.name for item in listing.items} if listing else set()


def test_what_visitors_see_is_their_hosts(make_library: Callable[..., Library]) -> None:
    pile = make_library(PAGES)
    assert listed(pile, "哪些乡镇种草莓？") == {"白沙镇"}
    assert "30座" in pile.ask("白沙镇有多少座草莓大棚？").text
    assert "青石镇（" not in pile.ask("白沙镇有多少座草莓大棚？").text


@pytest.mark.parametrize(
    "question",
    [
        "青石镇有多少座草莓大棚？", "青石镇的草莓基地在哪个村？", "花桥镇有多少个养蜂场？",
        "渡口镇有没有葛根产业园？", "东川县有没有葛根产业园？",
        "双溪镇有多少个家庭工坊？", "双溪镇的家庭工坊带动就业多少人？",
    ],
)  # fmt: skip
def test_what_is_anothers_is_no_answer(make_library: Callable[..., Library], question: str) -> None:
    assert make_library(PAGES).ask(question).status is Status.NOT_FOUND


def test_a_host_keeps_what_others_come_to_see(make_library: Callable[..., Library]) -> None:
    pile = make_library(PAGES)
    assert listed(pile, "哪些乡镇有养蜂场？") == {"那山镇"}
    assert "12个" in pile.ask("那山镇有多少个养蜂场？").text


def test_of_a_row_each_has_its_own(make_library: Callable[..., Library]) -> None:
    pile = make_library(PAGES)
    assert "渡口镇" not in listed(pile, "哪些乡镇有葛根产业园？")
    assert listed(pile, "哪些县有葛根产业园？") == {"临江县"}


def test_a_countys_figure_is_labelled_as_the_countys(make_library: Callable[..., Library]) -> None:
    pile = make_library(PAGES)
    assert pile.ask("清河县家庭工坊带动就业多少人？").text.startswith("清河县：全县")
    assert "清河县：计划" in pile.ask("清河县计划年底建成多少个家庭工坊？").text


def test_a_bases_figure_does_not_stand_beside_the_towns(make_library: Callable[..., Library]) -> None:
    told = make_library(PAGES).ask("龙泉镇年产泥鳅多少斤？").text
    assert "80万斤" in told and "20万斤" not in told


def test_a_village_named_with_its_say_is_not_the_one_before(make_library: Callable[..., Library]) -> None:
    assert "小云村" not in make_library(PAGES).ask("田家村为什么要改棚？").text


def test_what_a_countys_office_does_in_a_village_is_not_the_countys(make_library: Callable[..., Library]) -> None:
    pile = make_library(
        {
            "boar.txt": """野猪闯进村民家
2021年10月4日 清河日报
　　10月3日，清河县公安局接到报警，称村民家中闯进一只野猪。家住石泉镇小云村的李桂说，野猪撞坏了门。民警和村干部把野猪赶回了山里。"""
        }
    )
    assert "小云村" in listed(pile, "哪些村有野猪闯进村民家？")


def test_a_village_is_nobodys_thing(make_library: Callable[..., Library]) -> None:
    pile = make_library(
        {
            "court.txt": """检察院帮老人讨说法
2021年10月4日 清河日报
　　2021年9月12日，清河县人民检察院收到一份申请：石泉镇小云村的老人请求支持起诉。检察院随后受理了此案。"""
        }
    )
    assert "9月12日" in pile.ask("清河县人民检察院什么时候收到小云村老人的申请？").text


def test_what_visitors_are_shown_is_done_there(make_library: Callable[..., Library]) -> None:
    pile = make_library(
        {
            "tour.txt": """服务团下乡传技术
2021年10月5日 清河日报
　　17日，服务团在清河县内观摩了石泉镇小云村百亩黄芪标准化示范点、双溪镇田家村蜜瓜示范点。服务团成员现场解答了农户提问。"""
        }
    )
    listing = pile.ask("哪些镇种黄芪？").listing
    assert listing and [(item.name, item.verdict) for item in listing.items] == [("石泉镇", Verdict.DID)]
