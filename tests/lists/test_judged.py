"""A verdict read as the question means it: at the doing asked, and by the kind of document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.library import Library
from rag.lists.verdicts.plan_documents import is_plan_document
from rag.types import Verdict

PAGES = {
    "a.txt": """芦溪县石泉镇征兵宣传
　　芦溪县石泉镇武装部采取入户走访、赶集设点等方式，向青年家长重点讲解大学生参军入伍的学费补偿政策。""",
    "b.txt": """芦溪县柳沟镇育苗忙
　　今年以来，芦溪县柳沟镇平整荒坡600亩，镇里统一订购油茶苗，明年开春将组织村民集中栽种。""",
    "c.txt": """芦溪县冬春农田水利建设工作安排
　　一、水库加固。整修白鹿镇水库2座，清淤渠道9公里。二、灌溉。松塘乡已完成水库加固1座。
　　三、排涝。治理石泉镇大塘、柳沟镇沙口、白鹿镇河湾等3处涝片，改善农田2万亩。""",
    "d.txt": """芦溪县云岭乡：通水了
　　芦溪县云岭乡杉树村通了自来水。云岭乡青冈村通自来水的工程也在加紧铺设管网，完工后将保障三个组。""",
    "e.txt": """芦溪县大坪乡出台山塘整治实施方案
　　芦溪县大坪乡整治山塘12口，蓄水比往年多了一成。""",
}


@pytest.fixture(scope="module")
def pile(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("哪些乡镇动员青年参军？", {"石泉镇": Verdict.DID}),
        ("哪些乡镇宣传、鼓励年轻人去参军入伍？", {"石泉镇": Verdict.DID}),
        ("哪些镇准备明年栽油茶苗？", {"柳沟镇": Verdict.PLANNED}),
        ("哪些镇订购了油茶苗？", {"柳沟镇": Verdict.DID}),
        ("哪些乡镇要整修水库？", {"白鹿镇": Verdict.PLANNED, "松塘乡": Verdict.DID}),
        ("哪些镇的涝片列入了今年秋冬的治理计划？", dict.fromkeys(("石泉镇", "柳沟镇", "白鹿镇"), Verdict.PLANNED)),
        ("哪些村已经通了自来水？", {"杉树村": Verdict.DID, "青冈村": Verdict.PLANNED}),
        ("哪些乡镇整治了山塘？", {"大坪乡": Verdict.DID}),
    ],
)
def test_the_verdict_is_of_the_doing_asked(pile: Library, question: str, expected: dict[str, Verdict]) -> None:
    listing = pile.ask(question).listing
    assert {item.name: item.verdict for item in listing.items} == expected if listing else not expected


@pytest.mark.parametrize(
    ("title", "tells_plans"),
    [
        ("石泉镇2026年工作要点", True),
        ("冬春农田水利基本建设工作意见", True),
        ("关于印发云岭乡山塘整治实施方案的通知", True),
        ("关于切实做好秋季植树工作的通知", True),
        ("人居环境整治三年行动计划(草案)", True),
        ("石泉镇出台人居环境整治三年行动计划", False),
        ("云岭乡:落实植树方案", False),
        ("石泉镇完成全年招商计划", False),
        ("柳沟镇2025年工作总结和2026年工作计划", False),
        ("村民提出的意见", False),
    ],
)
def test_a_title_tells_what_kind_of_document_it_is(title: str, *, tells_plans: bool) -> None:
    assert is_plan_document(title) is tells_plans
