"""Tokens of both scripts are equal, numbers stay whole, and rjieba cuts as its model jieba does."""

from __future__ import annotations

import warnings

import pytest
import rjieba
from hypothesis import given
from hypothesis import strategies as st

from rag.index.tokenizing import bigrams, chain, tokens, words
from rag.language.script import shadow

# Runs of Han characters of the kind the reports hold: names of places, slogans, offices, crops, plain prose.
SAMPLE = """
青禾镇党委书记介绍全镇开展双培双带先锋工程的做法
把党员培养成致富能手把致富能手培养成党员
白石乡今年种植烤烟三千亩比去年增加两成
县委组织部在全县农村基层党组织中推行升级晋档科学发展活动
截至八月底共发展沼气用户一千二百户修建村级活动场所十六处
村党支部与农业合作社结成帮扶对子带动贫困户增收
他来到了网易杭研大厦研究生命的起源
乡镇干部包村联户为群众办实事解难题
三联三帮四联四建三定三有党建五大工程
云岭县柳河街道办事处举办农民运动会
""".split()


def test_words_of_a_sentence() -> None:
    assert words("神河鎮種植煙草24,700畝，增長3.45%") == ["神河", "镇", "种植", "烟草", "24700", "亩", "增长", "3.45"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.45", ["3.45"]),
        ("24700", ["24700"]),
        ("24,700.5", ["24700.5"]),
        ("1,2,3", ["1", "2", "3"]),
        ("２０１２", ["2012"]),
        ("2011.9.14", ["2011.9.14"]),
        ("GDP", ["gdp"]),
        ("5G", ["5g"]),
        ("a_b", ["a", "b"]),
        ("Größe", ["größe"]),
        ("。，！", []),
        ("", []),
        ("😀", []),
    ],
)
def test_runs_that_are_not_han(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_both_scripts_give_the_same_tokens() -> None:
    assert words("開展雙培雙帶") == words("开展双培双带")
    assert bigrams("開展雙培雙帶") == bigrams("开展双培双带")


def test_bigrams_stop_at_punctuation_and_keep_single_characters() -> None:
    assert bigrams("升级晋档，好GDP") == ["升级", "级晋", "晋档", "好"]


def test_chain_runs_through_punctuation_and_numbers() -> None:
    assert chain("“升级、晋档”2次") == ["升级", "级晋", "晋档", "档2", "2次"]
    assert chain("好") == ["好"]
    assert chain("。 ") == []


@given(st.text(alphabet="升级晋档、，。 \n2A", max_size=30), st.data())
def test_a_phrase_of_a_text_has_its_chain_within_the_texts(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = chain(text[start : data.draw(st.integers(start, len(text)))])
    whole = chain(text)
    if len(part) > 1:
        assert any(whole[at : at + len(part)] == part for at in range(len(whole)))


def test_tokens_are_words_and_chain_of_the_shadow_joined() -> None:
    text = "開展雙培雙帶，GDP 3.45"
    found = tokens(shadow(text))
    assert found.words.split(" ") == words(text)
    assert found.chain.split(" ") == chain(text)


def test_rjieba_cuts_han_runs_as_jieba_does() -> None:
    with warnings.catch_warnings():  # jieba 0.42 imports pkg_resources and has invalid escapes
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel("ERROR")
    for run in SAMPLE:
        assert rjieba.cut(run) == jieba.lcut(run), run
