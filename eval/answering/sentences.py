"""Which sentence answers: open questions over BEIR sets whose questions carry answers, no language model.

Each question goes the product's own way (understood, retrieved, its sentences ranked) over the whole corpus. A sentence
is right when it holds a gold answer, or, where the answer is longer than the sentence, shares enough of its characters.
Left out: refusals and the wording of the answer (`run` and `refusals` measure those).
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval.gold.folding import fold, says
from eval.retrieval.beir import BeirSet, answers, chosen, documents, is_reported, load
from eval.retrieval.bench import embedder_named, store_documents
from eval.retrieval.metrics import mean, percentile
from rag.answers.sentences.evidence import Sentence, ranked_sentences
from rag.index.indexer import Indexer
from rag.index.store import Store
from rag.library import Library
from rag.questions.query import understand
from rag.search.pile import Pile

ALIKE = 0.6  # character F1 from which a sentence tells an answer that is longer than itself
SHOWN = 3  # sentences an answer shows at most

Results = dict[str, dict[str, dict[str, float]]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One question: is the first sentence right, one of the first three, and does the best passage hold an answer."""

    first: bool
    among_shown: bool
    passage: bool
    cpu_ms: float
    reported: bool


def run(folders: Sequence[Path], model: str | None, limit: int | None = None, seed: int = 0) -> Results:
    """{set: {all | reported: measures}}. `limit`: questions a set, drawn by `seed`. Raises `BadSet`."""
    results: Results = {}
    for folder in folders:
        one = load(folder)
        gold = answers(folder)
        _notice(f"indexing {one.corpus}")
        with indexed(one.corpus, model) as pile:
            asked = chosen(gold, limit, seed)
            _notice(f"asking {one.name}: {len(asked)} questions")
            judged = [judge(one, query, gold[query], pile) for query in asked]
        results[one.name] = {"all": _summary(judged), "reported": _summary([item for item in judged if item.reported])}
    return results


@contextmanager
def indexed(corpus: Path, model: str | None) -> Iterator[Pile]:
    """A corpus stored and indexed as ingestion would, in a temporary folder, opened for questions."""
    with tempfile.TemporaryDirectory(prefix="xiangwen-sentences-") as folder:
        store, embedder = Store(Path(folder) / "pile.sqlite"), embedder_named(model)
        store_documents(store, documents(corpus))
        library = Library(store, Indexer(store, embedder, Path(folder) / "index"), embedder)
        try:
            yield library.pile()
        finally:
            library.close()


def judge(asked: BeirSet, query: str, gold: Sequence[str], pile: Pile) -> Judged:
    """One question, asked and judged."""
    begun = time.process_time()
    ranked, hits = ranked_sentences(understand(asked.queries[query], (), pile), pile, None)
    cpu_ms = (time.process_time() - begun) * 1000
    right = [holds_answer(quote(sentence), gold) for sentence in islice(ranked, SHOWN)]
    best = pile.passage(hits[0].chunk.report_id).report.text if hits else ""
    in_best = any(says(best, answer) for answer in gold)
    return Judged(any(right[:1]), any(right), in_best, cpu_ms, is_reported(query))


def quote(sentence: Sentence) -> str:
    """The sentence as it is cited."""
    return sentence.passage.report.text[slice(*sentence.span)]


def holds_answer(sentence: str, gold: Sequence[str]) -> bool:
    """Whether a sentence tells one of the gold answers.

    >>> holds_answer("黑豹隊的防守只丟了 308分。", ["308"]), holds_answer("丢了3080分。", ["308"])
    (True, False)
    """
    return any(says(sentence, answer) or _tells_most(sentence, answer) for answer in gold)


def _tells_most(sentence: str, answer: str) -> bool:
    said, wanted = fold(sentence).text, fold(answer).text
    return len(wanted) > len(said) and character_f1(said, wanted) >= ALIKE


def character_f1(said: str, wanted: str) -> float:
    """F1 of two bags of characters, as SQuAD's evaluation does with words (Rajpurkar et al. 2016).

    >>> round(character_f1("甲乙丙", "甲乙丁戊"), 3)  # precision 2/3, recall 2/4
    0.571
    """
    common = (Counter(said) & Counter(wanted)).total()
    return 2 * common / (len(said) + len(wanted)) if common else 0.0


def _summary(judged: Sequence[Judged]) -> dict[str, float]:
    return {
        "first": round(mean([float(one.first) for one in judged]), 4),
        "first_three": round(mean([float(one.among_shown) for one in judged]), 4),
        "best_passage": round(mean([float(one.passage) for one in judged]), 4),
        "cpu_ms_p50": round(percentile([one.cpu_ms for one in judged], 0.5), 3),
        "questions": len(judged),
    }


def show(results: Mapping[str, Mapping[str, Mapping[str, float]]], console: Console) -> None:
    """One row for all questions of a set, one for the half that nothing was tuned on."""
    table = Table("set", "half", "first sentence", "one of three", "best passage", "CPU ms p50", "questions")
    for name, halves in results.items():
        for half, row in halves.items():
            shares = [f"{100 * row[measured]:.1f} %" for measured in ("first", "first_three", "best_passage")]
            table.add_row(name, half, *shares, f"{row['cpu_ms_p50']:.1f}", str(int(row["questions"])))
    console.print(table)


def _notice(text: str) -> None:
    print(text, file=sys.stderr)
