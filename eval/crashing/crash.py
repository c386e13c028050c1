"""kill -9 campaign: an ingesting process is killed again and again, and nothing it acknowledged may be lost.

An acknowledgement is a line in a ledger kept outside the data folder, fsynced by the worker as soon as the library
reports a page. After each kill every acknowledged report must be there, its text equal to that of an undisturbed run;
after the run that is let finish, every report must also be found by a sentence of its own through the lexical and the
dense leg, and no report may be there that the undisturbed run does not have. A kill leaves what the process had
written in the system's cache: power loss, where that goes too, is not tested here.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.cost import worker
from eval.crashing.pages import write_pages
from eval.piles import opened
from rag.errors import UnknownReport
from rag.language.sentences import sentence_spans
from rag.library import Library
from rag.types import Hit, Report

CANARY_RANK = 20  # hits; a whole sentence of a report is expected well within it, whatever the model

_PAUSE_S = 0.5  # about what it takes to store a batch of pages, or to index the invented ones
_POLL_S = 0.002  # the ledger is looked at this often: finer than one commit
_SHORTEST, _LONGEST = 8, 80  # code points of a canary: long enough to be its own, short enough to be a question
_KILLS_A_PILE = 5  # after that all pages are stored and only the indexing is hit: start again
_EXAMPLES = 20  # faults told in full


@dataclass(frozen=True, slots=True)
class Expected:
    """One report of the undisturbed run: its text's SHA-256, and a sentence that finds it (None: none does)."""

    sha256: str
    canary: str | None


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """The run that nothing disturbs: what it ingests, what it stores, how many pages it reads, how long it takes."""

    targets: list[str]
    expected: dict[str, Expected]
    pages: int
    seconds: float
    rng: random.Random

    def moment(self) -> tuple[int, float]:
        """When to kill: after so many acknowledgements, and so many seconds more.

        Pages are acknowledged a batch at a time: the pause reaches into the next batch or, after the last one, into
        the indexing.
        """
        return self.rng.randrange(self.pages), self.rng.uniform(0, _PAUSE_S)


@dataclass(slots=True)
class Ledger:
    """What the campaign has seen so far."""

    kills: int = 0
    piles: int = 0
    acknowledged: int = 0
    checked: int = 0
    searched: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def fault(self, kind: str, what: str) -> None:
        self.faults[kind] += 1
        if len(self.examples) < _EXAMPLES:
            self.examples.append(f"{kind}: {what}")


def campaign(kills: int, seed: int, paths: Sequence[Path] = ()) -> dict[str, Any]:
    """Kills `kills` ingestions of `paths` (default: invented pages). A seed fixes the pages and the moments drawn."""
    rng = random.Random(seed)  # noqa: S311 (moments to kill at, not secrets)
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="xiangwen-crash-") as folder:
        aside = Path(folder)
        targets = [str(path) for path in paths] or [str(write_pages(aside / "pages", rng))]
        run = _undisturbed(aside / "undisturbed", targets, rng)
        seen = Ledger()
        _notice(f"undisturbed: {run.pages} pages, {len(run.expected)} reports, {run.seconds:.1f} s")
        while seen.kills < kills and seen.piles < 2 * kills:
            seen.piles += 1
            _one_pile(aside / f"pile-{seen.piles}", run, seen, kills)
            _notice(f"{seen.kills}/{kills} kills, {sum(seen.faults.values())} faults")
    return {
        "kills": seen.kills,
        "seed": seed,
        "piles": seen.piles,
        "pages": run.pages,
        "reports": len(run.expected),
        "without_canary": sum(one.canary is None for one in run.expected.values()),
        "acknowledged": seen.acknowledged,
        "checked": seen.checked,
        "searched": seen.searched,
        "lost": seen.faults["lost"],
        "faults": {kind: count for kind, count in seen.faults.items() if count},
        "examples": seen.examples,
        "seconds": round(time.perf_counter() - begun, 1),
    }


