"""Sentences with what they say of their topic, by who wrote them: what the verdict model learns from and is judged by.

Each file of `sentences/` is one writer's, who had seen neither rules nor figures: of invented towns, in the manner of
bulletins, newspapers, yearbooks, letters (a–h, k–m); true doings with words that look like plans (i); sentences that
differ by the few words that decide (j); running news (n) and the self-reports of party committees (o), where nearly
all is told as done. Those of `REPORTED` are never learned from, and nobody who mends rules reads them. With them come
the statements of the invented piles' wordings that are no longer reported.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.townships.halves import fifth, first, fourth, second, sixth, third
from eval.townships.wording import Wordings
from rag.language.script import shadow
from rag.lists.verdicts.verdict_model import Said
from rag.types import Span

_FOLDER = Path(__file__).with_name("sentences")
REPORTED = "h"
_HALVES = (first, second, third, fourth, fifth, sixth)
_SAID = {
    Said.DID: ("did", "roll_did"),
    Said.PLANNED: ("planned", "roll_planned", "will"),
    Said.DENIED: ("denied", "roll_denied", "wont"),
    Said.SPOKEN: ("elsewhere",),
}
_TOPICS = ("三联三送", "五步亮牌", "归雁还巢", "一岗双责", "红袖章")
_DEEDS = ("种植花椒", "修建水泥路", "建起老年食堂", "发放小额信贷", "建设微型消防站")
# Plain sentences, which writers who think of hard ones leave out: who, a verb that says it is done, what.
_DOERS = (
    "全镇",
    "县里",
    "该村",
    "石泉镇",
    "镇党委",
    "全乡各村",
    "去年,镇里",
    "2013年,全镇",
    "到2013年全镇",
    "村里在村口",
    "柳沟村党支部",
    "",
)
_DID = tuple(
    "建成 办起 开展了 实施了 推行了 建起 修通了 引进了 发展 种植 搞起 启动了 推出 建立了 开办了 完成了 打造了 创办 "
    "推广了 落实了 坚持 深入开展 扎实推进 大力发展 全面推行 率先实施 继续抓好 通过 依托 借助 围绕".split()
)
_PRAISED = tuple(
    "都搞得扎实 有声有色 红红火火 走在前列 成了品牌 见了成效 热火朝天 家喻户晓 受到表彰 覆盖各村 越办越好".split()
)
_THINGS = (
    "沼气池",
    "“三联三送”",
    "文化广场",
    "老年食堂",
    "归雁还巢工程",
    "茶园",
    "“五步亮牌”工作法",
    "义诊",
    "便民驿站",
    "山羊养殖",
)
_ENDS = ("。", ",群众满意。", ",效果明显。", "300口。", "项目,惠及120户。", "活动。", ",带动农户增收。")
_SLOTS: Mapping[str, str] = {
    "S": "石泉镇", "O": "石泉镇党委", "X": "青禾镇", "A": "石泉镇", "B": "柳沟乡", "C": "云岭县",
    "n": "120", "k": "3", "y": "2012", "m": "6", "d": "8", "z": "2016",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence (its shadow), where its topic stands, and what it says of it."""

    text: str
    topic: Span
    said: Said


def writers() -> dict[str, list[Labelled]]:
    """The sentences of each writer, by the name of their file."""
    found = {}
    for path in sorted(_FOLDER.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found[path.stem] = [_labelled(**json.loads(line)) for line in lines]
    return found


def wordings() -> list[Labelled]:
    """The statements of the wordings that were reported once, each of one topic."""
    return [one for half in _HALVES for one in _statements(half.WORDINGS)]


def plain() -> list[Labelled]:
    """Plain doings: each verb with two things, doers and ends taken in turn."""
    made = []
    for number, verb in enumerate(_DID * 4):
        topic = _THINGS[(number * 3 + number // len(_DID)) % len(_THINGS)]
        doer, end = _DOERS[number % len(_DOERS)], _ENDS[(number * 5 + 2) % len(_ENDS)]
        made.append(_labelled(f"{doer}{verb}{topic}{end}", topic.strip("“”工作法"), Said.DID))
    for number, praise in enumerate(_PRAISED * 2):
        topic, doer = _THINGS[number % len(_THINGS)], _DOERS[(number * 5) % len(_DOERS)]
        made.append(_labelled(f"{doer}{topic}{praise}。", topic.strip("“”工作法"), Said.DID))
    return made


def _statements(told: Wordings) -> Iterator[Labelled]:
    frames = [(frame, said) for said, groups in _SAID.items() for group in groups for frame in getattr(told, group)]
    for number, (frame, said) in enumerate(frames):
        topic = (_TOPICS if "{P}" in frame else _DEEDS)[number % len(_TOPICS)]
        if "{P}" in frame or "{V}" in frame:
            yield _labelled(frame.format(P=f"“{topic}”", V=topic, **_SLOTS), topic, said)


def _labelled(sentence: str, topic: str, verdict: str) -> Labelled:
    text, name = shadow(sentence), shadow(topic)
    start = text.index(name)
    return Labelled(text, (start, start + len(name)), Said(verdict))
