"""Who wrote a report, who edited it, where it appeared and when: from what the report's own page says of it."""

from __future__ import annotations

from rag.answers.draft import Draft, Proof
from rag.answers.outcome import Outcome, Task
from rag.language.dates import date_spans
from rag.language.names import bare
from rag.language.regex import regex
from rag.language.sentences import sentence_spans
from rag.search.pile import Passage
from rag.search.terms import coverage
from rag.types import Report, Span, Status

_AUTHOR = regex(r"作者|记者|通讯员|撰稿|执笔|谁写|写的|撰写|采写|\bauthor\b|\bwrote\b|\bwritten\b")
_EDITOR = regex(r"编辑|责编|\beditor\b|\bedited\b")
_DAY_ASKED = r"(?:什么时候|何时|哪一?[天年月日]|几[月号日])"
# 报道里哪些镇… asks for towns: only what asks for a day asks when the report came out.
_PUBLISHED = regex(
    rf"(?:发布|发表|刊登|刊发|登载|报道).{{0,8}}?(?:{_DAY_ASKED}|日期|时间)"
    rf"|{_DAY_ASKED}.{{0,6}}?(?:发布|发表|刊登|刊发|登|报道)|publish"
)
_SOURCE = regex(r"(?:来源|出处|哪家媒体|哪个网站|谁发布|publisher)")
# Words of the question that speak of the report as such, not of what it tells.
_FRAME = regex(
    r"(?:写|通讯员|时候|时间|日期|发布|发表|刊登|刊发|登载|报道|作者|记者|编辑|责任|责编|来源|出处|撰写|撰稿|媒体|网站)+"
)
_ABOUT_A_REPORT = regex(r"报道|文章|稿件|这篇|那篇|一文|新闻|消息|简报|发布|刊登|发表|report|article|story")

_TITLE = regex(r"《([^《》]{4,})》")  # of the report, where no word says that a report is meant: 《…》是谁写的


def asks_about_report(question: str) -> bool:
    """Whether the question is about a report as such, not about what it tells."""
    return bool(_ABOUT_A_REPORT.search(question) or _TITLE.search(question)) and any(
        pattern.search(question) for pattern in (_AUTHOR, _EDITOR, _PUBLISHED, _SOURCE)
    )


def about_report(task: Task) -> Outcome | None:
    """What the page of the best matching report says; None where no report matches or its page does not say."""
    found = [passage for passage in _matching(task) if _fact(task, passage.report)]
    if not found:
        return None
    draft = Draft()
    groups: set[str] = set()
    for passage in found:
        fact = _fact(task, passage.report)
        if fact and passage.report.group not in groups:
            groups.add(passage.report.group)
            draft.line()
            draft.state(fact[0], [Proof(passage.report, fact[1])])
    return Outcome(Status.ANSWERED, draft)


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


def _fact(task: Task, report: Report) -> tuple[str, Span] | None:
    """The statement and the line of the report's text that proves it."""
    question, meta, wording = task.query.shadow, report.metadata, task.wording
    if _EDITOR.search(question):
        return _proved(report, wording.editor(report.title, meta.editor), [meta.editor]) if meta.editor else None
    if _AUTHOR.search(question):
        names = "、".join(meta.authors)
        return _proved(report, wording.author(report.title, names), list(meta.authors)) if names else None
    if _PUBLISHED.search(question) and meta.published:
        line = next((span for span, day in date_spans(report.text) if day == meta.published), None)
        return (wording.published(report.title, meta.published.isoformat()), _line_at(report, line)) if line else None
    if _SOURCE.search(question) and meta.publisher:
        return _proved(report, wording.source_of(report.title, meta.publisher), [meta.publisher])
    return None


def _proved(report: Report, statement: str, values: list[str]) -> tuple[str, Span] | None:
    # Names stand in the dateline or the signature: the last place in the text is the likelier one for a signature.
    for value in values:
        at = report.text.rfind(value)
        if at >= 0:
            return statement, _line_at(report, (at, at + len(value)))
    return None


def _line_at(report: Report, span: Span) -> Span:
    inside = [item for item in sentence_spans(report.text) if item[0] <= span[0] < item[1]]
    return inside[0] if inside else span
