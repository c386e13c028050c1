"""What every importer gives and how it is written: `gold.jsonl`, `reports/` for `eval run`, `beir/` for `eval bench`.

A page becomes one record of `reports/pages.jsonl`; a gold question names it `pages.jsonl#ID`, as the product does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.gold.folding import fold
from eval.gold.questions import UNANSWERABLE
from eval.retrieval.beir import BadSet
from rag.language.sentences import sentence_spans

PAGES = "pages.jsonl"


@dataclass(frozen=True, slots=True)
class Page:
    """One passage, document or article."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question; `pages` are ids of the pages that answer it, none for a question without an answer."""

    id: str
    kind: str
    question: str
    answers: tuple[tuple[str, ...], ...]
    pages: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    lang: str = "zh"


@dataclass(frozen=True, slots=True)
class Imported:
    """Pages in their order, each id once, the questions about them, and how many were left out as empty.

    `not_taken` says, a line each, what else of the set is not in it and why.
    """

    pages: tuple[Page, ...]
    items: tuple[Item, ...]
    empty: int = 0
    not_taken: tuple[str, ...] = ()


def as_gold(item: Item) -> dict[str, Any]:
    """The line of a gold file."""
    return {
        "id": item.id,
        "kind": item.kind,
        "lang": item.lang,
        "question": item.question,
        "answers": [list(group) for group in item.answers],
        "sources": [f"{PAGES}#{page}" for page in item.pages],
        "evidence": list(item.evidence),
    }


def write(imported: Imported, out: Path) -> None:
    """Raises `BadSet` where `out` holds something, or where there is nothing to write."""
    if not imported.items:
        raise BadSet("no question in it")
    try:
        out.mkdir(parents=True, exist_ok=True)
        if any(out.iterdir()):
            raise BadSet(f"{out} is not empty")
        for folder in ("reports", "beir"):
            (out / folder).mkdir()
        records = [{"_id": page.id, "title": page.title, "text": page.text} for page in imported.pages]
        _lines(out / "gold.jsonl", map(as_gold, imported.items))
        _lines(out / "reports" / PAGES, records)
        _lines(out / "beir" / "corpus.jsonl", records)
        _lines(out / "beir" / "queries.jsonl", (_query(item) for item in imported.items))
        rows = [f"{item.id}\t{page}\t1\n" for item in imported.items for page in item.pages]
        (out / "beir" / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n" + "".join(rows), encoding="utf-8")
    except OSError as exc:
        raise BadSet(f"cannot write {out}: {exc.strerror}") from exc


def _query(item: Item) -> dict[str, Any]:
    return {"_id": item.id, "text": item.question, "answers": [one for group in item.answers for one in group]}


def _lines(path: Path, records: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")


def sentence_at(text: str, start: int) -> str:
    """The sentence of `text` that holds the offset, as evidence is written; empty where none does."""
    return next((fold(text[a:b]).text for a, b in sentence_spans(text) if a <= start < b), "")


def evidence_of(text: str, answers: Sequence[str]) -> tuple[str, ...]:
    """The first sentence that holds one of the answers to the letter."""
    found = [at for answer in answers if (at := text.find(answer)) >= 0]
    sentence = sentence_at(text, min(found)) if found else ""
    return (sentence,) if sentence else ()


def whole(path: Path) -> Any:  # noqa: ANN401  (JSON)
    """The one JSON document of a file. Raises `BadSet` with the line where it breaks."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as exc:
        raise BadSet(f"{path.name}:{exc.lineno}: not JSON: {exc.msg}") from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise BadSet(f"cannot read {path}: {exc}") from exc


def by_line(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """(`FILE:LINE`, object) of a JSON-lines file. Raises `BadSet` with the line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise BadSet(f"cannot read {path}: {exc}") from exc
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path.name}:{number}"
        try:
            record = json.loads(line)
        except ValueError as exc:
            raise BadSet(f"{where}: not JSON: {exc}") from exc
        if not isinstance(record, dict):
            raise BadSet(f"{where}: expected an object, got {type(record).__name__}")
        yield where, record


def text_of(record: Any, name: str, where: str) -> str:  # noqa: ANN401  (JSON)
    """A text field that is not empty. Raises `BadSet` with the place."""
    value = record.get(name) if isinstance(record, dict) else None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value.strip():
        raise BadSet(f"{where}: {name}: expected a text that is not empty, got {str(value)[:40]!r}")
    return value


def list_of(record: Any, name: str, where: str) -> list[Any]:  # noqa: ANN401  (JSON)
    """A list field. Raises `BadSet` with the place."""
    value = record.get(name) if isinstance(record, dict) else None
    if not isinstance(value, list):
        raise BadSet(f"{where}: {name}: expected a list, got {str(value)[:40]!r}")
    return value


def unanswerable(name: str, question: str, lang: str = "zh") -> Item:
    return Item(name, UNANSWERABLE, question, (), (), lang=lang)
