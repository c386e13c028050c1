"""Which pile a gold file asks: the folder that is named or an error, else the usual one, else the pages beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from api import cli as command_line
from eval import cli
from eval.gold.questions import BadGold
from eval.piles import opened
from eval.run import NoPile, evaluate
from rag.settings import PILE_FILE
from rag.types import Turn
from tests.eval.test_eval_run import GOLD, REPORT, FakeLibrary, given, gold_file


def test_a_data_folder_with_the_pages_is_asked_as_it_is(tmp_path: Path) -> None:
    history = [{"role": "user", "content": "云坪镇有什么？"}]
    followup = GOLD[0] | {"id": "next", "kind": "followup", "history": history}
    library = FakeLibrary([REPORT])
    result = evaluate(gold_file(tmp_path, followup), tmp_path, None, lambda _: given(library))
    assert library.ingested == []
    assert result.ingested is None
    assert [one.score.passed for one in result.asked] == [True, False, False, True]
    assert [failure.check for failure in result.asked[1].score.failures] == ["answers"]
    assert [failure.check for failure in result.asked[2].score.failures] == ["error"]
    assert library.histories[3] == (Turn("user", "云坪镇有什么？"),)


@pytest.mark.parametrize("place", ["gold/reports", "reports"])
def test_reports_near_the_gold_file_are_ingested_where_the_data_lacks_them(
    tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / place).mkdir(parents=True)
    data = tmp_path / "data"
    data.mkdir()
    (data / PILE_FILE).touch()
    monkeypatch.setenv("XIANGWEN_DATA", str(data))
    library = FakeLibrary([])
    result = evaluate(gold_file(tmp_path / "gold"), None, None, lambda _: given(library))
    assert library.ingested == [str(tmp_path / place)]
    assert (result.ingested, result.passed) == (tmp_path / place, 1)
    told = capsys.readouterr()
    assert told.out == ""
    assert "holds none of the pages" in told.err and "empty_file" in told.err


def test_reports_given_are_ingested_into_a_folder_of_their_own(tmp_path: Path) -> None:
    library = FakeLibrary([REPORT])
    asked: list[Path] = []
    evaluate(gold_file(tmp_path), tmp_path, tmp_path, lambda data: asked.append(data) or given(library))
    assert library.ingested == [str(tmp_path)]
    assert asked and tmp_path not in asked and not asked[0].exists()


def test_nothing_to_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    absent = tmp_path / "absent"
    monkeypatch.setenv("XIANGWEN_DATA", str(absent))
    with pytest.raises(NoPile, match="--reports"):
        evaluate(gold_file(tmp_path / "deep"), None, None, lambda _: given(FakeLibrary([])))
    with pytest.raises(BadGold):
        evaluate(tmp_path / "no.jsonl", absent, None, lambda _: given(FakeLibrary([])))


@pytest.mark.parametrize(
    ("option", "folder", "told"),
    [
        ("--data", "absent", "does not exist"),
        ("--data", "other", "holds none of the pages"),
        ("--reports", "absent", "does not exist"),
        ("--reports", "other", "holds no page that can be read"),
    ],
)
def test_a_folder_that_is_named_is_asked_or_is_an_error_before_the_first_question(
    tmp_path: Path,
    option: str,
    folder: str,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Also where `reports` beside the gold file could have been read instead."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / PILE_FILE).touch()
    library = FakeLibrary([])
    monkeypatch.setattr(library, "ingest", lambda _: [])
    monkeypatch.setattr(cli, "opened", lambda _: given(library))
    assert cli.main(["run", str(gold_file(tmp_path)), option, str(tmp_path / folder)]) == cli.USAGE
    assert f"{tmp_path / folder} {told}" in capsys.readouterr().err
    assert library.histories == []


def test_a_folder_of_pages_named_as_data_gets_no_pile(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    with pytest.raises(NoPile, match="holds none of the pages"):
        evaluate(gold_file(tmp_path), pages, None, opened)
    assert list(pages.iterdir()) == []
    with pytest.raises(NoPile, match="holds none of the pages"):
        evaluate(gold_file(tmp_path), tmp_path / "gold.jsonl", None, opened)


@pytest.mark.parametrize(
    ("options", "environment", "named"),
    [
        ([], None, None),
        ([], "usual", None),
        (["--data", "data"], None, "data"),
        (["--data", "mine"], "usual", "mine"),
    ],
)
def test_eval_is_told_the_data_folder_only_where_it_is_named(
    monkeypatch: pytest.MonkeyPatch, options: list[str], environment: str | None, named: str | None
) -> None:
    told = []
    monkeypatch.setattr("eval.cli.mounted", lambda words, data, as_json: told.append(data) or 0)
    monkeypatch.delenv("XIANGWEN_DATA", raising=False)
    if environment:
        monkeypatch.setenv("XIANGWEN_DATA", environment)
    assert command_line.run(["eval", "gold.jsonl", *options]) == 0
    assert told == [Path(named) if named else None]
