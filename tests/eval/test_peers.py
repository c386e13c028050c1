"""The bench of peers without the peers: what they are fed, how what they find is read and kept, and the tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from embeddings.hashed import HashedEmbedder
from eval.peers import bench, table
from eval.peers.base import OUR_TOKENS, OUT_OF_THE_BOX, Passages, cut, query_of
from eval.peers.bench import Bench, Limits, Row, Runner, runners
from eval.peers.reader import best_sentence
from eval.peers.registry import PEERS
from eval.peers.sets import Asked, Questions, corpus_in, grouped, prepare, questions_in, write_pile
from eval.retrieval.beir import Document, documents, is_reported

FOLDER = Path(__file__).parents[2] / "eval" / "peers"
CORPUS = [Document("d1", "云坪镇", "云坪镇修了水渠三千米。" * 40), Document("d2", "", "河口乡有鱼塘四十口。")]
QUESTIONS: Questions = {"short": {"q": Asked("几口？", {"d2": 1}, ["四十口"], {"河口乡": ["d2"]})}, "long": {}}


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    write_pile(tmp_path / "piles" / "news", CORPUS, QUESTIONS)
    return tmp_path / "piles" / "news"


def test_a_peer_is_fed_our_chunks_as_text_or_as_tokens(pile: Path) -> None:
    plain, tokens = (cut(corpus_in(pile), mode, HashedEmbedder()) for mode in (OUT_OF_THE_BOX, OUR_TOKENS))
    assert plain.raw == tokens.raw and len(plain.raw) == len(plain.vectors) > 2
    assert plain.documents[0] == "d1" and plain.documents[-1] == "d2"
    assert plain.texts[0].startswith("云坪镇\n云坪镇修了")
    assert tokens.texts[-1].split()[:2] == ["河口", "乡有"]
    assert {"鱼塘", "四十"} <= set(tokens.texts[-1].split())
    assert query_of("鱼塘几口？", OUT_OF_THE_BOX, HashedEmbedder()).text == "鱼塘几口？"


def test_passages_are_kept_as_they_were_cut(pile: Path, tmp_path: Path) -> None:
    made = cut(corpus_in(pile), OUR_TOKENS, HashedEmbedder())
    made.save(tmp_path / "passages")
    again = Passages.load(tmp_path / "passages")
    assert (again.raw, again.texts, again.documents) == (made.raw, made.texts, made.documents)
    assert (again.vectors == made.vectors).all() and again.vectors.dtype == made.vectors.dtype


def test_every_adapter_stands_in_a_short_file_of_its_own() -> None:
    for module, _ in PEERS.values():
        assert len((FOLDER / f"{module}.py").read_text(encoding="utf-8").splitlines()) <= 60, module
    pins = (FOLDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)


def test_the_reader_takes_the_sentence_with_the_telling_words() -> None:
    passages = ["天气很好。云坪镇今年修了水渠三千米。", "水渠是大家的。"]
    assert best_sentence("云坪镇修水渠多少米？", passages) == "云坪镇今年修了水渠三千米。"
    assert best_sentence("云坪镇？", []) == ""


def test_a_pile_written_small_is_read_again(pile: Path) -> None:
    assert list(documents(corpus_in(pile))) == CORPUS
    assert questions_in(pile) == QUESTIONS


def test_sets_of_one_corpus_and_size_share_a_pile_with_all_their_documents(tmp_path: Path) -> None:
    (tmp_path / "news-corpus").mkdir()
    lines = "".join(f'{{"_id": "d{at}", "title": "", "text": "第{at}村。"}}\n' for at in range(30))
    (tmp_path / "news-corpus" / "corpus.jsonl").write_text(lines, encoding="utf-8")
    for name, first in (("news-a", 0), ("news-b", 10)):
        (tmp_path / name).mkdir()
        asked = [(f"{name}{at}", f"d{at}") for at in range(first, first + 10)]
        (tmp_path / name / "queries.jsonl").write_text(
            "".join(f'{{"_id": "{query}", "text": "几？"}}\n' for query, _ in asked), encoding="utf-8"
        )
        rows = "".join(f"{query}\t{doc}\t1\n" for query, doc in asked)
        (tmp_path / name / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n" + rows, encoding="utf-8")
    a, b = str(tmp_path / "news-a"), str(tmp_path / "news-b")
    small, whole = grouped([f"{a}:20", f"{b}:20", a])
    assert (small.name, whole.name, len(small.folders)) == ("news-corpus-20", "news-corpus", 2)
    prepare(small, tmp_path / "pile", limit=4)
    kept = {one.id for one in documents(corpus_in(tmp_path / "pile"))}
    questions = questions_in(tmp_path / "pile")
    assert len(kept) == 20 and list(questions) == ["news-a", "news-b"]
    for asked_of in questions.values():
        assert 0 < len(asked_of) <= 4 and all(map(is_reported, asked_of))
        assert all(doc in kept for one in asked_of.values() for doc in one.relevant)


def test_what_was_measured_is_kept_and_rounds_give_medians(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    times = iter([9.0, 5.0, 1.0, 3.0])

    def told(command: list[str], _: int) -> Row:
        steps.append(command[5])
        if command[5] == "cut":
            return {"cut_s": 1.0, "cut_cpu_s": 0.5, "passages": 3}
        if command[5] == "build":
            return {"build_s": 2.0, "build_cpu_s": 1.5, "index_mib": 1, "build_mib": 2}
        timed = dict.fromkeys(("p50_ms", "p95_ms", "cpu_ms"), next(times))
        return {"load_s": 0.1, "ask_mib": 3, "sets": {"short": timed | {"ndcg@10": 1.0}, "long": timed}}

    monkeypatch.setattr(bench, "_result", told)
    one, other = Bench(tmp_path, pile, Limits(1, 1)), Runner("txtai", OUR_TOKENS)
    one.ask(other)
    assert steps == ["cut", "build", "ask"]
    for number in range(3):
        one.time(other, number, 2)
    assert steps[3:] == ["ask"] * 3
    assert one.told()["sets"]["short"] == {
        "txtai B": {
            "ndcg@10": 1.0,
            **dict.fromkeys(("p50_ms", "p95_ms", "cpu_ms"), 3.0),
            **{"build_s": 3.0, "build_cpu_s": 2.0, "load_s": 0.1},  # what was cut beforehand is in it
            **{"index_mib": 1, "build_mib": 2, "ask_mib": 3, "passages": 3},
            "load": [row["load"] for row in bench._read(one._row(other, "rounds"))],
        }
    }


def test_a_peer_that_takes_too_long_or_fails_is_a_row_with_the_reason(pile: Path, tmp_path: Path) -> None:
    slow = Bench(tmp_path / "slow", pile, Limits(0, 100))
    assert slow.ask(Runner("bm25s", OUT_OF_THE_BOX))["error"] == "cut: more than 0 s"
    assert slow.told()["sets"]["short"].keys() == {"bm25s A"}
    shown = table.markdown({"date": "d", "machine": "m", "versions": {}, "piles": {"slow": slow.told()}})
    assert shown.count("| bm25s A | cut: more than 0 s |") == 3  # of two sets and of their cost
    assert bench._result(["false"], 9) == {"error": "exit code 1"}
    assert [str(one) for one in runners(["xiangwen", "bm25s"])] == ["xiangwen A", "bm25s A", "bm25s B"]


def test_the_tables_mark_the_best_whoever_has_it_and_name_who_could_not_run() -> None:
    each = {f"q{at}": 0.5 for at in range(9)}
    times = {"p95_ms": 9.0, "cpu_ms": 1.0, "build_s": 3.0, "passages": 3000, "questions": 9}
    ours = times | {"ndcg@10": 0.5, "p50_ms": 2.0, "each": each, "load": [2.0, 1.0]}
    other = times | {"ndcg@10": 0.6, "p50_ms": 9.0, "each": dict.fromkeys(each, 0.6), "load": [1.0]}
    rows = {"xiangwen A": ours, "other A": other, "third A": {"error": "no module"}}
    slower = {"xiangwen A": ours | {"p50_ms": 4.0}, "other A": other, "third A": {"error": "no module"}}
    piles = {"news": {"listing": {"recall": 1.0}, "sets": {"s": rows, "t": slower}}}
    shown = table.markdown({"date": "d", "machine": "m", "versions": {}, "piles": piles})
    found, cost = shown.split("**Cost on news**")
    assert (
        "**s on news: 9 questions, 3,000 passages**" in found and "no top 10, on the same questions: recall 1" in found
    )
    assert "| xiangwen A | 0.5 |  |" in found
    assert "| other A | **0.6** | +0.100 (+0.100 to +0.100) |" in found
    assert "| third A | no module |  |" in found
    assert "| | build_s | cpu_ms | p50_ms | p95_ms | load average |" in cost
    assert "| xiangwen A | **3** | **1** | **3** | **9** | 1.5 (≤ 2) |" in cost
    assert "| third A | no module |  |  |  |  |" in cost
