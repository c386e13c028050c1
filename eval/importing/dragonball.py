"""DRAGONBall of RAGEval (Zhu et al. 2024, arXiv 2408.01262): a folder with `dragonball_docs.jsonl` and
`dragonball_queries.jsonl`, in later releases `DRAGONBALL_…`.

Documents: `{"domain", "language", "doc_id", "company_name" | "court_name" | "hospital_patient_name", "content"}`; the
name is the title, for questions call a document by it. Questions: `{"domain", "language", "query": {"query_id",
"query_type", "content"}, "ground_truth": {"doc_ids": […], "content", "references": [sentence], "keypoints": […]}}`. The
unsolvable ones (无关无解问, Irrelevant Unsolvable Question) name a document all the same, and are to be refused.
References that a model worded anew, and so stand in no document, are no evidence.
"""

from __future__ import annotations

from pathlib import Path

from eval.gold.folding import fold
from eval.importing.imported import Imported, Item, Page, by_line, list_of, text_of, unanswerable
from eval.retrieval.beir import BadSet

_DOCUMENTS, _QUERIES = "dragonball_docs.jsonl", "dragonball_queries.jsonl"
_TITLES = ("company_name", "court_name", "hospital_patient_name")
_UNSOLVABLE = ("无解", "Unsolvable")


def read(path: Path) -> Imported:
    """Raises `BadSet` with the line."""
    pages = {}
    for where, record in by_line(_file(path, _DOCUMENTS)):
        name = text_of(record, "doc_id", where)
        title = next((text_of(record, field, where) for field in _TITLES if field in record), "")
        pages[name] = Page(name, title, text_of(record, "content", where))
    items = []
    for where, record in by_line(_file(path, _QUERIES)):
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
        texts = [fold(pages[one].text).text for one in wanted]
        references = [fold(str(one)).text for one in list_of(truth, "references", where)]
        evidence = tuple(one for one in references if one and any(one in text for text in texts))
        items.append(Item(name, "open", question, ((text_of(truth, "content", where),),), wanted, evidence, lang))
    return Imported(tuple(pages.values()), tuple(items))


def _file(folder: Path, name: str) -> Path:
    """The file of that name in either case; the name as it is documented where there is none."""
    found = [path for path in folder.glob("*.jsonl") if path.name.lower() == name]
    return found[0] if found else folder / name
