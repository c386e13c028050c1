"""Invented counties, towns and villages: names that no list of real places has, some of them shared by two counties."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_FIRST = "澹芷蘅岚霁砚溱桐苇菱荻棠槿榆柘楝栎皋崤岫峦峪泖浣淇湄漪澜澄潏漱霞雁鹭鸢鹤麓韶筠筱翎翊钿钧铎锦"
# Not 集 and 场: 集镇 and 场镇 are words, so a town of such a name is read only where the gazetteer has it, and none of
# ours is there. A limit of reading places, not of lists.
_SECOND = "溪浦渡桥塘湾坪坝岭岗峪沟泉井亭台堡寨店墟洲渚屿滩汀埠坞垭坳塬"
_TOWNS_OF = (6, 14)  # towns of a county
_SHARED = 0.04  # share of towns that bear the name of a town of another county
_ENDINGS = ("镇", "镇", "镇", "乡", "乡", "街道")
_COUNTIES = ("县", "县", "县", "区", "市")


@dataclass(frozen=True, slots=True)
class Town:
    """A town and the county it lies in; `villages` are names with 村."""

    county: str
    name: str
    villages: tuple[str, ...]

    @property
    def noun(self) -> str:
        """What the town calls itself: 镇, 乡, 街道."""
        return "街道" if self.name.endswith("街道") else self.name[-1]


def make_towns(rng: random.Random, number: int, taken: Callable[[str], bool]) -> list[Town]:
    """`number` towns in as many counties as they need. `taken` tells the names of real places."""
    names = _fresh(rng, taken)
    towns: list[Town] = []
    while len(towns) < number:
        county = next(names) + rng.choice(_COUNTIES)
        here: set[str] = set()
        for _ in range(min(rng.randint(*_TOWNS_OF), number - len(towns))):
            other = rng.choice(towns) if towns and rng.random() < _SHARED else None
            shares = other is not None and other.county != county and other.name not in here
            name = other.name if other is not None and shares else next(names) + rng.choice(_ENDINGS)
            here.add(name)
            towns.append(Town(county, name, tuple(next(names) + "村" for _ in range(3))))
    return towns


def _fresh(rng: random.Random, taken: Callable[[str], bool]) -> Iterator[str]:
    """Stems of two or three characters, each once, none of which names a real place with any ending."""
    used: set[str] = set()
    while True:
        stem = rng.choice(_FIRST) + (rng.choice(_FIRST) if rng.random() < 0.5 else "") + rng.choice(_SECOND)
        real = any(taken(stem + ending) for ending in (*_ENDINGS, *_COUNTIES, "村"))
        if stem not in used and not real and len(set(stem)) == len(stem):
            used.add(stem)
            yield stem
