"""Two evaluations of the same questions, side by side: which measures moved, on which questions, and whether by chance.

The test is the paired randomisation test (Smucker, Allan & Carterette 2007, "A comparison of statistical significance
tests for information retrieval evaluation"): if both runs were equal, swapping their values question by question would
change the mean difference as much as often. The gate turns that into a yes or no for continuous integration.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval.scoring.measures import INVARIANTS, LOWER_IS_BETTER
from rag.errors import CallerError

PERMUTATIONS = 10_000  # the smallest p it can tell from 0 is 1e-4
# Of the one-sided p, half the two-sided one (the test is symmetric): the gate asks only whether it got worse. Five
# questions lost and none won is then enough, which is a fifth of those of the repository's set that have no answer.
SIGNIFICANT = 0.05
# A measure may fall by as much without the gate turning red: one or two questions of the repository's own set.
TOLERANCE = 0.02

_EPSILON = 1e-6  # runs are saved with six digits

Measured = Mapping[str, Mapping[str, float]]


class BadRun(CallerError):
    """A file that is not the JSON document of an evaluation, or two that share no question."""

    code = "bad_run"


@dataclass(frozen=True, slots=True)
class Change:
    """One measure in both runs. `difference` is after minus before, so that good is up where good is up.

    `worse` and `better` are ids of the questions where it moved; `p` is two-sided, `p_one_sided` that the mean moved
    as far the way it did by chance.
    """

    measure: str
    before: float
    after: float
    p: float
    n: int
    worse: tuple[str, ...]
    better: tuple[str, ...]

    @property
    def difference(self) -> float:
        return self.after - self.before

    @property
    def p_one_sided(self) -> float:
        return self.p / 2  # the test is symmetric

    @property
    def drop(self) -> float:
        """How much worse it is, whichever way is better; negative for a gain."""
        return self.difference if self.measure in LOWER_IS_BETTER else -self.difference


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side: `changes` over the `questions` that are in both, and what is in one of them only.

    `lost` are the measures that a question had in the first run and has no more, with the ids of such questions.
    """

    questions: int
    changes: tuple[Change, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    lost: Mapping[str, tuple[str, ...]]

    @property
    def moved(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.worse or change.better)

    @property
    def fallen(self) -> list[Change]:
        return regressions(self.changes)

    @property
    def passes(self) -> bool:
        """Whether the gate is green: nothing fell, and no question of the first run was left out."""
        return not self.fallen and not self.only_before


def load(path: Path) -> Measured:
    """{question id: measures} of a run saved with `--save` or `--json`. Raises `BadRun`."""
    try:
        return measures_of(json.loads(path.read_text(encoding="utf-8")))
    except OSError as exc:
        raise BadRun(f"读不了评测结果 {path}：{exc.strerror}", f"cannot read the run {path}: {exc.strerror}") from exc
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise BadRun(
            f"{path} 不是评测结果：请用 xiangwen eval … --json 生成", f"{path} is no run: make one with eval … --json"
        ) from exc


def measures_of(document: Mapping[str, Any]) -> Measured:
    """{question id: measures} of the document of a run. Raises KeyError or TypeError where it is none."""
    return {one["id"]: _numbers(one["measures"]) for one in document["results"]}


def _numbers(measures: Any) -> Mapping[str, float]:  # noqa: ANN401  (JSON)
    if not all(isinstance(value, int | float) and math.isfinite(value) for value in measures.values()):
        raise TypeError(f"measures that are no numbers: {measures}")
    return dict(measures)


def saved(run: Mapping[str, Any]) -> str:
    """What a later run is compared with: the measures of each question, a line each, for a readable difference."""
    lines = [json.dumps({"id": one["id"], "measures": one["measures"]}, ensure_ascii=False) for one in run["results"]]
    return '{"gold": ' + json.dumps(run["gold"]) + ', "results": [\n' + ",\n".join(lines) + "\n]}\n"


def compared(before: Measured, after: Measured) -> Comparison:
    """The changes, as `of` has them, with what could not be compared. Raises `BadRun` where no question is in both."""
    changes = of(before, after)
    shared = [question for question in before if question in after]
    names = dict.fromkeys(name for question in shared for name in before[question])
    lost = {name: tuple(one for one in shared if name in before[one] and name not in after[one]) for name in names}
    return Comparison(
        questions=len(shared),
        changes=tuple(changes),
        only_before=tuple(question for question in before if question not in after),
        only_after=tuple(question for question in after if question not in before),
        lost={name: questions for name, questions in lost.items() if questions},
    )


def of(before: Measured, after: Measured) -> list[Change]:
    """Every measure over the questions that have it in both runs. Raises `BadRun` where no question is in both.

    A question that lost a measure (it is refused now, so there is no list) counts with 0 where higher is better, for a
    run cannot gain by saying less; unless it passes now, where saying nothing is what was right. One that has the
    measure only now is not compared; `passed` tells of it.
    """
    shared = [question for question in before if question in after]
    if not shared:
        raise BadRun("两次评测没有相同的题目", "the two runs share no question")
    names = dict.fromkeys(name for question in shared for name in (*before[question], *after[question]))
    return [_change(name, [(one, before[one], after[one]) for one in shared]) for name in names]


def _change(name: str, paired: Sequence[tuple[str, Mapping[str, float], Mapping[str, float]]]) -> Change:
    lost_counts = name not in LOWER_IS_BETTER and name not in INVARIANTS
    both = [
        (question, one[name], other.get(name, 0.0))
        for question, one, other in paired
        if name in one and (name in other or (lost_counts and not other.get("passed")))
    ]
    if not both:
        return Change(name, 0.0, 0.0, 1.0, 0, (), ())
    sign = -1.0 if name in LOWER_IS_BETTER else 1.0
    differences = np.asarray([after - before for _, before, after in both])
    worse = tuple(question for question, before, after in both if sign * (after - before) < -_EPSILON)
    better = tuple(question for question, before, after in both if sign * (after - before) > _EPSILON)
    before, after = (float(np.mean([pair[side] for pair in both])) for side in (1, 2))
    return Change(name, before, after, randomisation_p(differences), len(both), worse, better)


def randomisation_p(differences: np.ndarray[Any, Any], seed: int = 0) -> float:
    """Two-sided p that the mean of paired differences is 0; the same seed, the same p.

    >>> randomisation_p(np.array([0.0, 0.0])), randomisation_p(np.ones(20)) < 0.001
    (1.0, True)
    """
    moved = differences[np.abs(differences) > _EPSILON]
    if not len(moved):
        return 1.0
    signs = np.random.default_rng(seed).choice((-1.0, 1.0), size=(PERMUTATIONS, len(moved)))
    extreme = np.abs(signs @ moved) >= abs(moved.sum()) - _EPSILON
    return float((extreme.sum() + 1) / (PERMUTATIONS + 1))


def comparison_document(comparison: Comparison) -> dict[str, Any]:
    """A comparison, ready for `json.dumps`; `fallen` are the measures of `changes` that turn the gate red."""
    return {
        "questions": comparison.questions,
        "only_before": comparison.only_before,
        "only_after": comparison.only_after,
        "lost": dict(comparison.lost),
        "changes": [document(change) for change in comparison.changes],
        "fallen": [change.measure for change in comparison.fallen],
        "gate_passed": comparison.passes,
    }


def document(change: Change) -> dict[str, Any]:
    return {
        "measure": change.measure,
        "before": round(change.before, 6),
        "after": round(change.after, 6),
        "difference": round(change.difference, 6),
        "p": round(change.p, 4),
        "p_one_sided": round(change.p_one_sided, 4),
        "questions": change.n,
        "worse": change.worse,
        "better": change.better,
    }


def regressions(changes: Sequence[Change], tolerance: float = TOLERANCE) -> list[Change]:
    """What turns the gate red: a drop beyond the tolerance and beyond chance, and any drop of an invariant."""
    return [
        change
        for change in changes
        if (change.measure in INVARIANTS and change.drop > _EPSILON)
        or (change.drop > tolerance and change.p_one_sided < SIGNIFICANT)
    ]
