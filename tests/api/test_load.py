"""Several clients at once against a real server: everything is answered or told to wait, nothing fails."""

from __future__ import annotations

from pathlib import Path

from tests import load
from tests.conftest import TOWNS
from tests.server import ingest, serving

QUESTIONS = ["哪些乡镇开展了“三送两访”？", "清禾镇的生猪存栏是多少？", "白沙乡党委书记是谁？", "什么是“三送两访”？"]


def test_six_clients_are_all_answered(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, text in TOWNS.items():
        (pages / name).write_text(text, encoding="utf-8")
    ingest(pages, tmp_path / "data", XIANGWEN_MODEL="hashed")
    with serving(tmp_path / "data", XIANGWEN_MODEL="hashed") as server:
        told = load.measured(server, QUESTIONS, clients=6, seconds=1.5, seed=1)
    assert told["failed"] == {}
    assert told["busy_503"] == 0
    assert isinstance(told["answered"], int)
    assert told["answered"] >= 6
    assert told["ms"] is not None


def test_a_latency_is_that_of_its_rank() -> None:
    told = load.percentiles([number / 1000 for number in range(1, 101)])
    assert told == {"p50": 51.0, "p95": 96.0, "p99": 100.0, "max": 100.0}
    assert load.percentiles([]) is None
