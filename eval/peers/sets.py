"""What is asked of every peer: piles of documents, each with one or more sets of questions, written small.

Questions of the reported half only. Sets that share a corpus and a size share a pile, so that it is indexed once. The
lists come from an invented pile (`eval.townships`): a peer's top 10 is read by a perfect reader there, who finds every
town whose report is among the ten.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.gold.folding import fold
from eval.piles import opened
from eval.retrieval.beir import Document, chosen, corpus_of, digest, documents, is_reported, load, records
from eval.retrieval.metrics import mean
from eval.townships.halves import HALVES
from eval.townships.pages import make_pages, write
from eval.townships.questions import DONE, NAMED, Question, make_questions
from eval.townships.world import Key, make_world
from rag.language.script import shadow
from rag.library import Library
from rag.reports.gazetteer import Gazetteer
from rag.types import Report, Verdict

LISTS = "lists"

_EACH = 12  # list questions of a kind
_CORPUS, _QUESTIONS, _LISTING = "corpus.jsonl", "questions.json", "listing.json"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Sets of questions over one corpus, of which `reports` documents are kept (None: all)."""

    folders: tuple[Path, ...]
    reports: int | None

    @property
    def name(self) -> str:
        corpus = corpus_of(self.folders[0]).parent.name
        return corpus if self.reports is None else f"{corpus}-{self.reports}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: `relevant` documents with their grades, `answers` where it carries some, `towns` of a list with
    the reports that tell of each."""

    text: str
    relevant: dict[str, int]
    answers: list[str]
    towns: dict[str, list[str]]


Questions = dict[str, dict[str, Asked]]  # set → question id → question


def grouped(specs: Iterable[str]) -> list[Wanted]:
    """`BEIR_DIR[:REPORTS]`… → piles, in the order of their first set."""
    groups: dict[tuple[Path, int | None], list[Path]] = {}
    for spec in specs:
        folder, _, reports = spec.partition(":")
        size = int(reports) if reports else None
        groups.setdefault((corpus_of(Path(folder)), size), []).append(Path(folder))
    return [Wanted(tuple(folders), size) for (_, size), folders in groups.items()]


def prepare(wanted: Wanted, out: Path, limit: int) -> None:
    """`limit` reported questions of each set; with a size, their documents and others drawn by id up to it."""
    questions = {folder.resolve().name: _chosen(folder, limit) for folder in wanted.folders}
    corpus = list(documents(corpus_of(wanted.folders[0])))
    if wanted.reports is not None:
        judged = {doc for asked in questions.values() for one in asked.values() for doc in one.relevant}
        corpus = sorted(corpus, key=lambda one: (one.id not in judged, digest(one.id)))[: wanted.reports]
    write_pile(out, corpus, questions)


def _chosen(folder: Path, limit: int) -> dict[str, Asked]:
    judged = load(folder)
    source = next(path for name in ("queries.jsonl", "queries.jsonl.gz") if (path := folder / name).is_file())
    answers = {record["_id"]: record.get("answers") or [] for record in records(source)}
    reported = [query for query in judged.queries if is_reported(query)]
    return {
        query: Asked(judged.queries[query], judged.qrels[query], answers[query], {})
        for query in chosen(reported, limit, seed=0)
    }


def write_pile(out: Path, corpus: Iterable[Document], questions: Questions) -> None:
    out.mkdir(parents=True)
    lines = ({"_id": one.id, "title": one.title, "text": one.text} for one in corpus)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (out / _CORPUS).write_text(text, encoding="utf-8")
    told = {name: {query: asdict(one) for query, one in asked.items()} for name, asked in questions.items()}
    (out / _QUESTIONS).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def corpus_in(pile: Path) -> Path:
    return pile / _CORPUS


def questions_in(pile: Path) -> Questions:
    told = json.loads((pile / _QUESTIONS).read_text(encoding="utf-8"))
    return {name: {query: Asked(**one) for query, one in asked.items()} for name, asked in told.items()}


def listing_in(pile: Path) -> dict[str, float]:
    """What our own listing makes of the lists asked of a pile; empty where none are."""
    found: dict[str, float] = {}
    if (pile / _LISTING).exists():
        found = json.loads((pile / _LISTING).read_text(encoding="utf-8"))
    return found


def prepare_lists(out: Path, work: Path, reports: int) -> None:
    """An invented pile and the lists asked of it, with what our own listing makes of them; pages and data in `work`."""
    rng = random.Random(f"peers/{reports}")  # noqa: S311  (reproducible, not secret)
    half = HALVES["reported"]
    world = make_world(rng, reports, half, Gazetteer.load().knows)
    questions = {one.text: one for one in make_questions(rng, world, half[0], _EACH) if one.kind in (NAMED, DONE)}
    write(make_pages(rng, world), work / "pages")
    with opened(work / "data") as library:
        library.ingest([str(work / "pages")])
        stored = library.reports()
        asked = {f"t{at:03}": one for at, one in enumerate(questions.values(), 1) if one.gold}
        scores = [_listed(library, one) for one in asked.values()]
    # A question's truth is the world's own record of its topic, so the topic is found by identity.
    topics = {id(truth): topic for topic, truth in world.truth.items()}
    towns = {name: _evidence(topics[id(one.truth)], one.gold, stored) for name, one in asked.items()}
    lists = {name: _list_of(one, towns[name]) for name, one in asked.items() if towns[name]}
    write_pile(out, [Document(report.id, report.title, report.text) for report in stored], {LISTS: lists})
    sizes = [float(len(one.gold)) for one in asked.values()]
    (out / _LISTING).write_text(json.dumps(_summary(scores, sizes)), encoding="utf-8")


def _list_of(question: Question, towns: dict[str, list[str]]) -> Asked:
    return Asked(question.text, {doc: 1 for docs in towns.values() for doc in docs}, [], towns)


def _summary(scores: Sequence[tuple[float, float]], sizes: Sequence[float]) -> dict[str, Any]:
    return {
        "recall": round(mean([recall for recall, _ in scores]), 4),
        "precision": round(mean([precision for _, precision in scores]), 4),
        "complete": round(mean([float(recall == 1.0) for recall, _ in scores]), 4),
        "questions": len(scores),
        "towns_a_list": round(mean(sizes), 1),
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
