"""Retrieval metrics by hand, BEIR folders good and bad, the bench over a fake retriever and over the real one."""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import random
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from embeddings.hashed import HashedEmbedder
from eval.cost import ingest_bench, worker
from eval.crashing import crash
from eval.crashing.pages import write_pages
from eval.retrieval import bench, bench_html, speed
from eval.retrieval.beir import BadSet, BeirSet, Document, corpus_of, documents, is_reported, load
from eval.retrieval.metrics import interval, mean, measure, mrr, ndcg, percentile, recall, success
from rag.search.fusion import fuse, said_of
from rag.types import Chunk, Hit, PageResult, PageStatus

RANKING = ["d3", "d1", "d9", "d2"]
GRADES = {"d1": 2, "d2": 1, "d4": 1, "d9": 0}


def test_ndcg_by_hand() -> None:
    # gains 0, 2, 0, 1 at ranks 1..4; the best order is 2, 1, 1
    dcg = 2 / math.log2(3) + 1 / math.log2(5)
    ideal = 2 / math.log2(2) + 1 / math.log2(3) + 1 / math.log2(4)
    assert ndcg(RANKING, GRADES, 10) == pytest.approx(dcg / ideal)
    assert ndcg(RANKING, GRADES, 2) == pytest.approx((2 / math.log2(3)) / (2 + 1 / math.log2(3)))
    assert ndcg(["d1", "d2", "d4"], GRADES, 10) == 1.0
    assert ndcg(RANKING, {"d9": 0}, 10) == 0.0


def test_recall_reciprocal_rank_and_success_by_hand() -> None:
    assert [recall(RANKING, GRADES, k) for k in (1, 2, 4)] == pytest.approx([0, 1 / 3, 2 / 3])
    assert mrr(RANKING, GRADES, 10) == 0.5
    assert mrr(RANKING, GRADES, 1) == 0.0
    assert (success(RANKING, GRADES, 1), success(RANKING, GRADES, 2)) == (0.0, 1.0)
    assert recall(RANKING, {}, 10) == mrr([], GRADES, 10) == success([], GRADES, 1) == 0.0


def test_a_repeated_document_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        measure(["d1", "d1"], GRADES)


def test_intervals_are_seeded_and_hold_the_mean() -> None:
    values = [1.0] * 70 + [0.0] * 30
    low, high = interval(values, seed=3)
    assert (low, high) == interval(values, seed=3)
    # normal approximation: 0.7 ± 1.96·√(0.7·0.3/100) = 0.61..0.79
    assert (low, high) == pytest.approx((0.61, 0.79), abs=0.02)
    assert interval([]) == (0.0, 0.0)
    assert interval([0.4]) == pytest.approx((0.4, 0.4))


def test_percentile_and_mean() -> None:
    assert percentile([4, 1, 2, 3], 0.5) == 2.5
    assert (percentile([], 0.5), mean([])) == (0.0, 0.0)


TEXTS = {"c1": "云坪镇新修水渠三千米。", "c2": "石桥乡开办中蜂合作社。", "c3": "河口镇添置图书五百册。"}
QUERIES = {"q1": "哪里修了水渠？", "q2": "哪里养中蜂？", "q3": "没有判过的问题"}


def beir(folder: Path, packed: bool = False) -> Path:
    folder.mkdir(parents=True)
    lines = [json.dumps({"_id": key, "title": "", "text": text}, ensure_ascii=False) for key, text in TEXTS.items()]
    data = "\n".join(lines).encode()
    name, data = ("corpus.jsonl.gz", gzip.compress(data)) if packed else ("corpus.jsonl", data)
    (folder / name).write_bytes(data)
    questions(folder)
    return folder


