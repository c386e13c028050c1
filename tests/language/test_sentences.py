"""Sentences as spans: the unit of citation."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rag.language.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def test_stops_and_line_ends_part_sentences() -> None:
    assert sentences("一是抓宣传。二是抓落实！\n 小标题 \n谁来做？大家。") == [
        "一是抓宣传。",
        "二是抓落实！",
        "小标题",
        "谁来做？",
        "大家。",
    ]


def test_a_stop_inside_a_short_quotation_does_not() -> None:
    assert sentences("他说：“好。就这么办。”大家鼓掌。") == ["他说：“好。就这么办。”", "大家鼓掌。"]


def test_an_unclosed_quotation_does_not_swallow_the_rest() -> None:
    opened = "他说：“" + "好" * 70 + "。"
    assert sentences(opened + "后来呢。") == [opened, "后来呢。"]


def test_a_long_sentence_is_cut_at_its_semicolons_but_not_inside_brackets() -> None:
    text = "全镇建桥(东桥;西桥)" + "甲" * 60 + ";种烟" + "乙" * 60 + ";养猪300头。"
    assert sentences(text) == ["全镇建桥(东桥;西桥)" + "甲" * 60 + ";", "种烟" + "乙" * 60 + ";", "养猪300头。"]
    assert sentences("种烟20亩;养猪3头。") == ["种烟20亩;养猪3头。"]


@given(st.text(alphabet="镇。！？；\n “”（）3a", max_size=300))
def test_spans_are_ordered_and_lose_nothing_but_white_space(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert "".join("".join(text[slice(*span)] for span in spans).split()) == "".join(text.split())
    assert all(text[slice(*span)] == text[slice(*span)].strip() for span in spans)
