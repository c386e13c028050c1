"""An evaluation as one HTML file that needs nothing else: plots by slice, curves, latency, the worst questions.

Everything that comes from reports or questions is escaped; the page has no script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from eval.reporting.report import judged
from eval.reporting.style import STYLE
from eval.reporting.svg import Axis, Bar, bars, curves, histogram
from eval.run import Asked, Evaluation
from eval.scoring.measures import LOWER_IS_BETTER
from eval.scoring.summary import Estimate, estimates, grounded_f1, sliced
from rag.types import Status

_WORST = 20  # questions shown in full
_DEPTHS = ("r@1", "r@5", "r@10", "r@20", "r@50", "r@100")


def page(evaluation: Evaluation) -> str:
    """The whole page."""
    name = escape(evaluation.gold.name)
    parts = (_head(evaluation), _overall(evaluation), _slices(evaluation), _recall(evaluation.asked))
    more = (_refusals(evaluation.asked), _latency(evaluation.asked), _worst(evaluation.asked))
    return (
        f'<!doctype html>\n<html lang="zh"><meta charset="utf-8"><title>{name}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style>\n' + "\n".join((*parts, *more))
    )


def _head(evaluation: Evaluation) -> str:
    state = evaluation.state
    return (
        f"<h1>{escape(evaluation.gold.name)}: {evaluation.passed} / {len(evaluation.asked)}</h1>"
        f'<p class="faint">{state.reports} reports, index {escape(state.index_version)}, model {escape(state.model)}; '
        f"grounded F1 {grounded_f1(judged(evaluation)):.3f}. Whiskers and brackets: 95 % bootstrap intervals.</p>"
    )


def _overall(evaluation: Evaluation) -> str:
    found = estimates([one.measures for one in evaluation.asked])
    rows = "".join(
        f"<tr><td>{escape(name)}{' ↓' if name in LOWER_IS_BETTER else ''}</td><td>{one.mean:.4f}</td>"
        f"<td>{one.low:.3f}–{one.high:.3f}</td><td>{one.n}</td></tr>"
        for name, one in found.items()
    )
    return f"<h2>Measures</h2><table><tr><th>measure<th>mean<th>95 %<th>questions</tr>{rows}</table>"


def _slices(evaluation: Evaluation) -> str:
    drawn = ["<h2>By slice</h2>"]
    for name, values in sliced(judged(evaluation)).items():
        for measure in ("passed", "list_f1" if name == "list_size" else "citation_recall"):
            rows = [_bar(value, found[measure]) for value, found in values.items() if measure in found]
            if rows:
                drawn.append(f"<h3>{escape(measure)} by {escape(name)}</h3>{bars(rows)}")
    return "".join(drawn)


def _bar(label: str, one: Estimate) -> Bar:
    return Bar(label, one.mean, one.low, one.high, f"n={one.n}")


def _recall(asked: Sequence[Asked]) -> str:
    found = estimates([one.measures for one in asked])
    points = [(float(name.removeprefix("r@")), found[name].mean) for name in _DEPTHS if name in found]
    if not points:
        return ""
    series = {"source pages found": points}
    return f"<h2>Recall at k</h2>{curves(series, Axis('k', 0, 100), Axis('recall@k'))}"


def _refusals(asked: Sequence[Asked]) -> str:
    """What refusing by the retrieval score alone would do at every threshold; the ring is what the product does."""
    scored = [one for one in asked if one.top_score is not None]
    wrong, right = ([one for one in scored if one.score.question.answerable is side] for side in (False, True))
    if not wrong or not right:
        return ""
    cuts = [0.0, *sorted(one.top_score or 0.0 for one in scored), float("inf")]
    points = [(_below(right, cut), _below(wrong, cut)) for cut in cuts]
    mark = (_refused(right), _refused(wrong))
    plot = curves({"by retrieval score alone": points}, Axis("false refusals"), Axis("refused"), [mark])
    return f"<h2>Refusals</h2>{plot}<p>Ring: the product ({mark[1]:.0%} refused, {mark[0]:.0%} false).</p>"


def _below(asked: Sequence[Asked], cut: float) -> float:
    return sum((one.top_score or 0.0) < cut for one in asked) / len(asked)


def _refused(asked: Sequence[Asked]) -> float:
    return sum(one.answer is None or one.answer.status is Status.NOT_FOUND for one in asked) / len(asked)


def _latency(asked: Sequence[Asked]) -> str:
    return f"<h2>Latency</h2>{histogram([one.latency_ms for one in asked], 'ms a question')}"


def _worst(asked: Sequence[Asked]) -> str:
    failed = sorted((one for one in asked if not one.score.passed), key=_badness)[:_WORST]
    shown = "".join(map(_question, failed)) or "<p>None failed.</p>"
    return f"<h2>The worst {len(failed)} questions</h2>{shown}"


def _badness(one: Asked) -> tuple[float, int]:
    return one.measures.get("groups_met", 0.0), -len(one.score.failures)


def _question(one: Asked) -> str:
    question, answer = one.score.question, one.answer
    gold = " · ".join(" | ".join(group) for group in question.answers) or "not_found"
    quotes = [f"[{item.n}] {item.quote}" for item in answer.citations] if answer else []
    checks = [f"{failure.check}: {failure.detail}" for failure in one.score.failures]
    said = f"{answer.status}: {answer.text}" if answer else "no answer"
    rows = (
        ("gold", [gold]),
        ("answer", [said]),
        ("cited", quotes),
        ("evidence", question.evidence),
        ("failed", checks),
    )
    listed = "".join(f"<dt>{name}</dt>{_items(items)}" for name, items in rows if items)
    head = f"<h3>{escape(question.id)} {escape(question.question)}</h3>"
    return f'<article id="{escape(question.id)}">{head}<dl>{listed}</dl></article>'


def _items(items: Iterable[str]) -> str:
    return "".join(f"<dd>{escape(item)}</dd>" for item in items)
