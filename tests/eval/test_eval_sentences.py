"""The measure of sentence-level answers: what counts as right, bad folders, and the real path over a small corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.console import Console

from eval import cli
from eval.answering import sentences
from eval.retrieval.beir import BadSet, answers, chosen

TEXTS = {
    "c1": "云坪镇去年修水渠三千米。今年又修了一座水塔。水塔由县水利队承建。",
    "c2": "石桥乡开办中蜂合作社。合作社有社员四十二名。社员每户分得蜂箱六个。",
}
ASKED = {
    "q1": ("谁承建了水塔？", ["县水利队"], "c1"),
    "q2": ("中蜂合作社有多少名社员？", ["四十二名"], "c2"),
}


def folder_of(path: Path, asked: dict[str, tuple[str, list[str], str]] = ASKED) -> Path:
    path.mkdir()
    corpus = [{"_id": key, "title": "", "text": text} for key, text in TEXTS.items()]
    queries = [{"_id": key, "text": text, "answers": gold} for key, (text, gold, _) in asked.items()]
    for name, records in (("corpus", corpus), ("queries", queries)):
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        (path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    rows = ["query-id\tcorpus-id\tscore", *(f"{key}\t{where}\t1" for key, (_, _, where) in asked.items())]
    (path / "qrels.tsv").write_text("\n".join(rows), encoding="utf-8")
    return path


def test_a_sentence_is_right_by_the_whole_figure_or_by_most_of_a_longer_answer() -> None:
    assert sentences.holds_answer("全縣種茶 6,028 畝。", ["6028"])
    assert not sentences.holds_answer("全县种茶6028亩。", ["602", "028亩"])
    longer = "先由支部提议，再由两委商议，然后党员大会审议，最后村民代表决议"
    assert sentences.holds_answer("再由两委商议，然后党员大会审议，最后村民代表决议", [longer])
    assert not sentences.holds_answer("先由支部提议", [longer])
    # A long sentence that shares characters with a short answer does not tell it.
    assert not sentences.holds_answer("县里的水利工作由水利局管。", ["县水利队"])


def test_the_product_answers_a_small_corpus(tmp_path: Path) -> None:
    results = sentences.run([folder_of(tmp_path / "small")], "hashed")
    assert results["small"]["all"]["first"] == 1.0
    assert results["small"]["all"]["questions"] == 2
    sentences.show(results, Console(file=None, quiet=True))


def test_questions_without_answers_are_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_of(tmp_path / "bare", ASKED | {"q2": ("多少名社员？", [], "c2")})
    with pytest.raises(BadSet, match="'q2' carries no list of answers"):
        answers(folder)
    assert cli.main(["sentences", str(folder)]) == cli.USAGE
    assert "q2" in capsys.readouterr().err


def test_a_sample_is_drawn_by_its_seed() -> None:
    ids = [f"q{number}" for number in range(100)]
    assert chosen(ids, 10, seed=1) == chosen(reversed(ids), 10, seed=1) != chosen(ids, 10, seed=2)
    assert chosen(ids, None, seed=1) == ids
