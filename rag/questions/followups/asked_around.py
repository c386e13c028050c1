"""Follow-ups that ask around the place talked of: of all of its town (全乡有几个村…), of the others (还有哪些乡镇也有),
of those elsewhere (还有别的县的乡镇也有吗), of the one with most (哪个村最高), of all but one (除了A村还有吗).

Left out: a follow-up that asks the same of a place it names, or leans on the earlier question alone (`followup.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.language.rarity import is_person_name
from rag.language.regex import regex
from rag.language.script import shadow
from rag.language.surnames import COMMON
from rag.questions.lists_of_places import asks_places
from rag.questions.places.place_nouns import ONE_NOUN, PLACE_NOUNS
from rag.questions.places.placenames import NamedPlace
from rag.reports.place_words import level_of
from rag.types import Level, Span

_WHOLE = regex(r"^(?:那么?|请问)?[,，]?(?:整个|全)(?P<kind>[镇乡县区市])(?![面年部里内上中])(?:范围内?|境内)?的?")
_OTHERS = regex(
    rf"^(?:那么?)?[,，]?(?P<rest>(?:还|另外|其[他它])[^,，。?？]{{0,3}}?)?(?P<which>哪些|哪几个|哪个)(?P<noun>{ONE_NOUN})"
    r"(?P<also>也|还|都)?(?P<doing>有|开展|推行|实行|实施|办|搞|做|建|开|设|成立|用)[了过]?(?:的|这个|它|这样做)?(?:[呢啊])?[?？]?$"
)
_ELSEWHERE = regex(
    rf"^(?:那么?)?[,，]?(?:还|另外)?有?(?:没有|无)?(?:别的|其[他它]|另外的)(?P<noun>{ONE_NOUN})(?:的(?P<inner>{ONE_NOUN}))?"
    r"(?P<doing>[^,，。?？]*?)(?:[了过]?(?:没有?|吗|么|嘛|呢))?[?？]?$"
)
_SO = regex(r"(?:也|还|都|在|有|这么|这样|开展|推行|实行|实施|办|搞|做|建|设|用|[了过的])*")  # no topic of its own
# Of the places around, the one with most of what was asked: 哪个村最高.
_MOST = regex(rf"^(?:那么?)?[,，]?(?P<which>哪一?个(?P<noun>{ONE_NOUN}))的?(?P<most>最[高多大低少小])[呢啊]?[?？]?$")
_AMOUNT = regex(r"(?:是|有|为|达到?)?多少(?:[个户人亩名位家头只元斤吨]|万元|万亩)?")
_BUT = regex(
    r"^(?:那么?)?除了?(?P<but>[^,，。?？这那此]{2,12}?)(?:以外|之外|外)?[,，]?(?:还|其[他它]|别的)"
    rf"[^,，。?？]{{0,4}}?(?:{ONE_NOUN})?(?:吗|呢|么|没有|谁|哪些|哪里)?[?？]?$"
)
_FIRST_ASKED = regex(r"(?:都有|还有|还)?(?=哪|多少个|几个|有多少个)")
_LEVELS = {"镇": Level.TOWN, "乡": Level.TOWN, "县": Level.COUNTY, "区": Level.COUNTY, "市": Level.COUNTY}


Above = Callable[[str, Level], str | None]


@dataclass(frozen=True, slots=True)
class Talked:
    """An earlier question with what it is about: its places, where it has things with a name, its topics."""

    question: str
    places: Sequence[NamedPlace]
    named: Sequence[Span]
    topics: Sequence[str]

    @property
    def text(self) -> str:
        """The question's shadow."""
        return shadow(self.question)

    @property
    def persons(self) -> list[str]:
        """Who it asks of by name, before anything else: 武文罡 of 武文罡去了哪里."""
        opens = [topic for topic in self.topics if self.text.startswith(topic)]
        return [one for one in opens if 2 <= len(one) <= 4 and one[0] in COMMON and is_person_name(one)]

    @property
    def names(self) -> list[str]:
        """The things with a name, as the shadow has them."""
        return [self.text[slice(*span)] for span in self.named]


