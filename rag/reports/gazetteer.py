"""The administrative places of China, present and past, and finding their names in text.

Provinces, cities, counties and towns with their short names (夏官营镇 → 夏官营), and the places that were renamed or
abolished (旬阳县 → 旬阳市). No villages: there is no public list. The data file is built by
`rag.reports.gazetteer_build`; which of several places a name in a text means is decided in `rag.reports.places`.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from rag.language.regex import regex
from rag.types import Level, Place

DATA_FILE = Path(__file__).parent / "data" / "gazetteer.tsv.gz"
GONE = "-"  # in the column of today's code: abolished, and no single place followed it

_TOWN = 9  # digits of a town's code
_LEVELS = {2: Level.PROVINCE, 4: Level.CITY, 6: Level.COUNTY, _TOWN: Level.TOWN}
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|"
    "达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|"
    "赫哲|门巴|珞巴|基诺|各"
)
_SUFFIX = regex(
    rf"(?:(?:{_PEOPLES})族)*(?:壮族|回族|维吾尔)?(?:特别行政区|自治[区州县旗]|民族乡|街道办事处|街道|地区|苏木|"
    r"社区|林区|特区|新区|[省市县区旗盟镇乡村州])$"
)
_FAST = {"镇": 1, "乡": 1, "县": 1, "道": 2}  # endings of nine names in ten, cut without the rule's cost


class Table(NamedTuple):
    """The data file's columns, as long as each other. `today` is empty for a place that exists."""

    code: list[str]
    name: list[str]
    short: list[str]
    today: list[str]

    @classmethod
    def parse(cls, text: str) -> Table:
        """Lines of four fields with tabs between them. All are cut at once: 45,000 tuples would take ten times as
        long, and most commands ask for a handful of places."""
        fields = text.replace("\n", "\t").split("\t")
        return cls(*(fields[column::4] for column in range(4)))


def short_name(name: str) -> str:
    """A place's name as people say it; the name itself where nothing of two characters would be left.

    >>> short_name("夏官营镇"), short_name("宽甸满族自治县"), short_name("房县")
    ('夏官营', '宽甸', '房县')
    """
    cut = _FAST.get(name[-1], 0)
    plain = cut and len(name) > cut + 1 and name[-cut - 1] not in "族治" and (cut == 1 or name[-2] == "街")
    short = name[:-cut] if plain else _SUFFIX.sub("", name)
    return short if len(short) >= 2 else name


# Peoples whose first character is no everyday word, so that 阜|蒙|县 is no end of one word and start of the next.
_OF_A_PEOPLE = regex(r"[一-鿿]+?(?P<wing>[左右])?翼?(?P<people>[蒙藏苗彝侗瑶傣黎畲羌])[一-鿿]*族自治县")
_LONG_STEM = 4  # characters; of a longer name than most the first two are said too (前郭尔罗斯 → 前郭)


def abbreviations(name: str, short: str) -> list[str]:
    """What an autonomous county is called too: by its first syllable and its people's or its wing, and where its short
    name is a long one by the first two syllables.

    >>> abbreviations("阜新蒙古族自治县", "阜新"), abbreviations("前郭尔罗斯蒙古族自治县", "前郭尔罗斯")
    (['阜蒙县'], ['前蒙县', '前郭县'])
    """
    found = _OF_A_PEOPLE.fullmatch(name)
    by_people = [f"{name[0]}{found['wing'] or found['people']}县"] if found else []
    return [*by_people, *([f"{short[:2]}县"] if len(short) > _LONG_STEM else [])]


# Everyday words that the dictionary behind the list of `ordinary` ones takes for names of places alone (新建敬老院).
_WORDS_TOO = frozenset("新建 温泉 平原 古城 友谊 红旗 河口 商城 路桥".split())


