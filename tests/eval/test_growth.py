"""Growth curves: copies that keep the language's frequencies, fitted exponents, one small pile measured."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from eval.cost import growth
from eval.retrieval.beir import Document
from rag.index.chunking import chunk_spans
from rag.language.sentences import sentence_spans

NEWS = [
    Document(f"n{at}", "", "".join(f"第{at}村修渠{at * 7 + line}米，惠及农户{line + 3}户。" for line in range(12)))
    for at in range(8)
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    lines = [json.dumps({"_id": one.id, "text": one.text}, ensure_ascii=False) for one in NEWS]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_copy_keeps_its_sentences_but_for_a_third_and_is_a_text_of_its_own() -> None:
    pool = [growth.Sentences.of(one) for one in NEWS]
    copy = growth.perturbed(pool[0], pool, 1, random.Random(1))
    again = [copy.text[slice(*span)] for span in sentence_spans(copy.text)]
    own = Counter(NEWS[0].text[slice(*span)] for span in sentence_spans(NEWS[0].text))
    kept = sum((own & Counter(again)).values())
    assert len(again) == own.total() == 12
    assert 8 <= kept < 12
    assert copy.text != NEWS[0].text and copy.id != NEWS[0].id


def test_there_are_as_many_chunks_as_asked_for(corpus: Path) -> None:
    made = list(growth.up_to(40, corpus))
    chunks = [len(chunk_spans(one.text)) for one in made]
    assert sum(chunks) >= 40 > sum(chunks[:-1])
    assert [one.id for one in made[:8]] == [one.id for one in NEWS]
    assert len({one.text for one in made}) == len(made)


def test_the_exponent_is_that_of_the_power_law() -> None:
    rows = [{"chunks": n, "disk_mib": 3 * n**0.5, "build_cpu_s": 2.0 * n} for n in (10, 100, 1000)]
    assert growth.exponents(rows) == {"build_cpu_s": 1.0, "disk_mib": 0.5}
    assert growth.exponents(rows[:1]) == {}


def test_a_small_pile_is_built_searched_and_drawn(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pile"
    folder.mkdir()
    row = growth._build(corpus, 30, "hashed", folder) | growth._search(30, "hashed", folder)
    assert row["chunks"] >= 30 and row["disk_mib"] > 0
    assert 0 < row["dense_p50_ms"] <= row["search_p95_ms"]
    assert 0 < row["flat_limit_ms"] < row["search_p50_ms"]
    drawn = ElementTree.fromstring(growth.plot([row, row | {"chunks": 1000}]))
    assert drawn.tag.endswith("svg")
    assert "limit of a flat scan" in "".join(drawn.itertext())


def test_a_size_that_was_measured_is_not_measured_again(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def measured(_: Path, size: int, __: str | None) -> growth.Row:
        asked.append(size)
        return {"chunks": size, "disk_mib": float(size)}

    monkeypatch.setattr(growth, "measure", measured)
    kept = tmp_path / "growth.json"
    growth.run(corpus, [100, 10], kept=kept)
    result = growth.run(corpus, [10, 100, 1000], kept=kept)
    assert asked == [10, 100, 1000]
    assert [row["chunks"] for row in result["rows"]] == [10, 100, 1000]
    assert result["exponents"]["disk_mib"] == 1.0
