"""What one answer is worth, measure by measure: numbers from 0 to 1, and counts where the name says so.

A measure that does not apply to a question is absent, never 0: a refusal has no citation precision, a figure no list.
Which are better when lower is said by `LOWER_IS_BETTER`. Left out: means and intervals (`eval.scoring.summary`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from eval.gold.folding import fold
from eval.retrieval.metrics import measure as measure_ranking
from eval.scoring.answers import Case, ListScore, Score, group_met, has_item_set, names, on_evidence
from eval.scoring.char_f1 import char_f1, exact_match
from rag.types import Hit, Span, Status

Measures = dict[str, float]

LOWER_IS_BETTER = frozenset({"false_refusal", "count_error"})

# Measures that hold by construction: one failure is a fault of the program, whatever the sample.
INVARIANTS = frozenset({"citation_exact"})

_DIGITS = re.compile(r"\d")
_MARKER = re.compile(r"\[\d+\]")
# Where a sentence may begin and end, seen from the text alone: not by the product's own rule, which may be at fault.
_BEFORE, _AT_END = re.compile(r"[\n。！？!?…；;”」』）)】》]\s*$|^\s*$"), re.compile(r"[。！？!?…；;”」』）)】》\"]$")


def measured(case: Case, score: Score, hits: Sequence[Hit]) -> Measures:
    """Every measure that applies. `hits` are the question's retrieved chunks, best first (none: no retrieval)."""
    values = {"passed": float(score.passed), **_retrieval(case, hits)}
    if score.groups:
        values["groups_met"] = score.groups_met / score.groups
    for part in (_refusal, _numbers, _overlap, _verdicts, _citations):
        values |= part(case)
    return values | _list(case, score.listed)


def _retrieval(case: Case, hits: Sequence[Hit]) -> Measures:
    """The rank of the source pages among the pages of the hits, each page at its best chunk."""
    wanted = dict.fromkeys(case.question.sources, 1)
    if not wanted or not hits:
        return {}
    ranking: dict[str, None] = {}
    for hit in hits:
        report = case.pile.report(hit.chunk.report_id)
        if report is None:
            continue
        pages = case.pile.pages(report)
        for page in sorted(pages & wanted.keys()) or [report.id]:
            ranking[page] = None
    return measure_ranking(list(ranking), wanted)


def _refusal(case: Case) -> Measures:
    refused = float(case.answer.status is Status.NOT_FOUND)
    return {"false_refusal": refused} if case.question.answerable else {"refused": refused}


def _numbers(case: Case) -> Measures:
    """Of the groups whose every alternative is a figure, the share that the answer gives to the digit."""
    groups = [group for group in case.question.answers if all(_DIGITS.search(wanted) for wanted in group)]
    if not groups:
        return {}
    return {"numbers_exact": sum(group_met(group, case.answer) for group in groups) / len(groups)}


def _overlap(case: Case) -> Measures:
    """CMRC's overlap of the answer's text with the gold, for questions with one thing to say."""
    if len(case.question.answers) != 1 or has_item_set(case):
        return {}
    said, golds = _MARKER.sub("", case.answer.text), [fold(gold).text for gold in case.question.answers[0]]
    said = fold(said).text
    return {"char_em": exact_match(said, golds), "char_f1": char_f1(said, golds)}


def _list(case: Case, listed: ListScore | None) -> Measures:
    if listed is None or case.answer.listing is None:
        return {}
    return {
        "list_precision": listed.precision,
        "list_recall": listed.recall,
        "list_f1": listed.f1,
        "list_complete": float(listed.recall == 1.0),
        "count_error": float(abs(case.answer.listing.matched - len(case.question.answers))),
    }


def _verdicts(case: Case) -> Measures:
    """Of the items whose verdict the gold knows, the share that carry it; those of the answers are to be among those
    answered with, those that must not be listed are not."""
    if case.answer.listing is None:
        return {}
    right, answered_with = [], case.listed()
    for item in case.answer.listing.items:
        expected = next((verdict for name, verdict in case.question.verdicts if names(item, name)), None)
        if expected is not None:
            right.append(item.verdict.value == expected)
        elif any(names(item, wanted) for group in case.question.answers for wanted in group):
            right.append(item in answered_with)
        elif any(names(item, unwanted) for unwanted in case.question.not_answers):
            right.append(item not in answered_with)
    return {"verdict_accuracy": sum(right) / len(right)} if right else {}


def _citations(case: Case) -> Measures:
    """Exactness of every span; against the gold evidence, the share of citations on it and of it that is cited."""
    cited = [(citation, case.cited(citation)) for citation in case.answer.citations]
    if not cited:
        return {}
    exact = [report is not None and report.text[slice(*item.report_span)] == item.quote for item, report in cited]
    whole = [report is not None and _is_whole(report.text, item.report_span) for item, report in cited]
    values = {"citation_exact": sum(exact) / len(exact), "citation_whole": sum(whole) / len(whole)}
    evidence = case.question.evidence
    if evidence and case.question.answerable:
        texts = {report.id: fold(report.text) for _, report in cited if report}
        on = [
            report is not None and on_evidence(evidence, item.report_span, texts[report.id]) for item, report in cited
        ]
        touched = [
            any(report and on_evidence((wanted,), item.report_span, texts[report.id]) for item, report in cited)
            for wanted in evidence
        ]
        values |= {"citation_precision": sum(on) / len(on), "citation_recall": sum(touched) / len(touched)}
    return values


def _is_whole(text: str, span: Span) -> bool:
    """Whether a span begins where a sentence or line does and ends where one does: a slipped span does neither."""
    start, end = span
    ends = _AT_END.search(text[start:end]) is not None or text[end : end + 1] in ("", "\n")
    return ends and _BEFORE.search(text[max(start - 8, 0) : start]) is not None
