"""Whether a sentence of a report that tells of several places is about another one than the report's own.

A clause that opens with a place is about it (7月24日,广东东莞常平镇一公司发生火情), and so are the sentences behind it
in the paragraph that name none, until the own place is spoken of again. Rules on shadows. Left out: which of the places
that a sentence names did what it tells (`attribution.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.language.regex import regex
from rag.language.sentences import sentence_spans
from rag.reports.items import heading_above
from rag.reports.place_reading import above as above_level
from rag.reports.place_reading import belongs
from rag.reports.place_words import level_of
from rag.reports.places import Mention
from rag.search.pile import Pile
from rag.types import Level, Place, Report, Span

_BACK = 3  # sentences of a paragraph read before one that names no place
# What a clause opens with before its place: nothing, a date, 在; not 与, 从, 向.
_OPENS = regex(
    r"(?:^|[,;:。!?“”()|\n]|[日时分号]许?[,]?|[今昨明当]天|近日|日前|目前|截至目前|其中|例如|比如|如|据|地处|位于)"
    r"(?:发生)?[在如]?(?:该[省市州县区镇乡])?$|(?<![放设建])在$"
)
_DATED = regex(r"[日时分]许?,?(?:[^,]{0,4},)?在?$|(?:^|,)在$")  # what an event's place stands behind
_SPEAKER = regex(
    r"[^,]{0,5}?(?:客商|商人|老板|企业家|游客|专家|教授|代表团|考察团|考察组|参观团|一行|投资商|记者|籍|人[,，])"
)
_GOES_ON = regex(
    r"的?(?:经验|模式|做法|先进|市场|等地|游客|客商)"
    r"|(?:经商|务工|打工|工作|创业|上班|做生意|就业|从事|做|开)[^,;。]{0,12}的"  # where somebody lives who did it
)
# What a county that a town's doing only refers to stands behind: (B镇的魔芋销往|A县).
_REFERRED_TO = regex(r"(?:[往到至向与和同跟及从在对赴给于由为是被离近邻接靠依、])$")
_BUT_FOR = regex(r"除(?:了|去)?[^,，。]{2,20}?(?:以外|之外|外)[,，](?![^,，。]{0,4}[还也])")
_HAVE_IT = regex(r"除了?[^,，。;；]{2,24}?(?:发展|已?建|已?有|种|养|办)[^,，。;；]{0,16}?外[,，]")  # 除A、B发展有P外
_HEAD = r"(?:^|[,;:。、“])"  # (村党支部), where no name stands before it
_OWN = {
    Level.PROVINCE: regex("[全我本该]省"), Level.CITY: regex("[全我本该][市州]"),
    Level.COUNTY: regex(f"[全我本该][县市区旗]|{_HEAD}[县市区](?:委|政府)"),
    Level.TOWN: regex(f"[全我本该](?:[镇乡]|街道)|{_HEAD}(?:[镇乡]|街道)(?:党委|政府|[里内上])|各村"),
    Level.VILLAGE: regex(f"[全我本该](?:村|社区)|{_HEAD}(?:村|社区)(?:[里内民]|党支部|两委|委会)"),
}  # fmt: skip


def left_out_at(sentence: str) -> Span | None:
    """Where a sentence (a shadow) leaves out a place of what it tells of the others: 除青石镇外,全县各乡镇都…

    >>> left_out_at("除青石镇外,各乡镇都修了路。"), left_out_at("除青石镇外,白沙镇也修了路。")
    ((0, 6), None)
    """
    found = _BUT_FOR.search(sentence)
    return found.span() if found and not _HAVE_IT.match(found.group()) else None


def told_elsewhere(
    pile: Pile, report: Report, text: tuple[str, str], own: Place, at: Span | None = None
) -> Place | None:
    """The place that the sentence is about where that is not `own`: neither it nor a part of it. `text` as in
    `attribution.doers`; `at` is where the topic stands."""
    before, sentence = text
    paragraph = before[before.rfind("\n") + 1 :]
    earlier = sentence_spans(paragraph)[-_BACK:]
    start = earlier[0][0] if earlier else len(paragraph)
    # Read together, because a village named with its town in one sentence stands alone in the next.
    mentions = pile.finder.mentions_of_shadow(paragraph[start:] + sentence, report.places)
    stretches = [(len(paragraph), len(paragraph) + len(sentence), at), *((*span, None) for span in reversed(earlier))]
    for low, high, topic in stretches:
        inside = [
            Mention((item.span[0] + start - low, item.span[1] + start - low), item.place)
            for item in mentions
            if low <= item.span[0] + start < high
        ]
        found = _subject(pile, (paragraph + sentence)[low:high], inside, own, topic)
        if found is not None:
            return None if _is_of(pile, found, own) else found
    above = headed(pile, report, before)
    return above[-1] if above and not _is_of(pile, above[-1], own) and _is_apart(above[-1], own) else None


def headed(pile: Pile, report: Report, before: str) -> tuple[Place, ...]:
    """The places, largest first, of the heading that what stands behind the text `before` falls under: 青石镇:; ()
    where none holds there."""
    heading = heading_above(before)
    level = level_of(heading.chain[-1]) if heading is not None else None
    if heading is None or level is None:
        return ()
    name = before[slice(*heading.place)]
    mentions = pile.finder.mentions_of_shadow(name, report.places)
    if mentions and mentions[-1].span[1] == len(name):
        return tuple(item.place for item in mentions)
    return (Place(heading.chain[-1], level, within=heading.chain[:-1] or above_level(level, report.places)),)


def happened_at(pile: Pile, report: Report, sentence: str, places: Sequence[Place]) -> bool:
    """Whether a sentence tells what happened at one of the places on a day (7月24日,广东东莞常平镇一公司发生火情): the
    town of a report that tells of several such has no part in it."""
    chains = _chains(pile.finder.mentions_of_shadow(sentence, report.places))
    return any(
        place in places and _opens(sentence, span) and _DATED.search(sentence[: span[0]]) for span, place in chains
    )


def reaches_over(pile: Pile, report: Report, sentence: str, last: tuple[Span, Place], at: Span) -> bool:
    """Whether between a town or village and the topic a county is told of in which it does not lie: rows of places run
    together say of each its own (云岭县石泉镇古街 砚川县魔芋园)."""
    (_, end), place = last
    if place.level not in (Level.TOWN, Level.VILLAGE) or not (place.code or place.within):
        return False
    for item in pile.finder.mentions(sentence, report.places):
        start = item.span[0]
        if item.place.level is not Level.COUNTY or not end < start < at[0] or not item.place.code:
            continue
        if not belongs(place, item.place) and not _REFERRED_TO.search(sentence[end:start]):
            return True
    return False


def _subject(pile: Pile, sentence: str, mentions: Sequence[Mention], own: Place, at: Span | None) -> Place | None:
    """What a sentence is about: its own place where it says so in any way, else the last place that opens a clause of
    it before the topic, or the first dated one behind it; None where it does not say."""
    of_own = any(_is_of(pile, item.place, own) for item in mentions)
    if of_own or (says_own(sentence, own.level) and not _this_is_named(sentence, mentions, own)):
        return own
    chains = [
        (span, place)
        for span, place in _chains(mentions)
        if _opens(sentence, span) and not _SPEAKER.match(sentence[span[1] : span[1] + 6])
    ]
    chains = [(span, place) for span, place in chains if _is_apart(place, own)]
    if at is None:
        return chains[-1][1] if chains else None
    told = [place for span, place in chains if span[1] <= at[0]]
    if told:
        return told[-1]
    return next((place for span, place in chains if span[0] >= at[1] and _DATED.search(sentence[: span[0]])), None)


def says_own(text: str, level: Level) -> bool:
    """Whether a text speaks of the report's own place without its name: 全镇, 镇党委."""
    return _OWN[level].search(text) is not None


