"""SQuAD-style JSON: CMRC 2018, DRCD, XQuAD, SQuAD 2.0 (`is_impossible`).

`{"data": [{"title", "paragraphs": [{"context", "qas": [{"id", "question", "answers": [{"text", "answer_start"}]}]}]}]}`
(Rajpurkar et al. 2016; https://rajpurkar.github.io/SQuAD-explorer/). The answers of one question are alternatives. A
question with an answer that stands nowhere in its context is left out and told.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.gold.folding import fold
from eval.importing.imported import Imported, Item, Page, list_of, sentence_at, text_of, unanswerable, whole
from eval.retrieval.beir import BadSet
from eval.scoring.summary import is_latin


def read(path: Path) -> Imported:
    """Raises `BadSet` naming the place: `data[3].paragraphs[0].qas[2]`."""
    pages: list[Page] = []
    items: list[Item] = []
    not_taken: list[str] = []
    for number, article in enumerate(list_of(whole(path), "data", path.name)):
        where = f"{path.name}: data[{number}]"
        title = article.get("title") if isinstance(article, dict) else None
        for at, paragraph in enumerate(list_of(article, "paragraphs", where)):
            page = Page(
                f"p{len(pages) + 1:05}", str(title or ""), text_of(paragraph, "context", f"{where}.paragraphs[{at}]")
            )
            pages.append(page)
            for made in _questions(paragraph, page, f"{where}.paragraphs[{at}]"):
                if isinstance(made, Item):
                    items.append(made)
                else:
                    not_taken.append(made)
    return Imported(tuple(pages), tuple(items), not_taken=tuple(not_taken))


def _questions(paragraph: dict[str, Any], page: Page, where: str) -> Iterator[Item | str]:
    """Each question, or why it is not taken."""
    context = fold(page.text).text
    for number, asked in enumerate(list_of(paragraph, "qas", where)):
        place = f"{where}.qas[{number}]"
        name, question = text_of(asked, "id", place), text_of(asked, "question", place)
        lang = "en" if is_latin(question) else "zh"
        if asked.get("is_impossible"):
            yield unanswerable(name, question, lang)
            continue
        answers = list_of(asked, "answers", place)
        texts = tuple(dict.fromkeys(text_of(answer, "text", f"{place}.answers") for answer in answers))
        if not texts:
            raise BadSet(f"{place}: no answer, and not is_impossible")
        strange = next((text for text in texts if fold(text).text not in context), None)
        if strange is not None:
            yield f"{place}: {name}: its answer {strange[:40]!r} stands nowhere in its context"
            continue
        starts = [answer.get("answer_start") for answer in answers]
        found = [sentence_at(page.text, start) for start in starts if isinstance(start, int) and start >= 0]
        evidence = tuple(dict.fromkeys(sentence for sentence in found if sentence))
        yield Item(name, "fact", question, (texts,), (page.id,), evidence, lang)