def asked_around(question: str, talked: Sequence[Talked], above: Above) -> str | None:
    """The full question of a follow-up that asks around the place of the earlier ones, the last one last; None for any
    other follow-up. `above` tells the place of a level that a name lies in, where reports do."""
    return (
        _of_the_whole(question, talked[-1].places, above)
        or _of_the_most(question, talked, above)
        or _of_all_but(question, talked[-1])
        or _of_the_others(question, talked)
        or _elsewhere(question, talked)
    )


def _of_the_whole(question: str, places: Sequence[NamedPlace], above: Above) -> str | None:
    """Of all of a town or county (全乡): the one that the place talked of is, or lies in."""
    found = _WHOLE.match(shadow(question))
    if found is None or not places:
        return None
    level = _LEVELS[found["kind"]]
    whole = next((one.name for one in places if level_of(one.name) is level), None) or above(places[-1].name, level)
    return f"{whole}{question[found.end() :]}" if whole else None


def _of_the_most(question: str, talked: Sequence[Talked], above: Above) -> str | None:
    """Which of the places in the town or county talked of has most of what was asked of one."""
    found, about = _MOST.match(shadow(question)), talked[-1]
    if found is None or not about.places or asks_places(about.text):
        return None
    level = Level.TOWN if "村" in found["noun"] or found["noun"] == "社区" else Level.COUNTY
    said = [place.name for one in reversed(talked) for place in one.places if level_of(place.name) is level]
    whole = above(about.places[-1].name, level) or next(iter(said), "")
    asked = _AMOUNT.search(about.text, about.places[-1].span[1])
    if asked is None:
        return None
    before = about.question[about.places[-1].span[1] : asked.start()].removeprefix("的")
    after = about.question[asked.end() :].rstrip("?？。呢")
    return f"{whole}{found['which']}{before}{found['most']}{after}？"


def _of_all_but(question: str, about: Talked) -> str | None:
    """The list again without one of its places: 除了A村还有吗."""
    found = _BUT.match(shadow(question))
    asked = _FIRST_ASKED.search(about.text)
    if found is None or asked is None or not asks_places(about.text):
        return None
    but = question[slice(*found.span("but"))]
    return f"{about.question[: asked.start()]}除了{but}还有{about.question[asked.end() :]}"


def _of_the_others(question: str, talked: Sequence[Talked]) -> str | None:
    """For the other places that have what was talked of, with no topic of its own: the last thing with a name in the
    earlier questions, else the last topic, the place talked of left out."""
    found = _OTHERS.match(shadow(question))
    with_topic = [one for one in talked if one.named] or [one for one in talked if one.topics]
    if found is None or not with_topic:
        return None
    about = with_topic[-1]
    if asks_places(about.text):
        return about.question
    places = [place for one in talked for place in one.places]
    without = f"除了{places[-1].name}，还有" if places and (found["rest"] or found["also"]) else ""
    doing = found["doing"] if found["doing"] == "有" else f"{found['doing']}了"
    return f"{without}{found['which']}{found['noun']}{doing}{(*about.names, *about.topics)[0]}？"


def _elsewhere(question: str, talked: Sequence[Talked]) -> str | None:
    """For places elsewhere than the last list asked of (别的县的乡镇): the same level as is said to be another one."""
    found = _ELSEWHERE.match(shadow(question))
    lists = [one for one in talked if asks_places(one.text)]
    if found is None or not lists:
        return None
    about = lists[-1]
    level = PLACE_NOUNS[found["noun"]]
    outside = next((one for one in about.places if level in (None, *(place.level for place in one.places))), None)
    doing = found["doing"]
    if _SO.fullmatch(doing):
        if outside is None:
            return about.question
        doing = f"有{'、'.join((*about.names, *about.topics)[:2])}"
    without = f"除了{outside.name}，" if outside else ""
    return f"{without}还有哪些{found['inner'] or found['noun']}{doing}？"
