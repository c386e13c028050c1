"""An evaluation as one HTML file that needs nothing else: what fell, plots by slice, curves, the worst questions.

Everything that comes from reports or questions is escaped; the page has no script, and links only to pages of the web.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from eval.reporting.compare import Change
from eval.reporting.report import judged
from eval.reporting.style import STYLE
from eval.reporting.svg import Axis, Bar, bars, curves, histogram
from eval.run import Asked, Evaluation
from eval.scoring.measures import LOWER_IS_BETTER
from eval.scoring.summary import Estimate, estimates, grounded_f1, sliced
from rag.types import Answer, Status

_WORST = 20  # questions shown in full
_DEPTHS = ("r@1", "r@5", "r@10", "r@20", "r@50", "r@100")


def page(evaluation: Evaluation, fallen: Sequence[Change] = ()) -> str:
    """The whole page. `fallen`: what a gate found worse than an earlier run; the questions that show it come first."""
    name = escape(evaluation.gold.name)
    parts = (_head(evaluation), _fallen(evaluation.asked, fallen), _overall(evaluation), _slices(evaluation))
    more = (_curves(evaluation.asked), _worst(evaluation.asked, _lost(fallen)))
    return (
        f'<!doctype html>\n<html lang="zh"><meta charset="utf-8"><title>{name}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style>\n' + "\n".join((*parts, *more))
    )


def _lost(fallen: Sequence[Change]) -> list[str]:
    """Ids of the questions that lost something, those that show most of the falls first."""
    shown = [question for change in fallen for question in change.worse]
    return sorted(dict.fromkeys(shown), key=lambda question: -shown.count(question))


def _fallen(asked: Sequence[Asked], fallen: Sequence[Change]) -> str:
    if not fallen:
        return ""
    lost = set(_shown(asked, _lost(fallen)))
    rows = "".join(
        f"<tr><td>{escape(change.measure)}</td><td>{change.before:.4f}</td><td>{change.after:.4f}</td>"
        f"<td>{change.p_one_sided:.4f}</td><td>{' '.join(_link(one, one in lost) for one in change.worse)}</td></tr>"
        for change in fallen
    )
    head = "<tr><th>measure<th>before<th>now<th>p, one-sided<th>questions that lost</tr>"
    return f'<h2>Fallen: the gate is red</h2><table class="fallen">{head}{rows}</table>'


def _link(question: str, shown: bool) -> str:
    return f'<a href="#{escape(question)}">{escape(question)}</a>' if shown else escape(question)


def _head(evaluation: Evaluation) -> str:
    state, grounded = evaluation.state, grounded_f1(judged(evaluation))
    told = "" if grounded is None else f"; grounded F1 {grounded:.3f}"
    return (
        f"<h1>{escape(evaluation.gold.name)}: {evaluation.passed} / {len(evaluation.asked)}</h1>"
        f'<p class="faint">{state.reports} reports, index {escape(state.index_version)}, model {escape(state.model)}'
        f"{told}. Whiskers and brackets: 95 % bootstrap intervals.</p>"
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
    drawn = []
    for name, values in sliced(judged(evaluation)).items():
        for measure in ("passed", "list_f1" if name == "list_size" else "citation_recall"):
            rows = [_bar(value, found[measure]) for value, found in values.items() if measure in found]
            if rows:
                drawn.append(_plot(f"{measure} by {name}", bars(rows)))
    return f'<h2>By slice</h2><div class="plots">{"".join(drawn)}</div>'


def _plot(title: str, drawn: str, note: str = "") -> str:
    return f"<figure><h3>{escape(title)}</h3>{drawn}{note}</figure>"


def _curves(asked: Sequence[Asked]) -> str:
    plots = (_recall(asked), _refusals(asked), _latency(asked))
    return f'<h2>Retrieval, refusals, latency</h2><div class="plots">{"".join(plots)}</div>'


def _bar(label: str, one: Estimate) -> Bar:
    return Bar(label, one.mean, one.low, one.high, f"n={one.n}")


def _recall(asked: Sequence[Asked]) -> str:
    found = estimates([one.measures for one in asked])
    points = [(float(name.removeprefix("r@")), found[name].mean) for name in _DEPTHS if name in found]
    if not points:
        return ""
    series = {"source pages found": points}
    return _plot("Recall at k", curves(series, Axis("k", 0, 100), Axis("recall@k")))


def _refusals(asked: Sequence[Asked]) -> str:
    """What refusing by the retrieval score alone would do at every threshold; the ring is what the product does."""
    scored = [one for one in asked if one.top_score is not None]
    wrong, right = ([one for one in scored if one.score.question.answerable is side] for side in (False, True))
    if not wrong or not right:
        return ""
    cuts = [0.0, *sorted(one.top_score or 0.0 for one in scored), float("inf")]
    points = [(_below(right, cut), _below(wrong, cut)) for cut in cuts]
    mark = (_refused(right), _refused(wrong))
    drawn = curves({"by retrieval score alone": points}, Axis("false refusals"), Axis("refused"), [mark])
    return _plot("Refusals", drawn, f"<p>Ring: the product ({mark[1]:.0%} refused, {mark[0]:.0%} false).</p>")


def _below(asked: Sequence[Asked], cut: float) -> float:
    return sum((one.top_score or 0.0) < cut for one in asked) / len(asked)


def _refused(asked: Sequence[Asked]) -> float:
    return sum(one.answer is None or one.answer.status is Status.NOT_FOUND for one in asked) / len(asked)


def _latency(asked: Sequence[Asked]) -> str:
    return _plot("Latency", histogram([one.latency_ms for one in asked], "ms a question"))


def _worst(asked: Sequence[Asked], lost: Sequence[str]) -> str:
    known = {one.score.question.id: one for one in asked}
    shown = [known[question] for question in _shown(asked, lost)]
    listed = "".join(map(_question, shown)) or "<p>None failed.</p>"
    return f"<h2>The worst {len(shown)} questions</h2>{listed}"


def _shown(asked: Sequence[Asked], lost: Sequence[str]) -> list[str]:
    """Ids of the questions shown in full: those that lost something, then those that failed worst."""
    failed = sorted((one for one in asked if not one.score.passed), key=_badness)
    there = {one.score.question.id for one in asked}
    ids = (*(one for one in lost if one in there), *(one.score.question.id for one in failed))
    return list(dict.fromkeys(ids))[:_WORST]


def _badness(one: Asked) -> tuple[float, int]:
    return one.measures.get("groups_met", 0.0), -len(one.score.failures)


def _question(one: Asked) -> str:
    """Gold and what was said side by side, below them which checks failed."""
    question, answer = one.score.question, one.answer
    gold = " · ".join(" | ".join(group) for group in question.answers) or "not_found"
    said = f"{answer.status}: {answer.text}" if answer else "no answer"
    checks = [f"{failure.check}: {failure.detail}" for failure in one.score.failures]
    wanted = _terms(("gold", _escaped([gold])), ("evidence", _escaped(question.evidence)))
    given = _terms(("answer", _escaped([said])), ("cited", _cited(answer) if answer else []))
    head = f"<h3>{escape(question.id)} {escape(question.question)}</h3>"
    sides = f'<div class="sides">{wanted}{given}</div>{_terms(("failed", _escaped(checks)))}'
    return f'<article id="{escape(question.id)}">{head}{sides}</article>'


def _cited(answer: Answer) -> list[str]:
    """Each sentence, with a link to the page it was taken from where that is one of the web."""
    sources = {source.n: source for source in answer.sources}
    told = []
    for item in answer.citations:
        source = sources.get(item.n)
        link = ""
        if source and source.url and source.url.startswith(("http://", "https://")):
            link = f' <a href="{escape(source.url)}" rel="noreferrer">{escape(source.title or source.page)}</a>'
        told.append(f"[{item.n}] {escape(item.quote)}{link}")
    return told


def _terms(*rows: tuple[str, Sequence[str]]) -> str:
    listed = "".join(
        f"<dt>{name}</dt>" + "".join(f"<dd>{item}</dd>" for item in items) for name, items in rows if items
    )
    return f"<dl>{listed}</dl>"


def _escaped(texts: Iterable[str]) -> list[str]:
    return [escape(text) for text in texts]
