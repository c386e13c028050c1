"""The comparison with peers as Markdown tables, one a set; a best value is bold, whoever has it.

Beside nDCG stands the paired difference to ours over the same questions with its 95 % bootstrap interval: where the
interval holds 0, the two are not told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eval.peers.registry import OURS
from eval.retrieval.metrics import interval, mean

_COLUMNS = {
    "ndcg@10": max,
    "r@10": max,
    "s@1": max,
    "reader": max,
    "list_recall": max,
    "complete": max,
    "build_s": min,
    "build_cpu_s": min,
    "build_mib": min,
    "p50_ms": min,
    "p95_ms": min,
    "cpu_ms": min,
    "load_s": min,
    "ask_mib": min,
    "index_mib": min,
}
_DIFFERENCE = "ndcg@10 − ours"

Rows = Mapping[str, Mapping[str, Any]]


def markdown(result: Mapping[str, Any]) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
    parts = [f"{result['date']}, {result['machine']}; {versions}.\n"]
    for pile, measured in result["piles"].items():
        for name, rows in measured["sets"].items():
            parts.append(f"### {name} on {pile}: {_sizes(rows)}\n")
            parts.append(_table(rows))
        if measured["listing"]:
            told = ", ".join(f"{key} {value}" for key, value in measured["listing"].items())
            parts.append(f"Our listing, which has no top 10, on the same questions: {told}.\n")
    return "\n".join(parts)


def _sizes(rows: Rows) -> str:
    row = next((row for row in rows.values() if "error" not in row), None)
    return f"{row['questions']} questions, {row['passages']} passages" if row else "nothing ran"


def _table(rows: Rows) -> str:
    shown = [name for name in _COLUMNS if any(name in row for row in rows.values())]
    best = {name: _COLUMNS[name](row[name] for row in rows.values() if name in row) for name in shown}
    ours = next((row["each"] for label, row in rows.items() if label.startswith(OURS) and "each" in row), None)
    lines = [f"| | {' | '.join(shown)} | {_DIFFERENCE} | load |", "|---" * (len(shown) + 3) + "|"]
    for label, row in rows.items():
        cells = [_cell(row.get(name), best[name]) for name in shown]
        if "error" in row:
            cells = [row["error"], *[""] * (len(shown) - 1)]
        load = (
            "–".join(f"{one:g}" for one in sorted({min(row["load"]), max(row["load"])})) if "error" not in row else ""
        )
        lines.append(f"| {label} | {' | '.join(cells)} | {_difference(row, ours)} | {load} |")
    return "\n".join(lines) + "\n"


def _difference(row: Mapping[str, Any], ours: Mapping[str, float] | None) -> str:
    """Empty for ours, and where the questions are not the same."""
    if ours is None or "each" not in row or row["each"] is ours or row["each"].keys() != ours.keys():
        return ""
    differences = [row["each"][query] - ours[query] for query in ours]
    low, high = interval(differences)
    return f"{mean(differences):+.3f} ({low:+.3f} to {high:+.3f})"


def _cell(value: float | None, best: float) -> str:
    if value is None:
        return ""
    return f"**{value:g}**" if value == best else f"{value:g}"
