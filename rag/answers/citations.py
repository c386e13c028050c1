"""The gate that every answer passes: each citation lands on its exact words; markers and sources match both ways."""

from __future__ import annotations

from collections.abc import Callable

from rag.errors import OperationalError
from rag.language.regex import regex
from rag.types import Answer, Report

_MARKER = regex(r"\[(\d+)\]")


class CitationBroken(OperationalError):
    """An answer whose citations do not hold is not shown. It is a fault of the program, never of the question."""

    code = "citation_broken"


def check(answer: Answer, report: Callable[[str], Report]) -> Answer:
    """The answer itself, if every citation holds; raises `CitationBroken` with the first that does not."""
    sources = {source.n: source for source in answer.sources}
    cited = {citation.n for citation in answer.citations}
    marked = list(dict.fromkeys(int(n) for n in _MARKER.findall(answer.text)))
    _hold(list(sources) == list(range(1, len(sources) + 1)), "sources are not numbered 1, 2, 3 …", answer)
    _hold(marked == sorted(marked), "sources are not numbered by first use", answer)
    _hold(cited == set(sources) == set(marked), f"markers {marked}, citations {sorted(cited)}, sources differ", answer)
    for citation in answer.citations:
        text = report(sources[citation.n].report_id).text
        found = text[slice(*citation.report_span)]
        _hold(
            found == citation.quote and bool(found),
            f"[{citation.n}] quotes {citation.quote!r}, text has {found!r}",
            answer,
        )
        start, end = citation.answer_span
        _hold(
            0 <= start < end <= len(answer.text), f"[{citation.n}] marks {citation.answer_span} of the answer", answer
        )
    return answer


def _hold(holds: bool, fault: str, answer: Answer) -> None:
    if not holds:
        raise CitationBroken(
            f"引用校验失败，答案未显示（{answer.id}）：{fault}",
            f"Citation check failed, answer {answer.id} withheld: {fault}",
        )
