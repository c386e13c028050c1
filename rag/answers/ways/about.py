"""Who wrote a report, who edited it, where it appeared and when: from what the report's own page says of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from rag.answers.draft import Draft, Proof
from rag.answers.outcome import Outcome, Task
from rag.answers.ways.imprinted import headline, line_dated, line_naming
from rag.answers.wording import Wording
from rag.language.names import bare
from rag.language.regex import regex
from rag.questions.words.terms import coverage
from rag.search.pile import Passage
from rag.types import Report, Status

Statement = tuple[str, Proof]

_AUTHOR = regex(r"作者|记者|通讯员|撰稿|执笔|谁写|写的|撰写|采写|\bauthor\b|\bwrote\b|\bwritten\b")
_EDITOR = regex(r"编辑|责编|\beditor\b|\bedited\b")
_DAY_ASKED = r"(?:什么时候|何时|哪一?[天年月日]|几[月号日])"
# 报道里哪些镇… asks for towns: only what asks for a day asks when the report came out.
_PUBLISHED = regex(
    rf"(?:发布|发表|刊登|刊发|登载|报道).{{0,8}}?(?:{_DAY_ASKED}|日期|时间)"
    rf"|{_DAY_ASKED}.{{0,6}}?(?:发布|发表|刊登|刊发|登|报[道导])"
    r"|\bwhen\b.*publish|publish(?:ed)? (?:when|on)|(?:date|day|time).*publi"
)
_SOURCE = regex(r"(?:来源|出处|哪家媒体|哪个网站|谁发布|publisher|\bwho published\b|\bsource of\b)")
# Words of the question that speak of the report as such, not of what it tells.
_FRAME = regex(
    r"(?:写|通讯员|时候|时间|日期|发布|发表|刊登|刊发|登载|报[道导]|作者|记者|编辑|责任|责编|来源|出处|撰写|撰稿|媒体|网站|[一二两三四五六七八九十几\d]+篇)+"
    r"|wr[io]te|written|authors?|edit(?:ed|or)?|publish(?:ed|er)?|date|source|articles?|story|stories|reports?"
)
_ABOUT_A_REPORT = regex(r"报[道导]|文章|稿件|这篇|那篇|一文|新闻|消息|简报|发布|刊登|发表|report|article|story")

_COMPARED = regex(
    r"报[道导][^,。]{0,4}[最更][多少]|[最更][多少][^,。]{0,4}报[道导]"
)  # 谁写的报道最多 asks of no report
_TITLE = regex(r"《([^《》]{4,})》")  # of the report, where no word says that a report is meant: 《…》是谁写的


def asks_about_report(question: str) -> bool:
    """Whether the question is about a report as such, not about what it tells."""
    if _COMPARED.search(question):
        return False
    return bool(_ABOUT_A_REPORT.search(question) or _TITLE.search(question)) and any(
        pattern.search(question) for pattern in (_AUTHOR, _EDITOR, _PUBLISHED, _SOURCE)
    )


def about_report(task: Task) -> Outcome | None:
    """What the page of the best matching report says; None where no report matches or its page does not say."""
    draft = Draft()
    groups: set[str] = set()
    for passage in _matching(task):
        facts = _facts(task, passage.report)
        if facts and passage.report.group not in groups:
            groups.add(passage.report.group)
            draft.line()
            for statement, proof in facts:
                draft.state(statement, list(dict.fromkeys([proof, *headline(passage.report)])))
    return Outcome(Status.ANSWERED, draft) if groups else None


def _matching(task: Task) -> list[Passage]:
    """Reports whose title (first) or text holds what the question says of them, those with the best share only."""
    terms = [term for term in task.query.terms if not _FRAME.fullmatch(term.text)]
    if task.allowed is not None and len(task.allowed) <= 50:
        ids = sorted(task.allowed)
    else:
        ids = list(
            dict.fromkeys(
                hit.chunk.report_id for hit in task.pile.retriever.hits(task.query.resolved, 20, task.allowed)
            )
        )
    scored = []
    titled = None if _ABOUT_A_REPORT.search(task.query.shadow) else _TITLE.search(task.query.shadow)
    for report_id in ids:
        passage = task.pile.passage(report_id)
        if titled and bare(titled[1]) not in passage.bare_title:
            continue
        score = coverage(terms, passage.title_shadow) + 0.5 * coverage(terms, passage.shadow) if terms else 1.0
        scored.append((score, passage))
    best = max((score for score, _ in scored), default=0.0)
    return [passage for score, passage in scored if score >= best - 0.01 and best >= 0.4][:3]


def _facts(task: Task, report: Report) -> list[Statement]:
    """All that the question asks of the report, each as a statement with the line of the text that proves it."""
    return [told for asked, fact in _FACTS if asked.search(task.query.shadow) and (told := fact(report, task.wording))]


def _author(report: Report, wording: Wording) -> Statement | None:
    names = report.metadata.authors
    proof = next((line for name in names if (line := line_naming(report, name))), None)
    return (wording.author(report.title, "、".join(names)), proof) if proof else None


def _editor(report: Report, wording: Wording) -> Statement | None:
    name = report.metadata.editor or ""
    proof = line_naming(report, name)
    return (wording.editor(report.title, name), proof) if proof else None


def _published(report: Report, wording: Wording) -> Statement | None:
    day, proof = report.metadata.published, line_dated(report)
    return (wording.published(report.title, day.isoformat()), proof) if day and proof else None


def _source(report: Report, wording: Wording) -> Statement | None:
    name = report.metadata.publisher or ""
    proof = line_naming(report, name)
    return (wording.source_of(report.title, name), proof) if proof else None


_FACTS: tuple[tuple[re.Pattern[str], Callable[[Report, Wording], Statement | None]], ...] = (
    (_AUTHOR, _author),
    (_EDITOR, _editor),
    (_PUBLISHED, _published),
    (_SOURCE, _source),
)
