"""Why a report did or did not make it into an answer: which stage it did not pass, by the values that decided there.

The stages are those of answering: understood, left by the filters and the places named, then for a list those of
`list_stages.py`, for everything else those of `ranked_stages.py`, at last cited. What a definition, a comparison or the
parts of a whole look at besides is not told.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from rag.answers.answer import Asked, find
from rag.archive.list_stages import list_stages
from rag.archive.ranked_stages import ranked_stages
from rag.archive.records import Explanation, Stage
from rag.questions.query import Query
from rag.search.pile import Pile
from rag.types import Kind


def explain(asked: Asked, report_id: str, pile: Pile) -> Explanation:
    """Raises `EmptyQuestion`, `QuestionTooLong`, `BadFilter`; the caller has checked that the report is in the pile."""
    found = find(asked, pile)
    task, sources = found.task, found.outcome.draft.reports
    cited = any(report.id == report_id for report in sources)
    stages = [_understood(task.query), _filtered(report_id, task.allowed)]
    if stages[-1].passed or cited:
        path = list_stages if task.query.kind is Kind.LIST and task.query.wants_places else ranked_stages
        for stage in path(task, report_id):
            stages.append(stage)
            if not stage.passed:
                break
    stages.append(_cited(cited, len(sources)))
    named = asked.question, task.query.resolved, task.query.kind.value, report_id
    return Explanation(*named, cited, _dropped_at(stages), tuple(stages))


def of_answer(told: Explanation, sources: AbstractSet[str]) -> Explanation:
    """The explanation of an answer that was given before, from these reports: its last stage is what was shown then."""
    cited = told.report_id in sources
    stages = (*told.stages[:-1], _cited(cited, len(sources)))
    return replace(told, cited=cited, dropped_at=_dropped_at(stages), stages=stages)


def _dropped_at(stages: tuple[Stage, ...] | list[Stage]) -> str | None:
    """The first stage that was not passed; None where the answer cites the report, by whatever way."""
    return None if stages[-1].passed else next(stage.name for stage in stages if not stage.passed)


def _cited(cited: bool, left: int) -> Stage:
    zh, en = ("答案引用了这篇", "cited") if cited else ("答案没有引用这篇", "not cited")
    return Stage("cited", cited, zh, en, {"reports_left": left})


def _understood(query: Query) -> Stage:
    terms = {term.text: round(term.weight, 3) for term in query.terms}
    places = "、".join(named.name for named in query.named)
    return Stage(
        "understood",
        bool(terms),
        f"问题问的是{query.kind.value}，查的是{'、'.join(terms) or '（没有可查的词）'}",
        f"asks for {query.kind.value}, looks for {', '.join(terms) or '(no word to look for)'}",
        {**terms, "places": places or None, "level": query.level.value if query.level else None},
    )


def _filtered(report_id: str, allowed: AbstractSet[str] | None) -> Stage:
    passed = allowed is None or report_id in allowed
    return Stage(
        "filters",
        passed,
        "在筛选条件和所问地方之内" if passed else "不合筛选条件，或不是所问地方的报道",
        "within the filters and the places asked" if passed else "outside the filters, or of another place",
        {"reports_left": None if allowed is None else len(allowed)},
    )
