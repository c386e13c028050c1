"""DRAGONBall of RAGEval (Zhu et al. 2024, arXiv 2408.01262): a folder with `dragonball_docs.jsonl` and
`dragonball_queries.jsonl`.

Documents: `{"doc_id", "content", "domain", "language"}`. Questions: `{"language", "query": {"query_id", "query_type",
"content"}, "ground_truth": {"doc_ids": […], "content", "references": [sentence]}}`. The unsolvable ones (无关无解问,
Irrelevant Unsolvable Question) are those without an answer.
"""

from __future__ import annotations

from pathlib import Path

from eval.gold.folding import fold
from eval.importing.imported import BadSet, Imported, Item, Page, by_line, list_of, text_of, unanswerable

_DOCUMENTS, _QUERIES = "dragonball_docs.jsonl", "dragonball_queries.jsonl"
_UNSOLVABLE = ("无解", "Unsolvable")


def read(path: Path) -> Imported:
    """Raises `BadSet` with the line."""
    pages = {}
    for where, record in by_line(path / _DOCUMENTS):
        name = text_of(record, "doc_id", where)
        pages[name] = Page(name, "", text_of(record, "content", where))
    items = []
    for where, record in by_line(path / _QUERIES):
        asked, truth = record.get("query"), record.get("ground_truth")
        name, question = text_of(asked, "query_id", where), text_of(asked, "content", where)
        lang = "en" if record.get("language") == "en" else "zh"
        if any(mark in text_of(asked, "query_type", where) for mark in _UNSOLVABLE):
            items.append(unanswerable(name, question, lang))
            continue
        wanted = tuple(str(one) for one in list_of(truth, "doc_ids", where))
        absent = [one for one in wanted if one not in pages]
        if absent:
            raise BadSet(f"{where}: document {absent[0]!r} is not in {_DOCUMENTS}")
        evidence = tuple(fold(str(one)).text for one in list_of(truth, "references", where))
        items.append(Item(name, "open", question, ((text_of(truth, "content", where),),), wanted, evidence, lang))
    return Imported(tuple(pages.values()), tuple(items))
