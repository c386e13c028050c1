"""What is true in an invented pile: which town did, plans or only speaks of what; and the reports that say so.

A report is a list of sentences with their place; how it stands on a page is `pages.py`'s work. Truth is what the
sentences say, taken together: a town that did it did it, whatever else is planned, denied or told of others.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from eval.townships.concepts import Concept
from eval.townships.places import Town, make_towns
from eval.townships.wording import Wordings
from rag.types import Verdict

_REPORTS_A_TOWN = 2.5
_REPORTS_A_PROGRAMME = 40
_LEAST_PROGRAMMES = 6
_COUNTY_REPORT, _VILLAGE_REPORT = 0.12, 0.1  # shares of all reports
_NAMED = 0.6  # share of matters that are named programmes
_DID, _PLANNED, _DENIED = 0.6, 0.15, 0.1  # of what is said of a named programme; the rest is seen elsewhere
_RANK = {Verdict.DID: 0, Verdict.PLANNED: 1, Verdict.MENTIONED: 2}
_NUMERALS = "一二三四五六七八"
_DEEDS = "联帮促带创评议访亮晒引育管护送领"
_IMAGES, _MEANS = ("暖心", "红色", "清风", "连心", "阳光", "星火", "金秋", "同心"), (
    "敲门", "领航", "夜话", "板凳", "灯塔", "驿路", "账本", "讲堂", "庭院", "扁担"
)  # fmt: skip
_HEADS = ("活动", "工程", "行动", "机制", "工作法", "制度")

Key = tuple[str, str]  # county, town


@dataclass(frozen=True, slots=True)
class Programme:
    """A named programme as it is written: the core, and the noun that closes it on most pages."""

    core: str
    head: str


@dataclass(frozen=True, slots=True)
class Story:
    """One report before it is laid out. `town` is None for a county's own report."""

    county: str
    town: Town | None
    village: str | None
    title: str
    published: date
    sentences: tuple[str, ...]


@dataclass(slots=True)
class World:
    """The towns, what they did (`truth`: programme core or concept core → town → verdict), and the stories."""

    towns: list[Town]
    programmes: list[Programme]
    concepts: tuple[Concept, ...]
    stories: list[Story] = field(default_factory=list)
    truth: dict[str, dict[Key, Verdict]] = field(default_factory=lambda: defaultdict(dict))

    def learn(self, topic: str, town: Town, verdict: Verdict) -> None:
        key = (town.county, town.name)
        before = self.truth[topic].get(key)
        if before is None or _RANK[verdict] < _RANK[before]:
            self.truth[topic][key] = verdict

    def doers(self, topic: str) -> list[Key]:
        return [key for key, verdict in self.truth[topic].items() if verdict is Verdict.DID]


