"""What a thing is, told by what is numbered right behind its name; steps that only follow it define nothing."""

from __future__ import annotations

from collections.abc import Callable

from rag.library import Library
from rag.types import Status

PAGES = {
    "prize.txt": """黄桷镇奖学助教
2018年3月5日 来源：云岭日报
　　云岭县黄桷镇推行“三个一工程”奖学助教。一是考上名牌大学的奖励10万元；二是考上一本的奖励5000元；三是贫困生每年补助800元。去年兑现奖金46万元。""",
    "works.txt": """青石镇开工忙
2012年9月3日 来源：云岭日报
　　云岭县青石镇大力实施“三大工程”，全镇忙个不停。一是抓宣传。二是抓安排。三是抓落实。镇里每月督查一次。""",
    "yard.txt": """院坝会开进村
2013年4月2日 来源：云岭日报
　　4月1日，云岭县白塔乡开了院坝会，听说“四亮四评”制度办得好，来的人很多。院坝会是一种直接面向群众的办法，能听到真话。
　　白塔乡书记在会上说起“四亮四评”制度，他说，“四亮四评”制度就是把身份、职责、承诺、实绩都亮出来请群众评。""",
}


def test_what_is_numbered_right_behind_a_name_that_counts_it_defines_it(make_library: Callable[..., Library]) -> None:
    library = make_library(PAGES)
    prize = library.ask("什么是“三个一工程”？")
    assert prize.status is Status.ANSWERED
    assert all(words in prize.text for words in ("10万元", "5000元", "800元"))
    works = library.ask("什么是“三大工程”？")
    assert works.status is Status.PARTIAL
    assert "抓宣传" not in works.text


def test_any_mention_of_a_thing_may_define_it_and_by_its_whole_name(make_library: Callable[..., Library]) -> None:
    library = make_library(PAGES)
    assert "直接面向群众的办法" in library.ask("什么是院坝会？").text
    told = library.ask("什么是四亮四评制度？")
    assert told.status is Status.ANSWERED
    assert "亮出来请群众评" in told.text
