"""An evaluation as one JSON document or as tables for a terminal. Rates come by slice, with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.gold.questions import GoldQuestion
from eval.retrieval.metrics import interval, mean, percentile
from eval.run import Asked, Evaluation
from eval.scoring.answers import tally
from eval.scoring.summary import Estimate, Judged, estimates, grounded_f1, sliced

_LONGEST_SHOWN = 400  # code points of an answer or a quote in the terminal; JSON carries all of it


def document(evaluation: Evaluation) -> dict[str, Any]:
    """The whole evaluation, ready for `json.dumps`."""
    asked = evaluation.asked
    passed = [float(one.score.passed) for one in asked]
    grounded = grounded_f1(judged(evaluation))
    return {
        "gold": evaluation.gold.name,
        "ingested": str(evaluation.ingested) if evaluation.ingested else None,
        "index_version": evaluation.state.index_version,
        "model": evaluation.state.model,
        "reports": evaluation.state.reports,
        "questions": len(asked),
        "passed": evaluation.passed,
        "pass_rate_95": [round(bound, 4) for bound in interval(passed)],
        "by_kind": _by(asked, lambda question: question.kind),
        "by_lang": _by(asked, lambda question: question.lang),
        "lists": _lists(asked),
        "measures": _rounded(estimates([one.measures for one in asked])),
        "grounded_f1": None if grounded is None else round(grounded, 4),
        "slices": {
            name: {value: _rounded(found) for value, found in values.items()}
            for name, values in sliced(judged(evaluation)).items()
        },
        "latency_ms": _spread([one.latency_ms for one in asked]),
        "stage_ms": {stage: _spread(times) for stage, times in _stages(asked).items()},
        "results": [_result(one) for one in asked],
    }


def judged(evaluation: Evaluation) -> list[Judged]:
    """The questions with their measures, as the summaries take them."""
    return [Judged(one.score.question, one.measures) for one in evaluation.asked]


def _rounded(found: Mapping[str, Estimate]) -> dict[str, dict[str, float]]:
    return {
        name: {"mean": round(one.mean, 4), "low": round(one.low, 4), "high": round(one.high, 4), "n": one.n}
        for name, one in found.items()
    }


def _by(asked: Sequence[Asked], slice_of: Callable[[GoldQuestion], str]) -> dict[str, dict[str, int]]:
    counts = tally([one.score for one in asked], slice_of)
    return {name: {"passed": count.passed, "total": count.total} for name, count in counts.items()}


def _lists(asked: Sequence[Asked]) -> dict[str, float | int]:
    """The means over the questions with a list; without one, their number alone."""
    scores = [one.score.listed for one in asked if one.score.listed]
    if not scores:
        return {"questions": 0}
    return {
        "questions": len(scores),
        "precision": round(mean([one.precision for one in scores]), 4),
        "recall": round(mean([one.recall for one in scores]), 4),
        "f1": round(mean([one.f1 for one in scores]), 4),
        "exact": sum(one.exact for one in scores),
    }


def _spread(times: Sequence[float]) -> dict[str, float]:
    shares = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1.0))
    return {name: round(percentile(times, share), 2) for name, share in shares}


def _stages(asked: Sequence[Asked]) -> dict[str, list[float]]:
    """{stage: milliseconds of each question}, as the answers themselves tell them."""
    times: dict[str, list[float]] = {}
    for one in asked:
        for stage, ms in one.answer.timings_ms.items() if one.answer else ():
            times.setdefault(stage, []).append(ms)
    return times


def _result(one: Asked) -> dict[str, Any]:
    score, answer = one.score, one.answer
    listed = score.listed
    return {
        "id": score.question.id,
        "kind": score.question.kind,
        "lang": score.question.lang,
        "question": score.question.question,
        "passed": score.passed,
        "failed": [{"check": failure.check, "detail": failure.detail} for failure in score.failures],
        "groups_met": score.groups_met,
        "groups": score.groups,
        "list": {"precision": listed.precision, "recall": listed.recall, "f1": listed.f1} if listed else None,
        "measures": {name: round(value, 6) for name, value in one.measures.items()},
        "top_score": one.top_score,
        "latency_ms": round(one.latency_ms, 2),
        "status": answer.status.value if answer else None,
        "answer_kind": answer.kind.value if answer else None,
        "text": answer.text if answer else None,
        "items": [{"name": item.name, "verdict": item.verdict.value} for item in answer.listing.items]
        if answer and answer.listing
        else [],
        "quotes": [citation.quote for citation in answer.citations] if answer else [],
    }


def show(evaluation: Evaluation, console: Console) -> None:
    """Failed questions first, the table by kind last: what a reader looks for stands where the eye is."""
    for one in evaluation.asked:
        if not one.score.passed:
            _show_failed(one, console)
    console.print(_table(evaluation))
    lists, latency = _lists(evaluation.asked), _spread([one.latency_ms for one in evaluation.asked])
    if lists["questions"]:
        console.print(
            f"列举题 lists {lists['questions']}: precision {lists['precision']:.3f} recall {lists['recall']:.3f} "
            f"F1 {lists['f1']:.3f} exact {lists['exact']}"
        )
    console.print(
        f"用时 latency: p50 {latency['p50']:.0f} ms, p95 {latency['p95']:.0f} ms, max {latency['max']:.0f} ms"
    )


def _table(evaluation: Evaluation) -> Table:
    table = Table("类型 kind", "通过 passed", "总数 total", "p50 ms", title=escape(evaluation.gold.name))
    for kind, count in tally([one.score for one in evaluation.asked], lambda question: question.kind).items():
        times = [one.latency_ms for one in evaluation.asked if one.score.question.kind == kind]
        table.add_row(escape(kind), str(count.passed), str(count.total), f"{percentile(times, 0.5):.0f}")
    low, high = interval([float(one.score.passed) for one in evaluation.asked])
    table.add_section()
    p50 = percentile([one.latency_ms for one in evaluation.asked], 0.5)
    table.add_row("全部 all", str(evaluation.passed), str(len(evaluation.asked)), f"{p50:.0f}")
    table.caption = f"95%: {low:.2f}–{high:.2f}"
    return table


def _show_failed(one: Asked, console: Console) -> None:
    question = one.score.question
    console.print(
        f"[bold]{escape(question.id)}[/bold] ({escape(question.kind)}) {escape(question.question)}", soft_wrap=True
    )
    for failure in one.score.failures:
        console.print(f"  [red]{failure.check}[/red]: {escape(failure.detail)}", soft_wrap=True)
    if one.answer is not None:
        console.print(f"  答 {one.answer.status}: {escape(_short(one.answer.text))}", soft_wrap=True)
        for citation in one.answer.citations:
            console.print(
                f"  引 {escape(f'[{citation.n}]')} {escape(_short(citation.quote))}", style="dim", soft_wrap=True
            )
    console.print()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"
