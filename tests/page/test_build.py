"""The committed build is what the sources give, is small, and needs nothing from elsewhere."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
WEB = ROOT / "api" / "web"
STATIC = ROOT / "api" / "static"
MOST = 60 * 1024  # bytes of all built files, each gzipped
_NOT_SOURCES = {"node_modules", ".npmrc"}
_NPM_SECONDS = 240


def sources() -> str:
    """As `api/web/manifest.ts` does it."""
    files = [path for path in WEB.rglob("*") if path.is_file()]
    names = {path.relative_to(WEB) for path in files if not _NOT_SOURCES & set(path.relative_to(WEB).parts)}
    digest = hashlib.sha256()
    for name in sorted(name.as_posix() for name in names):
        digest.update(name.encode() + b"\0" + (WEB / name).read_bytes() + b"\0")
    return digest.hexdigest()


def test_the_build_is_of_these_sources() -> None:
    built = json.loads((STATIC / "build.json").read_text(encoding="utf-8"))
    assert built == {"sources": sources()}, "api/static is older than api/web: run `make web` and commit both"


def test_the_whole_page_is_small() -> None:
    size = sum(len(gzip.compress(path.read_bytes(), 9)) for path in STATIC.iterdir())
    print(f"the page: {size} bytes gzipped of {MOST}")
    assert size <= MOST


def test_every_source_file_is_small() -> None:
    long = {path.name: len(path.read_text("utf-8").splitlines()) for path in (WEB / "src").rglob("*.*")}
    assert not {name: lines for name, lines in long.items() if lines > 300}


def test_nothing_comes_from_elsewhere() -> None:
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)
    assert "style=" not in page and "<style" not in page and not re.search(r"<script(?![^>]*src)", page)
    for path in STATIC.glob("*.css"):
        assert "url(" not in path.read_text(encoding="utf-8") and "@import" not in path.read_text(encoding="utf-8")
    lock = (WEB / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in lock, "the lock names a registry: keep omit-lockfile-registry-resolved in api/web/.npmrc"
    wanted = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    versions = {**wanted["dependencies"], **wanted["devDependencies"]}.values()
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions), "a version is not pinned"


def test_building_again_gives_the_same_files(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        assert os.environ.get("CI") != "true", "no Node in CI"
        pytest.skip("no Node: the hash of the sources is compared, the build itself is not")
    if not (WEB / "node_modules" / ".package-lock.json").exists():
        subprocess.run([npm, "ci", "--silent"], cwd=WEB, check=True, timeout=_NPM_SECONDS)
    command = [npm, "run", "--silent", "build", "--", "--logLevel", "error", "--outDir", str(tmp_path)]
    subprocess.run(command, cwd=WEB, check=True, timeout=_NPM_SECONDS)
    again = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert again == {path.name: path.read_bytes() for path in STATIC.iterdir()}
