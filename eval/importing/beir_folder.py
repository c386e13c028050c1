"""A BEIR folder whose questions carry answers (`queries.jsonl` with `answers`), as gold questions (Thakur et al. 2021).

`eval bench` reads such a folder as it is. The import is for `eval run`: pages to ingest, answers to check.
"""

from __future__ import annotations

from pathlib import Path

from eval.importing.imported import Imported, Item, Page, evidence_of
from eval.retrieval.beir import answers, documents, load
from eval.scoring.summary import is_latin


def read(path: Path) -> Imported:
    """Raises `BadSet` with the line, and where the questions carry no answers.

    Judgements of documents that are not in the corpus are counted; a question with no others is left out as empty.
    """
    judged, gold = load(path), answers(path)
    pages = {one.id: Page(one.id, one.title, one.text) for one in documents(judged.corpus)}
    items, absent, empty = [], [], 0
    for query, question in judged.queries.items():
        wanted = [document for document, grade in judged.qrels[query].items() if grade > 0]
        relevant = tuple(document for document in wanted if document in pages)
        absent += [document for document in wanted if document not in pages]
        if not relevant:
            empty += 1
            continue
        found = tuple(one for document in relevant for one in evidence_of(pages[document].text, gold[query]))
        lang = "en" if is_latin(question) else "zh"
        items.append(Item(query, "fact", question, (tuple(gold[query]),), relevant, tuple(dict.fromkeys(found)), lang))
    told = (f"{len(absent)} judgement(s) of documents not in the corpus, first {absent[0]!r}",) if absent else ()
    return Imported(tuple(pages.values()), tuple(items), empty, told)
