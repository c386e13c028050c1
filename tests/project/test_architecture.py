"""The promises of docs/architecture.md that a reader of the tree relies on: who imports whom, one home per library."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("rag", "embeddings", "prompts", "api", "eval", "tests")
MODULES = sorted(path for folder in OURS[:-1] for path in (ROOT / folder).rglob("*.py"))

# Which of our packages a package may import. `rag` also sees the Protocol; its wiring file sees the models.
ALLOWED = {
    "embeddings": {"embeddings"},
    "prompts": {"prompts"},
    "rag": {"rag", "prompts", "embeddings.base"},
    "api": {"api", "rag"},
    "eval": {"eval", "rag", "embeddings.base"},
}
EXCEPTIONS = {
    "rag/assemble.py": {"embeddings"},
    "rag/tuning.py": {"embeddings"},
    "api/cli.py": {"eval"},
}

# The stages of `rag/` in the order that data takes: each may import those before it.
STAGES = ("language", "reports", "index", "questions", "search", "lists", "llm", "answers", "archive")

# Library → the only file that may import it; httpx has three: to the web, to the language model, to an embedding model.
HOMES = {
    "apsw": "rag/database.py",
    "tantivy": "rag/index/lexical.py",
    "faiss": "rag/index/vector.py",
    "rjieba": "rag/index/tokenizing.py",
    "opencc": "rag/language/script.py",
    "pypinyin": "rag/questions/places/romanized.py",
    "sentence_transformers": "embeddings/transformer.py",
    "torch": "embeddings/transformer.py",
    "httpx": "rag/reports/fetch.py rag/llm/client.py embeddings/remote.py",
    "chardet": "rag/reports/decode.py",
    "lxml": "rag/reports/html.py",
    "trafilatura": "rag/reports/html.py",
    "rensa": "rag/reports/reprints.py",
    "tokenizers": "embeddings/matching.py",
    "pydantic_settings": "rag/settings.py",
    "typer": "api/cli.py api/terminal/commands.py",
    "uvicorn": "api/server.py",
    "limits": "api/edge/rates.py",
    "threadpoolctl": "rag/assemble.py",
    "prometheus_client": "api/service/metrics.py",
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import; write the whole name"
            yield node.module or ""


def under(name: str, allowed: set[str]) -> bool:
    return any(name == item or name.startswith(item + ".") for item in allowed)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    allowed = ALLOWED[name.split("/")[0]] | EXCEPTIONS.get(name, set())
    wrong = [module for module in imported(path) if module.split(".")[0] in OURS and not under(module, allowed)]
    assert not wrong, f"{name} must not import {wrong}"


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_knows_nothing_of_those_after_it(stage: str) -> None:
    later = {f"rag.{name}" for name in STAGES[STAGES.index(stage) + 1 :]}
    for path in sorted((ROOT / "rag" / stage).rglob("*.py")):
        wrong = [module for module in imported(path) if under(module, later)]
        assert not wrong, f"{path.relative_to(ROOT)} must not import {wrong}"


def test_every_stage_has_its_place_in_the_order() -> None:
    assert {path.parent.name for path in (ROOT / "rag").glob("*/__init__.py")} == set(STAGES)


@pytest.mark.parametrize("library", sorted(HOMES))
def test_each_library_has_one_home(library: str) -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if library in {name.split(".")[0] for name in imported(path)}
    }
    # Training is a program of its own, with its own copy of what it prepares its texts with.
    assert {name for name in users if not name.startswith("embeddings/train/")} == set(HOMES[library].split())


def test_nothing_that_serves_reaches_the_training_program() -> None:
    users = [path for path in MODULES if any(name.startswith("embeddings.train") for name in imported(path))]
    outside = [path for path in users if not path.is_relative_to(ROOT / "embeddings" / "train")]
    assert [path.relative_to(ROOT).as_posix() for path in outside] == ["rag/tuning.py"]


def test_the_command_line_and_the_server_load_no_torch() -> None:
    """`xiangwen tune` imports the training program when it runs, and nothing else does."""
    code = (
        "import sys, api.app, api.cli, api.terminal.tuning, rag.assemble, rag.tuning;"
        "print(sorted({'torch', 'sentence_transformers', 'embeddings.train.tune'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_folder_of_tests_is_run() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = settings["tool"]["pytest"]["ini_options"]["testpaths"]
    assert sorted(run) == sorted({f"tests/{path.parent.name}" for path in (ROOT / "tests").rglob("test_*.py")})
