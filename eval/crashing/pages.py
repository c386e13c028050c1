"""Invented pages for the kill campaign: short reports of towns that do not exist, no two of them alike."""

from __future__ import annotations

import random
from pathlib import Path

PAGES = (
    600  # three commits of the product's batches: enough moments to kill between, quick enough for hundreds of kills
)

_NAMES = "青白赤金银铜玉云雨霜雪松竹梅兰菊柳桑枣梨杏荷石泉溪潭滩坡岭岗峰湾渡桥亭塔钟鼓琴鹤鹿马牛羊燕雁"
_ENDINGS = ("镇", "乡")
_CROPS = ("药材", "核桃", "黄花菜", "中蜂", "食用菌", "茶叶", "油菜", "莲藕", "花椒", "猕猴桃")
_SENTENCES = (
    "{a}村新修{b}水渠{n}米，引{c}河水上山。",
    "群众在{a}坪办起{b}{crop}合作社，入社农户{n}户。",
    "镇里请来{a}学校的{b}老师，连讲{n}堂{crop}课。",
    "{a}桥通车以后，{b}、{c}两个组的{crop}当天就能运出去。",
    "{a}书屋添置图书{n}册，放在{b}院子里供人借阅。",
    "老党员{b}{c}带头拆掉{a}巷的旧猪圈，栽下{n}棵树。",
    "{a}沟种植{crop}{n}亩，由{b}公司按{c}牌子收购。",
    "今年{a}片区安装路灯{n}盏，从{b}口一直亮到{c}坝。",
)


def write_pages(folder: Path, rng: random.Random, pages: int = PAGES) -> Path:
    """Writes `pages` text files into `folder`, all from `rng`."""
    folder.mkdir(parents=True)
    for number in range(pages):
        (folder / f"{number:04}.txt").write_text(_page(rng), encoding="utf-8")
    return folder


def _page(rng: random.Random) -> str:
    town = _name(rng) + rng.choice(_ENDINGS)
    date = f"20{rng.randint(10, 24)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    head = f"{town}“{_name(rng)}{_name(rng)}”见闻\n\n发布时间:{date}\n\n"
    paragraphs = ["　　" + "".join(_sentence(rng) for _ in range(rng.randint(3, 6))) for _ in range(rng.randint(1, 4))]
    return head + "\n".join([f"　　{town}党委今年办成了几件实事。", *paragraphs]) + "\n"


def _sentence(rng: random.Random) -> str:
    values = {"a": _name(rng), "b": _name(rng), "c": _name(rng), "n": rng.randint(11, 9999), "crop": rng.choice(_CROPS)}
    return rng.choice(_SENTENCES).format(**values)


def _name(rng: random.Random) -> str:
    return "".join(rng.choices(_NAMES, k=2))