def _one_pile(data: Path, run: Undisturbed, seen: Ledger, kills: int) -> None:
    """Kills ingestions into one data folder a few times, lets one finish, then checks the finished pile."""
    path = data.with_suffix(".ledger")
    path.touch()
    for _ in range(min(_KILLS_A_PILE, kills - seen.kills)):
        code = _kill_one(data, run, path)
        if code > 0:
            seen.fault("run_failed", f"a run after kill {seen.kills} ended with {code}; its message stands on stderr")
        if code >= 0:
            break
        seen.kills += 1
        if data.is_dir():
            with opened(data) as library:
                _check_present(library, _acknowledged(path), run.expected, seen)
    try:
        worker.result_of(worker.start("ingest", str(data), *run.targets, "--ledger", str(path)))
    except worker.WorkerFailed as exc:
        seen.fault("rerun_failed", str(exc))
        return
    seen.acknowledged += _lines_after(path, 0)
    with opened(data) as library:
        _check_present(library, set(run.expected) | _acknowledged(path), run.expected, seen)
        _check_found(library, run.expected, seen)
        for report in library.reports():
            if report.id not in run.expected:
                seen.fault("phantom", report.id)


def _kill_one(data: Path, run: Undisturbed, path: Path) -> int:
    """Starts a worker and kills it at a moment drawn by lot. Its return code: not negative where it ended before."""
    acknowledgements, pause = run.moment()
    size = path.stat().st_size
    process = worker.start("ingest", str(data), *run.targets, "--ledger", str(path))
    while process.poll() is None and _lines_after(path, size) < acknowledgements:
        time.sleep(_POLL_S)
    try:
        process.wait(timeout=pause)
    except worker.StillRunning:
        worker.kill(process)
    process.communicate()
    return process.returncode


def _lines_after(path: Path, size: int) -> int:
    with path.open("rb") as lines:
        lines.seek(size)
        return lines.read().count(b"}\n")


def _acknowledged(path: Path) -> set[str]:
    """Report ids of every whole line; a line cut short by the kill acknowledged nothing."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return {report for line in lines for report in _reports_in(line)}


def _reports_in(line: str) -> list[str]:
    try:
        reports: list[str] = json.loads(line)["reports"]
    except ValueError:
        return []
    return reports


def _check_present(library: Library, ids: set[str], expected: dict[str, Expected], seen: Ledger) -> None:
    for report_id in sorted(ids):
        seen.checked += 1
        try:
            text = library.report(report_id).text
        except UnknownReport:
            seen.fault("lost", report_id)
            continue
        if report_id in expected and _sha256(text) != expected[report_id].sha256:
            seen.fault("changed", report_id)


def _check_found(library: Library, expected: dict[str, Expected], seen: Ledger) -> None:
    for report_id, one in expected.items():
        if one.canary is not None:
            seen.searched += 1
            for leg in _legs_missing(library.search(one.canary, CANARY_RANK), report_id):
                seen.fault(f"unfound_{leg}", f"{report_id} by {one.canary!r}")


def _legs_missing(hits: Sequence[Hit], report_id: str) -> list[str]:
    own = [hit for hit in hits if hit.chunk.report_id == report_id]
    legs = {
        "lexical": any(hit.lexical_rank is not None and hit.lexical_rank <= CANARY_RANK for hit in own),
        "dense": any(hit.dense_rank is not None and hit.dense_rank <= CANARY_RANK for hit in own),
    }
    return [leg for leg, found in legs.items() if not found]


def _undisturbed(data: Path, targets: list[str], rng: random.Random) -> Undisturbed:
    done = worker.result_of(worker.start("ingest", str(data), *targets))
    with opened(data) as library:
        reports = list(library.reports())
        texts = [report.text for report in reports]
        expected = {report.id: Expected(_sha256(report.text), _canary(report, texts, library)) for report in reports}
    return Undisturbed(targets, expected, done["pages"] - done["failed_pages"], done["seconds"], rng)


def _canary(report: Report, texts: Sequence[str], library: Library) -> str | None:
    """A sentence that stands in this report alone and that finds it through both legs in an undisturbed pile."""
    for start, end in sentence_spans(report.text):
        sentence = report.text[start:end]
        own = _SHORTEST <= len(sentence) <= _LONGEST and sum(sentence in text for text in texts) == 1
        if own and not _legs_missing(library.search(sentence, CANARY_RANK), report.id):
            return sentence
    return None


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def show(result: dict[str, Any], console: Console) -> None:
    table = Table("measure", "value", title="kill -9")
    for name in ("kills", "seed", "piles", "pages", "reports", "without_canary", "acknowledged", "checked", "searched"):
        table.add_row(name, str(result[name]))
    for kind, count in result["faults"].items() or {"faults": 0}.items():
        table.add_row(kind, str(count), style="red" if count else "")
    table.add_row("seconds", str(result["seconds"]))
    console.print(table)
    for example in result["examples"]:
        console.print(example, style="red", markup=False)


def _notice(text: str) -> None:
    print(text, file=sys.stderr)
