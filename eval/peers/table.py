"""The comparison with peers as Markdown tables, one a set; a best value is bold, whoever has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_COLUMNS = {
    "ndcg@10": max,
    "r@10": max,
    "s@1": max,
    "reader": max,
    "list_recall": max,
    "complete": max,
    "build_s": min,
    "p50_ms": min,
    "p95_ms": min,
    "cpu_ms": min,
    "load_s": min,
    "peak_mib": min,
    "index_mib": min,
}


def markdown(result: Mapping[str, Any]) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
    parts = [f"{result['date']}, {result['machine']}; {versions}.\n"]
    for name, rows in result["sets"].items():
        sizes = next((row for row in rows.values() if "passages" in row), {"questions": 0, "passages": 0})
        parts.append(f"### {name}: {sizes['questions']} questions, {sizes['passages']} passages\n")
        parts.append(_table(rows))
        if name == "lists" and result["our_listing"]:
            told = ", ".join(f"{key} {value}" for key, value in result["our_listing"].items())
            parts.append(f"Our listing, which has no top 10, on the same questions: {told}.\n")
    return "\n".join(parts)


def _table(rows: Mapping[str, Mapping[str, Any]]) -> str:
    shown = [name for name in _COLUMNS if any(name in row for row in rows.values())]
    best = {name: _COLUMNS[name](row[name] for row in rows.values() if name in row) for name in shown}
    lines = ["| | " + " | ".join(shown) + " |", "|---" * (len(shown) + 1) + "|"]
    for label, row in rows.items():
        if "error" in row:
            lines.append(f"| {label} | {row['error']} |" + " |" * (len(shown) - 1))
            continue
        cells = [_cell(row.get(name), best[name]) for name in shown]
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(value: float | None, best: float) -> str:
    if value is None:
        return ""
    return f"**{value:g}**" if value == best else f"{value:g}"
