"""The Makefile and its surroundings: targets that contracts name, the pinned lock, the script of CI."""

from __future__ import annotations

import os
import re
import subprocess
from importlib.metadata import requires
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()


def dry_run(*arguments: str) -> str:
    """What make would do, with no stamp taken over from a make that runs this test."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(
        ["make", "-n", "-B", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_targets_of_the_contract() -> None:
    assert "pip install -q -c constraints.txt -e ." in dry_run("install")
    assert "xiangwen serve" in dry_run("serve", "PORT=8123") and "8123" in dry_run("serve", "PORT=8123")
    assert "eval/samples/reports" in dry_run("serve", "XIANGWEN_DATA=elsewhere")
    assert "pytest" in dry_run("test")
    assert all(tool in dry_run("check") for tool in ("ruff check", "ruff format --check", "mypy", "test_architecture"))
    assert re.search(r"eval bench +some$", dry_run("bench", "BENCH=some", "MODEL="), re.M)
    named = dry_run("bench", "BENCH=some", "MODEL=https://host/v1#bge-m3")
    assert 'eval bench --model "https://host/v1#bge-m3" some' in named
    assert "--gate eval/samples/baseline.json" in dry_run("eval")
    assert "xiangwen eval mine.jsonl" in dry_run("eval", "GOLD=mine.jsonl")
    assert "--gate" not in dry_run("eval", "GOLD=mine.jsonl")
    assert "--save eval/samples/baseline.json" in dry_run("baseline")


def test_every_requirement_is_pinned_once_and_nothing_points_to_a_machine() -> None:
    pins = [line.split("==") for line in CONSTRAINTS if line]
    assert all(len(pin) == 2 and re.fullmatch(r"[\w.]+", pin[1]) for pin in pins), "a path, a host, a local version"
    names = [re.sub(r"[-_.]+", "-", name).lower() for name, _ in pins]
    assert len(names) == len(set(names))
    wanted = {re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", line)[0]).lower() for line in requires("xiangwen") or []}
    assert wanted <= set(names), wanted - set(names)
    assert "torch==2.13.0" in CONSTRAINTS


def test_ci_runs_the_tests_with_the_shared_folder_beside_the_repository() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text(encoding="utf-8")
    assert text.startswith("#!/usr/bin/env bash")
    assert all(part in text for part in ("set -euo pipefail", "XIANGWEN_SHARED", "make test"))
    subprocess.run(["bash", "-n", str(script)], check=True)


def test_without_a_browser_ci_fails_and_others_are_told_loudly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests import browser

    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser, "_succeeds", lambda command: False)
    monkeypatch.setenv("CI", "true")
    assert browser.main() == 1
    monkeypatch.setenv("CI", "false")
    assert browser.main() == 0
    assert "NO BROWSER" in capsys.readouterr().err
