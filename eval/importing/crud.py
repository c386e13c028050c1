"""CRUD-RAG's question answering, `split_merged.json` (Lyu et al. 2024, arXiv 2401.17043).

`{"questanswer_1doc": [{"ID", "event", "questions", "answers", "thoughts", "news1"}], "questanswer_2docs": [… "news1",
"news2"], …}`, a few of them with nothing in `questions` or `answers`: those are left out, and their number is told. An
ID names the event and comes again in each task. Answers are free text: overlap and retrieval tell more of them than
whether they pass. Its other tasks, and the 80,000 news it is asked among, are left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eval.importing.imported import Imported, Item, Page, evidence_of, list_of, text_of, whole
from eval.retrieval.beir import BadSet

_TASKS = ("questanswer_1doc", "questanswer_2docs", "questanswer_3docs")


def read(path: Path) -> Imported:
    """Raises `BadSet` naming the place: `questanswer_1doc[3]`."""
    document = whole(path)
    if not isinstance(document, dict) or not any(task in document for task in _TASKS):
        raise BadSet(f"{path.name}: none of {', '.join(_TASKS)} in it")
    pages: dict[str, Page] = {}
    items: list[Item] = []
    empty = 0
    for number_of_news, task in enumerate(_TASKS, start=1):
        for at, asked in enumerate(list_of(document, task, path.name) if task in document else ()):
            where = f"{path.name}: {task}[{at}]"
            news = [text_of(asked, f"news{n}", where) for n in range(1, number_of_news + 1)]
            for text in news:
                pages.setdefault(text, Page(f"n{len(pages) + 1:05}", "", text))
            if _is_empty(asked):
                empty += 1
                continue
            answer = text_of(asked, "answers", where)
            evidence = tuple(found for text in news for found in evidence_of(text, [answer]))
            name, question = f"{task[12:]}-{text_of(asked, 'ID', where)}", text_of(asked, "questions", where)
            items.append(Item(name, "open", question, ((answer,),), tuple(pages[text].id for text in news), evidence))
    return Imported(tuple(pages.values()), tuple(items), empty)


def _is_empty(asked: dict[str, Any]) -> bool:
    return any(asked.get(name) == "" for name in ("questions", "answers"))