def questions(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    lines = [json.dumps({"_id": key, "text": text, "answers": []}) for key, text in QUERIES.items()]
    (folder / "queries.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tc1\t1\nq2\tc2\t1\nq3\tc3\t0\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("packed", [False, True])
def test_a_beir_folder_is_read(tmp_path: Path, packed: bool) -> None:
    one = load(beir(tmp_path / "news-a", packed))
    assert one.name == "news-a"
    assert one.qrels == {"q1": {"c1": 1}, "q2": {"c2": 1}}
    assert list(one.queries) == ["q1", "q2"]
    assert [document.id for document in documents(one.corpus)] == ["c1", "c2", "c3"]


def test_a_set_without_a_corpus_uses_the_one_of_its_family(tmp_path: Path) -> None:
    beir(tmp_path / "news-corpus")
    own = questions(tmp_path / "news-title")
    assert corpus_of(own) == (tmp_path / "news-corpus" / "corpus.jsonl").resolve()
    with pytest.raises(BadSet, match="no corpus"):
        corpus_of(questions(tmp_path / "other-title"))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("corpus.jsonl", '{"_id": "c1", "text": "a"}\n{', "corpus.jsonl:2: not JSON"),
        ("corpus.jsonl", '{"_id": 1, "text": "a"}', "corpus.jsonl:1: expected"),
        ("queries.jsonl", '{"_id": "q1", "text": "a"}', "1 judged question"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1 c1 1", "qrels.tsv:2: expected"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\tc1\t0", "no question has"),
    ],
)
def test_bad_sets_are_told_with_their_line(tmp_path: Path, name: str, content: str, told: str) -> None:
    folder = beir(tmp_path / "set")
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(BadSet, match=told):
        list(documents(load(folder).corpus))


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    folder = beir(tmp_path / "set", packed=True)
    archive = folder / "corpus.jsonl.gz"
    archive.write_bytes(archive.read_bytes()[:-12])
    with pytest.raises(BadSet):
        list(documents(archive))


def test_the_halves_are_chosen_by_the_sha1_of_the_id() -> None:
    assert (is_reported("q1"), is_reported("q2")) == reported_by_hashlib("q1", "q2")
    assert 400 < sum(is_reported(f"question-{number}") for number in range(1000)) < 600


def reported_by_hashlib(*ids: str) -> tuple[bool, ...]:
    return tuple(int(hashlib.sha1(one.encode()).hexdigest(), 16) % 2 == 1 for one in ids)


class FakeRetriever:
    """Chunks 1..4 in fixed orders, whatever is asked."""

    def lexical(self, question: str, k: int) -> list[tuple[int, float]]:
        return [(1, 9.0), (2, 5.0), (3, 1.0)][:k]

    def dense(self, question: str, k: int) -> list[tuple[int, float]]:
        return [(3, 0.9), (4, 0.3)][:k]

    def fused(self, question, lexical, dense):
        return fuse(said_of(lexical, dense))

    def hits(self, question: str, k: int) -> list[Hit]:
        return [Hit(Chunk(chunk, "r", 0, 1, "x"), 1.0) for chunk in (4, 1)][:k]


def test_stages_are_measured_by_document() -> None:
    pile = bench.BenchPile(FakeRetriever(), {1: ["c1"], 2: ["c1"], 3: ["c2"], 4: ["c3", "c4"]})
    judged = BeirSet("set", Path("corpus.jsonl"), {"q1": "甲", "q2": "乙"}, {"q1": {"c2": 1}, "q2": {"c4": 1}})
    result = bench.measure_set(pile, judged)
    # lexical folds to c1, c2: q1 finds its document second, q2 never
    assert result["lexical"]["mrr@10"] == 0.25
    assert result["lexical"]["r@10"] == 0.5
    assert result["dense"]["s@1"] == 0.5
    # final folds to c3, c4, c1: q2's document is second
    assert result["final"]["mrr@10"] == 0.25
    assert set(result) == {stage + half for stage in bench.STAGES for half in ("", "_reported")}
    assert result["final"]["questions"] == 2
    assert result["final_reported"]["questions"] == sum(map(is_reported, ("q1", "q2")))
    bench.show({"set": result}, Console(quiet=True))
    page = bench_html.page({"<set>": result})
    assert "&lt;set&gt;: " in page and "<script" not in page and "<set>" not in page
    assert page.count("<svg") == 2 and f">{result['final_reported']['ndcg@10']:.3f} " in page


def test_many_questions_are_shared_out_to_processes_and_come_back_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = load(beir(tmp_path / "news"))
    with bench.built(judged.corpus, bench.Source("hashed")) as pile:
        alone = bench.measure_set(pile, judged)
        monkeypatch.setattr(bench, "_BULK", 1)
        monkeypatch.setattr(bench, "_SHARE", 1)
        shared = bench.measure_set(pile, judged)
    for told in (*alone.values(), *shared.values()):
        assert told.pop("ms_p50") >= 0
    assert shared == alone
    assert shared["final"]["mrr@10"] == 1.0