def _this_is_named(sentence: str, mentions: Sequence[Mention], own: Place) -> bool:
    """Whether the sentence names the place that its 该村 stands for, and nothing else in it is the own place's."""
    said = [found.span() for found in _OWN[own.level].finditer(sentence)]
    named = [item.span[1] for item in mentions if item.place.level is own.level]
    return bool(named) and all(sentence[start] == "该" and named[0] <= start for start, _ in said)


def _chains(mentions: Sequence[Mention]) -> Iterator[tuple[Span, Place]]:
    """The places of a text, of those right behind one another (广东|东莞|常平镇) the last with the span of them all."""
    for number, item in enumerate(mentions):
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        if following is not None and following.span[0] == item.span[1]:
            continue
        first = number
        while first and mentions[first - 1].span[1] == mentions[first].span[0]:
            first -= 1
        yield (mentions[first].span[0], item.span[1]), item.place


def _opens(sentence: str, span: Span) -> bool:
    return _OPENS.search(sentence[: span[0]]) is not None and _GOES_ON.match(sentence, span[1]) is None


def _is_of(pile: Pile, place: Place, own: Place) -> bool:
    return pile.finder.same(place, own) or belongs(place, own)


def _is_apart(place: Place, own: Place) -> bool:
    """Whether it is known that a place neither holds the other nor lies in it; a town tells nothing of its village
    alone (大河岸镇葡萄丰收 is not what 月山庙村 did)."""
    if own.level is Level.VILLAGE and place.level is Level.TOWN:
        return True
    placed = bool(place.code or place.within) and bool(own.code or own.within)
    return placed and place.name != own.name and not belongs(own, place)
