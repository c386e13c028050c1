"""kill -9 in the middle of an ingestion loses no acknowledged report, and a re-run completes.

The number of kills and the seed come from XIANGWEN_CRASH_KILLS and XIANGWEN_CRASH_SEED, for larger campaigns:

    XIANGWEN_CRASH_KILLS=500 XIANGWEN_CRASH_SEED=7 pytest tests/eval/test_crash.py
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from embeddings.hashed import HashedEmbedder
from rag.index.indexer import Indexer
from rag.index.store import Store
from rag.language.script import shadow
from tests.pile import canary, open_store, story

KILLS = int(os.environ.get("XIANGWEN_CRASH_KILLS", "10"))
SEED = int(os.environ.get("XIANGWEN_CRASH_SEED", "20110914"))
PAGES = 240  # pages in the folder; a kill comes after some of them have been acknowledged, or while they are indexed
ROOT = Path(__file__).parents[2]

# Ingests a folder and notes every acknowledged page in a ledger outside the data folder before going on.
CHILD = """
import json, os, sys
from pathlib import Path
from embeddings.hashed import HashedEmbedder
from rag import ingest as module
from rag.reports.read import read_pages
from rag.index import indexer
from tests.pile import make_extract, open_store
module._PAGES_PER_COMMIT, module._REPORTS_PER_INDEXING = 8, 60
pages, data, ledger = map(Path, sys.argv[1:])
store = open_store(data)
index = indexer.Indexer(store, HashedEmbedder(), data / "index")
with ledger.open("a") as out:
    for result in module.ingest(read_pages([str(pages)]), store, index, make_extract):
        out.write(json.dumps([result.path, list(result.reports)]) + "\\n")
        out.flush()
print("done")
"""


def write_pages(folder: Path, version: int) -> None:
    """The first version of every page; a later version changes a tenth of them."""
    folder.mkdir(exist_ok=True)
    for number in range(PAGES):
        if version == 0 or number % 10 == version % 10:
            (folder / f"{number:04}.txt").write_text(json.dumps([story(number + 1000 * version)]), encoding="utf-8")


def start(pages: Path, data: Path, ledger: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, str(pages), str(data), str(ledger)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, start_new_session=True)


def kill_at_random(process: subprocess.Popen[str], ledger: Path, chance: random.Random) -> bool:
    """Kills the whole process group some acknowledgements from now, plus a moment; False when it was done before."""
    before = ledger.stat().st_size if ledger.exists() else 0
    target, moment = before + chance.randrange(0, PAGES * 40), chance.random() * 0.3
    while process.poll() is None and (ledger.stat().st_size if ledger.exists() else 0) <= target:
        time.sleep(0.002)
    time.sleep(moment)
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return alive


def acknowledged(ledger: Path) -> dict[str, tuple[str, ...]]:
    """Page → its reports as last acknowledged; a last line cut off by the kill was not an acknowledgement."""
    lines = ledger.read_text().splitlines(keepends=True) if ledger.exists() else []
    return {path: tuple(reports) for path, reports in (json.loads(line) for line in lines if line.endswith("\n"))}


def check_nothing_lost(store: Store, ledger: Path) -> None:
    assert store.integrity() == "ok"
    for path, reports in acknowledged(ledger).items():
        assert store.page_state(path) is not None
        # The page may have moved on to a newer version whose acknowledgement was cut off, never back.
        if store.page_reports(path) == reports:
            for report_id in reports:
                report = store.report(report_id)
                assert report is not None
                assert hashlib.sha256(report.text.encode()).hexdigest() == report.text_sha256


def test_kill_nine_loses_no_acknowledged_report(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    pages, data, ledger = tmp_path / "pages", tmp_path / "data", tmp_path / "ledger"
    write_pages(pages, 0)
    kills, version = 0, 0
    for _ in range(4 * KILLS):
        if kills == KILLS:
            break
        if kill_at_random(start(pages, data, ledger), ledger, chance):
            kills += 1
        else:
            version += 1
            write_pages(pages, version)
        store = open_store(data)
        check_nothing_lost(store, ledger)
        store.close()
    assert kills == KILLS, f"seed {SEED}: only {kills} kills landed"

    finishing = start(pages, data, ledger)
    assert finishing.communicate()[0] == "done\n"
    check_all_found(data, pages, ledger)


def check_all_found(data: Path, pages: Path, ledger: Path) -> None:
    """Every page's present report, and nothing else, is in the pile and found by both legs of the search."""
    store, embedder = open_store(data), HashedEmbedder()
    check_nothing_lost(store, ledger)
    index = Indexer(store, embedder, data / "index")
    assert index.pending() == 0
    opened = index.open()
    texts = {str(path): json.loads(path.read_text())[0] for path in pages.iterdir()}
    assert {report.text for report in store.reports()} == set(texts.values())
    final = acknowledged(ledger)
    for path, text in texts.items():
        (report_id,) = final[path]
        number = next(int(digits) for digits in text.replace("人", " ").replace("员", " ").split() if digits.isdigit())
        by_phrase = {chunk.report_id for chunk in store.chunks(opened.containing(canary(number)))}
        by_vector = opened.dense(embedder.embed_queries([shadow(text)])[0], 1)
        assert by_phrase == {report_id}
        assert [chunk.report_id for chunk in store.chunks([by_vector[0][0]])] == [report_id]
    assert store.counts()[:2] == (PAGES, PAGES)
    store.close()
