"""The command line against a real pile of the samples, each command in a fresh process, as a person runs it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
QUESTION = "哪些乡镇开展了“两联三送”活动？"
MAX_SECONDS = 2.0  # of processor time for a cold question; wall time on an idle machine is the same within a tenth
START = [sys.executable, "-X", "importtime", "-c", "from api.cli import main; main()"]


def run(data: Path, *arguments: str, start: list[str] = START[:1] + START[3:]) -> subprocess.CompletedProcess[str]:
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(data.parent / "compiled")}  # once, as usual
    environment = {**os.environ, "XIANGWEN_DATA": str(data), **compiled}
    environment.pop("COLUMNS", None)
    command = [*start, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile") / "data"
    done = run(folder, "ingest", "eval/samples/reports", "--json")
    assert done.returncode == 0, done.stderr
    return folder


def test_a_second_reading_changes_nothing(data: Path) -> None:
    done = run(data, "ingest", "eval/samples/reports", "--json")
    assert {page["status"] for page in json.loads(done.stdout)["pages"]} == {"unchanged"}


def test_every_quotation_is_the_text_of_its_report(data: Path) -> None:
    answer = json.loads(run(data, "ask", QUESTION, "--json").stdout)
    texts = {item["id"]: item["text"] for item in json.loads(run(data, "export", "--json").stdout)["items"]}
    reports = {source["n"]: source["report_id"] for source in answer["sources"]}
    assert answer["citations"]
    assert {cite["n"] for cite in answer["citations"]} == set(reports)
    for cite in answer["citations"]:
        start, end = cite["report_span"]
        assert texts[reports[cite["n"]]][start:end] == cite["quote"]


def test_a_cold_question_is_quick_and_loads_no_torch(data: Path) -> None:
    seconds = []
    for _ in range(3):
        before = os.times()
        assert run(data, "ask", QUESTION, "--json").returncode == 0
        after = os.times()
        seconds.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert min(seconds) < MAX_SECONDS
    imported = {line.rsplit("|", 1)[-1].strip() for line in run(data, "ask", QUESTION, start=START).stderr.splitlines()}
    assert "rag.library" in imported
    assert not {name for name in imported if name.split(".")[0] in ("torch", "transformers", "fastapi", "uvicorn")}


def test_the_answer_in_the_readme_is_the_real_one(data: Path) -> None:
    shown = re.search(
        r'\$ \S+/xiangwen ask "([^"\n]+)"\n(.+?)\n```', (ROOT / "README.md").read_text(encoding="utf-8"), re.S
    )
    assert shown
    lines = [line.rstrip() for line in run(data, "ask", shown[1]).stdout.splitlines()]
    assert shown[2].splitlines() == lines, "paste the new output into README.md"


def test_a_failed_page_is_exit_1_and_the_rest_goes_on(data: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    done = run(data, "ingest", str(empty), str(tmp_path / "missing"), "eval/samples/reports", "--json")
    assert done.returncode == 1
    statuses = [page["status"] for page in json.loads(done.stdout)["pages"]]
    assert statuses.count("failed") == 2
    assert "unchanged" in statuses
    assert "Traceback" not in done.stderr
