"""News about towns, drawn from a corpus in BEIR layout: pages that nobody here has written or looked at."""

from __future__ import annotations

import json
import re
from pathlib import Path

from eval.retrieval.beir import digest, documents

_OF_TOWNS = re.compile(r"[一-鿿]{2,4}[镇乡](?![一-鿿]*[长人])")


def sample(corpus: Path, target: Path, count: int, seed: int) -> None:
    """Writes `count` documents that speak of towns, drawn by `seed`, as JSON lines to be ingested. Raises `BadSet`."""
    rural = [one for one in documents(corpus) if _OF_TOWNS.search(one.text)]
    rural.sort(key=lambda one: digest(f"{seed}:{one.id}"))
    lines = [
        json.dumps({"_id": one.id, "title": one.title, "text": one.text}, ensure_ascii=False) for one in rural[:count]
    ]
    target.write_text("\n".join(lines), encoding="utf-8")
