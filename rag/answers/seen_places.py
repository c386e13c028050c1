"""Where the people of a place went to see something (考察团去了哪些地方): the sentences that tell the visit, in order.

One sentence tells that they set out, those behind it in the report what they saw where, until they are back. Left out:
who did what they saw (`rag.search.visits`), and journeys of one person (`one_thing.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers.draft import Draft, Proof, quoted
from rag.answers.outcome import Outcome, Task
from rag.language.regex import regex
from rag.reports.place_reading import belongs
from rag.search.lists_of_places import ONE_NOUN
from rag.search.pile import Passage
from rag.search.visits import is_back, is_visit
from rag.types import Level, Place, Span, Status

_SEEING = r"(?:考察|参观|学习|观摩|取经|走访|调研)"
_ASKED = regex(
    rf"(?:去|到|赴|{_SEEING})[了过]*(?:哪些|哪几个|哪几|什么|哪里|哪儿|多少个|几个)(?:{ONE_NOUN})?"
    rf"(?:进行|开展|实地)?{_SEEING}*[了过]?[呢啊?。]*$"
)
_WENT = regex(rf"{_SEEING}|考察[团组队]|参观团|外出|干部")  # 群众去哪些地方看病 is no visit
_THERE = regex(rf"来到|走进|前往|赴|抵达|{_SEEING}|查看|察看|观看|看[到着了]|听取")
_GOES_ROUND = regex(rf"(?:先后|分别|一行[^,。]{{0,8}},?)(?:到|赴|前往|走进|来到|深入)[^。]{{2,60}}?{_SEEING}")
_TOO_LARGE = (Level.PROVINCE, Level.CITY)  # whose people go everywhere, in hundreds of reports
_MOST = 8  # sentences shown
_STORIES = 2  # reports they are shown of


def seen_places(task: Task) -> Outcome | None:
    """The sentences that name where people of the place asked of went; None where no visit is asked for, or told."""
    query = task.query
    if not query.named or not _ASKED.search(query.shadow) or not _WENT.search(query.shadow):
        return None
    own = [place for named in query.named for place in named.places if place.level not in _TOO_LARGE]
    draft = Draft()
    passages = task.pile.passages(task.allowed or ()) if own else []
    told = [(passage, spans) for passage in passages if (spans := _told(task, passage, own))]
    for passage, spans in told[:_STORIES]:
        for span in spans[:_MOST]:
            draft.line()
            proof = Proof(passage.report, span)
            draft.state(quoted(proof), [proof])
    return Outcome(Status.ANSWERED, draft) if draft.pieces else None


def _told(task: Task, passage: Passage, own: Sequence[Place]) -> list[Span]:
    """The sentences that name another place than the own ones, from the one on that tells of setting out."""
    found: list[Span] = []
    is_out = False
    for number, span in enumerate(passage.sentences):
        sentence = passage.sentence(number)
        is_elsewhere = _names_another(task, passage, sentence, own)
        if is_out and is_back(sentence) and not is_elsewhere:
            break
        goes = is_visit(sentence) or _GOES_ROUND.search(sentence) is not None
        is_out = is_out or (goes and any(place.name in sentence for place in own))
        if is_out and is_elsewhere and _THERE.search(sentence):
            found.append(span)
    return found


def _names_another(task: Task, passage: Passage, sentence: str, own: Sequence[Place]) -> bool:
    mentions = task.pile.finder.mentions_of_shadow(sentence, passage.report.places)
    others = [one.place for one in mentions if not any(task.pile.finder.same(one.place, place) for place in own)]
    return any(not _holds(one, own) and not any(belongs(one, place) for place in own) for one in others)


def _holds(place: Place, own: Sequence[Place]) -> bool:
    """Whether a place is what the own ones lie in: their county is not gone to."""
    return any(place.name in one.within for one in own)
