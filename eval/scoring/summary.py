"""Means with intervals over the measures of many questions, for all of them and slice by slice. Never one mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.gold.questions import UNANSWERABLE, GoldQuestion
from eval.retrieval.metrics import interval, mean
from eval.scoring.measures import Measures
from rag.language.script import is_traditional

_HAN = re.compile(r"[㐀-鿿]")
_SIZES = ((1, "1"), (5, "2–5"), (20, "6–20"))  # answers of a list question, up to and with


@dataclass(frozen=True, slots=True)
class Estimate:
    """The mean of a measure over `n` questions it applies to, with its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and its measures: all that a summary reads."""

    question: GoldQuestion
    measures: Measures


def estimates(measures: Sequence[Measures]) -> dict[str, Estimate]:
    """Each measure over the questions that have it, in order of first appearance."""
    found = dict.fromkeys(name for one in measures for name in one)
    return {name: _estimate([one[name] for one in measures if name in one]) for name in found}


def _estimate(values: Sequence[float]) -> Estimate:
    low, high = interval(values)
    return Estimate(mean(values), low, high, len(values))


def sliced(judged: Iterable[Judged]) -> dict[str, dict[str, dict[str, Estimate]]]:
    """{slice: {value: {measure: estimate}}}, values in alphabetical order."""
    judged = list(judged)
    return {name: _by(judged, value_of) for name, value_of in SLICES.items()}


def _by(judged: Sequence[Judged], value_of: Callable[[GoldQuestion], str | None]) -> dict[str, dict[str, Estimate]]:
    groups: dict[str, list[Measures]] = {}
    for one in judged:
        value = value_of(one.question)
        if value is not None:
            groups.setdefault(value, []).append(one.measures)
    return {value: estimates(groups[value]) for value in sorted(groups)}


def is_latin(text: str) -> bool:
    """Whether there is no Han character in a text."""
    return not _HAN.search(text)


def script(question: GoldQuestion) -> str:
    """`Latin`, `Hant` or `Hans`: how the question is written."""
    if question.lang == "en" or is_latin(question.question):
        return "Latin"
    return "Hant" if is_traditional(question.question) else "Hans"


def reports_needed(question: GoldQuestion) -> str | None:
    """Whether the answer stands in one report or has to be put together from several."""
    if question.kind == UNANSWERABLE or not question.sources:
        return None
    return "single" if len(question.sources) == 1 else "multi"


def list_size(question: GoldQuestion) -> str | None:
    """How long the right list is, in bins."""
    if question.kind != "list":
        return None
    return next((name for most, name in _SIZES if len(question.answers) <= most), "21+")


SLICES: Mapping[str, Callable[[GoldQuestion], str | None]] = {
    "kind": lambda question: question.kind,
    "lang": lambda question: question.lang,
    "script": script,
    "reports": reports_needed,
    "list_size": list_size,
}


def grounded_f1(judged: Iterable[Judged]) -> float | None:
    """Right answers as a share of what was answered (precision) and of what could be (recall), their harmonic mean:
    refusing an answerable question costs recall, answering another precision. It is the answer-correctness F1 of
    Trust-Score (Song et al. 2024, arXiv 2409.11242) with a passed question for a right one. None where no question
    can be answered.
    """
    judged = list(judged)
    answerable = [one for one in judged if one.question.answerable]
    right = sum(one.measures["passed"] for one in answerable)
    answered = sum(1 - one.measures.get("false_refusal", one.measures.get("refused", 1.0)) for one in judged)
    return 2 * right / (answered + len(answerable)) if answerable else None
