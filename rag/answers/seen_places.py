"""Where the people of a place went to see something (考察团去了哪些村), and what visitors were shown there (哪些镇接受了观摩).

The places of a journey in the order that its report tells them, all of the same standing, those of one sentence under
it together. Left out: reading a journey (`rag.search.journeys`), and journeys of one person (`one_thing.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.answers.draft import Draft, Proof, quoted
from rag.answers.outcome import Outcome, Task
from rag.answers.wording import listed
from rag.language.regex import regex
from rag.search.held import is_apart
from rag.search.journeys import SEEING, Journey, Stop, journey_of
from rag.search.lists_of_places import ONE_NOUN
from rag.search.pile import Passage
from rag.search.placenames import NamedPlace
from rag.types import Level, Listing, ListingItem, Place, Report, Span, Status, Verdict

_WHICH = rf"(?:哪些|哪几个|哪几|什么|哪里|哪儿|多少个|几个)(?:{ONE_NOUN})?(?:的[一-鿿]{{2,6}})?"
_ENDS = r"[了过呢啊?。]*$"
_ASKED = regex(
    rf"(?:去|到|赴|{SEEING})[了过]*(?P<to>[一-鿿]{{0,12}}?)(?<!在)的?{_WHICH}(?:进行|开展|实地)?{SEEING}*{_ENDS}"
)
_WENT = regex(rf"{SEEING}|考察[团组队]|参观团|代表团|外出|干部|(?:去|到)[了过]")  # 群众去哪些地方看病 is no visit
_HOSTS = regex(
    rf"(?:哪些|哪几个|多少个|几个)(?:{ONE_NOUN})[^,，]{{0,4}}?(?:接受|迎接|接待|迎来|被)[了过]?[^,，。?]{{0,14}}?{SEEING}[^,，。?]{{0,4}}{_ENDS}"
)
# Who goes, where it is no place: 武文罡去浙江.
_PERSON = regex(r"^(?P<who>[一-鿿]{2,4}?)(?:书记|市长|县长|镇长|乡长|主任)?(?:一行|率[队团]|带[队团])?(?:都|曾|先后)?(?:去|到|赴|考察|参观|观摩)")
_VERBS = ("考察", "参观", "观摩", "学习", "调研", "取经")


def seen_places(task: Task) -> Outcome | None:
    """The places that people of the place or the person asked of went to see, or where visitors were received; None
    where no visit is asked for, or told."""
    shadow = task.query.shadow
    is_host = _HOSTS.search(shadow) is not None
    if not is_host and not (_ASKED.search(shadow) and _WENT.search(shadow)):
        return None
    rows = list(_rows(task, is_host=is_host))
    return _listed(task, rows) if rows else None


def _rows(task: Task, *, is_host: bool) -> Iterator[tuple[Report, Stop]]:
    asked = [*task.query.named, *task.query.mentioned]
    who = _PERSON.search(task.query.shadow)
    person = who["who"] if who and not is_host and not any(_stands_first(one, who["who"]) for one in asked) else None
    if not asked and person is None and not is_host:
        return
    for passage in _passages(task, asked, person):
        journey = journey_of(task.pile, passage)
        if journey is None or not journey.stops:
            continue
        towards = _towards(task, passage, journey, asked, person, is_host=is_host)
        if towards is None:
            continue
        yield from ((passage.report, stop) for stop in journey.stops if all(_is_there(passage, stop, it) for it in towards))


def _stands_first(place: NamedPlace, who: str) -> bool:
    return place.span[0] < len(who)


def _passages(task: Task, asked: Sequence[NamedPlace], person: str | None) -> list[Passage]:
    names = [person] if person else [task.pile.spellings(one.places) or {one.name} for one in asked[:1]]
    held: set[str] = set()
    for name in names[0] if names and not isinstance(names[0], str) else names:
        held |= task.pile.reports_naming(str(name), task.filtered)
    among = held if names else task.filtered
    return task.pile.passages(set().union(*(task.pile.reports_naming(verb, among) for verb in _VERBS)))


def _towards(
    task: Task, passage: Passage, journey: Journey, asked: Sequence[NamedPlace], person: str | None, *, is_host: bool
) -> list[NamedPlace] | None:
    """Those of the places asked that must hold what is seen; None where it is not the journey asked for."""
    if is_host:
        return list(asked)
    if person is not None:
        told = passage.shadow[: journey.span[1]]
        return list(asked) if person in told[: journey.span[0]] + journey.subject else None
    own = journey.travellers[-1:]
    travelling = [one for one in asked if own and own[0].name in _spelled(task, one)]
    return [one for one in asked if one not in travelling] if travelling else None


def _spelled(task: Task, asked: NamedPlace) -> frozenset[str]:
    return task.pile.spellings(asked.places) | {asked.name}


def _is_there(passage: Passage, stop: Stop, asked: NamedPlace) -> bool:
    """Whether a place seen lies in a place asked, as far as it is known where it lies."""
    names = {asked.name, *(place.name for place in asked.places)}
    if any(name in names for place in stop.chain for name in (place.name, *place.within)):
        return True
    is_told = any(name in passage.shadow for name in names)
    return is_told and not any(is_apart(place, one) for place in stop.chain for one in asked.places)


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
