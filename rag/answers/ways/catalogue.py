"""Which reports there are: of a year, of a writer, an editor, a publisher, of a place, about something (哪些报道…).

Each is a line with what its own imprint says, oldest first; reprints of one story are one. What the question asks for
is read in `rag/questions/reports_asked.py`, who wrote one report in `about.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from rag.answers.draft import Draft, Proof
from rag.answers.outcome import Outcome, Task, not_found
from rag.answers.ways.imprinted import headline, line_dated, line_naming, opening
from rag.index.entries import Entry, Role
from rag.language.regex import regex
from rag.questions.query import understand
from rag.questions.reports_asked import ReportsAsked, asks_for_reports, reports_asked
from rag.questions.words.terms import Term, locate
from rag.types import Report, Span, Status

REPORTS = r"(?:新闻)?(?:报道|文章|稿件|新闻|稿子)(?:的?(?:数量|篇数|数))?"
_ASKS_MOST = regex(rf"{REPORTS}(?:更|最|比较|要)?多(?:一?些)?[呢?。]*$")
_MOST = 50  # reports in one answer; more are counted
_READ = 2_000  # reports read at most to see whether one of their sentences speaks of the topic


def catalogue(task: Task) -> Outcome | None:
    """The reports that are as the question says; None where it does not ask for reports, or none is about its topic."""
    if task.query.parts and (each := _of_each(task)):
        return each
    asked = _asked(task)
    if asked is not None and asked.unsigned:
        return not_found(task.wording.not_signed(asked.unsigned))
    if asked is None or _is_foreign(task, asked):
        return None
    entries = _entries(task, asked)
    evidence = speaking_of(task, asked.topic, [entry.report_id for entry in entries])
    if evidence is None:
        return None
    found = [entry for entry in entries if not asked.topic or entry.report_id in evidence]
    undated = [entry for entry in found if entry.published is None]
    by_day = bool(asked.days or asked.first or asked.last or any(task.query.period))
    if by_day:
        found = [entry for entry in found if entry.published is not None]
    if not found:
        return None if asked.topic else not_found(_none(task, undated))
    return _told(task, asked, found, len(undated) if by_day else 0, evidence)


def _asked(task: Task) -> ReportsAsked | None:
    # The imprints of a pile are read only where reports may be asked for.
    return reports_asked(task.query, task.pile.signatories) if asks_for_reports(task.query.shadow) else None


def _of_each(task: Task) -> Outcome | None:
    """The reports of each of the things compared under its name; None where it is not reports that are asked of them
    all."""
    if not all(asks_for_reports(part.question) for part in task.query.parts):
        return None
    is_most = _ASKS_MOST.search(task.query.shadow) is not None
    draft, counts = Draft(), list[tuple[str, int]]()
    for part in task.query.parts:
        query = replace(understand(part.question, (), task.pile), lang=task.query.lang, parts=())
        one = replace(task, query=query)
        outcome, asked = catalogue(one), _asked(one)
        if outcome is None or asked is None:
            return None
        if is_most:
            counts.append((part.name, 0 if outcome.reason else len(_stories(one, asked))))
        draft.line()
        draft.say(f"{part.name}{task.wording.colon()}{outcome.reason or ''}")
        draft.append(outcome.draft)
    if not draft.proofs:
        return None
    return Outcome(Status.ANSWERED, draft.under(task.wording.most_reports(counts)) if is_most else draft)


def _stories(task: Task, asked: ReportsAsked) -> set[str]:
    """The stories that a catalogue of what is asked counts."""
    entries = _entries(task, asked)
    evidence = speaking_of(task, asked.topic, [entry.report_id for entry in entries]) or {}
    return {entry.group for entry in entries if not asked.topic or entry.report_id in evidence}


def _is_foreign(task: Task, asked: ReportsAsked) -> bool:
    """Whether a place is asked of that the pile does not have: not one in the name of a newspaper that it has."""
    names = [name for signed in asked.signed for written in signed.values() for name in written]
    return any(not any(place in name for name in names) for place in task.query.foreign)


def _none(task: Task, undated: Sequence[Entry]) -> str:
    reason = task.wording.no_such_report()
    return reason + (task.wording.undated_too(len(undated)) if undated else "")


def _entries(task: Task, asked: ReportsAsked) -> list[Entry]:
    """The reports that the imprints, the filters and the places leave, with those that say no day."""
    entries = task.pile.store.entries(asked.signed, asked.days)
    allowed = task.filtered
    if asked.places:
        of_places = task.pile.reports_of([place for named in asked.places for place in named.places])
        allowed = of_places if allowed is None else of_places & allowed
    return entries if allowed is None else [entry for entry in entries if entry.report_id in allowed]


def speaking_of(task: Task, topic: Sequence[Term], ids: Collection[str]) -> dict[str, Span] | None:
    """Of these reports those that hold all of the topic in one sentence, or in their title, with that sentence. None
    where they are too many to read."""
    if not topic:
        return {}
    holding = task.pile.index.with_any([term.spellings for term in topic], set(ids))
    reports = dict.fromkeys(chunk.report_id for chunk in task.pile.store.chunks(holding))
    if len(reports) > _READ:
        return None
    found = ((report_id, _sentence(task, report_id, topic)) for report_id in reports)
    return {report_id: span for report_id, span in found if span is not None}


def _sentence(task: Task, report_id: str, topic: Sequence[Term]) -> Span | None:
    passage = task.pile.passage(report_id)
    head = opening(passage.report).span
    for start, end in (head, *passage.sentences):
        if all(locate(term, passage.shadow[start:end]) for term in topic):
            return start, end
    return None


def _told(task: Task, asked: ReportsAsked, found: list[Entry], undated: int, evidence: dict[str, Span]) -> Outcome:
    stories = list({entry.group: entry for entry in reversed(found)}.values())[::-1]
    shown, draft = stories, Draft()
    if asked.first or asked.last:
        day = stories[-1 if asked.last else 0].published
        shown = [entry for entry in stories if entry.published == day][:_MOST]
        draft.say(task.wording.first_or_last(last=asked.last))
    elif len(stories) > _MOST:
        shown = stories[::-1] if asked.topic else [entry for entry in stories if entry.published][::-1] or stories
        shown = shown[:_MOST]
        draft.say(task.wording.newest_of(len(stories), len(shown)))
    else:
        topic = [term.text for term in asked.topic]
        draft.say(task.wording.reports_found(len(stories), len(found) - len(stories), topic))
    wants_editor = any(Role.EDITOR in signed for signed in asked.signed)
    for passage in (task.pile.passage(entry.report_id) for entry in shown):
        draft.line()
        proofs = [Proof(passage.report, evidence[passage.report.id])] if passage.report.id in evidence else []
        state_report(task, draft, passage.report, proofs, wants_editor=wants_editor)
    if undated:
        draft.line()
        draft.say(task.wording.undated_too(undated))
    return Outcome(Status.ANSWERED, draft)


def state_report(task: Task, draft: Draft, report: Report, proofs: list[Proof], *, wants_editor: bool) -> None:
    """One line: the title, and what the imprint says of publisher, day and writers, each where the text has it."""
    said = list(_said(task, report, wants_editor))
    proofs = [*proofs, *(proof for _, proof in said), *headline(report)] or [opening(report)]
    draft.state(task.wording.entry(report.title, [words for words, _ in said]), list(dict.fromkeys(proofs)))


def _said(task: Task, report: Report, wants_editor: bool) -> Iterator[tuple[str, Proof]]:
    meta = report.metadata
    if meta.publisher and (proof := line_naming(report, meta.publisher)):
        yield meta.publisher, proof
    if meta.published and (proof := line_dated(report)):
        yield meta.published.isoformat(), proof
    for author in meta.authors:
        if proof := line_naming(report, author):
            yield author, proof
    if wants_editor and meta.editor and (proof := line_naming(report, meta.editor)):
        yield task.wording.edited_by(meta.editor), proof
