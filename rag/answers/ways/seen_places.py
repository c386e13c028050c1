"""Where people of a place went to see something (考察团去了哪些村), and who received visitors (哪些镇接受了观摩).

The places of a journey in the order that its report tells them, all of the same standing, those of one sentence under
it together. Left out: reading a journey (`rag.lists.whose.journeys`), and journeys of one person (`one_thing.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answers.draft import Draft, Proof, quoted
from rag.answers.outcome import Outcome, Task
from rag.answers.wording import listed
from rag.language.regex import regex
from rag.lists.whose.held import is_apart
from rag.lists.whose.journeys import Journey, journeys_of
from rag.lists.whose.stops_seen import SEEING, Stop
from rag.questions.places.place_nouns import ONE_NOUN
from rag.questions.places.placenames import NamedPlace
from rag.search.pile import Passage
from rag.types import Kind, Listing, ListingItem, Place, Report, Span, Status, Verdict

_WHICH = rf"(?:哪些|哪几个|哪几|什么|哪里|哪儿|多少个|几个)(?:{ONE_NOUN})?(?:的[一-鿿]{{2,6}})?"
_ENDS = r"[了过呢啊?。]*$"
_ASKED = regex(
    rf"(?:去|到|赴|看|走|跑|转|{SEEING})[了过]*(?P<to>[一-鿿]{{0,12}}?)(?<!在)的?{_WHICH}(?:进行|开展|实地)?{SEEING}*{_ENDS}"
)
_WENT = regex(
    rf"{SEEING}|考察[团组队]|参观团|代表团|外出|干部|(?:去|到|看)[了过]|[去到]看(?![病望戏])"
)  # 群众去哪些地方看病 is no visit
_HOSTS = regex(
    rf"(?:哪些|哪几个|多少个|几个)(?:{ONE_NOUN})[^,，]{{0,4}}?(?:接受|迎接|接待|迎来|被)[了过]?[^,，。?]{{0,14}}?{SEEING}[团组队]?[^,，。?]{{0,4}}{_ENDS}"
)
_FROM_ELSEWHERE = regex(r"接待|迎来|外地|外来|来访|考察")
# Who goes, where it is no place: 武文罡去浙江.
_PERSON = regex(
    r"^(?!干部|群众|党员|代表|大家|我们|他们|村民|村干部|[镇乡村县市]里)(?P<who>[一-鿿]{2,4}?)(?:书记|市长|县长|镇长|乡长|主任)?(?:一行|率[队团]|带[队团])?(?:都|曾|先后)?(?:去|到|赴|考察|参观|观摩)"
)
_VERBS = ("考察", "参观", "观摩", "学习", "调研", "取经")


@dataclass(frozen=True, slots=True)
class _Visit:
    """What is asked: the places named, the person who went, whether those who received visitors are asked for, and
    whether only visitors from elsewhere are meant."""

    places: tuple[NamedPlace, ...]
    person: str | None
    is_host: bool
    is_of_others: bool


def seen_places(task: Task) -> Outcome | None:
    """The places that people of the place or the person asked of went to see, or where visitors were received; None
    where no visit is asked for, or told."""
    shadow = task.query.shadow
    if task.query.kind is Kind.FIGURE:  # how many they were is for a report to say
        return None
    is_host = _HOSTS.search(shadow) is not None
    if not is_host and not (_ASKED.search(shadow) and _WENT.search(shadow)):
        return None
    visit = _asked(task, is_host=is_host)
    rows = list(_rows(task, visit)) if visit is not None else []
    return _listed(task, rows) if rows else None


def _asked(task: Task, *, is_host: bool) -> _Visit | None:
    shadow = task.query.shadow
    places = (*task.query.named, *task.query.mentioned)
    found = None if is_host else _PERSON.search(shadow)
    person = found["who"] if found and not any(one.span[0] < len(found["who"]) for one in places) else None
    is_of_others = is_host and _FROM_ELSEWHERE.search(shadow) is not None
    return _Visit(places, person, is_host, is_of_others) if places or person or is_host else None


def _rows(task: Task, visit: _Visit) -> Iterator[tuple[Report, Stop]]:
    for passage in _passages(task, visit):
        for journey in journeys_of(task.pile, passage):
            towards = _towards(task, passage, journey, visit)
            if towards is None:
                continue
            for stop in journey.stops:
                if all(is_there(passage, stop, place) for place in towards):
                    yield passage.report, stop


def _passages(task: Task, visit: _Visit) -> list[Passage]:
    names = {visit.person} if visit.person else set().union(*(spelled(task, one) for one in visit.places[:1]))
    among = task.filtered
    if names:
        among = set().union(*(task.pile.reports_naming(str(name), task.filtered) for name in names))
    return task.pile.passages(set().union(*(task.pile.reports_naming(verb, among) for verb in _VERBS)))


def _towards(task: Task, passage: Passage, journey: Journey, visit: _Visit) -> list[NamedPlace] | None:
    """Those of the places asked that must hold what is seen; None where it is not the journey asked for."""
    if visit.is_of_others and journey.travellers and not journey.goes_out:
        return None
    if visit.person is not None:
        return list(visit.places) if visit.person in passage.shadow[: journey.span[0]] + journey.subject else None
    own = journey.travellers[-1:]
    travelling = [one for one in visit.places if own and own[0].name in spelled(task, one)]
    return [one for one in visit.places if one not in travelling] if travelling or visit.is_host else None


def spelled(task: Task, asked: NamedPlace) -> frozenset[str]:
    """Every name of a place that a question names, as it writes it too."""
    return task.pile.spellings(asked.places) | {asked.name}


def is_there(passage: Passage, stop: Stop, asked: NamedPlace) -> bool:
    """Whether a place seen lies in a place asked, as far as it is known where it lies."""
    names = {asked.name, *(place.name for place in asked.places)}
    if any(name in names for place in stop.chain for name in (place.name, *place.within)):
        return True
    if not any(name in passage.shadow for name in names):
        return False
    placed = [place for place in stop.chain if place.code or len(place.within) > 1]
    return not any(is_apart(place, one) for place in placed for one in asked.places)


def _listed(task: Task, rows: Sequence[tuple[Report, Stop]]) -> Outcome | None:
    level = task.query.level
    shown: dict[tuple[str, Span], tuple[Report, list[Place]]] = {}
    taken: set[str] = set()
    holding = {name for _, stop in rows for place in stop.chain for name in place.within}
    for report, stop in rows:
        place = stop.at(level)
        if place is None or place.name in taken or (level is None and place.name in holding):
            continue
        taken.add(place.name)
        shown.setdefault((report.id, stop.span), (report, []))[1].append(place)
    if not shown:
        return None
    draft, items = Draft(), []
    draft.say(task.wording.told_of(task.scanned, len(taken), listed(level, None)))
    for (_, span), (report, places) in shown.items():
        draft.line()
        proof = Proof(report, span)
        labels = task.wording.together([(place.name, next(iter(place.within[-1:]), None)) for place in places])
        numbers = draft.state(f"{labels}{task.wording.colon()}{quoted(proof)}", [proof])
        items += [
            ListingItem(place.name, next(iter(place.within[-1:]), None), Verdict.DID, numbers) for place in places
        ]
    return Outcome(Status.ANSWERED, draft, listing=Listing(tuple(items), task.scanned, len(items), complete=True))
