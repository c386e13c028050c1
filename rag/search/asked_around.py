"""Follow-ups that ask around the place talked of: of all of its town (全乡有几个村…), of the others (还有哪些乡镇也有),
of those elsewhere (还有别的县的乡镇也有吗).

Left out: a follow-up that asks the same of a place it names, or leans on the earlier question alone (`followup.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.language.regex import regex
from rag.language.script import shadow
from rag.reports.place_words import level_of
from rag.search.lists_of_places import ONE_NOUN, PLACE_NOUNS, asks_places
from rag.search.placenames import NamedPlace
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
    def names(self) -> list[str]:
        """The things with a name, as the shadow has them."""
        return [shadow(self.question)[slice(*span)] for span in self.named]


def asked_around(question: str, talked: Sequence[Talked], above: Above) -> str | None:
    """The full question of a follow-up that asks around the place of the earlier ones, the last one last; None for any
    other follow-up. `above` tells the place of a level that a name lies in, where reports do."""
    return (
        _of_the_whole(question, talked[-1].places, above)
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


def _of_the_others(question: str, talked: Sequence[Talked]) -> str | None:
    """For the other places that have what was talked of, with no topic of its own: the last thing with a name in the
    earlier questions, else the last topic, the place talked of left out."""
    found = _OTHERS.match(shadow(question))
    with_topic = [one for one in talked if one.named] or [one for one in talked if one.topics]
    if found is None or not with_topic:
        return None
    about = with_topic[-1]
    if asks_places(shadow(about.question)):
        return about.question
    places = [place for one in talked for place in one.places]
    without = f"除了{places[-1].name}，还有" if places and (found["rest"] or found["also"]) else ""
    doing = found["doing"] if found["doing"] == "有" else f"{found['doing']}了"
    return f"{without}{found['which']}{found['noun']}{doing}{(*about.names, *about.topics)[0]}？"


def _elsewhere(question: str, talked: Sequence[Talked]) -> str | None:
    """For places elsewhere than the last list asked of (别的县的乡镇): the same level as is said to be another one."""
    found = _ELSEWHERE.match(shadow(question))
    lists = [one for one in talked if asks_places(shadow(one.question))]
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
