"""The comparison with peers as Markdown: for each pile what was found and what it cost; a best value is bold, whoever
has it.

Beside nDCG stands the paired difference to ours over the same questions with its 95 % bootstrap interval: where the
interval holds 0, the two are not told apart.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eval.peers.registry import OURS
from eval.retrieval.metrics import interval, mean

_QUALITY = ("ndcg@10", "r@10", "s@1", "reader", "list_recall", "complete")
_TIMES = ("cpu_ms", "p50_ms", "p95_ms")  # a question; of several sets the mean
_COST = ("build_cpu_s", "build_s", "build_mib", "index_mib", "load_s", "ask_mib", *_TIMES)

Row = Mapping[str, Any]
Sets = Mapping[str, Mapping[str, Row]]  # set → peer and mode → figures


def markdown(result: Mapping[str, Any]) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
    parts = [f"{result['date']}, {result['machine']}; {versions}.\n"]
    for pile, measured in result["piles"].items():
        sets: Sets = measured["sets"]
        for name, rows in sets.items():
            parts += [f"**{name} on {pile}: {_sizes(rows)}**\n", _quality(rows)]
        if measured["listing"]:
            told = ", ".join(f"{key} {value}" for key, value in measured["listing"].items())
            parts.append(f"Our listing, which has no top 10, on the same questions: {told}.\n")
        parts += [f"**Cost on {pile}**\n", _cost(sets)]
    return "\n".join(parts)


def _sizes(rows: Mapping[str, Row]) -> str:
    row = next((row for row in rows.values() if "error" not in row), None)
    return f"{row['questions']} questions, {row['passages']:,} passages" if row else "nothing ran"


def _quality(rows: Mapping[str, Row]) -> str:
    ours = next((row["each"] for label, row in rows.items() if label.startswith(OURS) and "each" in row), None)
    differences = {label: _difference(row, ours) for label, row in rows.items()}
    return _table(rows, _QUALITY, max, ("ndcg@10 − ours (95 %)", differences))


def _cost(sets: Sets) -> str:
    """Building and loading are the same for all sets of a pile; a question's time is the mean over them."""
    first = next(iter(sets.values()))
    rows = {label: dict(row) for label, row in first.items()}
    for label, row in rows.items():
        if "error" not in row:
            row |= {name: round(mean([rows[label][name] for rows in sets.values()]), 2) for name in _TIMES}
    loads = {label: _span(row.get("load", ())) for label, row in rows.items()}
    return _table(rows, _COST, min, ("load average", loads))


def _table(
    rows: Mapping[str, Row], columns: Sequence[str], better: Callable[..., Any], last: tuple[str, Mapping[str, str]]
) -> str:
    shown = [name for name in columns if any(name in row for row in rows.values())]
    best = {name: better(row[name] for row in rows.values() if name in row) for name in shown}
    lines = [f"| | {' | '.join((*shown, last[0]))} |", "|---" * (len(shown) + 2) + "|"]
    for label, row in rows.items():
        cells = [_cell(row.get(name), best[name]) for name in shown]
        if "error" in row:
            cells = [row["error"], *[""] * (len(shown) - 1)]
        lines.append(f"| {label} | {' | '.join((*cells, last[1][label]))} |")
    return "\n".join(lines) + "\n"


def _difference(row: Row, ours: Mapping[str, float] | None) -> str:
    """Empty for ours, and where the questions are not the same."""
    if ours is None or "each" not in row or row["each"] is ours or row["each"].keys() != ours.keys():
        return ""
    differences = [row["each"][query] - ours[query] for query in ours]
    low, high = interval(differences)
    return f"{mean(differences):+.3f} ({low:+.3f} to {high:+.3f})"


def _span(loads: Sequence[float]) -> str:
    """The machine's load when the rounds began: the median, and the most."""
    return f"{statistics.median(loads):g} (≤ {max(loads):g})" if loads else ""


def _cell(value: float | None, best: float) -> str:
    if value is None:
        return ""
    return f"**{value:g}**" if value == best else f"{value:g}"
