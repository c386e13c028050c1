"""The bench of peers without the peers: what they are fed, how what they find is read, and the tables."""

from __future__ import annotations

import re
from pathlib import Path

from embeddings.hashed import HashedEmbedder
from eval.peers import table
from eval.peers.base import OUR_TOKENS, OUT_OF_THE_BOX, asked, cut
from eval.peers.reader import best_sentence
from eval.peers.registry import PEERS
from eval.peers.sets import read, write_set
from eval.retrieval.beir import Document

FOLDER = Path(__file__).parent.parent / "eval" / "peers"
CORPUS = [Document("d1", "云坪镇", "云坪镇修了水渠三千米。" * 40), Document("d2", "", "河口乡有鱼塘四十口。")]


def test_a_peer_is_fed_our_chunks_as_text_or_as_tokens() -> None:
    plain, tokens = (cut(CORPUS, mode, HashedEmbedder()) for mode in (OUT_OF_THE_BOX, OUR_TOKENS))
    assert plain.raw == tokens.raw and len(plain.raw) == len(plain.vectors) > 2
    assert plain.documents[0] == "d1" and plain.documents[-1] == "d2"
    assert plain.texts[0].startswith("云坪镇\n云坪镇修了")
    assert tokens.texts[-1].split()[:2] == ["河口", "乡有"]
    assert {"鱼塘", "四十"} <= set(tokens.texts[-1].split())
    assert asked("鱼塘几口？", OUT_OF_THE_BOX, HashedEmbedder()).text == "鱼塘几口？"


def test_every_adapter_stands_in_a_short_file_of_its_own() -> None:
    for module, _ in PEERS.values():
        assert len((FOLDER / f"{module}.py").read_text(encoding="utf-8").splitlines()) <= 60, module
    pins = (FOLDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)


def test_the_reader_takes_the_sentence_with_the_telling_words() -> None:
    passages = ["天气很好。云坪镇今年修了水渠三千米。", "水渠是大家的。"]
    assert best_sentence("云坪镇修水渠多少米？", passages) == "云坪镇今年修了水渠三千米。"
    assert best_sentence("云坪镇？", []) == ""


def test_a_set_written_small_is_read_again(tmp_path: Path) -> None:
    write_set(tmp_path / "set", CORPUS, {"q": "几口？"}, {"q": {"d2": 1}}, {"q": ["四十口"]})
    found = read(tmp_path / "set")
    assert (found.corpus, found.queries, found.answers) == (CORPUS, {"q": "几口？"}, {"q": ["四十口"]})
    assert found.towns == {}


def test_the_table_marks_the_best_whoever_has_it_and_names_who_could_not_run() -> None:
    rows = {
        "xiangwen A": {"ndcg@10": 0.9, "p50_ms": 2.0, "passages": 3, "questions": 1},
        "other A": {"ndcg@10": 0.95, "p50_ms": 9.0},
        "third A": {"error": "no module"},
    }
    result = {"date": "d", "machine": "m", "versions": {}, "our_listing": {}, "sets": {"s": rows}}
    shown = table.markdown(result)
    assert "| xiangwen A | 0.9 | **2** |" in shown
    assert "| other A | **0.95** | 9 |" in shown
    assert "| third A | no module | |" in shown
