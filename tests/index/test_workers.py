"""Work over processes keeps its order, survives a worker's death and leaves no process behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from rag.workers import Crew


def double(number: int) -> int:
    if number == 13:
        os._exit(9)
    return 2 * number


def test_results_come_in_the_order_of_the_input() -> None:
    assert list(Crew(double).in_order(range(12))) == list(range(0, 24, 2))
    assert list(Crew(double).in_order([])) == []


def test_the_rest_goes_on_after_a_crash() -> None:
    results = list(Crew(double).in_order(range(40), crashed=lambda number: -number))
    assert [abs(result) for result in results if result not in range(0, 80, 2)]
    assert len(results) == 40
    assert results[13] == -13
    assert results[30:] == list(range(60, 80, 2))


def test_a_crash_without_a_rescue_is_an_error() -> None:
    with pytest.raises(BrokenProcessPool):
        list(Crew(double).in_order([13]))


@pytest.mark.parametrize("rescue", ["None", "abs"])
def test_a_script_that_cannot_be_loaded_again_is_told_so_and_ends(tmp_path: Path, rescue: str) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(f"from rag.workers import Crew\nprint(list(Crew(abs).in_order(range(9), crashed={rescue})))\n")
    # Python's resource tracker is a process of its own, which may warn behind our last line of what is gone already.
    quiet = {"PYTHONWARNINGS": "ignore:resource_tracker"}
    environment = os.environ | quiet | {"PYTHONPATH": str(Path(__file__).parents[2])}
    ended = subprocess.run(
        [sys.executable, script], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert not ended.stdout
    assert "WorkersFailed" in ended.stderr
    assert 'if __name__ == "__main__":' in ended.stderr.splitlines()[-1]


def running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc to see processes")
def test_workers_leave_with_a_killed_parent() -> None:
    code = (
        "import os, time; from rag.workers import Crew\n"
        "pool = Crew(abs).pool(1); print(pool.submit(os.getpid).result(), flush=True); time.sleep(60)"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", code], cwd=root, text=True, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert running(worker)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    deadline = time.monotonic() + 10
    while running(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not running(worker)
