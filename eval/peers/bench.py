"""The figures of every peer on one pile, kept in a work folder as they are made, so that nothing is made twice."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.peers.base import OUR_TOKENS, OUT_OF_THE_BOX
from eval.peers.registry import OURS, PEERS
from eval.peers.sets import listing_in, questions_in

_TIMES = ("p50_ms", "p95_ms", "cpu_ms")
_UNITS = ("_s", "_cpu_s")  # of the wall, of the processor
# One thread each, and nothing sent anywhere.
_ENVIRONMENT = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"), "1"),
    **{"HAYSTACK_TELEMETRY_ENABLED": "false", "TOKENIZERS_PARALLELISM": "false", "HF_HUB_OFFLINE": "1"},
}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Runner:
    """A peer as it comes or with our tokens."""

    name: str
    mode: str

    def __str__(self) -> str:
        return f"{self.name} {self.mode}"


def runners(names: Sequence[str]) -> list[Runner]:
    """Each peer twice; ours once, for our tokens are its own."""
    modes = {OURS: (OUT_OF_THE_BOX,)}
    return [Runner(name, mode) for name in names for mode in modes.get(name, (OUT_OF_THE_BOX, OUR_TOKENS))]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a step of a peer may take: seconds, and MiB of memory."""

    seconds: int
    memory: int


@dataclass(frozen=True, slots=True)
class Bench:
    """One pile. `work` holds the piles, the passages as they were cut, the indexes and what was measured."""

    work: Path
    pile: Path
    limits: Limits

    def build(self, runner: Runner) -> Row:
        cut = self._once(Runner("passages", runner.mode), "cut")
        if "error" in cut:
            _write(self._row(runner, "build"), cut)
        return self._once(runner, "build")

    def ask(self, runner: Runner) -> Row:
        built = self.build(runner)
        return built if "error" in built else self._once(runner, "ask")

    def time(self, runner: Runner, number: int, questions: int) -> None:
        """Round `number`, of so many questions a set; the first round replaces those of an earlier run."""
        if "error" in self.ask(runner):
            return
        path = self._row(runner, "rounds")
        earlier = _read(path) if number and path.exists() else []
        _write(path, [*earlier, self._worker(runner, "ask", "--limit", str(questions))])

    def told(self) -> dict[str, Any]:
        """{"listing": ours, "sets": {set: {peer and mode: figures}}} of all that was ever measured in the folder."""
        done = [one for one in runners(list(PEERS)) if self._row(one, "build").exists()]
        sets = {name: {str(one): self._of(one, name) for one in done} for name in questions_in(self.pile)}
        return {"listing": listing_in(self.pile), "sets": sets}

    def _of(self, runner: Runner, name: str) -> Row:
        """Quality from all questions, times as the median of the rounds (of the one asking where there were none)."""
        built, asked = self.build(runner), self.ask(runner)
        if "error" in asked:
            return asked | {"load": [asked["load"]]}
        rounds = _read(self._row(runner, "rounds")) if self._row(runner, "rounds").exists() else [asked]
        cut = self._once(Runner("passages", runner.mode), "cut")
        row: Row = asked["sets"][name] | {key: built[key] for key in ("index_mib", "build_mib")}
        row |= {key: statistics.median(one["sets"][name][key] for one in rounds) for key in _TIMES}
        row |= {key: statistics.median(one[key] for one in rounds) for key in ("load_s", "ask_mib")}
        row |= {"passages": cut["passages"], "load": [one["load"] for one in rounds]}
        # We chunk and embed while we build; for the others it was done before them, and is in their time too.
        before = 0 if runner.name == OURS else 1
        return row | {f"build{unit}": round(built[f"build{unit}"] + before * cut[f"cut{unit}"], 2) for unit in _UNITS}

    def _once(self, runner: Runner, step: str) -> Row:
        path = self._row(runner, step)
        if not path.exists():
            _write(path, self._worker(runner, step))
        told: Row = _read(path)
        return told

    def _row(self, runner: Runner, step: str) -> Path:
        return self.work / "rows" / self.pile.name / f"{runner.name}-{runner.mode}-{step}.json"

    def _worker(self, runner: Runner, step: str, *more: str) -> Row:
        """What the worker tells, or the reason why it told nothing."""
        load = round(os.getloadavg()[0], 1)
        passages = self.work / "passages" / self.pile.name / runner.mode
        index = self.work / "index" / self.pile.name / f"{runner.name}-{runner.mode}"
        command = [sys.executable, "-W", "ignore", "-m", "eval.peers.worker", step, runner.mode]
        command += [str(self.pile), str(passages), "--index", str(index)]
        command += ["--peer", runner.name, "--memory", str(self.limits.memory), *more]
        told = _result(command, self.limits.seconds) | {"load": load}
        if "error" in told:
            told["error"] = f"{step}: {told['error']}"
        brief = {key: value for key, value in told.items() if key != "sets"}
        print(self.pile.name, runner, step, json.dumps(brief), file=sys.stderr, flush=True)
        return told


def _result(command: Sequence[str], seconds: int) -> Row:
    try:
        done = subprocess.run(  # noqa: S603  (our own module)
            command, env=os.environ | _ENVIRONMENT, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return {"error": f"more than {seconds} s"}
    if done.returncode:
        return {"error": (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1][:200]}
    row: Row = json.loads(done.stdout)
    return row


def _read(path: Path) -> Any:  # noqa: ANN401  (JSON)
    return json.loads(path.read_text(encoding="utf-8"))


def _write(path: Path, told: Any) -> None:  # noqa: ANN401  (JSON)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
