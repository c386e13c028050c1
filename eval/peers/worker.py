"""One peer, one process: for each set, `build` writes its index, `ask` loads it and asks. A JSON object for each.

The process is the peer's alone, so that its peak memory is; that of the interpreter and of our chunking is in it, the
same for all. The peak only rises, so sets come small before large. Times are of the wall and of the processor, since
the machine is shared.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.answering.sentences import holds_answer
from eval.peers.base import Passages, asked, cut
from eval.peers.reader import best_sentence
from eval.peers.registry import make_peer
from eval.peers.sets import Set, read
from eval.retrieval.metrics import mean, measure, percentile
from rag.assemble import make_embedder
from rag.settings import Settings

TOP = 10
_WARM = 3  # questions asked before the clock starts
_KIB = 1024


@contextlib.contextmanager
def _clock(into: dict[str, Any], name: str) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    into[name + "_s"] = round(time.perf_counter() - wall, 3)
    into[name + "_cpu_s"] = round(time.process_time() - cpu, 3)


def build(name: str, mode: str, judged: Set, folder: Path) -> dict[str, Any]:
    """Index made and written; for the peers the chunking and embedding that ours does itself are in the time too."""
    told: dict[str, Any] = {}
    peer, embedder = make_peer(name), make_embedder(Settings(model="builtin"))
    with _clock(told, "build"):
        passages = cut(judged.corpus, mode, embedder)
        peer.build(passages, folder)
    sizes = (path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return told | {"passages": len(passages.texts), "index_mib": round(sum(sizes) / _KIB**2, 2)}


def ask(name: str, mode: str, judged: Set, folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = {}
    embedder = make_embedder(Settings(model="builtin"))
    passages, peer = cut(judged.corpus, mode, embedder), make_peer(name)
    with _clock(told, "load"):
        peer.load(passages, folder)
    questions = {query: asked(text, mode, embedder) for query, text in judged.queries.items()}
    for one in list(questions.values())[:_WARM]:
        peer.search(one, TOP)
    found: dict[str, list[int]] = {}
    times, began = [], time.process_time()
    for query, one in questions.items():
        start = time.perf_counter()
        found[query] = peer.search(one, TOP)
        times.append((time.perf_counter() - start) * 1000)
    told["cpu_ms"] = round((time.process_time() - began) * 1000 / len(questions), 3)
    told |= {"p50_ms": round(percentile(times, 0.5), 3), "p95_ms": round(percentile(times, 0.95), 3)}
    return told | _quality(judged, passages, found)


def _quality(judged: Set, passages: Passages, found: dict[str, list[int]]) -> dict[str, Any]:
    """Means over the questions; documents stand where their best passage stands."""
    ranked = {query: list(dict.fromkeys(passages.documents[at] for at in numbers)) for query, numbers in found.items()}
    rows = [measure(documents, judged.qrels[query]) for query, documents in ranked.items()]
    told = {name: round(mean([row[name] for row in rows]), 4) for name in ("ndcg@10", "r@10", "s@1")}
    answered = [query for query in found if judged.answers.get(query)]
    if answered:
        read = {query: [passages.raw[at] for at in found[query]] for query in answered}
        right = [holds_answer(best_sentence(judged.queries[one], read[one]), judged.answers[one]) for one in answered]
        told["reader"] = round(mean([float(one) for one in right]), 4)
    if judged.towns:
        shares = [
            mean([float(not docs_of.isdisjoint(ranked[query])) for docs_of in map(set, towns.values())])
            for query, towns in judged.towns.items()
        ]
        told |= {"list_recall": round(mean(shares), 4), "complete": round(mean([float(one == 1) for one in shares]), 4)}
    return told | {"questions": len(rows)}


def main() -> None:
    """`worker PHASES PEER MODE:SET:INDEX…`: the tasks in turn, one JSON object a line on stdout."""
    phases, name, *tasks = sys.argv[1:]
    for task in tasks:
        mode, where, folder = task.split(":")
        index = Path(folder)
        index.mkdir(parents=True, exist_ok=True)
        told: dict[str, Any] = {}
        with contextlib.redirect_stdout(sys.stderr):  # some peers print
            judged = read(Path(where))
            for phase in phases.split(","):
                told |= {"build": build, "ask": ask}[phase](name, mode, judged, index)
        told["peak_mib"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB)
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
