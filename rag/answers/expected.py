"""What kind of thing a question expects for its answer, and where a sentence holds such a thing.

谁提出… expects a person, 多少亩 a figure, 为什么 a reason. What the question itself already says is no answer: 2012年
in a sentence does not answer when, if the question asks about 2012年. Rules of the language on shadows, coarse on
purpose: how much each tells is learned (`ranker.json`). Left out: what a question is about (`rag.search.topics`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rag.index.tokenizing import words


class Expected(StrEnum):
    """The kinds of thing that the interrogative words of Chinese and English tell apart."""

    FIGURE = "figure"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    MANNER = "manner"
    NAME = "name"
    THING = "thing"

    @property
    def is_marked(self) -> bool:
        """Whether a sentence shows that it holds such a thing. Any sentence holds a thing, and most a manner."""
        return self not in (Expected.THING, Expected.MANNER)


# First match decides.
_ASKING: tuple[tuple[Expected, re.Pattern[str]], ...] = (
    (Expected.REASON, re.compile(r"为什么|为何|何以|原因|缘由|因何|怎么会|\bwhy\b")),
    (
        Expected.DATE,
        re.compile(
            r"什么时候|什么时间|什么时期|什么年|何时|哪一?[年天月日]|哪一?个?(?:世纪|年代|时期|时代|朝代|月|季)|几[年月日号]|几时"
            r"|(?:时间|日期)(?:是|为)|多久|年份|\bwhen\b|what (?:date|day|year|time)"
        ),
    ),
    (
        Expected.FIGURE,
        re.compile(
            r"多少|几(?!乎|何学)|多[长高宽远重深大快]|第几|人口(?:是|为|有)|(?:面积|产量|总额|金额|数量|规模|比例|高度|长度)(?:是|为|有|达)"
            r"|how (?:many|much|large|long|far|old|tall)|what (?:percentage|share|number|amount)"
        ),
    ),
    (
        Expected.PERSON,
        re.compile(
            r"谁|哪一?位|何人|什么人|哪一?个(?:人|皇帝|国王|作家|导演|演员|歌手|将军|总统)|哪名|\bwho\b|\bwhose\b|\bwhom\b"
        ),
    ),
    (
        Expected.PLACE,
        re.compile(
            r"哪里|哪儿|何处|何地|在哪|位于|哪一?(?:个|座|条|些)?(?:国|地|省|市|县|区|镇|乡|村|城|岛|洲|州|山|河|江|湖|港|街|路)"
            r"|什么(?:地方|地区|城市|国家)|\bwhere\b|(?:which|what) (?:city|country|town|place|county|village)"
        ),
    ),
    (Expected.MANNER, re.compile(r"怎么|怎样|如何|什么(?:方式|方法|办法|手段|措施|途径)|\bhow\b")),
    (
        Expected.NAME,
        re.compile(r"叫做?什么|称[为作]什么|名称|名字|什么名|被称|哪一?(?:部|首|本|篇|款|支|张|出)|简称|别名"),
    ),
    (Expected.THING, re.compile(r"")),
)

_HAN_DIGITS = "二三四五六七八九十百千万亿两"  # 一 alone is an article
_NUMBER = re.compile(rf"\d+(?:[.,:]\d+)*|[零一{_HAN_DIGITS}]*[{_HAN_DIGITS}]+(?:余|多|几)?")
_DATE = re.compile(
    r"\d{3,4}年?(?:代)?|\d{1,2}(?:月|世纪)|[一二][〇○零一二三四五六七八九]{3}年|[一二三四五六七八九十]{1,3}(?:月|世纪)"
    r"|今年|去年|前年|年初|年底|上年|近日|日前|[春夏秋冬]季|(?:明|清|唐|宋|元|汉|隋|秦)(?:朝|代|初|末)|民国|洪武|康熙|乾隆"
)
_PLACE = re.compile(
    r"[一-鿿]{1,8}?(?:[省市县区镇乡村国州岛洲山河江湖港街路城]|地区|大学|寺|站)|[东南西北中]部|[东南西北]方"
)
_PERSON = re.compile(
    r"[一-鿿]{2,}·[一-鿿]{2,}|(?:书记|部长|镇长|乡长|县长|市长|主任|局长|校长|主席|委员|经理|董事长|支书|记者|教授|皇帝|国王|总统|导演|教练|之子|"
    r"作者|将军|先生|女士|领袖|创始人|由|被|与|和|是|为)[一-鿿]{2,4}"
)
_REASON = re.compile(r"因为|由于|原因|因此|所以|为了|因[^此素]|使得|导致|造成|以免|以便|鉴于|源于|得益于|令|故")
_NAMED = re.compile(r"《[^》]+》|“[^”]+”|[a-z][a-z0-9 .'&-]+")

_HOLDS: dict[Expected, re.Pattern[str]] = {
    Expected.FIGURE: _NUMBER,
    Expected.DATE: _DATE,
    Expected.PERSON: _PERSON,
    Expected.PLACE: _PLACE,
    Expected.REASON: _REASON,
    Expected.NAME: _NAMED,
}

_INTERROGATIVE = re.compile(
    r"为什么|什么(?:时候|时间|地方|人|样|是)?|何(?:时|处|地|人|种|以|谓)|哪(?:一)?(?:些|里|儿|几|位|种|类|项|家|座|部|首|本|篇|条|支|所|间|个)?(?:个)?"
    r"|谁|多少|几(?:个|名|位|次|年|月|种|条|家|座|人)?|怎么样?|怎样|如何|为何|是否|是不是|有没有|请问|吗|呢|\?"
    r"|\b(?:what|which|when|where|who|whom|whose|why|how|many|much|did|does|do|is|are|was|were|the|of|in|a|an|to|by)\b"
)
_LONGEST_NOUN = 12  # code points read behind an asking word
_LINKING = frozenset("是 为 有 叫 的 在 了 被 于 叫做 称为 由 和 与 以".split())


@dataclass(frozen=True, slots=True)
class Asked:
    """A question read for its answer: the kind expected, its words without those that ask, and its focus.

    `focus` is the noun that the asking word belongs to: 大学 of 哪所大学, 首都 of 首都是哪里; '' where there is none.
    `middle` is where the asking word stands, in code points; the end of the question where there is none.
    """

    shadow: str
    expected: Expected
    content: str
    focus: str
    middle: float


@lru_cache(maxsize=256)
def read(shadow: str) -> Asked:
    """What a question's shadow expects.

    >>> asked = read("哪所大学设立了该奖?"); asked.expected, asked.focus
    (<Expected.THING: 'thing'>, '大学')
    """
    expected = next(kind for kind, pattern in _ASKING if pattern.search(shadow))
    asking = _INTERROGATIVE.search(shadow)
    middle = sum(asking.span()) / 2 if asking else float(len(shadow))
    return Asked(shadow, expected, _INTERROGATIVE.sub(" ", shadow), _focus(shadow, asking), middle)


def _focus(shadow: str, asking: re.Match[str] | None) -> str:
    if asking is None:
        return ""
    behind = words(shadow[asking.end() : asking.end() + _LONGEST_NOUN])[:2]
    noun = behind[1:] if behind and len(behind[0]) == 1 and behind[0] not in _LINKING else behind[:1]  # 多少名 + 社员
    if noun and len(noun[0]) > 1 and noun[0] not in _LINKING:
        return noun[0]
    before = [word for word in words(shadow[: asking.start()]) if word not in _LINKING]
    return before[-1] if before and len(before[-1]) > 1 else ""


def holds(asked: Asked, stretch: str) -> bool:
    """Whether a stretch of text holds a thing of the expected kind that the question does not say itself."""
    pattern = _HOLDS.get(asked.expected)
    if pattern is None:
        return False
    if asked.expected is Expected.REASON:
        return pattern.search(stretch) is not None
    return any(found.group() not in asked.shadow for found in pattern.finditer(stretch))
