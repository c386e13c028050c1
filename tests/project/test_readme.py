"""The README keeps its promises: every command in it exists, every address is served, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
from importlib.metadata import version
from pathlib import Path

import pytest

from api import cli
from api.app import create_app
from tests.fakes import FakeLibrary

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
COMMANDS = [
    line.removeprefix("$ ")
    for block in re.findall(r"```(?:sh|console)\n(.*?)```", README, re.S)
    for line in block.replace("\\\n", " ").splitlines()
    if line.startswith(("make ", ".venv/bin/xiangwen ", "$ .venv/bin/xiangwen ", "curl "))
]


def words(command: str) -> list[str]:
    return shlex.split(command, comments=True)


def test_there_are_commands() -> None:
    assert len(COMMANDS) > 15
    assert {"make serve", "make test"} <= {" ".join(words(command)[:2]) for command in COMMANDS}


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("make ")])
def test_make_targets_exist(command: str) -> None:
    target = words(command)[1]
    assert re.search(rf"^{target}:", MAKEFILE, re.M), f"no target {target}"


@pytest.mark.parametrize("command", [c for c in COMMANDS if "bin/xiangwen" in c])
def test_commands_and_options_exist(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    name, *rest = words(command)[1:]
    assert cli.run([name, "--help"]) == 0
    told = capsys.readouterr().out
    for option in rest:
        if option.startswith("-"):
            assert option in told


def test_every_command_of_the_program_is_in_the_readme() -> None:
    known = {command.name for command in cli.app.registered_commands}
    shown = {words(command)[1] for command in COMMANDS if "bin/xiangwen" in command}
    assert shown == known


def test_addresses_exist() -> None:
    known = {*create_app(FakeLibrary()).openapi()["paths"], "/openapi.json"}
    named = set(re.findall(r"`(?:GET |POST )?(/[\w./{}]*)`", README))
    assert len(named) >= 9
    assert {path.replace("{id}", "{report_id}") for path in named} <= known | {"/docs"}


def test_links_and_paths_exist() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_changelog_has_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {version('xiangwen')}" in changelog


def test_the_readme_says_what_it_is_on_its_first_screen_in_both_languages() -> None:
    first = "\n".join(README.splitlines()[:30])
    assert all(part in first for part in ("make serve", "make test", "每句话", "every statement", "xiangwen ask"))
