"""The training pairs as they lie in the data folder: one gzip file a source, one JSON object a line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from embeddings.train.folding import fold

NEWS = "crud_half_lead_body"
HEADLINES = ("xwlb_title_body", "uhgeval_headline_lead")
LAW_TITLES = "laws_title_body"
LAW_CHAPTERS = "laws_chapter_article"
PARALLEL = "tatoeba_en_zh"
DICTIONARY = "cedict_2026_en_zh"
SOURCES = (NEWS, *HEADLINES, LAW_TITLES, LAW_CHAPTERS, PARALLEL, DICTIONARY)


@dataclass(frozen=True, slots=True)
class Pair:
    """A question-like text and the text that answers it, both folded."""

    query: str
    positive: str


class BadPairs(ValueError):
    """A training file that is missing or malformed. The message names the file and line."""


def read_pairs(folder: Path, source: str, limit: int | None = None) -> Iterator[Pair]:
    """The pairs of one source, at most `limit`. Raises BadPairs."""
    path = folder / f"{source}.jsonl.gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if limit is not None and number > limit:
                    return
                yield _pair(line, path, number)
    except (OSError, EOFError, UnicodeDecodeError) as exc:
        raise BadPairs(f"{path}: cannot be read as gzipped UTF-8 JSON lines: {exc}") from exc


def _pair(line: str, path: Path, number: int) -> Pair:
    try:
        record = json.loads(line)
        return Pair(fold(record["query"]), fold(record["pos"]))
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as exc:
        raise BadPairs(f'{path}:{number}: expected {{"query": text, "pos": text}}: {exc}') from exc
