"""The forward index: the sentences of reports as tokens, written, changed, read as they lie on the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from embeddings.static import StaticEmbedder
from rag.index.drafts import report_id
from rag.index.forward import ForwardIndex, ForwardWriter, Sentences, cut
from rag.language.script import shadow
from rag.library import Library

MODEL = StaticEmbedder.load()
TEXTS = ("青石镇修路。全镇种茶！", "", "柳湾村\n建起水渠;家家通水")
IDS = [report_id(text) for text in TEXTS]


def written(folder: Path, base: Path | None = None, without: list[str] | None = None) -> ForwardIndex:
    writer = ForwardWriter(base)
    writer.remove(without or [])
    if base is None:
        writer.add(IDS, cut(TEXTS, MODEL))
    writer.finish(folder)
    return ForwardIndex(folder)


def pieces(text: str, told: Sentences) -> list[str]:
    return [text[start:end] for start, end in zip(told.starts.tolist(), told.ends.tolist(), strict=True)]


def test_every_sentence_has_its_place_and_the_tokens_of_its_text(tmp_path: Path) -> None:
    index = written(tmp_path)
    assert len(index) == 3
    for text, name in zip(TEXTS, IDS, strict=True):
        told = index.of(name)
        assert told is not None
        expected = MODEL.tokens(pieces(text, told))
        assert told.tokens.ids.tolist() == expected.ids.tolist()
        assert told.tokens.offsets.tolist() == expected.offsets.tolist()
    told = index.of(IDS[2])
    assert told is not None and pieces(TEXTS[2], told) == ["柳湾村", "建起水渠", "家家通水"]


def test_a_report_taken_out_is_gone_and_the_others_stay_as_they_were(tmp_path: Path) -> None:
    before = written(tmp_path / "a").of(IDS[2])
    index = written(tmp_path / "b", tmp_path / "a", [IDS[0]])
    assert len(index) == 2 and index.of(IDS[0]) is None and index.of(report_id("别的")) is None
    after = index.of(IDS[2])
    assert before is not None and after is not None
    assert after.tokens.ids.tolist() == before.tokens.ids.tolist() and after.starts.tolist() == before.starts.tolist()


def test_an_empty_pile_has_an_empty_index(tmp_path: Path) -> None:
    ForwardWriter().finish(tmp_path)
    assert len(ForwardIndex(tmp_path)) == 0


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    written(tmp_path)
    np.save(tmp_path / "ids.npy", np.zeros(2, dtype=np.uint16))
    with pytest.raises(ValueError, match="tokens"):
        ForwardIndex(tmp_path)


def test_a_library_keeps_the_sentences_of_its_reports_in_step(make_library: Callable[..., Library]) -> None:
    library = make_library({"a.txt": "青石镇修了一条路，全镇人都来帮忙。", "b.txt": "柳湾村建起水渠，家家通了自来水。"})
    index = library.pile().index
    for report in library.reports():
        told = index.sentences(report.id)
        assert told is not None
        assert told.tokens.ids.tolist() == cut([shadow(report.text)], MODEL)[0].tokens.ids.tolist()
