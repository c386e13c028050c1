"""The sets that the peers are asked, written small into a working folder: reported questions, and a sample of reports.

A list set holds, for each question, the towns that answer it and the reports that say so.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.gold.folding import fold
from eval.piles import opened
from eval.retrieval.beir import Document, chosen, digest, documents, is_reported, load, records
from eval.retrieval.metrics import mean
from eval.townships.measure import HALVES
from eval.townships.pages import make_pages, write
from eval.townships.questions import DONE, NAMED, Question, make_questions
from eval.townships.world import Key, make_world
from rag.language.script import shadow
from rag.library import Library
from rag.reports.gazetteer import Gazetteer
from rag.types import Report, Verdict

_EACH = 12  # list questions of a kind
_EVIDENCE = "evidence.json"


@dataclass(frozen=True, slots=True)
class Set:
    """`answers` of the questions that carry some; `towns`: question → town → reports that tell of it."""

    corpus: list[Document]
    queries: dict[str, str]
    qrels: dict[str, dict[str, int]]
    answers: dict[str, list[str]]
    towns: dict[str, dict[str, list[str]]]


def prepare(folder: Path, out: Path, limit: int, reports: int | None) -> None:
    """`limit` reported questions; with `reports`, their documents and others drawn by id up to that number."""
    judged = load(folder)
    asked = chosen([query for query in judged.queries if is_reported(query)], limit, seed=0)
    corpus = list(documents(judged.corpus))
    if reports is not None:
        wanted = {document for query in asked for document in judged.qrels[query]}
        order = sorted(corpus, key=lambda one: (one.id not in wanted, digest(one.id)))
        corpus = order[:reports]
    given = {record["_id"]: record.get("answers") or [] for record in records(_queries(folder))}
    write_set(out, corpus, {query: judged.queries[query] for query in asked}, judged.qrels, given)


def _queries(folder: Path) -> Path:
    return next(path for name in ("queries.jsonl", "queries.jsonl.gz") if (path := folder / name).is_file())


def write_set(
    out: Path,
    corpus: Iterable[Document],
    queries: Mapping[str, str],
    qrels: Mapping[str, Mapping[str, int]],
    answers: Mapping[str, list[str]],
) -> None:
    out.mkdir(parents=True)
    _write_lines(out / "corpus.jsonl", ({"_id": one.id, "title": one.title, "text": one.text} for one in corpus))
    _write_lines(
        out / "queries.jsonl",
        ({"_id": query, "text": text, "answers": answers.get(query, [])} for query, text in queries.items()),
    )
    rows = [f"{query}\t{doc}\t{grade}\n" for query in queries for doc, grade in qrels[query].items()]
    (out / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n" + "".join(rows), encoding="utf-8")


def _write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def read(folder: Path) -> Set:
    judged = load(folder)
    evidence = folder / _EVIDENCE
    given = {record["_id"]: record["answers"] for record in records(folder / "queries.jsonl")}
    towns = json.loads(evidence.read_text(encoding="utf-8")) if evidence.exists() else {}
    return Set(list(documents(judged.corpus)), judged.queries, judged.qrels, given, towns)


def prepare_lists(out: Path, reports: int) -> dict[str, float]:
    """An invented pile and the lists asked of it, into `out`; gives what our own listing makes of them."""
    rng = random.Random(f"peers/{reports}")  # noqa: S311  (reproducible, not secret)
    half = HALVES["reported"]
    world = make_world(rng, reports, half, Gazetteer.load().knows)
    questions = {one.text: one for one in make_questions(rng, world, half[0], _EACH) if one.kind in (NAMED, DONE)}
    write(make_pages(rng, world), out.parent / "pages")
    with opened(out.parent / "data") as library:
        library.ingest([str(out.parent / "pages")])
        stored = library.reports()
        asked = {f"t{at:03}": one for at, one in enumerate(questions.values(), 1) if one.gold}
        scores = [_listed(library, one) for one in asked.values()]
    # A question's truth is the world's own record of its topic, so the topic is found by identity.
    topics = {id(truth): topic for topic, truth in world.truth.items()}
    towns = {name: _evidence(topics[id(one.truth)], one.gold, stored) for name, one in asked.items()}
    qrels = {name: {doc: 1 for docs in found.values() for doc in docs} for name, found in towns.items()}
    corpus = [Document(report.id, report.title, report.text) for report in stored]
    write_set(out, corpus, {name: one.text for name, one in asked.items()}, qrels, {})
    (out / _EVIDENCE).write_text(json.dumps(towns, ensure_ascii=False), encoding="utf-8")
    return {
        "recall": round(mean([recall for recall, _ in scores]), 4),
        "precision": round(mean([precision for _, precision in scores]), 4),
        "complete": round(mean([float(recall == 1.0) for recall, _ in scores]), 4),
        "questions": len(scores),
        "towns_a_list": round(mean([float(len(one.gold)) for one in asked.values()]), 1),
    }


def _listed(library: Library, question: Question) -> tuple[float, float]:
    """Recall and precision of our own list."""
    listing = library.ask(question.text).listing
    items = listing.items if listing else ()
    done = {(item.parent or "", item.name) for item in items if item.verdict is Verdict.DID}
    right = len(done & question.gold)
    return right / len(question.gold), right / len(done) if done else 1.0


def _evidence(topic: str, towns: Iterable[Key], stored: Sequence[Report]) -> dict[str, list[str]]:
    """Town → the reports that name topic and town; a reader of any of them could tell."""
    found = {}
    for county, town in sorted(towns):
        of_town = {county, town}
        found[county + town] = [
            report.id
            for report in stored
            if topic in fold(report.text).text
            and of_town
            <= {place.name for place in report.places} | {name for name in of_town if name in shadow(report.text)}
        ]
    return {town: reports for town, reports in found.items() if reports}
