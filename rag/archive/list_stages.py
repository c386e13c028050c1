"""The stages of a report on its way into a list: the topic's words, a place whose doing it is, the best evidence."""

from __future__ import annotations

from collections.abc import Iterator

from rag.answers.outcome import Task
from rag.answers.ways.likely_places import likely_places
from rag.archive.records import Stage
from rag.lists.listing import COVERED, complete_list
from rag.questions.words.terms import coverage

_SHOWN = 200  # code points of a sentence in a detail
_ROUNDING = 1e-9


def list_stages(task: Task, report_id: str) -> Iterator[Stage]:
    """Each stage with the values that decided; those behind one that is not passed mean nothing."""
    query, passage = task.query, task.pile.passage(report_id)
    sentences = [passage.sentence(number) for number in range(len(passage.sentences))]
    asked = query.names or query.terms
    held = [(coverage(asked, text), text) for text in sentences] or [(0.0, "")]
    share, best = max(held, key=lambda item: item[0])
    entries = complete_list(query, task.pile, task.allowed) or likely_places(task)
    mine = [(entry, item) for entry in entries for item in entry.evidence if item.report.id == report_id]
    needed = 1.0 / len(asked) if query.names else COVERED
    speaks = bool(mine) or 0 < needed <= share + _ROUNDING
    yield Stage(
        "topic",
        speaks,
        "有句子说到所问的事" if speaks else "没有句子说到所问的事",
        "a sentence speaks of the topic" if speaks else "no sentence speaks of the topic",
        {"coverage": round(share, 3), "threshold": round(needed, 3), "sentence": best[:_SHOWN]},
    )
    places = "、".join(dict.fromkeys(item.doer.name for _, item in mine))
    told = {item.report.id for entry in entries for item in entry.evidence}
    yield Stage(
        "attributed",
        bool(mine),
        f"算在{places}名下" if mine else "看不出是哪个地方做的，或年份不合",
        f"given to {places}" if mine else "no place of the level asked is in sight, or the year differs",
        {"reports_left": len(told), **{item.doer.name: item.verdict.value for _, item in mine}},
    )
    best_of = [entry.doer.name for entry, item in mine if entry.evidence[0] is item]
    yield Stage(
        "shown",
        bool(best_of),
        "是该地方最好的一条依据" if best_of else "该地方另有更好的依据",
        "the best evidence of its place" if best_of else "its place has better evidence in another report",
        {
            "reports_left": len({entry.evidence[0].report.id for entry in entries}),
            "places": "、".join(best_of) or None,
        },
    )
