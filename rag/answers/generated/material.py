"""The evidence put before a language model: numbered sentences, the ones that answer first, each with its report.

What is put before it is data: on one line each, without the angle brackets that could close the block it stands in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from rag.answers.draft import Proof, quoted
from rag.answers.outcome import Outcome, Task
from rag.answers.sentences.evidence import ranked_sentences
from rag.answers.ways.worth_telling import holds_enough
from rag.questions.query import Query
from rag.types import Span

MOST = 14  # sentences; more make small models mix reports up, and the answering ones stand first
_FROM_A_PARAPHRASE = 3
_LONGEST = 400  # code points of one sentence
_ANGLES = str.maketrans("<>", "‹›")


def material(task: Task, outcome: Outcome, paraphrases: Sequence[Query] = ()) -> list[Proof]:
    """The sentences that the extractive answer cites, then further ones that fit the question or a paraphrase of it."""
    chosen: dict[tuple[str, Span], Proof] = {}
    for proof in (*outcome.draft.proofs, *_found(task, task.query, MOST), *_by_paraphrase(task, paraphrases)):
        chosen.setdefault((proof.report.id, proof.span), proof)
    answering = outcome.draft.proofs
    return list(chosen.values())[: max(MOST, len(answering))]


def _by_paraphrase(task: Task, paraphrases: Sequence[Query]) -> Iterator[Proof]:
    for query in paraphrases:
        yield from _found(task, query, _FROM_A_PARAPHRASE)


def _found(task: Task, query: Query, most: int) -> list[Proof]:
    with task.pile.store.snapshot():
        allowed = None if task.allowed is None else task.pile.store.live_among(task.allowed)
        ranked, _ = ranked_sentences(query, task.pile, allowed, task.filtered)
    fitting = [item for item in ranked if item.fits and holds_enough(item)]
    return [Proof(item.passage.report, item.span) for item in fitting[:most]]


def numbered(proofs: Sequence[Proof]) -> str:
    """The lines of the prompt: [1]（神河镇，2011-09-14，《标题》）句子"""
    return "\n".join(f"[{n}]（{_about(proof)}）{_one_line(quoted(proof))}" for n, proof in enumerate(proofs, 1))


def boundary(*texts: str) -> str:
    """A word that no article can know beforehand, to mark where its text begins and ends."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]


def _about(proof: Proof) -> str:
    report = proof.report
    told = ["".join(place.name for place in report.places), str(report.metadata.published or "")]
    if report.title:
        told.append(f"《{_one_line(report.title)}》")
    return "，".join(filter(None, told)) or "地方不详"


def _one_line(text: str) -> str:
    """Without invisible characters, which hide orders from a reader and not from a model."""
    seen = "".join(char if char.isprintable() else " " for char in text[:_LONGEST])
    return " ".join(seen.split()).translate(_ANGLES)
