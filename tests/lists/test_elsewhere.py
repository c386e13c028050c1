"""A sentence that is about another place than its report's own is not given to the report's own place."""

from __future__ import annotations

from collections.abc import Callable

from rag.library import Library

ACCIDENTS = {
    "a.txt": """清河县青石镇皂厂事故敲响警钟
发布时间:2014-08-18 来源:应急周报
　　8月2日,清河县青石镇柳湾村一皂厂发生一起事故,两人受伤。青石镇随即开展排查。8月13日21时许,云岭县白沙镇一纸厂发生火灾。现场浓烟滚滚。消防员到场后扑灭了火灾。此前,在东川县梅林镇,也有一纸厂发生火灾。""",
}
VILLAGES = {
    "a.txt": """青石镇小云村助学
发布时间:2014-08-18 来源:清河日报
　　近日，清河县青石镇小云村开展助学活动，发放助学金1.45万元。在该县白沙镇坪口村，同样举行了座谈会。2010年，坪口村成立了爱心社。多年来，爱心社每年都为考上大学的学子提供帮助。当天，坪口村为10名大学生送去书包100个。""",
    "b.txt": """清河县白沙镇石桥村的果园
发布时间:2014-08-20 来源:清河日报
　　石桥村的果园里，种植户李明正在采摘猕猴桃。李明说今年收成好。今年，在白沙镇核桃、板栗等秋季果实迎来丰收。石桥村还要修路。""",
}


def listed(pile: Library, question: str) -> set[str]:
    listing = pile.ask(question).listing
    return {item.name for item in listing.items} if listing else set()


def test_what_happened_elsewhere_is_not_the_first_place_of_its_page(make_library: Callable[..., Library]) -> None:
    assert listed(make_library(ACCIDENTS), "哪些乡镇的纸厂发生了火灾？") == {"白沙镇", "梅林镇"}


def test_a_place_asked_for_by_its_parts_holds_for_every_place_listed(make_library: Callable[..., Library]) -> None:
    assert listed(make_library(ACCIDENTS), "云岭县哪些街镇的纸厂发生了火灾？") == {"白沙镇"}


def test_what_is_told_of_a_town_is_not_lent_to_its_village(make_library: Callable[..., Library]) -> None:
    pile = make_library(VILLAGES)
    assert listed(pile, "哪些村的板栗丰收了？") == set()
    assert listed(pile, "哪些村采摘猕猴桃？") == {"石桥村"}


def test_a_line_is_labelled_by_the_place_that_it_is_about(make_library: Callable[..., Library]) -> None:
    pile = make_library(VILLAGES)
    assert "小云村" not in pile.ask("坪口村送去了多少个书包？").text
    assert "小云村（青石镇）：多年来" not in pile.ask("爱心社每年为考上大学的学子做什么？").text


def test_each_clause_gives_its_value_to_its_own_places(make_library: Callable[..., Library]) -> None:
    pile = make_library({
        "a.txt": """清河县发布灾害预警
发布时间:2014-08-18 来源:清河日报
　　8月17日，清河县评定了灾害风险等级。青石镇、白沙镇灾害风险等级为一级，梅林镇、那山镇灾害风险等级为二级。各地要加强巡查。"""
    })  # fmt: skip
    assert listed(pile, "哪些乡镇的灾害风险等级为一级？") == {"青石镇", "白沙镇"}
    assert listed(pile, "哪些乡镇的灾害风险等级为二级？") == {"梅林镇", "那山镇"}


def test_villages_and_towns_asked_for_are_no_counties(make_library: Callable[..., Library]) -> None:
    pile = make_library(
        {
            "a.txt": """清河县遭遇洪水
发布时间:2014-08-18 来源:清河日报
　　8月17日，清河县被洪水淹没。洪水退去后，青石镇、白沙镇被洪水淹没的道路已经清理。""",
        }
    )
    assert listed(pile, "哪些村镇被洪水淹没？") == {"青石镇", "白沙镇"}


SCHEDULE = (
    "过年了,各村都在排节目。各村“石榴晚会”安排如下:\n"
    "白芷镇:\n高坎村石榴晚会\n时间:2021年2月11日\n石蕊镇:\n河口村石榴晚会\n时间:2021年2月12日\n"
)


def test_lines_under_a_name_are_of_that_place(make_library: Callable[..., Library]) -> None:
    pages = {"a.txt": f"云渚县晚会安排\n\n2021-01-30 来源:云渚县人民政府网\n\n{SCHEDULE}"}
    assert listed(make_library(pages), "哪些镇办了石榴晚会?") == {"白芷镇", "石蕊镇"}


COUNTY = {
    "a.txt": """清河县合作社带富乡村
发布时间:2020-07-23 来源:清河日报
　　“家家有分红。”清河县青石镇小云村村民说。小云村党支部书记告诉记者，村里有养蜂合作社。
　　石桥镇坪口村是全县的先行者。坪口村位置偏僻，全村3000多人。村党支部经过论证，牵头成立了莲藕合作社，吸引村民165户入社。
　　除梅林镇外，全县其他乡镇也遭了旱灾，农作物受灾7627亩。清河县连日晴热，全县大部分地方缺水，梅林镇14个村受旱，受灾水田3441亩。""",
}


def test_a_village_named_a_sentence_before_is_the_one_told_of(make_library: Callable[..., Library]) -> None:
    pile = make_library(COUNTY)
    assert listed(pile, "哪些村成立了莲藕合作社？") - {"小云村"} == {"坪口村"}
    assert "石桥镇" in listed(pile, "哪些镇有村成立了莲藕合作社？")


def test_what_is_told_of_all_others_is_not_of_the_one_left_out(make_library: Callable[..., Library]) -> None:
    answer = make_library(COUNTY).ask("梅林镇受灾多少亩？").text
    assert "3441亩" in answer and "7627亩" not in answer
