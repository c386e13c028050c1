"""The ablation of reading again: one thing left out at a time, over a corpus of its own and on cases made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from eval.retrieval import ablation, bench
from eval.retrieval.ablation import MEASURED, VARIANTS, Case, Variant
from rag.search.rerank import WEIGHTS
from rag.types import Chunk, ChunkInReport

TOWNS = ("云坪镇", "石桥乡", "河口镇", "松岭镇", "白塔乡", "青溪镇")
THINGS = ("水渠三千米", "中蜂合作社两家", "图书五百册", "核桃林八百亩", "敬老院一所", "路灯两百盏")


def folder(path: Path) -> Path:
    path.mkdir()
    texts = [f"{town}今年新添了{thing}。" for town, thing in zip(TOWNS, THINGS, strict=True)]
    for name, prefix, lines in (("corpus", "c", texts), ("queries", "q", [f"哪里新添了{thing}？" for thing in THINGS])):
        rows = [json.dumps({"_id": f"{prefix}{at}", "title": "", "text": line}) for at, line in enumerate(lines)]
        (path / f"{name}.jsonl").write_text("\n".join(rows), encoding="utf-8")
    judged = [f"q{at}\tc{at}\t1" for at in range(len(THINGS))]
    (path / "qrels.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *judged]), encoding="utf-8")
    return path


def test_every_variant_is_measured_and_nothing_read_again_is_the_fused_ranking(tmp_path: Path) -> None:
    towns = folder(tmp_path / "towns")
    found = ablation.run([towns], bench.Source())
    assert list(found) == [variant.name for variant in VARIANTS]
    fused = bench.run([towns], bench.Source())["towns"]["fused_reported"]
    assert found["fused ranking"]["towns"] == {name: fused[name] for name in MEASURED}
    assert found["all of it"]["towns"]["r@10"] == 1.0


@pytest.mark.parametrize(
    ("variant", "order"),
    [
        (Variant("all of it"), [1, 2, 3, 4]),
        (Variant("reprints stay", stories=False), [3, 1, 2, 4]),
        (Variant("two read", read=2), [1, 2, 3, 4]),
        (Variant("none read", read=0), [2, 1, 3, 4]),
        (Variant("by the first column", columns=(0,)), [2, 1, 3, 4]),
    ],
)
def test_a_case_is_ordered_as_the_variant_says(variant: Variant, order: list[int]) -> None:
    def item(number: int, group: str) -> ChunkInReport:
        return ChunkInReport(Chunk(number, f"r{number}", 0, 1, "水"), "水", 0, group)

    rows = np.array([[0.9, 0.1], [0.2, 0.6], [0.5, 0.9]], dtype=np.float32)[:, [0] + [1] * (len(WEIGHTS) - 1)]
    # Chunks 1 and 3 are copies of one story, which 1 tells first; the first column alone prefers chunk 2, the sum 3.
    items = [item(2, "other"), item(1, "story"), item(3, "story")]
    fused = [(number, 1.0) for number in (2, 1, 3, 4)]
    case = Case(items, rows, np.zeros(3, dtype=np.float32), 1.0, fused, {}, reported=True)
    assert ablation._ranking(variant, case, np.ones((2, len(variant.columns)))) == order
