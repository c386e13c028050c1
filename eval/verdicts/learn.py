"""Learns `rag/lists/verdicts/verdict_model.npz`: logistic regression over the features of labelled sentences.

Each writer is also judged by a model learned from the others alone, which says how far it carries to a stranger's
words; beside it the rules. The thresholds of `rag/lists/verdicts/verdict.py` are chosen on those. One writer is never
learned from, and is what is reported.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from eval.verdicts.labelled import REPORTED, Labelled, plain, wordings, writers
from rag.lists.verdicts import verdict_rules
from rag.lists.verdicts.verdict import VERDICTS, verdict_of
from rag.lists.verdicts.verdict_model import MODEL_FILE, Said, VerdictModel, features, save, worth
from rag.types import Verdict

_OFTEN = 2  # sentences that must have a feature
_STRENGTH = 100.0  # inverse of the square penalty; of 10, 30 and 100 the best on writers left out
_STEPS = 3_000


@dataclass(frozen=True, slots=True)
class Judged:
    """Shares of one writer's sentences: of `right` verdicts (did, planned, neither), of doings and of the others that
    are told to be such."""

    sentences: int
    right: float
    doings: float
    others: float


@dataclass(frozen=True, slots=True)
class Learned:
    """Per writer who was left out, or is reported: by rules alone, and as answers are given."""

    by_rules: dict[str, Judged]
    together: dict[str, Judged]
    model: VerdictModel


def run(*, write: bool) -> Learned:
    """Learns from all writers but the reported one; stores the model where `write` is set."""
    told, beside = writers(), [*wordings(), *plain()]
    taught = {name: told[name] for name in told if name != REPORTED}
    made = learn([*(one for name in taught for one in taught[name]), *beside])
    together = {}
    for name, sentences in told.items():
        others = [one for other in taught if other != name for one in taught[other]]
        judge = made if name == REPORTED else learn([*others, *beside])
        together[name] = judged(sentences, [decide(one, judge) for one in sentences])
    by_rules = {name: judged(sentences, [by_rule(one) for one in sentences]) for name, sentences in told.items()}
    if write:
        save(made, MODEL_FILE)
    return Learned(by_rules, together, made)


def learn(sentences: Sequence[Labelled]) -> VerdictModel:
    """A model of these sentences; the same for the same sentences in the same order."""
    found = [sorted(features(one.text, one.topic)) for one in sentences]
    counted = Counter(name for names in found for name in names)
    rows = {name: row for row, name in enumerate(sorted(name for name, often in counted.items() if often >= _OFTEN))}
    fitted = LogisticRegression(C=_STRENGTH, max_iter=_STEPS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", category=FutureWarning)  # of the library's own making
        fitted.fit(_matrix(found, rows), [one.said.value for one in sentences])
    order = [list(fitted.classes_).index(said.value) for said in Said]
    weights = fitted.coef_[order].T.astype(np.float32)
    return VerdictModel(rows, weights, fitted.intercept_[order].astype(np.float32))


def _matrix(found: Sequence[Sequence[str]], rows: dict[str, int]) -> csr_matrix:
    """A row a sentence, each of its known features worth as much as it has features, known or not."""
    cells = [(at, rows[name], worth(len(names))) for at, names in enumerate(found) for name in names if name in rows]
    at, row, weighs = zip(*cells, strict=True)
    return csr_matrix((weighs, (at, row)), shape=(len(found), len(rows)))


def decide(one: Labelled, judge: VerdictModel) -> Verdict:
    """What an answer tells of the topic, with this model."""
    return verdict_of(one.text, one.topic, judge=judge)


def by_rule(one: Labelled) -> Verdict:
    """What the rules alone tell."""
    return verdict_rules.verdict_of(one.text, one.topic)


def judged(sentences: Sequence[Labelled], told: Sequence[Verdict]) -> Judged:
    """How well it was told what the sentences say; denied and only spoken of are one verdict."""
    pairs = [(VERDICTS.get(one.said, Verdict.DID), verdict) for one, verdict in zip(sentences, told, strict=True)]
    did = [verdict is Verdict.DID for truth, verdict in pairs if truth is Verdict.DID]
    others = [verdict is not Verdict.DID for truth, verdict in pairs if truth is not Verdict.DID]
    return Judged(len(pairs), _share(truth is verdict for truth, verdict in pairs), _share(did), _share(others))


def _share(hits: Iterable[bool]) -> float:
    each = list(hits)
    return round(sum(each) / len(each), 3) if each else 1.0


def document(learned: Learned) -> dict[str, object]:
    return {
        "reported": REPORTED,
        "features": len(learned.model.rows),
        "by_rules": {name: asdict(one) for name, one in learned.by_rules.items()},
        "together": {name: asdict(one) for name, one in learned.together.items()},
    }


def show(learned: Learned, console: Console) -> None:
    table = Table("writer", "sentences", "rules: right", "doings", "others", "together: right", "doings", "others")
    for name, one in learned.together.items():
        rules = learned.by_rules[name]
        cells = (rules.right, rules.doings, rules.others, one.right, one.doings, one.others)
        table.add_row(f"{name} (reported)" if name == REPORTED else name, str(one.sentences), *map(str, cells))
    console.print(table)
