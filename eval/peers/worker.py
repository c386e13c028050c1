"""One process, one phase of one peer on one pile; a JSON object on stdout.

`cut` chunks and embeds a pile for all peers, `build` writes a peer's index, `ask` loads it and asks. A process of its
own, so that its peak memory is its own; that of the interpreter and of the passages is in it, the same for all. Times
are of the wall and of the processor, since the machine may be shared.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import resource
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from eval.answering.sentences import holds_answer
from eval.peers.base import Passages, cut, query_of
from eval.peers.reader import best_sentence
from eval.peers.registry import make_peer
from eval.peers.sets import Asked, corpus_in, questions_in
from eval.retrieval.metrics import mean, measure, percentile
from rag.assemble import make_embedder
from rag.settings import Settings

TOP = 10
_WARM = 3  # questions asked before the clock starts
_KIB = 1024
_SHOWN = ("ndcg@10", "r@10", "s@1")

Row = dict[str, Any]


@contextlib.contextmanager
def _clock(into: Row, name: str) -> Iterator[None]:
    wall, cpu = time.perf_counter(), _processor()
    yield
    into[name + "_s"] = round(time.perf_counter() - wall, 3)
    into[name + "_cpu_s"] = round(_processor() - cpu, 3)


def cut_pile(options: argparse.Namespace) -> Row:
    told: Row = {}
    with _clock(told, "cut"):
        passages = cut(corpus_in(options.pile), options.mode, make_embedder(Settings(model="builtin")))
    passages.save(options.passages)
    return told | {"passages": len(passages.texts)}


def build(options: argparse.Namespace) -> Row:
    told: Row = {}
    peer, passages = make_peer(options.peer), Passages.load(options.passages)
    options.index.mkdir(parents=True)
    with _clock(told, "build"):
        peer.build(passages, options.index)
    sizes = (path.stat().st_size for path in options.index.rglob("*") if path.is_file())
    return told | {"index_mib": round(sum(sizes) / _KIB**2, 2), "build_mib": _peak()}


def ask(options: argparse.Namespace) -> Row:
    """The first `limit` questions of each set; figures of quality are means over them."""
    told: Row = {}
    passages, peer = Passages.load(options.passages), make_peer(options.peer)
    with _clock(told, "load"):
        peer.load(passages, options.index)
    sets = questions_in(options.pile)
    asked = {name: dict(islice(questions.items(), options.limit)) for name, questions in sets.items()}
    told["sets"] = {name: _asked(peer, passages, questions) for name, questions in asked.items()}
    return told | {"ask_mib": _peak()}


def _asked(peer: Any, passages: Passages, questions: Mapping[str, Asked]) -> Row:  # noqa: ANN401  (any peer)
    embedder = make_embedder(Settings(model="builtin"))
    queries = {name: query_of(one.text, passages.mode, embedder) for name, one in questions.items()}
    for query in islice(queries.values(), _WARM):
        peer.search(query, TOP)
    found: dict[str, list[int]] = {}
    times, began = [], time.process_time()
    for name, query in queries.items():
        start = time.perf_counter()
        found[name] = peer.search(query, TOP)
        times.append((time.perf_counter() - start) * 1000)
    cpu = (time.process_time() - began) * 1000 / len(queries)
    told = {"p50_ms": percentile(times, 0.5), "p95_ms": percentile(times, 0.95), "cpu_ms": cpu}
    return {name: round(value, 3) for name, value in told.items()} | _quality(questions, passages, found)


def _quality(questions: Mapping[str, Asked], passages: Passages, found: Mapping[str, list[int]]) -> Row:
    """Means over the questions; documents stand where their best passage stands."""
    ranked = {name: list(dict.fromkeys(passages.documents[at] for at in numbers)) for name, numbers in found.items()}
    rows = {name: measure(documents, questions[name].relevant) for name, documents in ranked.items()}
    told: Row = {name: round(mean([row[name] for row in rows.values()]), 4) for name in _SHOWN}
    right = {
        name: float(holds_answer(best_sentence(one.text, [passages.raw[at] for at in found[name]]), one.answers))
        for name, one in questions.items()
        if one.answers
    }
    if right:
        told["reader"] = round(mean(list(right.values())), 4)
    shares = [
        mean([float(not documents.isdisjoint(ranked[name])) for documents in map(set, one.towns.values())])
        for name, one in questions.items()
        if one.towns
    ]
    if shares:
        told |= {"list_recall": round(mean(shares), 4), "complete": round(mean([float(one == 1) for one in shares]), 4)}
    each = {name: round(row["ndcg@10"], 4) for name, row in rows.items()}
    return told | {"questions": len(rows), "each": each}


def _processor() -> float:
    """Seconds of the processor that this process and those it has waited for took: ours shares its building out."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak() -> int:
    """MiB. Linux counts the memory of the process that started this one in `ru_maxrss`, but not in VmHWM."""
    status = Path("/proc/self/status")
    if not status.exists():
        return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB)
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
    return round(int(line.split()[1]) / _KIB)


_PHASES = {"cut": cut_pile, "build": build, "ask": ask}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m eval.peers.worker", description=__doc__, allow_abbrev=False)
    parser.add_argument("phase", choices=_PHASES)
    parser.add_argument("mode")
    parser.add_argument("pile", type=Path)
    parser.add_argument("passages", type=Path)
    parser.add_argument("--peer")
    parser.add_argument("--index", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--memory", type=int, required=True, metavar="MIB", help="most that may be held, else an error")
    options = parser.parse_args()
    most = options.memory * _KIB**2
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    with contextlib.redirect_stdout(sys.stderr):  # some peers print
        told = _PHASES[options.phase](options)
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
