"""The retrieval benchmark as one HTML file: nDCG with intervals stage by stage, recall at every depth, milliseconds.

Set names are escaped, nothing is loaded from elsewhere, no script runs. The half that nothing is tuned on is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from eval.reporting.style import STYLE
from eval.reporting.svg import Axis, Bar, bars, curves
from eval.retrieval.bench import REPORTED, STAGES, Results
from eval.retrieval.metrics import MEASURES

_DEPTHS = tuple(name for name in MEASURES if name.startswith("r@"))
_DRAWN = ("lexical", "dense", "final")  # curves of a plot: the page has three colours


def page(results: Results) -> str:
    """The whole page."""
    sets = "\n".join(_set(name, stages) for name, stages in results.items())
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Retrieval</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style>\n'
        '<h1>Retrieval, stage by stage</h1><p class="faint">The half of the questions that nothing is tuned on. '
        f"Whiskers: 95 % bootstrap intervals.</p>\n{sets}"
    )


def _set(name: str, stages: Mapping[str, Mapping[str, Any]]) -> str:
    rows = {stage: stages[stage + REPORTED] for stage in STAGES}
    asked = next(iter(rows.values()))["questions"]
    drawn = bars([_bar(stage, row) for stage, row in rows.items()])
    depths = {stage: [(float(depth[2:]), rows[stage][depth]) for depth in _DEPTHS] for stage in _DRAWN}
    recall = curves(depths, Axis("k", 0, 100), Axis("recall@k"))
    return (
        f"<h2>{escape(name)}: {asked} questions</h2><h3>nDCG@10</h3>{drawn}<h3>Recall at k</h3>{recall}{_table(rows)}"
    )


def _bar(stage: str, row: Mapping[str, Any]) -> Bar:
    low, high = row["ndcg@10_95"]
    return Bar(stage, row["ndcg@10"], low, high, f"{row['ms_p50']:.1f} ms")


def _table(rows: Mapping[str, Mapping[str, Any]]) -> str:
    columns = (*MEASURES, "ms_p50")
    head = "".join(f"<th>{name}" for name in ("stage", *columns))
    lines = "".join(
        f"<tr><td>{stage}</td>{''.join(f'<td>{row[name]:.3f}</td>' for name in columns)}</tr>"
        for stage, row in rows.items()
    )
    return f"<table><tr>{head}</tr>{lines}</table>"
