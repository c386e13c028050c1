"""Other people's layouts: tiny invented sets in each, read, written, checked against themselves; bad files by line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval import cli
from eval.gold.check import check
from eval.gold.questions import load_gold
from eval.importing import beir_folder, crud, dragonball, rgb, squad
from eval.importing.imported import Imported, write
from eval.retrieval import beir
from eval.retrieval.beir import BadSet
from rag.library import Library

ROPE = "云坪镇的索桥长一百二十米。桥建于一九八二年,由石匠贺三才主持。镇里每年清明前检修一次。"
POND = "河口乡有鱼塘四十口。鱼塘去年产鱼三百吨。"
SQUAD = {"data": [{"title": "云坪", "paragraphs": [{"context": ROPE, "qas": [
    {"id": "q1", "question": "索桥由谁主持修建？",
     "answers": [{"text": "贺三才", "answer_start": ROPE.index("贺三才")}]},
    {"id": "q2", "question": "索桥花了多少钱？", "answers": [], "is_impossible": True},
]}]}]}  # fmt: skip
# The keys and habits of the real files, read in their repositories; the texts are ours.
CRUD = {
    "event_summary": [{"ID": "7", "event": "索桥检修", "summary": "检修一次", "text": ROPE}],
    "questanswer_1doc": [
        {"ID": "7", "event": "索桥", "questions": "索桥多长？", "answers": "一百二十米", "thoughts": "", "news1": ROPE},
        {"ID": "9", "event": "鱼塘", "questions": "", "answers": "", "thoughts": "", "news1": POND},
    ],
    "questanswer_2docs": [
        {
            "ID": "7",
            "event": "索桥",
            "questions": "两地各有什么？",
            "answers": "索桥和鱼塘",
            "news1": ROPE,
            "news2": POND,
        }
    ],
}
RGB = [
    {"id": 1, "query": "索桥建于哪年？", "answer": [["一九八二年", "1982年"]], "positive": [ROPE], "negative": [POND]},
    {
        "id": 2,
        "query": "鱼塘几口、产鱼几吨？",
        "answer": ["四十口", "三百吨"],
        "asnwer1": ["四十口"],
        "answer2": ["三百吨"],
        "positive": [[POND], [POND]],
        "negative": [],
    },
    {"id": 3, "query": "索桥由谁主持？", "answer": "贺三才", "positive": [ROPE], "negative": [POND]},
]
DOCS = [{"domain": "Finance", "language": "zh", "doc_id": 40, "company_name": "云坪索桥公司", "content": ROPE}]
ASKED = {"query_id": 1, "query_type": "事实性问题", "content": "云坪索桥公司的索桥多长？"}
REFERENCES = ["云坪镇的索桥长一百二十米。", "索桥的长度是一百二十米。"]
BALL = [
    {"domain": "Finance", "language": "zh", "query": ASKED,
     "ground_truth": {"doc_ids": [40], "content": "一百二十米", "references": REFERENCES, "keypoints": ["1. 长"]}},
    {"domain": "Finance", "language": "zh",
     "query": ASKED | {"query_id": 2, "query_type": "无关无解问", "content": "索桥有多重？"},
     "ground_truth": {"doc_ids": [40], "content": "无法回答", "references": [], "keypoints": []}},
]  # fmt: skip


def lines(path: Path, records: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")


def squad_file(folder: Path) -> Path:
    (folder / "set.json").write_text(json.dumps(SQUAD), encoding="utf-8")
    return folder / "set.json"


def crud_file(folder: Path) -> Path:
    (folder / "set.json").write_text(json.dumps(CRUD), encoding="utf-8")
    return folder / "set.json"


def rgb_file(folder: Path) -> Path:
    lines(folder / "zh.json", RGB)
    return folder / "zh.json"


def dragonball_folder(folder: Path) -> Path:
    lines(folder / "DRAGONBALL_docs.jsonl", DOCS)
    lines(folder / "dragonball_queries.jsonl", BALL)
    return folder


def beir_set(folder: Path) -> Path:
    lines(folder / "corpus.jsonl", [{"_id": "d1", "title": "", "text": ROPE}])
    lines(folder / "queries.jsonl", [{"_id": "q1", "text": "索桥多长？", "answers": ["一百二十米"]}])
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\n", encoding="utf-8")
    return folder


CASES: list[tuple[Callable[[Path], Imported], Callable[[Path], Path], int, int]] = [
    (squad.read, squad_file, 1, 2),
    (crud.read, crud_file, 2, 2),
    (rgb.read, rgb_file, 2, 3),
    (rgb.read_refusals, rgb_file, 1, 3),
    (dragonball.read, dragonball_folder, 1, 2),
    (beir_folder.read, beir_set, 1, 1),
]


@pytest.mark.parametrize(
    ("read", "made", "pages", "questions"), CASES, ids=lambda case: getattr(case, "__module__", "")
)
def test_a_set_becomes_gold_questions_with_pages_and_a_beir_folder(
    tmp_path: Path,
    make_library: Callable[..., Library],
    read: Callable[[Path], Imported],
    made: Callable[[Path], Path],
    pages: int,
    questions: int,
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    imported = read(made(source))
    assert (len(imported.pages), len(imported.items)) == (pages, questions)
    write(imported, tmp_path / "out")
    library = make_library(tmp_path / "out" / "reports")
    assert check(tmp_path / "out" / "gold.jsonl", library.reports()) == []
    answerable = [one for one in load_gold(tmp_path / "out" / "gold.jsonl") if one.answerable]
    assert all(one.evidence for one in answerable if one.answers != (("索桥和鱼塘",),))
    if answerable:
        judged = beir.load(tmp_path / "out" / "beir")
        assert set(judged.queries) == {one.id for one in answerable}


def test_what_a_list_of_rgb_asks_for_is_all_of_it_and_a_list_in_it_holds_alternatives(tmp_path: Path) -> None:
    either, both, one = rgb.read(rgb_file(tmp_path)).items
    assert either.answers == (("一九八二年", "1982年"),)
    assert both.answers == (("四十口",), ("三百吨",))
    assert one.answers == (("贺三才",),)


def test_rgb_without_its_positive_passages_has_to_be_refused(tmp_path: Path) -> None:
    imported = rgb.read_refusals(rgb_file(tmp_path))
    assert [page.text for page in imported.pages] == [POND]
    assert {(one.kind, one.answers, one.pages) for one in imported.items} == {("unanswerable", (), ())}


def test_an_event_of_crud_is_asked_once_a_task_and_empty_questions_are_counted(tmp_path: Path) -> None:
    imported = crud.read(crud_file(tmp_path))
    assert [one.id for one in imported.items] == ["1doc-7", "2docs-7"]
    assert imported.empty == 1


def test_a_document_of_dragonball_goes_by_its_name_and_only_its_own_words_are_evidence(tmp_path: Path) -> None:
    imported = dragonball.read(dragonball_folder(tmp_path))
    assert imported.pages[0].title == "云坪索桥公司"
    assert imported.items[0].evidence == ("云坪镇的索桥长一百二十米。",)


def test_an_answer_of_squad_that_stands_nowhere_is_not_taken_and_told_with_its_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    strange = {"id": "q3", "question": "索桥在哪？", "answers": [{"text": "别处镇", "answer_start": 0}]}
    (paragraph,) = SQUAD["data"][0]["paragraphs"]
    told = {"data": [{"title": "云坪", "paragraphs": [paragraph | {"qas": [*paragraph["qas"], strange]}]}]}
    (tmp_path / "set.json").write_text(json.dumps(told), encoding="utf-8")
    assert cli.main(["import", "squad", str(tmp_path / "set.json"), str(tmp_path / "out")]) == cli.OK
    assert [one.id for one in load_gold(tmp_path / "out" / "gold.jsonl")] == ["q1", "q2"]
    assert "qas[2]: q3: its answer '别处镇' stands nowhere" in capsys.readouterr().err


def test_a_published_beir_folder_keeps_its_judgements_in_a_folder(tmp_path: Path) -> None:
    source = beir_set(tmp_path)
    (source / "qrels").mkdir()
    (source / "qrels.tsv").rename(source / "qrels" / "test.tsv")
    assert [one.id for one in beir_folder.read(source).items] == ["q1"]
    assert beir.load(source).qrels == {"q1": {"d1": 1}}


def test_judgements_of_absent_documents_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = beir_set(tmp_path)
    asked = [{"_id": f"q{n}", "text": f"第{n}问？", "answers": ["一百二十米"]} for n in (1, 2)]
    lines(source / "queries.jsonl", asked)
    rows = "q1\td1\t1\nq1\td8\t1\nq2\td9\t1\n"
    (source / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n" + rows, encoding="utf-8")
    assert cli.main(["import", "beir", str(source), str(tmp_path / "out"), "--json"]) == cli.OK
    told = json.loads(capsys.readouterr().out)
    assert told["not_taken"] == ["2 judgement(s) of documents not in the corpus, first 'd8'"]
    assert (told["questions"], told["left_out_as_empty"]) == (1, 1)


def test_a_judgement_of_an_absent_question_is_told(tmp_path: Path) -> None:
    source = beir_set(tmp_path)
    (source / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\nq7\td1\t1\n", encoding="utf-8")
    with pytest.raises(BadSet, match=r"1 judged question.* without a text, first 'q7'"):
        beir_folder.read(source)


def test_what_is_not_of_the_layout_is_told_with_its_place(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    qas = '{"data": [{"paragraphs": [{"context": "甲。", "qas": [%s]}]}]}'
    cases: list[tuple[Callable[[Path], Imported], str, str]] = [
        (squad.read, '{\n"data": [}', "wrong.json:2: not JSON"),
        (squad.read, qas % '{"id": "1"}', r"data\[0\].paragraphs\[0\].qas\[0\]: question"),
        (squad.read, qas % '{"id": "1", "question": "？", "answers": []}', "no answer"),
        (crud.read, "{}", "none of questanswer_1doc"),
        (crud.read, '{"questanswer_1doc": [{"ID": "1"}]}', r"questanswer_1doc\[0\]: news1"),
        (rgb.read, '\n{"id": 1, "positive": 3}', "wrong.json:2: positive: expected a list"),
        (rgb.read, '{"id": 1, "query": "？", "answer": 5, "positive": ["甲"], "negative": []}', "wrong.json:1: answer"),
        (rgb.read, '{"positive_wrong": []}', "counterfactual"),
    ]
    for read, text, expected in cases:
        wrong.write_text(text, encoding="utf-8")
        with pytest.raises(BadSet, match=expected):
            read(wrong)
    with pytest.raises(BadSet, match="cannot read"):
        dragonball.read(tmp_path)


def test_the_command_writes_once_and_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = squad_file(tmp_path), tmp_path / "out"
    assert cli.main(["import", "squad", str(source), str(out), "--json"]) == cli.OK
    assert json.loads(capsys.readouterr().out)["questions"] == 2
    assert cli.main(["import", "squad", str(source), str(out)]) == cli.USAGE
    assert "is not empty" in capsys.readouterr().err
