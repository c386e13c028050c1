"""Questions without an answer, near to ones that have one: a fact with one part changed, so that the pile lacks it.

Each maker changes one thing (the town, the year, the unit, the office, a part of a name, the part of a thing asked for)
and keeps the question only where the pile can be seen not to answer it: the words that would have to be there are not.
Beside them stand things that no report of the town has, slogans nobody coined, and questions of another world.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from eval.refusing.elsewhere import ABSENT, ELSEWHERE, PARTS
from eval.refusing.facts import OFFICES, TELLING, Fact, FactKind
from eval.refusing.wording import asked, put
from rag.index.tokenizing import words
from rag.language.rarity import rarity
from rag.language.script import shadow
from rag.types import Report

_YEARS = range(1996, 2020)
_NEAR = 2  # years around a report's own (去年, 明年) that its words may speak of
_OTHER_OFFICES = (
    "人大主席|武装部部长|组织委员|宣传委员|财政所所长|司法所所长|派出所所长|卫生院院长|中心小学校长|团委书记|妇联主席|工会主席|农技站站长|"
    "供销社主任|林业站站长"
).split("|")
# What else could be asked of a thing that is counted, by the unit its figure has not.
_OTHER_MEASURES = (
    ("万元", "{place}{topic}花了多少万元？"),
    ("吨", "{place}的{thing}产量是多少吨？"),
    ("户", "{place}有多少户参与{topic}？"),
    ("公里", "{place}{topic}涉及多少公里？"),
    ("元", "{place}的{thing}每个多少元？"),
    ("年", "{place}的{thing}要用多少年？"),
    ("个百分点", "{place}的{thing}提高了多少个百分点？"),
    ("亩", "{place}的{thing}占了多少亩地？"),
)
_UNITS = "个 亩 万元 人 家".split()
_THINGS = (
    "{place}的{thing}有多少{unit}？", "{place}一共有多少{unit}{thing}？", "{place}的{thing}是哪一年有的？",
    "{place}的{thing}由谁负责？", "{place}是怎么搞{thing}的？",
)  # fmt: skip
_SLOGANS = ("什么是“{}”？", "{place}的“{}”是哪一年开始的？", "{place}为什么要搞“{}”？", "“{}”工程投入了多少万元？")
_RENAMED = ("什么是“{}”？", "{place}的“{}”是什么？", "{place}的“{}”是怎么做的？", "{place}的“{}”有多少人参加？")
_NUMERALS, _SYLLABLES = "一二三四五六七八九", "锚榫曜骊琮翮霁杼彀箴缨舳蠡鹳圭"


@dataclass(frozen=True)
class Ground:
    """What the pile says, to see that it does not answer: all of it, and what it says of each town."""

    reports: Sequence[Report]
    facts: Sequence[Fact]
    draw: random.Random

    @cached_property
    def whole(self) -> str:
        return "\n".join(shadow(report.text) for report in self.reports)

    @cached_property
    def own(self) -> dict[str, str]:
        """Place → the texts of its own reports."""
        texts: dict[str, str] = {}
        for report in self.reports:
            for place in report.places:
                texts[place.name] = texts.get(place.name, "") + "\n" + shadow(report.text)
        return texts

    @cached_property
    def towns(self) -> list[str]:
        return sorted(self.own)

    @cached_property
    def years(self) -> dict[str, set[int]]:
        """Place → the years in which its reports appeared."""
        found: dict[str, set[int]] = {}
        for report in self.reports:
            published = report.metadata.published
            for place in report.places:
                found.setdefault(place.name, set()).update([published.year] if published else [])
        return found

    def told_of(self, town: str) -> str:
        """Its own reports, and every sentence with its name."""
        return self.own[town] + "".join(re.findall(rf"[^。\n]*{re.escape(town)}[^。\n]*", self.whole))

    def of(self, *kinds: FactKind) -> Iterator[Fact]:
        return (fact for fact in self.facts if fact.kind in kinds)


def other_town(ground: Ground) -> Iterator[str]:
    """A fact asked of a town of which no telling word of it is said."""
    for fact in ground.of(FactKind.FIGURE, FactKind.HOLDER):
        town = ground.draw.choice(ground.towns)
        told = ground.told_of(town)
        telling = [word for word in fact.topic if rarity(word) >= TELLING] or [fact.said]
        if fact.place != town and not any(word in told for word in telling):
            yield asked(fact, ground.draw, place=town)


def other_year(ground: Ground) -> Iterator[str]:
    for fact in ground.of(FactKind.FIGURE):
        year = ground.draw.choice(_YEARS)
        near = any(abs(year - published) <= _NEAR for published in ground.years.get(fact.place, ()))
        if str(year) not in ground.own[fact.place] and not near:
            yield asked(fact, ground.draw, year=year)


def other_unit(ground: Ground) -> Iterator[str]:
    """Of a thing that is counted in one unit, what would be told in another that stands in no paragraph with it."""
    for fact in ground.of(FactKind.FIGURE):
        unit, form = ground.draw.choice(_OTHER_MEASURES)
        paragraphs = [text for text in ground.told_of(fact.place).split("\n") if fact.counted in text]
        if not any(re.search(rf"[\d十百千万几]{unit}", text) for text in paragraphs):
            yield put(form.format(place=fact.place, topic="".join(fact.topic), thing=fact.counted), ground.draw)


def other_office(ground: Ground) -> Iterator[str]:
    """Of a place where an office is held by somebody named, another office that none of its reports names."""
    for fact in ground.of(FactKind.HOLDER):
        office = ground.draw.choice([*OFFICES.split("|"), *_OTHER_OFFICES])
        head = office[-3:] if office.endswith("书记") else office[-2:]
        if head not in ground.told_of(fact.place):
            form = ground.draw.choice(("{}的{}是谁？", "{}{}叫什么名字？", "谁是{}的{}？", "{}的{}姓什么？"))
            yield put(form.format(fact.place, office), ground.draw)


def changed_name(ground: Ground) -> Iterator[str]:
    """A name with one of its words replaced by one of another name: “幸福小院” → “幸福课堂”."""
    names = list(ground.of(FactKind.NAME))
    for fact in names:
        other = ground.draw.choice(names)
        if len(fact.topic) < 2 or len(other.topic) < 2 or fact.said == other.said:
            continue
        new = "".join((*fact.topic[:-1], other.topic[-1]))
        if new not in ground.whole and other.topic[-1] not in ground.own[fact.place]:
            yield put(ground.draw.choice(_RENAMED).format(new, place=fact.place), ground.draw)


def absent_part(ground: Ground) -> Iterator[str]:
    """Something else about a thing that the report does speak of: its insurance, its designer."""
    for fact in ground.of(FactKind.FIGURE):
        part, asks = ground.draw.choice(PARTS)
        if part not in ground.own[fact.place]:
            yield put(f"{fact.place}{''.join(fact.topic)}的{part}{asks}", ground.draw)


def absent_fact(ground: Ground) -> Iterator[str]:
    """Things that the town's reports do not have, nor a sentence that names the town."""
    while True:
        town, thing = ground.draw.choice(ground.towns), ground.draw.choice(ABSENT)
        told = ground.told_of(town)
        if not any(word in told for word in words(thing) if rarity(word) >= TELLING):
            form = ground.draw.choice(_THINGS)
            yield put(form.format(place=town, thing=thing, unit=ground.draw.choice(_UNITS)), ground.draw)


def absent_topic(ground: Ground) -> Iterator[str]:
    """Slogans that nobody has coined: 三榫四骊."""
    draw = ground.draw
    while True:
        name = "".join(draw.choice(_NUMERALS) + draw.choice(_SYLLABLES) for _ in range(2))
        if name not in ground.whole:
            yield put(draw.choice(_SLOGANS).format(name, place=draw.choice(ground.towns)), draw)


def elsewhere(_: Ground) -> Iterator[str]:
    """Questions of another world."""
    yield from ELSEWHERE


MAKERS: dict[str, Callable[[Ground], Iterator[str]]] = {
    maker.__name__: maker
    for maker in (
        other_town, other_year, other_unit, other_office, changed_name, absent_part, absent_fact, absent_topic,
        elsewhere,
    )
}  # fmt: skip
