"""The command line: JSON shapes, exit codes, what goes to stdout and what to stderr, what is imported at start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from api import cli
from api.terminal import session
from rag.errors import StoreFull
from rag.types import PageResult
from tests.fakes import QUOTES, REPORTS, FakeLibrary

ROOT = Path(__file__).parents[2]
REPORT_FIELDS = [
    "id",
    "title",
    "authors",
    "editor",
    "publisher",
    "published",
    "url",
    "page",
    "places",
    "length",
    "text_sha256",
    "group",
]
ANSWER_FIELDS = {
    "id",
    "question",
    "question_resolved",
    "kind",
    "status",
    "reason",
    "mode",
    "lang",
    "text",
    "sources",
    "citations",
    "filters",
    "index_version",
    "timings_ms",
}


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> FakeLibrary:
    """Commands open this library in place of one on disk."""
    fake = FakeLibrary()
    monkeypatch.setitem(sys.modules, "rag.assemble", type("assemble", (), {"open_library": lambda _: fake}))
    monkeypatch.delenv("XIANGWEN_DATA", raising=False)
    return fake


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict:
    assert cli.run([*arguments, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_ask_json_is_the_answer_object(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    answer = run_json(capsys, "ask", "哪些乡镇开展了四帮四促？")
    assert set(answer) == ANSWER_FIELDS | {"listing"}
    assert answer["listing"]["items"][1] == {
        "name": "柳塘乡",
        "parent": "云溪县",
        "verdict": "did",
        "citations": [2],
    }
    assert answer["sources"][0]["published"] == "2012-05-06"
    assert answer["filters"] == {"applied": {}, "inferred": {}}
    for cite in answer["citations"]:
        report = REPORTS[cite["n"] - 1]
        start, end = cite["report_span"]
        assert report.text[start:end] == cite["quote"]


def test_not_found_is_a_status_and_no_failure(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    answer = run_json(capsys, "ask", "谁赢了世界杯？")
    assert (answer["status"], answer["reason"]) == ("not_found", "资料库里没有相关报道")
    assert "listing" not in answer


def test_hits_come_on_request(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    answer = run_json(capsys, "ask", "四帮四促", "--hits")
    assert [hit["text"] for hit in answer["hits"]] == list(QUOTES.values())


def test_filters_reach_the_library(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    answer = run_json(capsys, "ask", "四帮四促", "--place", "石桥镇", "--since", "2012-01-01", "--source", " ")
    assert answer["filters"]["applied"] == {"place": "石桥镇", "since": "2012-01-01"}
    assert [source["report_id"] for source in answer["sources"]] == ["r1"]


def test_reports_json(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    first, second, _ = run_json(capsys, "reports")["items"]
    assert list(first) == REPORT_FIELDS
    assert first["places"][0] == {"name": "云溪县", "code": "999901", "level": "county"}
    assert second["published"] is None
    assert first["length"] == len(REPORTS[0].text)


def test_search_json(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    found = run_json(capsys, "search", "四帮四促", "-k", "2")
    assert [(hit["rank"], hit["report_id"]) for hit in found["items"]] == [(1, "r1"), (2, "r2")]


def test_ingest_json_and_exit_code(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_json(capsys, "ingest", "good.txt")["reports"] == 1
    pages = run_json(capsys, "ingest", "good.txt", "bad.txt", code=1)["pages"]
    assert [page["status"] for page in pages] == ["added", "failed"]
    assert pages[1]["reason"] and pages[0]["reason"] is None
    assert set(pages[0]) >= {"path", "status", "reason", "reports"}


def test_a_file_name_of_any_bytes_is_json(library: FakeLibrary) -> None:
    name = os.fsdecode(b"\xff\xfe.txt")
    code = "import sys; from tests.fakes import FakeLibrary; import types; m = types.ModuleType('rag.assemble');"
    code += "m.open_library = lambda s: FakeLibrary(); sys.modules['rag.assemble'] = m;"
    code += "from api.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "ingest", name, "--json"], capture_output=True, cwd=ROOT, check=True
    )
    assert json.loads(done.stdout)["pages"][0]["path"] == name


def test_rebuild_doctor_export_json(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_json(capsys, "rebuild")["reports"] == 3
    assert run_json(capsys, "doctor")["ok"] is True
    items = run_json(capsys, "export", "--place", "石桥镇")["items"]
    assert [item["text"] for item in items] == [REPORTS[0].text]
    assert cli.run(["export"]) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ["r1", "r2", "r3"]


def test_doctor_fails_when_a_check_does(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    library._pending = 2
    assert run_json(capsys, "doctor", code=1)["ok"] is False


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", ""],
        ["ask", "？！…"],
        ["ask", "长" * 2_001],
        ["ask", os.fsdecode(b"\xb5\xe7")],
        ["ask", "四帮四促", "--since", "2011年"],
        ["ask", "四帮四促", "--until", "2025-02-30"],
        ["ask", "四帮四促", "--since", "2012-01-01", "--until", "2011-01-01"],
        ["ask", "四帮四促", "--nonsense"],
        ["ask"],
        ["ingest"],
        ["ingest", ""],
        ["search", "四帮四促", "-k", "0"],
        ["search", "四帮四促", "-k", "many"],
        ["nonsense"],
        ["serve", "--host", "0.0.0.0"],
        ["serve", "--port", "70000"],
        [],
    ],
)
def test_wrong_usage_is_exit_2_with_one_message(
    library: FakeLibrary, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert cli.run(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    assert "error:" in told.err or "usage:" in told.err
    assert any("一" <= char <= "鿿" for char in told.err), "no Chinese message"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["ask", "？！…"], "empty_question"),
        (["ask", "四帮四促", "--until", "2025-02-30"], "bad_filter"),
        (["search", "四帮四促", "-k", "many"], "usage"),
        (["ingest", "good.txt", ""], "bad_setting"),
        (["ingest", " "], "bad_setting"),
        (["nonsense"], "usage"),
    ],
)
def test_with_json_an_error_is_a_document_too(
    library: FakeLibrary, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    error = run_json(capsys, *arguments, code=2)["error"]
    assert error["code"] == code
    assert error["zh"] and error["en"]


def test_pages_stored_before_a_disk_filled_are_told(
    library: FakeLibrary, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = library.ingest

    def ingest_until_full(targets: list[str], advance: Callable[[PageResult], None], **_: bool) -> None:
        read(targets[:1], advance)
        raise StoreFull("磁盘满了", "the disk is full")

    monkeypatch.setattr(library, "ingest", ingest_until_full)
    told = run_json(capsys, "ingest", "good.txt", "other.txt", code=1)
    assert [page["path"] for page in told["pages"]] == ["good.txt"]
    assert told["error"]["code"] == "store_full"


def test_options_stand_before_or_after_the_command(
    library: FakeLibrary, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    opened = []

    def open_library(settings: object) -> FakeLibrary:
        opened.append(settings.data)
        return library

    monkeypatch.setitem(sys.modules, "rag.assemble", type("assemble", (), {"open_library": open_library}))
    monkeypatch.setenv("XIANGWEN_DATA", "from-environment")
    for arguments in (
        ["--data", "x", "--json", "reports"],
        ["reports", "--data", "x", "--json"],
        ["reports", "--json"],
    ):
        assert cli.run(arguments) == 0
        json.loads(capsys.readouterr().out)
    assert [str(path) for path in opened] == ["x", "x", "from-environment"]
    assert library.closed


@pytest.mark.parametrize(
    "command", ["ingest", "reports", "ask", "search", "serve", "eval", "rebuild", "doctor", "export"]
)
def test_every_command_takes_data_and_json(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert cli.run([command, "--help"]) == 0
    told = capsys.readouterr().out
    assert "--data" in told
    assert "--json" in told


def test_people_see_the_answer_its_sources_and_quotes(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["ask", "哪些乡镇开展了四帮四促？"]) == 0
    told = capsys.readouterr().out.replace("\n", "")
    for part in ("[1]", "来源", "石桥镇抓党建促发展", "云溪县人民政府", "2012-05-06", "已开展", "计划", "云溪新闻网"):
        assert part in told
    assert cli.run(["ask", "谁赢了世界杯？"]) == 0
    assert "没有找到" in capsys.readouterr().out
    for command in (["reports"], ["search", "四帮四促"], ["doctor"], ["rebuild"], ["ingest", "good.txt"]):
        assert cli.run(command) == 0
        assert capsys.readouterr().out.strip()


def test_control_characters_of_a_page_name_do_not_reach_the_terminal(
    library: FakeLibrary, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["ingest", "bad\x1b[2J.txt"]) == 1
    assert "\x1b[2J" not in capsys.readouterr().err


def test_a_warning_on_stderr_when_the_index_is_behind(library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    library._pending = 7
    assert cli.run(["ask", "四帮四促", "--json"]) == 0
    told = capsys.readouterr()
    json.loads(told.out)
    assert "7" in told.err and "behind" in told.err


def test_nothing_heavy_is_imported_at_start() -> None:
    code = (
        "import sys, api.cli, api.schemas.answers;"
        "print([name for name in ('torch', 'fastapi', 'uvicorn', 'faiss', 'tantivy', 'trafilatura', 'httpx', 'numpy')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_listen_names_a_port_that_is_taken() -> None:
    with (
        session.listen("127.0.0.1", 0) as taken,
        pytest.raises(cli.XiangwenError, match="--port"),
        session.listen("127.0.0.1", taken.getsockname()[1]),
    ):
        pass
