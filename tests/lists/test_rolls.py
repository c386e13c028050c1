"""Places that a report tells in rows of their own: a roll under its heading, ranks, amounts one by one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.types import Status

WORST = """云岭市这8个乡镇、村庄,上了环境卫生最差榜单
发布时间:2018-01-11 来源:云岭日报
　　近日,云岭市公布了全市乡镇和村庄环境卫生的暗访结果,8个乡镇、村庄上了最差榜单。
最差三个乡镇
青石县柳溪镇
白沙县双桥乡
青石县河湾镇
最差三个村庄
青石县柳溪镇小云村
白沙县双桥乡梅岭村
青石县河湾镇石坝村
　　对上榜的乡镇和村庄,市里要求限期整改,整改情况将再次暗访。"""

SCORES = """关于全县垃圾治理考评情况的通报
发布时间:2019-04-20 来源:青石县人民政府
　　为推进全县垃圾治理,县里组织5个检查小组,于4月8日至15日对各乡镇作了一次督查考评。
　　一、考评得分及排名
　　第一名:柳溪镇90.9分
　　第二名:河湾镇85.1分
　　第三名:云台办事处84.5分
　　第四名:双塘乡68.6分"""

RANKS = """青石县2024年5月份人居环境整治考评情况的通报
发布时间:2024-06-03 来源:青石县人民政府
　　5月份,青石县对各乡镇人居环境整治情况开展了考评,现将结果通报如下。
　　前三名:第一名柳溪镇91.72分,第二名河湾镇90.34分,第三名青山镇90.20分。
　　后三名:倒数第一名双塘乡84.74分,倒数第二名石泉镇86.07分,倒数第三名梅岭乡86.88分。"""

NAMED = """我市三个村获评先进村
发布时间:2021-03-01 来源:云岭日报
　　据了解,我市获得第三届“和美村”称号的3个村分别为:青石县柳溪镇江山村、白沙县双桥乡四联村、青石县河湾镇后湾村。"""


@pytest.fixture(scope="module")
def told(make_library: Callable[..., Library]) -> Callable[[str, str], set[str]]:
    def places(report: str, question: str) -> set[str]:
        listing = make_library({"report.txt": report}).ask(question).listing
        return {item.name for item in listing.items[: listing.matched]} if listing else set()

    return places


def test_a_roll_is_told_by_its_heading_and_its_title(told: Callable[[str, str], set[str]]) -> None:
    assert told(WORST, "哪些乡镇上了环境卫生最差榜?") == {"柳溪镇", "双桥乡", "河湾镇"}
    assert told(WORST, "哪些村上了环境卫生最差榜?") == {"小云村", "梅岭村", "石坝村"}


def test_of_two_rows_of_ranks_the_one_asked_for_is_told(told: Callable[[str, str], set[str]]) -> None:
    assert told(RANKS, "青石县人居环境考评进了前三名的乡镇有哪些?") == {"柳溪镇", "河湾镇", "青山镇"}
    assert told(RANKS, "青石县人居环境考评后三名的乡镇有哪些?") == {"双塘乡", "石泉镇", "梅岭乡"}


def test_amounts_told_one_by_one_are_held_against_the_bar(told: Callable[[str, str], set[str]]) -> None:
    assert told(SCORES, "青石县垃圾治理考评80分以上的镇处有哪些?") == {"柳溪镇", "河湾镇", "云台办事处"}
    assert told(SCORES, "青石县垃圾治理考评不到70分的有哪几个乡镇?") == {"双塘乡"}


def test_an_amount_told_in_a_row_is_cited_with_its_line(make_library: Callable[..., Library]) -> None:
    answer = make_library({"report.txt": SCORES}).ask("青石县垃圾治理考评80分以上的镇处有哪些?")
    assert answer.status is Status.ANSWERED
    assert "第一名:柳溪镇90.9分" in {citation.quote.strip() for citation in answer.citations}


def test_a_row_that_a_colon_opens_is_of_all_its_places(told: Callable[[str, str], set[str]]) -> None:
    assert told(NAMED, "哪些村获得了“和美村”称号?") == {"江山村", "四联村", "后湾村"}
