"""Finds a Chromium for the page tests, or gets one: `python -m tests.browser` (called by `make test`).

In order: one on PATH, Playwright's own, then what Playwright can download, then the system's package. Where none can be
had it says so loudly; in CI (`CI=true`) it fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_DOWNLOAD_SECONDS = 600  # Playwright's Chromium is some 170 MB


def find() -> str | None:
    """The path of a Chromium that Playwright can start, or None."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if own and Path(own).exists() else None


def main() -> int:
    if find():
        return 0
    apt = ["apt-get"] if os.geteuid() == 0 else ["sudo", "-n", "apt-get"]
    attempts = [
        [[sys.executable, "-m", "playwright", "install", "chromium"]],
        [[*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", "chromium"]],
    ]
    for commands in attempts:
        if all(_succeeds(command) for command in commands) and find():
            return 0
    line = "!" * 78
    print(
        f"{line}\n没有浏览器，装不上：网页测试不会运行。请安装 chromium 后再试。\n"
        f"NO BROWSER and none could be installed: the page tests will NOT run. Install chromium.\n{line}",
        file=sys.stderr,
    )
    return 1 if os.environ.get("CI") == "true" else 0


def _succeeds(command: list[str]) -> bool:
    if shutil.which(command[0]) is None:
        return False
    print("browser:", *command, file=sys.stderr)
    try:
        return subprocess.run(command, check=False, timeout=_DOWNLOAD_SECONDS).returncode == 0
    except subprocess.TimeoutExpired:
        return False


if __name__ == "__main__":
    sys.exit(main())
