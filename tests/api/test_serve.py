"""`make serve` as a newcomer runs it: a real process that reads the samples, serves, answers, and stops when told."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
START_SECONDS = 120  # reading the samples takes a few seconds; a busy machine may take ten times that


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `make serve` on a free port and an empty data folder."""
    data, port = tmp_path_factory.mktemp("serve") / "data", free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    log = (data.parent / "log").open("w+", encoding="utf-8")
    command = ["make", "serve", f"PORT={port}", f"XIANGWEN_DATA={data}"]
    # A session of its own, so that ending it ends make and the server and nothing else.
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_live(address, process, Path(log.name))
        yield address
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)
        log.close()


def wait_until_live(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < START_SECONDS:
        assert process.poll() is None, f"make serve ended early:\n{log.read_text(encoding='utf-8')[-4000:]}"
        try:
            if httpx.get(f"{address}/livez", timeout=1).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.fail(f"make serve did not answer within {START_SECONDS} s:\n{log.read_text(encoding='utf-8')[-4000:]}")


def test_it_serves_the_page_and_the_samples(served: str) -> None:
    assert "乡问" in httpx.get(served).text
    assert httpx.get(f"{served}/readyz").json()["reports"] >= 24
    assert httpx.get(f"{served}/v1/reports?limit=1").json()["items"]


def test_every_citation_of_an_answer_lands_in_its_sentence(served: str) -> None:
    with httpx.Client(base_url=served, timeout=30) as client:
        question = client.get("/v1/reports?limit=1").json()["items"][0]["title"]
        answer = client.post("/v1/answers", json={"question": f"{question}的情况怎么样？"}).raise_for_status().json()
        assert answer["status"] in ("answered", "partial")
        assert answer["citations"]
        reports = {source["n"]: source["report_id"] for source in answer["sources"]}
        for cite in answer["citations"]:
            text = client.get(f"/v1/reports/{reports[cite['n']]}/text").text
            start, end = cite["report_span"]
            assert text[start:end] == cite["quote"]


def test_a_chunked_body_over_the_cap_and_a_foreign_host_are_refused(served: str) -> None:
    reply = httpx.post(f"{served}/v1/answers", content=(b"x" * 100_000 for _ in range(20)))
    assert (reply.status_code, reply.json()["code"]) == (413, "body_too_large")
    assert httpx.get(f"{served}/livez", headers={"Host": "evil.example"}).status_code == 421


def test_told_to_stop_it_ends_well(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from api.cli import main; main()"]
    command += ["serve", "--port", "0", "--json", "--data", str(tmp_path / "data")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = json.loads("".join(process.stdout.readline() for _ in range(3)))["url"]
        assert httpx.get(f"{address}livez", timeout=START_SECONDS).status_code == 200
        process.terminate()
        assert process.wait(timeout=20) == 0
