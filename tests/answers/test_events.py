"""An answer told piece by piece: nothing is cited before its source is known, nothing is lost."""

from __future__ import annotations

import re

import pytest

from rag.answers.events import Finished, SourceAdded, TextAdded
from rag.library import Library

QUESTIONS = ("哪些地方实行“亮账日”制度？", "石漱镇的茶园有多少亩？", "火星上有什么？")


@pytest.mark.parametrize("question", QUESTIONS)
def test_told_in_pieces_it_is_the_same_answer(samples: Library, question: str) -> None:
    known: set[int] = set()
    told = ""
    *events, last = samples.stream(question)
    for event in events:
        if isinstance(event, SourceAdded):
            known.add(event.source.n)
        else:
            assert isinstance(event, TextAdded)
            told += event.text
            assert {int(n) for n in re.findall(r"\[(\d+)\]", told)} <= known
            assert "[" not in re.sub(r"\[\d+\]", "", event.text), "half a marker was told"
    assert isinstance(last, Finished)
    assert told == last.answer.text == samples.ask(question).text
    assert known == {source.n for source in last.answer.sources}
