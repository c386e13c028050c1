"""What it costs to take in a corpus and to ask it: time, memory, disk, cold start, questions. For docs/benchmarks.md.

The work is done in child processes, so that peak memory is the product's own. The machine's file cache is left as it
is: "cold" means a new process, not a cold disk.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.cost import worker
from eval.retrieval.beir import records

QUESTIONS = 200  # as many as the latency figures in docs/benchmarks.md; a p95 then rests on ten questions

_MIB = 1024 * 1024
_FALLBACK = ("哪些乡镇发展了特色产业？",)  # asked where no questions are given: a listing, the heaviest kind


def run(corpus: Path, data: Path | None, queries: Path | None, limit: int = QUESTIONS) -> dict[str, Any]:
    """Ingests `corpus` into `data` (default: a temporary folder) and asks `limit` of the questions."""
    texts = [record["text"] for record in records(queries)] if queries else list(_FALLBACK)
    with _folder(data) as folder, tempfile.TemporaryDirectory(prefix="xiangwen-questions-") as aside:
        _notice(f"ingesting {corpus} into {folder}")
        ingested = worker.result_of(worker.start("ingest", str(folder), str(corpus)))
        asked = Path(aside) / "questions.json"
        asked.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
        begun = time.perf_counter()
        worker.result_of(worker.start("ask", str(folder), str(asked), "1"))
        cold = time.perf_counter() - begun
        _notice(f"asking {min(limit, len(texts))} questions")
        answers = worker.result_of(worker.start("ask", str(folder), str(asked), str(limit)))
        sizes = disk_use(folder)
    ingested.pop("page_reports")
    return {
        "corpus": corpus.name,
        **ingested,
        "reports_per_second": ingested["reports"] / ingested["seconds"],
        "disk_mib": {name: size / _MIB for name, size in sizes.items()},
        "cold_process_s": cold,
        "asking": answers,
    }


def disk_use(folder: Path) -> dict[str, int]:
    """Bytes of each entry of a data folder, and their sum as `total`."""
    sizes = {
        entry.name: sum(
            path.stat().st_size for path in (entry.rglob("*") if entry.is_dir() else [entry]) if path.is_file()
        )
        for entry in sorted(folder.iterdir())
    }
    return sizes | {"total": sum(sizes.values())}


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    if data is not None:
        data.mkdir(parents=True, exist_ok=True)
        yield data
    else:
        with tempfile.TemporaryDirectory(prefix="xiangwen-ingest-bench-") as temporary:
            yield Path(temporary)


def show(result: dict[str, Any], console: Console) -> None:
    asking, disk = result["asking"], result["disk_mib"]
    rows = {
        "reports / chunks": f"{result['reports']:,} / {result['chunks']:,}",
        "pages (failed)": f"{result['pages']:,} ({result['failed_pages']:,})",
        "time": f"{result['seconds']:.1f} s",
        "reports/s": f"{result['reports_per_second']:.0f}",
        "peak memory": f"{result['peak_self_mib']:.0f} MiB (largest child {result['peak_child_mib']:.0f})",
        "disk": f"{disk['total']:.0f} MiB ("
        + ", ".join(f"{name} {size:.0f}" for name, size in disk.items() if name != "total")
        + ")",
        "new process to first answer": f"{result['cold_process_s']:.2f} s (opening {asking['open_ms']:.0f} ms)",
        "search p50 / p95": f"{asking['search_ms']['p50']:.1f} / {asking['search_ms']['p95']:.1f} ms",
        "the same, processor time": f"{asking['search_cpu_ms']['p50']:.1f} / {asking['search_cpu_ms']['p95']:.1f} ms",
        "ask p50 / p95": f"{asking['ask_ms']['p50']:.1f} / {asking['ask_ms']['p95']:.1f} ms",
        "peak memory, asking": f"{asking['peak_self_mib']:.0f} MiB",
        "questions": str(asking["questions"]),
        "model": result["model"],
    }
    table = Table("measure", "value", title=result["corpus"])
    for name, value in rows.items():
        table.add_row(name, value)
    console.print(table)


def _notice(text: str) -> None:
    print(text, file=sys.stderr)
