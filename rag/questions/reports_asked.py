"""Which reports a question asks for as such (哪些报道是2013年发布的): when they appeared, who signed them, whose they
are, what they are about.

Rules of the language on the shadow of the question. Everything that a question says must be understood: where a word
is left over that is neither one of these nor plainly the topic (关于…的报道), it does not ask for reports but for what
they tell (做了哪些文章). Left out: who wrote one report and when (`rag/answers/ways/about.py`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rag.index.entries import Role
from rag.language.names import bare
from rag.language.rarity import count
from rag.language.regex import regex
from rag.language.spans import blanks, overlaps
from rag.questions.interrogatives import ASKS, OPENING, PERIOD
from rag.questions.places.placenames import NamedPlace
from rag.questions.query import Query
from rag.questions.words.terms import Term
from rag.types import Span

Signatories = Mapping[str, Mapping[Role, set[str]]]

_REPORT = r"(?:(?:新闻)?报[道导]|文章|稿[件子]|(?:新闻|通讯)稿|新闻|简报)"
_REPORTS = r"(?:reports?|articles?|stories|story)"
_WHICH = r"(?:哪些|哪[几一]?[篇条]|哪(?:几|一)个|多少[篇条]?|几[篇条]|什么)"
_LATEST, _OLDEST = r"最(?:新|近|晚|后)", r"最[早先]"
_AMONG = rf"(?:{_REPORT}|[那这一]?[篇条]|(?:发布|发表|刊登|登出?来?)的?(?:时间|日期)?)"
_FIRST_OR_LAST = regex(
    rf"(?:{_LATEST}|{_OLDEST})(?:发布|发表|刊登)?的?(?:是|那|这|一)?(?:{_REPORT}|[篇条])"
    rf"|哪[一几]?[篇条]{_REPORT}?(?:是|的)?(?:发布|发表|刊登|登)?(?:得|的)?(?:时间|日期)?(?:{_LATEST}|{_OLDEST})"
    rf"|\b(?:latest|newest|most recent|oldest|earliest|first|last) (?:published )?{_REPORTS}\b"
)
_NEWEST = regex(rf"{_LATEST}|\blatest\b|\bnewest\b|\bmost recent\b|\blast\b")
_ASKED = regex(
    rf"(?:有|是)?{_WHICH}(?:的)?{_REPORT}|哪[一几]?篇"
    rf"|{_REPORT}(?:都|一?共|总共|分别)*(?:有|是)?(?:哪些|哪[几一]?[篇条]|(?:多少|几)[篇条])(?=[,?!。]|$)"
    rf"|{_REPORT}(?:一?共|总共)?有?多少(?=[?!。]|$)"
    rf"|\b(?:which|what|how many|list|show|find|name)(?: me| us)?(?: of| all| are)?(?: the)? (?:\w+ )?{_REPORTS}\b"
)
# 列出2016年的报道
_REQUESTED = regex(rf"^(?:列[出举]|罗列|找出|查找|查一?下|给出)(?:一下)?.*{_REPORT}[。!]?$")

# Of every report of the list its line tells this.
_TOLD = (
    r"(?:分别|各|都)?(?:是|由)?(?:谁|哪位记者|哪家媒体)(?:写|撰写|发布|登|编辑)?的?"
    r"|(?:分别|各|都)?(?:是|在)?(?:什么时[候间]|何时|哪一?[天年月日])(?:发布|发表|刊登|登|写)?(?:出来)?的?"
    r"|(?:作者|编辑|责任编辑|来源|发布时间|标题|题目|日期)(?:分别|各)?(?:是|叫)(?:谁|什么|哪里|何时)"
)
_PLAIN = regex(
    rf"{_TOLD}|{_REPORT}|请问|一?共|总共|合计|全部|所有|现有|这些|库[里中内]?|资料|材料|本站|你们?|我们?|这里|目前|现在"
    r"|撰写|采写|执笔|写|责任编辑|编辑|责编|编|作者|记者|通讯员|署名|来源|出处|来自|媒体|网站|刊物"
    r"|发布|发表|刊登|刊发|登载|登|刊|发|转载|收录|出现|分别|各|都|又|还|也|曾经?|给"
    r"|[那这]?[一二两三四五六七八九十\d]*[篇条]|时间|日期|哪些|哪[几一]?[篇条个]?|多少|几|什么|时候|谁|名称|名字|标题|题目|叫"
    r"|[是的有在于由了过里中内上和与及呢吗啊吧出年月日号份以后前得]|一下|列[出举]|罗列|找出|查找|给出|最[新近晚后早先]"
)
_PLAIN_ENGLISH = regex(
    r"\b(?:which|what|how|many|list|show|find|name|me|us|all|of|the|an?|are|is|was|were|there|did|does|do|has|have"
    r"|been|in|on|at|by|for|from|and|that|these|those|written|wrote|write|author|edit(?:ed|or)?|publish(?:ed|er)?"
    r"|appeared|latest|newest|most|recent|oldest|earliest|first|last|please|you|we|pile|who|when|it|one"
    r"|reports?|articles?|stories|story)\b"
)
# What stands behind it is what the reports are about.
_ABOUT = regex(
    r"关于|有关|围绕|(?:讲|写|说|谈|提)(?:的是|到了?|及|述)|[讲谈](?:了|过)|介绍了?|涉及|反映|报[道导](?:了|的是|过)"
    r"|\b(?:about|on|mention\w*|cover\w*|discuss\w*|deal\w* with)\b"
)
_OF_THE_REPORTS = regex(rf"的(?:[那这]?[几一]?[篇条])?{_REPORT}")
_TURNED = regex(
    r"没|未|不|无(?!人机)|除|最|更|第[一二三\d]|\b(?:not|no|never|without|except)\b"
)  # not for rules to judge

_EDITS = r"编辑|责编|编(?![制排写])|\bedit"
_WRITES = r"写|撰|执笔|署名|投稿|供稿|作者|\bwr[io]t|\bauthor"
_PUBLISHES = r"登|刊|发布|发表|报[道导]了|发(?=了|过)|\bpubli|\bprint"
_BEFORE = (
    (regex(r"(?:编辑|责编)[是为:]?$|\bedited by $|\beditor (?:is |was )?$"), (Role.EDITOR,)),
    (regex(r"(?:作者|记者|通讯员|撰稿人?|署名)[是为叫:]?$|\bwritten by $|\bauthor (?:is |was )?$"), (Role.AUTHOR,)),
    (regex(r"(?:来源|出处|媒体|登|刊|发[布表])[是为在于:]?$|来自$|\bpublished (?:by|in) $"), (Role.PUBLISHER,)),
)
_BEHIND = (
    (regex(_EDITS), (Role.EDITOR,)),
    (regex(_WRITES), (Role.AUTHOR,)),
    (regex(_PUBLISHES), (Role.PUBLISHER, Role.AUTHOR)),
)
# 镇里发表了几篇文章: a place that writes is told of in the reports; a word of the dictionary is a name only right here.
_ACTS = regex(rf"\s*(?:在[^,。]{{0,8}})?(?:一共|总共|共|都|又|还|曾经?)?(?:{_EDITS}|{_WRITES}|{_PUBLISHES})")
_OWNS = regex(rf"\s*(?:的?{_REPORT}|上?(?:有|共))")
_UNSIGNED = regex(
    r"^(?:(?P<writer>[一-鿿]{2,4}?)(?:写|撰写|采写)|(?P<paper>[一-鿿]{2,8}?(?:[日晚早时周]报|网|[电视]台|通讯社|在线))(?:登|刊|发))"
    rf"[登发布表]?[过了的]?是?{_WHICH}的?(?:报[道导]|文章)[?。]?$"
)
_IDIOM = regex(r"做(?:足|好|大|活|深|透)?[过了]?[^,。?]{0,6}文章")  # 围绕茶叶做文章

_DAY = regex(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:年(?:(?P<month>1[0-2]|0?[1-9])月份?(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号])?)?"
    r"|[-/.](?P<month2>1[0-2]|0?[1-9])[-/.](?P<day2>3[01]|[12]\d|0?[1-9]))?(?!\d)"
)
_MONTHS = "january february march april may june july august september october november december".split()
_ENGLISH_MONTH = regex(rf"\b(?P<month>{'|'.join(_MONTHS)}),? (?P<year>(?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class ReportsAsked:
    """What a question says of the reports it asks for. `days` are stretches of days (none: at any time); of `signed`
    each is a name with what it is to the report, of which one is enough; `places` whose they are; `topic` what they
    are about. `first` or `last`: only the oldest, the newest. `unsigned` is a writer or a newspaper that no imprint
    names."""

    days: tuple[tuple[date, date], ...] = ()
    signed: tuple[Mapping[Role, set[str]], ...] = ()
    places: tuple[NamedPlace, ...] = ()
    topic: tuple[Term, ...] = ()
    first: bool = False
    last: bool = False
    unsigned: str | None = None


def asks_for_reports(shadow: str) -> bool:
    """Whether reports as such may be asked for; `reports_asked` says whether they are.

    >>> asks_for_reports("2016年有哪些报道?"), asks_for_reports("报道里哪些镇建了茶园?")
    (True, False)
    """
    return any(pattern.search(shadow) for pattern in (_ASKED, _FIRST_OR_LAST, _REQUESTED))


def reports_asked(query: Query, signatories: Signatories) -> ReportsAsked | None:
    """What the question says of the reports it asks for; None where it asks for something else."""
    text = query.shadow
    if not asks_for_reports(text) or _IDIOM.search(text) or query.excluded:
        return None
    named = dict(_names_in(text, query, signatories))
    places = tuple(one for one in query.named if not overlaps(one.span, named))
    # A word of place in the name of a newspaper or an office is no place asked of.
    rest = _blank(OPENING.sub(blanks, text), [*named, *(one.span for one in places)])
    if any(_ACTS.match(text, one.span[1]) for one in places):
        return None
    dated = [*_ENGLISH_MONTH.finditer(rest), *_DAY.finditer(PERIOD.sub(blanks, _ENGLISH_MONTH.sub(blanks, rest)))]
    rest = PERIOD.sub(blanks, _blank(rest, [found.span() for found in dated]))
    topic = _topic(rest, query, [found.start() for found in dated])
    if topic is None:
        return _unsigned(text, signatories)
    superlative = _FIRST_OR_LAST.search(text)
    newest = bool(superlative and _NEWEST.search(superlative.group()))
    return ReportsAsked(
        days=tuple(_stretch(found) for found in dated if _exists(found)),
        signed=tuple(named.values()),
        places=places,
        topic=topic,
        first=superlative is not None and not newest,
        last=newest,
    )


def _names_in(text: str, query: Query, signatories: Signatories) -> Iterator[tuple[Span, Mapping[Role, set[str]]]]:
    """Where the question names somebody who signed reports, longest names first, with what they are to them."""
    found: list[Span] = []
    places = [one.span for one in (*query.named, *query.mentioned)]
    inside = [name for name in signatories if len(name) > 1 and name in text]
    for name in sorted(inside, key=len, reverse=True):
        at = text.find(name)
        span = (at, at + len(name))
        is_place = any(start <= at and span[1] <= end for start, end in places)
        if not overlaps(span, found) and not is_place and _is_name(text, name, span):
            found.append(span)
    found.sort()
    for number, span in enumerate(found):
        until = found[number + 1][0] if number + 1 < len(found) else len(text)
        since = found[number - 1][1] if number else 0
        roles = _roles(text[since : span[0]], text[span[1] : until])
        signed = signatories[text[slice(*span)]]
        # Somebody who edits and never wrote has written nothing: the name is kept, and finds none.
        yield span, {role: signed.get(role, set()) for role in roles or tuple(signed)}


def _is_name(text: str, name: str, span: Span) -> bool:
    """A word that a dictionary has (新华社, 小茶) is a name only where it is said to sign or to have reports."""
    if not count(name):
        return True
    before, behind = text[: span[0]], span[1]
    return bool(_roles(before, "") or _ACTS.match(text, behind) or _OWNS.match(text, behind))


def _roles(before: str, behind: str) -> tuple[Role, ...]:
    for pattern, roles in _BEFORE:
        if pattern.search(before):
            return roles
    return next((roles for pattern, roles in _BEHIND if pattern.search(behind)), ())


def _topic(rest: str, query: Query, dates: list[int]) -> tuple[Term, ...] | None:
    """What the reports asked for are about, where `rest` is the question without its names, places and dates: () where
    nothing is left of it, None where what is left is not understood."""
    plain = _PLAIN_ENGLISH if query.lang == "en" else _PLAIN
    about = _ABOUT.search(rest)
    left = rest if about is None else _blank(rest, [about.span()])
    terms = tuple(term for term in query.terms if term.text in bare(left) and bare(plain.sub(" ", term.text)))
    for term in terms:
        left = left.replace(term.text, " " * len(term.text))
    if not terms:
        return None if bare(plain.sub(" ", left)) else ()
    if _TURNED.search(left) or (about is not None and any(at > about.start() for at in dates)):
        return None  # 关于2016年收成的报道: the year of the matter
    spoken_of = {one.name for one in query.mentioned}
    is_plain = about is not None or _OF_THE_REPORTS.search(rest) or all(term.text in spoken_of for term in terms)
    return terms if is_plain else None


def _unsigned(text: str, signatories: Signatories) -> ReportsAsked | None:
    found = _UNSIGNED.match(text)
    who = (found["writer"] or found["paper"]) if found else None
    return None if who is None or ASKS.search(who) or who in signatories else ReportsAsked(unsigned=who)


def _blank(text: str, spans: list[Span]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _parts(found: re.Match[str]) -> tuple[int, int | None, int | None]:
    said = found.groupdict()
    if said["month"] in _MONTHS:
        return int(said["year"]), _MONTHS.index(said["month"]) + 1, None
    month, day = said["month"] or said.get("month2"), said.get("day") or said.get("day2")
    return int(said["year"]), int(month) if month else None, int(day) if day else None


def _exists(found: re.Match[str]) -> bool:
    year, month, day = _parts(found)
    return day is None or month is None or day <= monthrange(year, month)[1]


def _stretch(found: re.Match[str]) -> tuple[date, date]:
    """First and last day of a year, a month, or the day itself."""
    year, month, day = _parts(found)
    first = date(year, month or 1, day or 1)
    last = month or 12
    return first, date(year, last, day or monthrange(year, last)[1])
