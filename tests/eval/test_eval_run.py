"""Running an evaluation over a fake library: what is reported, what is written, and the exit codes."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

import pytest
from rich.console import Console

from eval import cli
from eval.console import BadOutput, check_outputs
from eval.reporting import html, markdown
from eval.reporting.report import document, show
from eval.run import evaluate
from rag.errors import EmptyQuestion
from rag.settings import PILE_FILE
from rag.types import (
    Answer,
    Appearance,
    Chunk,
    Citation,
    Filters,
    Hit,
    Kind,
    Metadata,
    PageResult,
    PageStatus,
    PileState,
    Report,
    Source,
    Status,
    Turn,
)

ROOT = Path(__file__).parents[2]
TEXT = "云坪镇新修水渠三千米。"
REPORT = Report(
    "r", TEXT, "0" * 64, "r", (0, len(TEXT)), (Appearance("a.txt", "somewhere/a.txt", Metadata(title="云坪")),)
)
ANSWER = Answer(
    id="ans",
    question="",
    question_resolved="",
    kind=Kind.FIGURE,
    status=Status.ANSWERED,
    reason=None,
    mode="extractive",
    lang="zh",
    text=TEXT + "[1]",
    sources=(Source(1, "r", "云坪", None, None, None, None, "a.txt", (), "0" * 64),),
    citations=(Citation(1, (0, 11), (0, 11), TEXT),),
    listing=None,
    filters_applied=Filters(),
    filters_inferred=Filters(),
    index_version="gen",
)
GOLD = [
    {"id": "right", "kind": "number", "lang": "zh", "question": "水渠多长？", "answers": [["三千米"]]},
    {"id": "wrong", "kind": "number", "lang": "zh", "question": "几座桥？", "answers": [["5座"]]},
    {"id": "empty", "kind": "fact", "lang": "en", "question": "？", "answers": [["x"]]},
]


@dataclass
class FakeLibrary:
    """Answers every question with the same sentence; remembers what it was told."""

    held: list[Report]
    histories: list[Sequence[Turn]] = field(default_factory=list)
    ingested: list[str] = field(default_factory=list)

    def reports(self) -> list[Report]:
        return self.held

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        self.histories.append(history)
        if question == "？":
            raise EmptyQuestion("问题是空的", "the question is empty")
        return replace(ANSWER, question=question)

    def search(self, question: str, k: int = 10) -> list[Hit]:
        return [Hit(Chunk(1, "r", 0, len(TEXT), TEXT), 1.5, 1, 1)]

    def ingest(self, targets: Sequence[str]) -> list[PageResult]:
        self.ingested += targets
        self.held = [REPORT]
        return [PageResult("b.txt", PageStatus.FAILED, (), "empty_file", "空文件")]

    def pile(self) -> None:
        return None

    def state(self) -> PileState:
        return PileState(len(self.held), 1, 1, 0, "gen", "fake")


@contextmanager
def given(library: FakeLibrary) -> Iterator[FakeLibrary]:
    yield library


def gold_file(folder: Path, *more: dict[str, object]) -> Path:
    """A gold file in a folder that goes for a data folder, since it has a pile file."""
    folder.mkdir(exist_ok=True)
    (folder / PILE_FILE).touch()
    lines = [{"sources": ["a.txt"], "evidence": ["新修水渠"], **one} for one in (*GOLD, *more)]
    path = folder / "gold.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return path


def test_an_option_goes_by_its_whole_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["run", str(gold_file(tmp_path)), "--report", str(tmp_path)])
    assert stopped.value.code == cli.USAGE
    assert "--report" in capsys.readouterr().err


def test_the_document_and_the_tables_tell_the_same(tmp_path: Path) -> None:
    result = evaluate(gold_file(tmp_path), tmp_path, None, lambda _: given(FakeLibrary([REPORT])))
    told = document(result)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert (told["questions"], told["passed"]) == (3, 1)
    assert told["by_kind"] == {"fact": {"passed": 0, "total": 1}, "number": {"passed": 1, "total": 2}}
    assert told["results"][1]["failed"] == [{"check": "answers", "detail": "missing 5座"}]
    assert told["results"][1]["quotes"] == [TEXT]
    console = Console(record=True, width=100, file=io.StringIO())
    show(result, console)
    text = console.export_text()
    for expected in ("missing 5座", TEXT + "[1]", "empty_question", "number"):
        assert expected in text


def test_what_does_not_apply_to_any_question_is_absent_and_not_0(tmp_path: Path) -> None:
    """No list question, then not even one that can be answered."""
    nothing = {"answers": [], "sources": [], "evidence": []}
    gold = gold_file(tmp_path)
    gold.write_text(json.dumps(GOLD[0] | {"kind": "unanswerable"} | nothing), encoding="utf-8")
    result = evaluate(gold, tmp_path, None, lambda _: given(FakeLibrary([REPORT])))
    console = Console(record=True, width=100, file=io.StringIO())
    show(result, console)
    assert "lists" not in console.export_text()
    told = document(result)
    assert told["lists"] == {"questions": 0} and told["grounded_f1"] is None
    assert "grounded F1" not in html.page(result)
    answerable = evaluate(gold_file(tmp_path), tmp_path, None, lambda _: given(FakeLibrary([REPORT])))
    assert "; grounded F1 0.400." in html.page(answerable)


def test_exit_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(cli, "opened", lambda _: given(FakeLibrary([REPORT])))
    gold = str(gold_file(tmp_path))
    assert cli.mounted([gold], tmp_path, as_json=True) == cli.OK
    assert json.loads(capsys.readouterr().out)["passed"] == 1
    assert cli.mounted([gold, "--min", "1"], tmp_path, as_json=False) == cli.OK
    assert cli.mounted([gold, "--min", "2"], tmp_path, as_json=False) == cli.GATE
    assert cli.main(["run", gold, "--data", str(tmp_path), "--min", "2", "--json"]) == cli.GATE
    assert cli.mounted([str(tmp_path / "no.jsonl")], tmp_path, as_json=False) == cli.USAGE
    assert cli.main(["bench", str(tmp_path)]) == cli.USAGE


def test_a_run_is_saved_and_gates_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "opened", lambda _: given(FakeLibrary([REPORT])))
    gold, saved = str(gold_file(tmp_path)), tmp_path / "run.json"
    assert cli.mounted([gold, "--save", str(saved)], tmp_path, as_json=True) == cli.OK
    assert cli.mounted([gold, "--gate", str(saved)], tmp_path, as_json=True) == cli.OK
    broken = replace(ANSWER, citations=(Citation(1, (0, 11), (1, 12), TEXT),))
    monkeypatch.setattr(FakeLibrary, "ask", lambda *_, **__: broken)
    assert cli.mounted([gold, "--gate", str(saved)], tmp_path, as_json=True) == cli.GATE
    told = capsys.readouterr()
    assert "citation_exact" in told.err
    assert "citation_exact" in json.loads(told.out[told.out.rindex("\n{\n") :])["gate"]["fallen"]


@pytest.mark.parametrize("option", ["--html", "--markdown", "--save", "--gate"])
def test_what_cannot_be_written_or_read_is_told_before_the_run(
    tmp_path: Path, option: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library = FakeLibrary([REPORT])
    monkeypatch.setattr(cli, "opened", lambda _: given(library))
    file = tmp_path / "absent" / "file"
    assert cli.mounted([str(gold_file(tmp_path)), option, str(file)], tmp_path, as_json=True) == cli.USAGE
    told = capsys.readouterr()
    assert str(file) in told.err and told.out == ""
    assert library.histories == [] and not file.parent.exists()


def test_a_folder_is_no_file_to_write(tmp_path: Path) -> None:
    with pytest.raises(BadOutput, match="it is a folder"):
        check_outputs(None, tmp_path)
    check_outputs(None, tmp_path / "new")


def test_the_page_shows_the_failed_beside_their_gold_and_loads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attack = "<script>alert(1)</script>"
    gold = gold_file(tmp_path, GOLD[1] | {"id": "evil", "question": attack, "answers": [[attack]]})
    page = html.page(evaluate(gold, tmp_path, None, lambda _: given(FakeLibrary([REPORT]))))
    assert "<script" not in page and escape(attack) in page
    assert not re.search(r"src=|url\(|@import", page)
    assert re.findall(r'href="([^"]*)"', page) == []
    for shown in ("missing 5座", "几座桥", "n=2", "<svg"):
        assert shown in page
    assert page.index('id="wrong"') < page.index("</article>")
    assert 'id="right"' not in page


def test_a_red_gate_is_told_at_the_head_of_the_page_with_the_questions_that_show_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "opened", lambda _: given(FakeLibrary([REPORT])))
    gold, saved = str(gold_file(tmp_path)), tmp_path / "run.json"
    page, table = tmp_path / "page.html", tmp_path / "table.md"
    written = ["--gate", str(saved), "--html", str(page), "--markdown", str(table)]
    assert cli.mounted([gold, "--save", str(saved)], tmp_path, as_json=True) == cli.OK
    assert cli.mounted([gold, *written], tmp_path, as_json=True) == cli.OK
    assert "gate is red" not in page.read_text(encoding="utf-8") + table.read_text(encoding="utf-8")
    linked = replace(ANSWER.sources[0], url="https://example.org/a?b=1&c=2")
    broken = replace(ANSWER, citations=(Citation(1, (0, 11), (1, 12), TEXT),), sources=(linked,))
    monkeypatch.setattr(FakeLibrary, "ask", lambda *_, **__: broken)
    assert cli.mounted([gold, *written], tmp_path, as_json=True) == cli.GATE
    told = page.read_text(encoding="utf-8")
    head, questions = told.split("<h2>The worst")
    row = next(row for row in head.split("<tr>") if "citation_exact" in row)
    assert "<td>1.0000</td><td>0.0000</td>" in row and '<a href="#right">right</a>' in row
    assert '<article id="right">' in questions and 'href="https://example.org/a?b=1&amp;c=2"' in questions
    assert "| citation_exact | 1.0000 | 0.0000 |" in table.read_text(encoding="utf-8").split("| measure | mean")[0]


def test_the_tables_have_a_row_for_each_measure_and_slice(tmp_path: Path) -> None:
    result = evaluate(gold_file(tmp_path), tmp_path, None, lambda _: given(FakeLibrary([REPORT])))
    table = markdown.evaluation_table(result)
    assert "| passed | 0.3333 | 0.000–1.000 | 3 |" in table
    assert "| number | 0.5000 | 0.000–1.000 | 2 |" in table


def test_usage_is_told_by_the_command_itself() -> None:
    command = [sys.executable, "-m", "eval", "run"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == cli.USAGE
    assert "gold" in done.stderr
