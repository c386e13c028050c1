"""An evaluation, or a comparison of two, as Markdown tables: for a pull request or a page of documentation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from eval.reporting.compare import Change, Comparison
from eval.reporting.report import judged
from eval.run import Evaluation
from eval.scoring.summary import Estimate, estimates, sliced

_NAMED = 8  # question ids written out where a measure moved


def evaluation_table(evaluation: Evaluation, fallen: Sequence[Change] = ()) -> str:
    """What a gate found fallen, the measures of all questions, then how many passed slice by slice."""
    found = estimates([one.measures for one in evaluation.asked])
    parts = ["Fallen, the gate is red:\n", comparison_table(fallen)] if fallen else []
    parts.append(_table(("measure", "mean", "95 %", "questions"), _rows(found)))
    for name, values in sliced(judged(evaluation)).items():
        passed = {value: one["passed"] for value, one in values.items() if "passed" in one}
        parts.append(_table((name, "passed", "95 %", "questions"), _rows(passed)))
    return "\n".join(parts)


def _rows(found: Mapping[str, Estimate]) -> list[tuple[str, ...]]:
    return [(name, f"{one.mean:.4f}", f"{one.low:.3f}–{one.high:.3f}", str(one.n)) for name, one in found.items()]


def comparison(found: Comparison) -> str:
    """What was compared and what is in one run only, then each measure that moved."""
    table = comparison_table(found.moved) if found.moved else "没有差别 / no difference\n"
    return "\n".join(_apart(found)) + "\n\n" + table


def _apart(found: Comparison) -> Iterator[str]:
    yield f"比较了 {found.questions} 题 / {found.questions} questions compared"
    for told, ids in (
        ("只在前一次 / only in the first run", found.only_before),
        ("只在后一次 / only in the second run", found.only_after),
    ):
        if ids:
            yield f"- {told}, {len(ids)}: {named(ids)}"
    for measure, ids in found.lost.items():
        yield f"- 后一次没有 / absent in the second run: {measure}, {len(ids)}: {named(ids)}"


def comparison_table(changes: Sequence[Change]) -> str:
    """Each measure that moved, before and after, with the questions that won and lost. The p is that of the gate."""
    rows = [
        (
            change.measure,
            f"{change.before:.4f}",
            f"{change.after:.4f}",
            f"{change.difference:+.4f}",
            f"{change.p_one_sided:.3f}",
            named(change.worse),
            named(change.better),
        )
        for change in changes
        if change.worse or change.better
    ]
    return _table(("measure", "before", "after", "difference", "p, one-sided", "worse", "better"), rows)


def named(ids: Sequence[str]) -> str:
    """The first few ids, and how many more there are."""
    rest = f" +{len(ids) - _NAMED}" if len(ids) > _NAMED else ""
    return " ".join(ids[:_NAMED]) + rest


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"