def make_world(
    rng: random.Random, reports: int, half: tuple[Wordings, tuple[Concept, ...]], taken: Callable[[str], bool]
) -> World:
    """A world that `reports` reports tell of."""
    wordings, concepts = half
    towns = make_towns(rng, max(round(reports / _REPORTS_A_TOWN), 4), taken)
    programmes = _programmes(rng, max(reports // _REPORTS_A_PROGRAMME, _LEAST_PROGRAMMES))
    world = World(towns, programmes, concepts)
    teller = _Teller(rng, world, wordings)
    while len(world.stories) < reports:
        world.stories.append(teller.story())
    return world


def _programmes(rng: random.Random, number: int) -> list[Programme]:
    cores: dict[str, None] = {}
    while len(cores) < number:
        if rng.random() < 0.7:
            pairs = zip(rng.sample(_NUMERALS, 2), rng.sample(_DEEDS, 2), strict=True)
            core = "".join(numeral + deed for numeral, deed in pairs)
        else:
            core = rng.choice(_IMAGES) + rng.choice(_MEANS)
        cores[core] = None
    return [Programme(core, rng.choice(_HEADS)) for core in cores]


class _Teller:
    """Writes stories, and notes in the world what they say."""

    def __init__(self, rng: random.Random, world: World, wordings: Wordings) -> None:
        self._rng = rng
        self._world = world
        self._say = wordings

    def story(self) -> Story:
        rng = self._rng
        town = rng.choice(self._world.towns)
        published = date(2009, 1, 1) + timedelta(days=rng.randrange(365 * 8))
        drawn = rng.random()
        if drawn < _COUNTY_REPORT:
            return self._county_story(town.county, published)
        village = rng.choice(town.villages) if drawn < _COUNTY_REPORT + _VILLAGE_REPORT else None
        told = [self._matter(town, village, published) for _ in range(rng.choice((1, 1, 2)))]
        return Story(town.county, town, village, self._title(village or town.name), published, tuple(told))

    def _county_story(self, county: str, published: date) -> Story:
        rng = self._rng
        here = [town for town in self._world.towns if town.county == county]
        programme = rng.choice(self._world.programmes)
        told = []
        a, b = rng.sample(here, 2) if len(here) > 1 else (here[0], here[0])
        frame = rng.choice(self._say.roll_did if a is not b else self._say.roll_planned)
        for town in (a, b) if "{B}" in frame else (a,):
            self._world.learn(programme.core, town, Verdict.DID if "{B}" in frame else Verdict.PLANNED)
        told.append(self._fill(frame, published, P=self.written(programme), A=a.name, B=b.name))
        rest = [town for town in here if town not in (a, b)]
        if rest:
            town = rng.choice(rest)
            planned = rng.random() < 0.5
            frame = rng.choice(self._say.roll_planned if planned else self._say.roll_denied)
            self._world.learn(programme.core, town, Verdict.PLANNED if planned else Verdict.MENTIONED)
            told.append(self._fill(frame, published, P=self.written(programme), A=town.name))
        return Story(county, None, None, self._title(county), published, tuple(told))

    def _matter(self, town: Town, village: str | None, published: date) -> str:
        if self._rng.random() < _NAMED:
            return self._named(town, village, published)
        return self._concept(town, village, published)

    def _named(self, town: Town, village: str | None, published: date) -> str:
        rng = self._rng
        programme = rng.choice(self._world.programmes)
        models = [key for key in self._world.doers(programme.core) if key != (town.county, town.name)]
        drawn = rng.random()
        frames, verdict = self._say.elsewhere, Verdict.MENTIONED
        if drawn < _DID or (drawn > _DID + _PLANNED + _DENIED and not models):
            frames, verdict = self._say.did, Verdict.DID
        elif drawn < _DID + _PLANNED:
            frames, verdict = self._say.planned, Verdict.PLANNED
        elif drawn < _DID + _PLANNED + _DENIED:
            frames, verdict = self._say.denied, Verdict.MENTIONED
        self._world.learn(programme.core, town, verdict)
        county, model = rng.choice(models) if models else ("", "")
        slots = self._subjects(town, village) | {"P": self.written(programme), "X": county + model}
        return self._fill(rng.choice(frames), published, **slots)

    def _concept(self, town: Town, village: str | None, published: date) -> str:
        rng = self._rng
        concept = rng.choice(self._world.concepts)
        drawn = rng.random()
        frame, verdict = rng.choice(concept.did), Verdict.DID
        if drawn > 0.85:
            frame, verdict = rng.choice(self._say.will), Verdict.PLANNED
        elif drawn > 0.75:
            frame, verdict = rng.choice(self._say.wont), Verdict.MENTIONED
        self._world.learn(concept.core, town, verdict)
        do = concept.do if verdict is Verdict.PLANNED else concept.do.split("{")[0]
        return self._fill(frame.replace("{V}", do), published, **self._subjects(town, village))

    def _subjects(self, town: Town, village: str | None) -> dict[str, str]:
        rng = self._rng
        if village:
            return {
                "S": rng.choice((village, village, "全村", "我村", town.name + village)),
                "O": rng.choice(("村党支部", "村“两委”", village + "党支部")),
            }
        noun = town.noun
        named = [town.name] * 3 + ([] if noun == "街道" else ["全" + noun, "我" + noun, "该" + noun])
        organs = (town.name + "党委", "党工委" if noun == "街道" else noun + "党委", f"{town.name}党委、政府")
        return {"S": rng.choice(named), "O": rng.choice(organs)}

    def written(self, programme: Programme) -> str:
        drawn = self._rng.random()
        if drawn < 0.6:
            return f"“{programme.core}”{programme.head}"
        if drawn < 0.8:
            return f"“{programme.core}{programme.head}”"
        return f"“{programme.core}”" if drawn < 0.9 else programme.core + programme.head

    def _fill(self, frame: str, published: date, **slots: str) -> str:
        rng = self._rng
        numbers = {
            "n": rng.randint(103, 4999),
            "k": rng.randint(2, 19),
            "m": rng.randint(2, 11),
            "d": rng.randint(2, 27),
        }
        years = {"y": published.year - rng.choice((0, 1)), "z": published.year + rng.choice((1, 2))}
        return frame.format(**slots, **numbers, **years)

    def _title(self, place: str) -> str:
        rng = self._rng
        slogan = rng.choice(
            (
                "党建引领促发展",
                "奏响乡村和谐曲",
                "为民服务零距离",
                "小村庄的大变化",
                "干部下沉解民忧",
                "产业兴旺百姓富",
                "抓党建添活力",
            )
        )
        return rng.choice(
            (f"{place}：{slogan}", f"{place}{slogan}", f"{slogan}——{place}见闻", f"{place}“三张表”{slogan}")
        )
