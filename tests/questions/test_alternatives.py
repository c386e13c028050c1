"""What 或 joins in a question: things of which one is enough, and doings of which each makes a list."""

from __future__ import annotations

import pytest

from rag.questions.alternatives import by_clause, merged
from rag.questions.words.terms import Term


def words(*texts: str) -> list[Term]:
    return [Term(text, 0.5) for text in texts]


@pytest.mark.parametrize(
    ("question", "terms", "spellings"),
    [
        ("办了环保或垃圾分类活动", ["环保", "垃圾分类"], [("环保", "垃圾分类")]),
        ("种茶叶、烟草或魔芋", ["茶叶", "烟草", "魔芋"], [("茶叶", "烟草", "魔芋")]),
        ("茶叶、烟草和魔芋", ["茶叶", "烟草", "魔芋"], [("茶叶",), ("烟草",), ("魔芋",)]),
        ("种植烟草或养殖生猪", ["种植", "烟草", "养殖", "生猪"], [("种植",), ("烟草",), ("养殖",), ("生猪",)]),
        ("种植或者加工药材", ["种植", "加工", "药材"], [("种植", "加工"), ("药材",)]),
        ("志愿服务队或社会实践队", ["志愿服务", "队", "社会实践"], [("志愿服务", "社会实践"), ("队",)]),
    ],
)
def test_words_joined(question: str, terms: list[str], spellings: list[tuple[str, ...]]) -> None:
    assert [term.spellings for term in merged(question, words(*terms))] == spellings


def test_a_name_and_a_word_are_joined_by_or_alone() -> None:
    terms = [Term("三送两访", 1.0, is_name=True), Term("义诊", 0.6)]
    assert [term.weight for term in merged("接待参访团或学生", [Term("参访团", 1.0), Term("学生", 0.2)])] == [0.6]
    (either,) = merged("开展三送两访或义诊", terms)
    assert either.is_name and either.spellings == ("三送两访", "义诊")
    assert either.weight == 1.0
    assert merged("开展三送两访、义诊", terms) == terms


@pytest.mark.parametrize(
    ("question", "terms", "clauses"),
    [
        ("搞直播带货,或者建起直播间", ["直播带货", "建起", "直播间"], [["直播带货"], ["建起", "直播间"]]),
        ("种植烟草或养殖生猪", ["种植", "烟草", "养殖", "生猪"], [["种植", "烟草"], ["养殖", "生猪"]]),
        ("种植茶叶,养殖生猪", ["种植", "茶叶"], [["种植", "茶叶"]]),
    ],
)
def test_doings_apart(question: str, terms: list[str], clauses: list[list[str]]) -> None:
    assert [[term.text for term in part] for part in by_clause(question, words(*terms))] == clauses


def test_what_frames_both_doings_belongs_to_each() -> None:
    name, grown = Term("三送两访", 1.0, is_name=True), Term("支部+产业", 1.0, is_name=True)
    in_it = by_clause("在“三送两访”活动中走访党员,或者看望老人", [name, *words("党员", "老人")])
    assert [[term.text for term in part] for part in in_it] == [["三送两访", "党员"], ["三送两访", "老人"]]
    by_it = by_clause("采用支部加产业模式种植茶叶,或者养蚕", [grown, *words("茶叶", "养蚕")])
    assert [[term.text for term in part] for part in by_it] == [["支部+产业", "茶叶"], ["支部+产业", "养蚕"]]


def test_what_a_further_clause_says_is_said_of_each() -> None:
    terms = [Term("横幅", 1.0), Term("宣讲", 0.8), Term("秸秆", 0.9)]
    assert by_clause("哪些镇挂横幅或者宣讲,劝大家别烧秸秆?", terms) == [
        [Term("秸秆", 0.9), Term("横幅", 1.0)],
        [Term("秸秆", 0.9), Term("宣讲", 0.8)],
    ]


def test_in_a_row_of_doings_any_is_enough() -> None:
    terms = [Term("走访", 0.6), Term("慰问", 0.7), Term("老兵", 0.7)]
    assert [term.spellings for term in merged("哪些镇走访、慰问老兵?", terms)] == [("走访", "慰问"), ("老兵",)]
