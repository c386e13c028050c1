"""Which places sent people to see something elsewhere (哪些乡镇组织干部外出考察过): who travelled, not who was visited.

Left out: where they went (`seen_places.py`), and what was learnt there and done at home (`rag.lists.whose.visits`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.answers.draft import Draft, Proof, quoted
from rag.answers.outcome import Outcome, Task
from rag.answers.ways.seen_places import is_there, spelled
from rag.answers.wording import listed
from rag.language.regex import regex
from rag.lists.doer import Doer, doer_of, place_at
from rag.lists.whose.journeys import Journey, journeys_of
from rag.lists.whose.visits import ALL_LEARNING
from rag.questions.places.place_nouns import ONE_NOUN
from rag.questions.places.placenames import NamedPlace
from rag.reports.place_reading import RANK
from rag.search.pile import Passage
from rag.types import Level, Listing, ListingItem, Report, Span, Status, Verdict

_ASKED = regex(
    rf"(?P<which>哪些|哪几个|哪几|哪个|多少个|几个)(?:{ONE_NOUN})(?!长)[^,，。?]*?"
    rf"(?:外出|出去|走出去|出门|出远门|(?:到|去|赴|往|走进)(?P<to>[^,，。?]{{1,12}}?))(?:进行|开展|实地|去|了|过)*(?:{ALL_LEARNING})+"
    r"(?P<what>[^,，。?]*)[?。]*(?:[,，?]?(?:请问)?(?:一共|总共|共|都|分别|各)?(?:有|是)?(?:几个|多少个?|哪些|哪几个)[?。]*)?$"
)
# Whoever else goes somewhere to see or to learn is no place's delegation: 哪些镇的学生去大学参观.
_OTHERS_GO = regex(r"学生|孩子|少年|儿童|师生|老师|教师|高校|大学|游客|团队|志愿|老人|市民|领导|记者|专家|医生")
_SAYS_NOTHING = regex(r"(?:过|了|的|呢|吗|啊|有|先进|好|别人|人家|经验|做法|活动|本领|考察|学习)*")
_MARKS = regex(r"[“”\"《》]|(?:的|先进|成功)*(?:经验|做法)$|^[了过]")
_ANYWHERE = regex(r"外|别|其[他它]|先进|兄弟|周边|哪")
_LED_BY = regex(r"(?P<who>书记|[镇乡县市区]长|主任)(?:们)?(?:亲自|带[队头领]|率|组织)")
# What reports of journeys say; 学习 alone stands in most reports.
_TOLD = (
    "考察学习 参观学习 学习考察 观摩学习 学习观摩 参观考察 考察参观 参观观摩 观摩考察 学习交流 考察交流 取经"
    " 考察团 考察组 代表团 学习组 参观团 外出考察 外出学习 外出参观 外出观摩 赴外地"
).split()
_VERBS = ALL_LEARNING.split("|")


def travellers(task: Task) -> Outcome | None:
    """The places whose people went elsewhere to see something; None where that is not asked, or, without a place or a
    matter asked, where no journey is told."""
    asked = _ASKED.search(task.query.shadow)
    if asked is None or not task.query.wants_places or _OTHERS_GO.search(task.query.shadow):
        return None
    what = "" if _SAYS_NOTHING.fullmatch(asked["what"]) else _MARKS.sub("", asked["what"])
    of = [*task.query.named, *task.query.mentioned]
    home = [one for one in of if one.span[1] <= asked.start("which")]
    to = [one for one in of if one.span[0] > asked.start("which")]
    words = [what] if what else []
    if asked["to"] and not to and not _ANYWHERE.search(asked["to"]):  # a place that only the reports know
        words.append(asked["to"])
    found: dict[Doer, tuple[Report, Span]] = {}
    for passage, journey in _journeys(task, to):
        doer = _doer(task, passage, journey)
        if doer is None or not _is_of(doer, home) or not _is_led(task, journey):
            continue
        if not all(word in passage.shadow for word in words):
            continue
        if all(any(is_there(passage, stop, one) for stop in journey.stops) for one in to):
            found.setdefault(doer, (passage.report, journey.span))
    if not found and not to:
        return None
    return _listed(task, found)


def _passages(task: Task, to: Sequence[NamedPlace]) -> list[Passage]:
    pile = task.pile
    if not to:
        return pile.passages(set().union(*(pile.reports_naming(phrase, task.filtered) for phrase in _TOLD)))
    among = set().union(*(pile.reports_naming(name, task.filtered) for name in spelled(task, to[0])))
    return pile.passages(set().union(*(pile.reports_naming(verb, among) for verb in _VERBS)))


def _journeys(task: Task, to: Sequence[NamedPlace]) -> Iterator[tuple[Passage, Journey]]:
    for passage in _passages(task, to):
        yield from ((passage, journey) for journey in journeys_of(task.pile, passage) if journey.goes_out)


def _doer(task: Task, passage: Passage, journey: Journey) -> Doer | None:
    """Who travelled, at the level asked; of a smaller place the one it lies in."""
    places, level = journey.travellers, task.query.level
    place = places[-1] if level is None and places else place_at(places, level) if level and places else None
    if place is None or (level is not None and RANK[places[-1].level] < RANK[level]):
        return None
    return doer_of(place, passage.report)


def _is_of(doer: Doer, home: Sequence[NamedPlace]) -> bool:
    inside = {doer.name, *doer.within}
    return all(inside & {one.name, *(place.name for place in one.places)} for one in home)


def _is_led(task: Task, journey: Journey) -> bool:
    """Whether who is asked to have led (党委书记带队) is named among those who went; not villages' secretaries."""
    asked = _LED_BY.search(task.query.shadow)
    if asked is None:
        return True
    of_village = task.query.level is Level.VILLAGE
    office = "党委书记" if asked["who"] == "书记" and not of_village else asked["who"]
    return office in journey.subject


def _listed(task: Task, found: dict[Doer, tuple[Report, Span]]) -> Outcome:
    draft, items = Draft(), []
    noun = listed(task.query.level, None)
    if not found:
        reason = task.wording.read(task.scanned, 0, Verdict.DID, noun)
        return Outcome(Status.NOT_FOUND, draft, reason, Listing((), task.scanned, 0, complete=True))
    draft.say(task.wording.told_of(task.scanned, len(found), noun))
    for doer, (report, span) in found.items():
        draft.line()
        proof = Proof(report, span)
        label = task.wording.label(doer.name, doer.parent)
        numbers = draft.state(f"{label}{task.wording.colon()}{quoted(proof)}", [proof])
        items.append(ListingItem(doer.name, doer.parent, Verdict.DID, numbers))
    return Outcome(Status.ANSWERED, draft, listing=Listing(tuple(items), task.scanned, len(items), complete=True))