def test_a_judged_document_that_is_not_in_the_corpus_is_refused() -> None:
    pile = bench.BenchPile(FakeRetriever(), {1: ["c1"]})
    with pytest.raises(BadSet, match="not in its corpus"):
        bench.measure_set(pile, BeirSet("set", Path("c"), {"q": "甲"}, {"q": {"c9": 1}}))


def test_the_products_own_index_ranks_a_corpus(tmp_path: Path) -> None:
    texts = [Document(key, "", text) for key, text in TEXTS.items()] + [Document("twin", "", TEXTS["c1"])]
    pile = bench.build_pile(texts, HashedEmbedder(), tmp_path)
    try:
        result = bench.rank(pile.retriever, "哪里修了水渠？")
        assert bench.fold(result["final"][0], pile.documents)[:2] == ["c1", "twin"]
    finally:
        pile.close()


def test_a_kept_pile_is_used_again_and_documents_can_be_left_out(tmp_path: Path) -> None:
    corpus = load(beir(tmp_path / "news")).corpus
    source = bench.Source("hashed", cache=tmp_path / "kept")
    for _ in range(2):
        with bench.built(corpus, source) as pile:
            assert sorted(found for group in pile.documents.values() for found in group) == ["c1", "c2", "c3"]
    assert len(list((tmp_path / "kept").iterdir())) == 1
    assert len(list((tmp_path / "kept").glob("*/index/gen-*"))) == 1
    with bench.built(corpus, replace(source, without=frozenset({"c3"}))) as pile:
        assert sorted(found for group in pile.documents.values() for found in group) == ["c1", "c2"]
    assert len(list((tmp_path / "kept").iterdir())) == 2


def test_speed_is_told_for_the_model_and_for_a_search(tmp_path: Path) -> None:
    result = speed.run(beir(tmp_path / "news"), bench.Source("hashed"))
    assert (result["documents"], result["chunks"]) == (3, 3)
    assert 0 < result["search"]["p50_ms"] <= result["search"]["p95_ms"]
    assert set(result["stages_p50_ms"]) == {"lexical", "dense", "fused"}
    assert result["peak_memory_mib"] > 10
    speed.show(result, Console(quiet=True))


def test_disk_use_counts_every_file(tmp_path: Path) -> None:
    (tmp_path / "index" / "deep").mkdir(parents=True)
    (tmp_path / "index" / "deep" / "a").write_bytes(b"123")
    (tmp_path / "pile.sqlite").write_bytes(b"4567")
    assert ingest_bench.disk_use(tmp_path) == {"index": 3, "pile.sqlite": 4, "total": 7}


def test_the_ledger_holds_whole_lines_of_what_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    with path.open("w", encoding="utf-8") as ledger:
        worker.acknowledge(PageResult("a.txt", PageStatus.ADDED, ("r1", "r2")), ledger)
        worker.acknowledge(PageResult("b.txt", PageStatus.FAILED, (), "empty", "空"), ledger)
        ledger.write('{"path": "c.txt", "reports": ["r')
    assert crash._acknowledged(path) == {"r1", "r2"}


def test_crash_pages_are_the_same_for_the_same_seed_and_all_differ(tmp_path: Path) -> None:
    first, second = (write_pages(tmp_path / name, random.Random(5), pages=30) for name in ("a", "b"))
    texts = [path.read_text(encoding="utf-8") for path in sorted(first.iterdir())]
    assert texts == [path.read_text(encoding="utf-8") for path in sorted(second.iterdir())]
    assert len(set(texts)) == 30


def test_a_report_missing_from_a_leg_is_told() -> None:
    hits = [Hit(Chunk(1, "r1", 0, 1, "x"), 1.0, lexical_rank=1), Hit(Chunk(2, "r2", 0, 1, "x"), 1.0, 2, 3)]
    assert crash._legs_missing(hits, "r1") == ["dense"]
    assert crash._legs_missing(hits, "r2") == []
    assert crash._legs_missing(hits, "r3") == ["lexical", "dense"]
