"""Chunks are whole sentences, cover everything once, and stay within their bounds."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from rag.index.chunking import chunk_spans
from rag.language.sentences import sentence_spans

PROSE = st.text(alphabet="青禾镇党委开展双培一二三，。、；！？“”（） \n　abc12", max_size=1500)


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in chunk_spans(text)]


def bare(text: str) -> str:
    return "".join(text.split())


@given(PROSE)
@settings(max_examples=200, deadline=None)
def test_every_character_lies_in_exactly_one_chunk(text: str) -> None:
    spans = chunk_spans(text)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert bare("".join(text[start:end] for start, end in spans)) == bare(text)
    assert all(0 < end - start <= 400 for start, end in spans)
    assert all(piece == piece.strip() for piece in pieces(text))


@given(PROSE)
@settings(max_examples=100, deadline=None)
def test_a_sentence_within_the_cap_is_never_cut(text: str) -> None:
    starts = {start for start, _ in chunk_spans(text)}
    for start, end in sentence_spans(text):
        if end - start <= 400:
            assert not any(start < at < end for at in starts)


def test_white_space_gives_no_chunk() -> None:
    assert chunk_spans("") == chunk_spans(" \n　\n") == []


def test_sentences_are_gathered_up_to_240_characters() -> None:
    assert chunk_spans("第一句。" * 100) == [(0, 240), (240, 400)]


def test_a_small_rest_joins_its_neighbour() -> None:
    assert chunk_spans("第一句。" * 65) == [(0, 260)]


def test_a_heading_goes_with_what_follows_it() -> None:
    first = "党委组织党员学习。" * 26
    text = f"{first}\n一、主要做法\n{'镇里办了培训班。' * 20}"
    assert [piece[:6] for piece in pieces(text)] == ["党委组织党员", "一、主要做法"]


def test_an_over_long_sentence_is_cut_at_a_comma_and_not_inside_a_slogan() -> None:
    text = "镇党委实施升级晋档、科学发展的办法，" * 60 + "完成任务。"
    cut = pieces(text)
    assert len(cut) > 2
    assert all(piece.endswith(("，", "。")) for piece in cut)


def test_one_long_word_is_cut_at_the_cap_in_linear_time() -> None:
    started = time.process_time()
    spans = chunk_spans("好" * 300_000)
    assert time.process_time() - started < 2
    assert [end - start for start, end in spans] == [400] * 750
