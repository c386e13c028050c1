"""A server told to stop, and one that is killed: readers are told, imports go on, nothing acknowledged is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.conftest import TOWNS
from tests.fake_llm import serving
from tests.wire import events

ROOT = Path(__file__).parents[2]
# A stop that need not be waited for as long as in use.
PROGRAM = "import api.server as server; server._TELLING_SECONDS = 1.0; from api.cli import main; main()"
TEXT = "近日，云岭县第{n}镇开展“三送两访”活动，走访群众{n}00户，办实事{n}件，群众称赞。暗号{n}号青松翠柏。"


@contextmanager
def server(data: Path, **environment: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", "0", "--json", "--data", str(data)]
    env = {**os.environ, "XIANGWEN_MODEL": "hashed", **environment}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield json.loads("".join(process.stdout.readline() for _ in range(3)))["url"], process
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()


def test_told_to_stop_it_tells_its_readers_and_ends(tmp_path: Path) -> None:
    with (
        serving("") as fake,
        server(tmp_path, XIANGWEN_LLM_URL=fake.url, XIANGWEN_LLM_MODEL="qwen") as (address, process),
    ):
        sent = [("file", (name, text.encode())) for name, text in TOWNS.items()]
        assert httpx.post(f"{address}v1/reports", files=sent, timeout=30).status_code == 201
        fake.mode = "one token"
        asked = {"question": "清禾镇种植中药材多少亩？", "stream": True}
        with httpx.stream("POST", f"{address}v1/answers", json=asked, timeout=30) as reply:
            begun = time.monotonic()
            process.terminate()
            told = "".join(reply.iter_text())
        assert json.loads(events(told)[-1]["data"])["code"] == "shutting_down"
        assert process.wait(timeout=15) == 0
        assert time.monotonic() - begun < 15


def test_a_killed_import_goes_on_and_loses_nothing(tmp_path: Path) -> None:
    files = [("file", (f"{n:02}.txt", TEXT.format(n=n).encode())) for n in range(1, 41)]
    with server(tmp_path) as (address, process):
        begun = httpx.post(f"{address}v1/imports", files=files, timeout=30)
        assert begun.status_code == 202
        time.sleep(0.5)  # some are begun, none or few are done
        process.send_signal(signal.SIGKILL)
        process.wait()
    with server(tmp_path) as (address, _):
        until = time.monotonic() + 60
        where = f"{address}v1/imports/{begun.json()['id']}"
        while (told := httpx.get(where).json())["state"] != "done" and time.monotonic() < until:
            time.sleep(0.2)
        assert told["counts"]["done"] == 40, told
        assert httpx.get(f"{address}readyz").json()["reports"] == 40
        for n in (1, 20, 21, 40):
            found = httpx.post(f"{address}v1/search", json={"question": f"暗号{n}号青松翠柏", "k": 1}).json()["items"]
            assert f"暗号{n}号" in found[0]["text"]
    assert not list((tmp_path / "imports").iterdir())
