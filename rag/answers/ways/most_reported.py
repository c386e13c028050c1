"""Of which place there are most reports: 哪个县的报道最多, 哪个镇关于P的报道更多. Reprints of one story are one.

Left out: places named in the question, of which the reports are counted one by one (`catalogue.py`).
"""

from __future__ import annotations

from collections import defaultdict

from rag.answers.draft import Draft, Proof
from rag.answers.outcome import Outcome, Task
from rag.answers.ways.catalogue import REPORTS, speaking_of, state_report
from rag.language.regex import regex
from rag.lists.doer import place_at
from rag.questions.places.place_nouns import ONE_NOUN, PLACE_NOUNS
from rag.types import Level, Span, Status

_ASKED = regex(
    rf"哪(?:一?个|些|几个)?(?P<noun>{ONE_NOUN})[^,。?]{{0,20}}?{REPORTS}(?:更|最|比较)多(?:一?些)?[呢?。]*$"
    rf"|{REPORTS}(?:更|最)多的(?:是|有)?哪(?:一?个|些|几个)?(?P<noun_last>{ONE_NOUN})[呢?。]*$"
    rf"|哪(?:一?个|些|几个)?(?P<noun_told>{ONE_NOUN})(?:被)?报道(?:得|的次数)?(?:更|最)多[呢?。]*$"
)
_OF_REPORTS = regex(REPORTS)
_NAMED = 10  # places whose number of reports is told
_SHOWN, _LINES = 5, 10  # reports of each of the first that are shown, and of all of them together
_Place = tuple[str, str | None]  # name, and what it lies in


def most_reported(task: Task) -> Outcome | None:
    """The places in the order of their reports, with some of the first one's; None where that is not asked."""
    found = _ASKED.search(task.query.shadow)
    if found is None:
        return None
    level = PLACE_NOUNS[found["noun"] or found["noun_last"] or found["noun_told"]] or Level.TOWN
    stories, evidence = _stories(task, level)
    if not stories:
        return None
    ordered = sorted(stories, key=lambda place: (-len(stories[place]), place[0]))
    most = [place for place in ordered if len(stories[place]) == len(stories[ordered[0]])]
    draft = Draft()
    draft.say(task.wording.most_reports([(task.wording.label(*one), len(stories[one])) for one in ordered[:_NAMED]]))
    for report_id in [report_id for place in most for report_id in list(stories[place].values())[-_SHOWN:]][:_LINES]:
        draft.line()
        report = task.pile.passage(report_id).report
        proofs = [Proof(report, evidence[report_id])] if report_id in evidence else []
        state_report(task, draft, report, proofs, wants_editor=False)
    return Outcome(Status.ANSWERED, draft)


def _stories(task: Task, level: Level) -> tuple[dict[_Place, dict[str, str]], dict[str, Span]]:
    """For each place of a level its stories, oldest first, each with one report; and where those speak of the topic."""
    places = {report_id: found for report_id, found, _, _ in task.pile.store.imprints()}
    entries = [one for one in task.pile.store.entries((), ()) if task.allowed is None or one.report_id in task.allowed]
    topic = [term for term in task.query.terms if not _OF_REPORTS.fullmatch(term.text)]
    evidence = speaking_of(task, topic, [entry.report_id for entry in entries]) or {}
    stories: dict[_Place, dict[str, str]] = defaultdict(dict)
    for entry in entries:
        place = place_at(places.get(entry.report_id, ()), level)
        if place is not None and (entry.report_id in evidence or not topic):
            within = place.within[-1] if place.within else None
            stories[place.name, within].setdefault(entry.group, entry.report_id)
    return stories, evidence
