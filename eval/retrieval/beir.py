"""Reads retrieval sets in BEIR layout: `corpus.jsonl[.gz]`, `queries.jsonl[.gz]`, `qrels.tsv` with a header, or where
there is none, as in the published sets, `qrels/test.tsv`.

A set without a corpus of its own uses the one of its family: `news-title/` takes `../news-corpus/`, the sibling folder
named by the part before the first hyphen. Questions without a relevant document are left out, as trec_eval does.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from rag.errors import CallerError


class BadSet(CallerError):
    """A set of questions that is not of the layout it was taken for, a line of it that cannot be read, or a folder it
    cannot be written to."""

    code = "bad_set"

    def __init__(self, what: str) -> None:
        super().__init__(f"评测集有误：{what}", f"bad question set: {what}")


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class BeirSet:
    """`queries` maps question ids to texts, `qrels` question ids to graded document ids; both have the same keys."""

    name: str
    corpus: Path
    queries: dict[str, str]
    qrels: dict[str, dict[str, int]]


def load(folder: Path) -> BeirSet:
    """Questions and judgements of a set; its corpus is read by `documents`, since several sets may share one."""
    qrels = {query: docs for query, docs in _qrels(_judgements(folder)).items() if max(docs.values()) > 0}
    texts = {record["_id"]: record["text"] for record in records(_file(folder, "queries"))}
    missing = [query for query in qrels if query not in texts]
    if missing:
        raise BadSet(f"{folder}: {len(missing)} judged question(s) without a text, first {missing[0]!r}")
    if not qrels:
        raise BadSet(f"{folder}: no question has a relevant document")
    return BeirSet(folder.resolve().name, corpus_of(folder), {query: texts[query] for query in qrels}, qrels)


def answers(folder: Path) -> dict[str, list[str]]:
    """Question id → its gold answers, for the questions that are judged. Raises `BadSet` where they carry none."""
    judged = load(folder).queries
    found = {record["_id"]: record.get("answers") for record in records(_file(folder, "queries"))}
    without = [query for query in judged if not _are_texts(found[query])]
    if without:
        raise BadSet(f"{folder}: question {without[0]!r} carries no list of answers ({len(without)} do not)")
    return {query: list(found[query] or ()) for query in judged}


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) and item for item in value)


def chosen(queries: Iterable[str], limit: int | None, seed: int) -> list[str]:
    """All question ids, or a sample drawn by `seed` that says nothing of their order in the file."""
    return list(queries) if limit is None else sorted(queries, key=lambda query: digest(f"{seed}:{query}"))[:limit]


def corpus_of(folder: Path) -> Path:
    folder = folder.resolve()
    try:
        return _file(folder, "corpus")
    except BadSet:
        family = folder.name.split("-")[0]
        return _file(folder.parent / f"{family}-corpus", "corpus")


def documents(corpus: Path) -> Iterator[Document]:
    """The documents of a corpus file, in file order."""
    for record in records(corpus):
        yield Document(record["_id"], record.get("title") or "", record["text"])


def is_reported(query_id: str) -> bool:
    """Whether a question belongs to the half that is reported and never tuned on: the SHA-1 of its id is odd."""
    return digest(query_id)[-1] % 2 == 1


def digest(query_id: str) -> bytes:
    return hashlib.sha1(query_id.encode(), usedforsecurity=False).digest()


def _file(folder: Path, stem: str) -> Path:
    for name in (f"{stem}.jsonl", f"{stem}.jsonl.gz"):
        if (folder / name).is_file():
            return folder / name
    raise BadSet(f"{folder}: no {stem}.jsonl or {stem}.jsonl.gz")


def _judgements(folder: Path) -> Path:
    """Absent where neither is there: reading it says so."""
    own, published = folder / "qrels.tsv", folder / "qrels" / "test.tsv"
    return published if published.is_file() and not own.exists() else own


def _open(path: Path) -> TextIO:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file; each has the texts `_id` and `text`."""
    try:
        with _open(path) as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _record(line, f"{path.name}:{number}")
    except (OSError, EOFError, UnicodeDecodeError) as exc:
        raise BadSet(f"{path}: {exc}") from exc


def _record(line: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as exc:
        raise BadSet(f"{where}: not JSON: {exc}") from exc
    if not isinstance(record, dict) or not all(isinstance(record.get(key), str) for key in ("_id", "text")):
        raise BadSet(f"{where}: expected an object with the texts _id and text")
    return record


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise BadSet(f"{path}: {exc}") from exc
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != 3 or not cells[2].strip().lstrip("-").isdigit():
            raise BadSet(f"{path.name}:{number}: expected query-id, corpus-id, score, got {line[:60]!r}")
        judged.setdefault(cells[0], {})[cells[1]] = int(cells[2])
    return judged
