"""The parts of a named whole, found where a report tells them, and only where their number is the one named."""

from __future__ import annotations

import pytest

from rag.answers.ways.parts import counted_parts, enumerated_parts, idiom_parts, led_parts, tailed_parts, tells_units
from rag.questions.words.terms import Term
from rag.search.pile import Passage
from rag.types import Appearance, Metadata, Report


def passage(text: str) -> Passage:
    appearance = Appearance("page.txt", "/page.txt", Metadata(title="报道"))
    return Passage(Report("r_0", text, "0" * 64, "r_0", (0, len(text)), (appearance,)))


def named(name: str) -> Term:
    return Term(name, 1.0, is_name=True)


@pytest.mark.parametrize(
    ("name", "text", "parts"),
    [
        (
            "三引两管",
            "全乡推行以“引技术、引资金、引人才，管水、管山”为主要内容的“三引两管”办法。",
            ["引技术", "引资金", "引人才", "管水", "管山"],
        ),
        ("两清一退", "“两清一退”，即清债务、清合同，退荒山。", ["清债务", "清合同", "退荒山"]),
        (
            "三问三答",
            "入户时，问收成、问难处、问打算。回来后，答政策、答办法、答期限，干部把它叫做“三问三答”。",
            ["问收成", "问难处", "问打算", "答政策", "答办法", "答期限"],
        ),
    ],
)
def test_the_clauses_a_numeral_idiom_counts(name: str, text: str, parts: list[str]) -> None:
    assert [part.name for part in idiom_parts(passage(text), named(name))] == parts


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("三引两管", "全乡推行“三引两管”，引技术、引资金，管水。"),  # not as many as it says
        ("一乡一业", "全县推进“一乡一业”，一个乡发展一个产业。"),  # counts nothing
        ("亮账日", "亮账日那天，账本摆在桌上。"),
    ],
)
def test_no_parts_where_the_number_is_not_met(name: str, text: str) -> None:
    assert idiom_parts(passage(text), named(name)) == []


def test_what_is_enumerated_before_the_name() -> None:
    text = "今年重点实施饮水提质、道路畅通、河岸绿化“三大工程”，群众拍手叫好。"
    found = enumerated_parts(passage(text), named("三大工程"), 3)
    assert [part.name for part in found] == ["饮水提质", "道路畅通", "河岸绿化"]
    assert enumerated_parts(passage(text), named("三大工程"), 4) == []


def test_counted_steps_are_parts_only_where_the_text_says_so() -> None:
    steps = "一是抓宣传。二是抓安排。三是抓落实。"
    assert counted_parts(passage("全乡大力实施“三大工程”，群众满意。" + steps), named("三大工程"), 3) == []
    told = counted_parts(passage("“三大工程”包括：" + steps), named("三大工程"), 3)
    assert [part.name for part in told] == ["抓宣传", "抓安排", "抓落实"]
    musts = "对干部提出“三个必须”。一是必须到岗。二是必须到户。三是必须到田。"
    assert len(counted_parts(passage(musts), named("三个必须"), 3)) == 3


def test_what_follows_at_once_is_the_parts_of_a_name_that_counts_no_things() -> None:
    told = "全县推行“三联共建”，一是联支部，每月碰头；二是联产业；三是联治理。"
    found = counted_parts(passage(told), named("三联共建"), 3)
    assert [part.name for part in found] == ["联支部", "联产业", "联治理"]
    assert counted_parts(passage(told), named("三联共建"), 4) == []
    later = "全县推行“三联共建”。\n一是抓宣传；二是抓安排；三是抓落实。"
    assert counted_parts(passage(later), named("三联共建"), 3) == []


def test_a_headline_names_what_the_report_enumerates() -> None:
    steps = "一是抓宣传。二是抓安排。三是抓落实。"
    headed = "青石镇“三步走”营造整洁村容为了让村子干净，全镇行动起来。"
    found = counted_parts(passage(headed + steps), named("三步走"), 3)
    assert [part.name for part in found] == ["抓宣传", "抓安排", "抓落实"]
    assert counted_parts(passage(headed + steps + "四是抓督查。"), named("三步走"), 3) == []


def test_sentences_that_open_as_the_name_counts() -> None:
    text = "全镇突出“两个坚持”。坚持党建领航，筑牢根基。坚持每月开展一次理论学习。坚持典型带动，树立样板。"
    assert [part.name for part in led_parts(passage(text), named("两个坚持"))] == ["坚持党建领航", "坚持典型带动"]
    assert led_parts(passage(text), named("三个坚持")) == []


def test_an_idiom_is_told_where_all_that_it_counts_is() -> None:
    assert tells_units(named("两站一员"), "建起“两站一员”：劝导站、服务站和安全员。")
    assert not tells_units(named("两站一员"), "充分发挥“两站一员”的作用，劝导站守路口。")
    assert tells_units(named("亮账日"), "亮账日那天，账本摆在桌上。")


def test_clauses_that_end_as_the_name_counts() -> None:
    text = "围绕“三个到位”抓落实。\n巡查到位，守好塘边。\n劝导到位，不让人下水。\n救护到位，备足绳圈。"
    assert [part.name for part in tailed_parts(passage(text), named("三个到位"))] == [
        "巡查到位",
        "劝导到位",
        "救护到位",
    ]
    assert tailed_parts(passage(text), named("四个到位")) == []