class Gazetteer:
    """Places by name, short name, code and parent. Read-only; pieces that a caller does not need are not built."""

    def __init__(self, table: Table, ordinary: Iterable[str] = ()) -> None:
        self._table = table
        self._ordinary = frozenset(ordinary)
        self._made: dict[int, Place] = {}
        self._town_shorts: dict[str, dict[str, Place]] = {}

    @classmethod
    def load(cls) -> Gazetteer:
        """The gazetteer of the repository."""
        table, ordinary = gzip.decompress(DATA_FILE.read_bytes()).decode().rsplit("\n", 1)
        return cls(Table.parse(table), ordinary.split(" "))

    @cached_property
    def _by_code(self) -> dict[str, int]:
        rows = zip(self._table.code, self._table.today, strict=True)
        return {code: at for at, (code, today) in enumerate(rows) if not today}

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for at, name in enumerate(self._table.name):
            found[name].append(at)
            if name.endswith("自治县") and not self._table.today[at]:
                short = self._short(at)
                found[short + "县"].append(at)
                found[short + "自治县"].append(at)
        said: dict[str, list[int]] = defaultdict(list)
        for at, name in enumerate(self._table.name):
            if name.endswith("自治县") and not self._table.today[at]:
                for abbreviated in abbreviations(name, self._short(at)):
                    said[abbreviated].append(at)
        found.update({name: rows for name, rows in said.items() if name not in found})  # 昌黎县 is one of its own
        return dict(found)

    def _short(self, at: int) -> str:
        return self._table.short[at] or short_name(self._table.name[at])

    @cached_property
    def _by_short(self) -> dict[str, list[int]]:
        return self._shortened(range(len(self._table.code)))

    @cached_property
    def _large_shorts(self) -> dict[str, list[int]]:
        """As `_by_short`, without the towns (a fifth of the work, and all that reading a text needs)."""
        return self._shortened(at for at, code in enumerate(self._table.code) if len(code) < _TOWN)

    def _shortened(self, rows: Iterable[int]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for at in rows:
            short = self._short(at)
            if short != self._table.name[at]:
                found[short].append(at)
        return dict(found)

    @cached_property
    def _by_county(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for at, code in enumerate(self._table.code):
            if len(code) == _TOWN:
                found[code[:6]].append(at)
        return dict(found)

    def knows(self, name: str) -> bool:
        """Whether any place has this full name: the cheapest question, asked of every stretch before a suffix."""
        return name in self._by_name

    def named(self, name: str) -> list[Place]:
        """The places whose full name this is, present ones first; 互助县 is 互助土族自治县 too."""
        return self._places(self._by_name.get(name, ()))

    def shortened(self, short: str) -> list[Place]:
        """The places of any level whose short name this is."""
        return self._places(self._by_short.get(short, ()))

    def shortened_large(self, short: str) -> list[Place]:
        """The provinces, cities and counties whose short name this is."""
        return self._places(self._large_shorts.get(short, ()))

    def knows_short(self, short: str) -> bool:
        """Whether a province, city or county has this short name."""
        return short in self._large_shorts

    @cached_property
    def short_starts(self) -> frozenset[str]:
        """The first two characters of those short names: most stretches of text are ruled out by them alone."""
        return frozenset(short[:2] for short in self._large_shorts)

    def town_shorts(self, county_code: str) -> dict[str, Place]:
        """The towns of a county, or of a city without counties, by short name; those that exist go first."""
        if county_code not in self._town_shorts:
            towns = reversed(self._places(self._by_county.get(county_code.ljust(6, "0"), ())))
            self._town_shorts[county_code] = {short_name(town.name): town for town in towns}
        return self._town_shorts[county_code]

    def large_within(self, code: str) -> list[Place]:
        """The present cities and counties in the place with this code; none of a county, nor without a code."""
        if not 2 <= len(code) < 6:
            return []
        return [
            self._place(row)
            for one, row in self._by_code.items()
            if len(code) < len(one) < _TOWN and one.startswith(code)
        ]

    def at(self, code: str) -> Place | None:
        """The place with this present code."""
        row = self._by_code.get(code)
        return None if row is None else self._place(row)

    def earlier(self, place: Place) -> list[Place]:
        """The places that became this one (旬阳市 → 旬阳县)."""
        if place.code is None:
            return []
        return self._places(self._by_today.get(place.code, ()))

    @cached_property
    def _by_today(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for at, today in enumerate(self._table.today):
            if today and today != GONE:
                found[today].append(at)
        return dict(found)

    def ordinary(self, short: str) -> bool:
        """Whether a short name is an everyday word too (和平, 建设, 团结)."""
        return short in self._ordinary or short in _WORDS_TOO

    def _places(self, rows: Iterable[int]) -> list[Place]:
        return sorted(map(self._place, rows), key=lambda place: (place.present is not None, place.code is None))

    def _place(self, at: int) -> Place:
        place = self._made.get(at)
        if place is None:
            place = self._made[at] = self._make(at)
        return place

    def _make(self, at: int) -> Place:
        own, names, today = self._table.code[at], self._table.name, self._table.today[at]
        code = today if today and today != GONE else own
        above: list[str] = []
        for length in (2, 4, 6):
            parent = self._by_code.get(code[:length]) if length < len(code) else None
            if parent is not None:
                above.append(names[parent])
        exists = today != GONE
        present = names[self._by_code[code]] if today and exists else None
        return Place(names[at], _LEVELS[len(own)], code if exists else None, tuple(dict.fromkeys(above)), present)
