"""RGB: one question a line with passages that answer and passages that do not (Chen et al. 2023, arXiv 2309.01431).

`{"id", "query", "answer", "positive": [text], "negative": [text]}` in `zh.json`, `en.json`, `zh_refine.json`; in
`zh_int.json`, whose questions ask two things, `positive` holds one list of passages for each. An answer is a text, or
a list of which everything has to be said: a text in it as it stands, a list in it by one of its alternatives, as RGB's
own `checkanswer` reads it. Its test of rejection gives a model the negative passages alone: `read_refusals`. The
counterfactual files (`zh_fact.json`) hold false passages on purpose and are left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eval.importing.imported import Imported, Item, Page, by_line, evidence_of, list_of, text_of, unanswerable
from eval.retrieval.beir import BadSet
from eval.scoring.summary import is_latin


def read(path: Path) -> Imported:
    """Raises `BadSet` with the line."""
    return _read(path, refusals=False)


def read_refusals(path: Path) -> Imported:
    """The negative passages of every question, each of which has to be refused. Raises `BadSet` with the line."""
    return _read(path, refusals=True)


def _read(path: Path, refusals: bool) -> Imported:
    pages: dict[str, Page] = {}
    items = []
    for where, record in by_line(path):
        if "positive_wrong" in record:
            raise BadSet(f"{where}: a counterfactual file, whose passages are false on purpose")
        positive = [] if refusals else _texts(list_of(record, "positive", where), where)
        for text in (*positive, *_texts(list_of(record, "negative", where), where)):
            pages.setdefault(text, Page(f"r{len(pages) + 1:05}", "", text))
        name, question = text_of(record, "id", where), text_of(record, "query", where)
        lang = "en" if is_latin(question) else "zh"
        if not positive:
            items.append(unanswerable(name, question, lang))
            continue
        groups = _groups(record.get("answer"), where)
        answers = [answer for group in groups for answer in group]
        evidence = tuple(dict.fromkeys(found for text in positive for found in evidence_of(text, answers)))
        items.append(Item(name, "fact", question, groups, tuple(pages[text].id for text in positive), evidence, lang))
    return Imported(tuple(pages.values()), tuple(items))


def _texts(values: list[Any], where: str) -> list[str]:
    """The passages; in the files for integration they come in lists of lists."""
    flat = [text for value in values for text in (value if isinstance(value, list) else [value])]
    if not all(isinstance(text, str) and text.strip() for text in flat):
        raise BadSet(f"{where}: a passage is no text")
    return list(dict.fromkeys(flat))


def _groups(answer: Any, where: str) -> tuple[tuple[str, ...], ...]:  # noqa: ANN401  (JSON)
    said = answer if isinstance(answer, list) else [answer]
    groups = tuple(tuple(one) if isinstance(one, list) else (one,) for one in said)
    if groups and all(group and all(isinstance(text, str) and text for text in group) for group in groups):
        return groups
    raise BadSet(f"{where}: answer: expected a text, a list of texts or a list of lists, got {str(answer)[:40]!r}")
