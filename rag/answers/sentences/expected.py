"""What kind of thing a question expects for its answer, and where a sentence holds such a thing.

谁提出… expects a person, 多少亩 a figure, 为什么 a reason (称为什么 a name). What the question itself
already says is no answer: 2012年 in a sentence does not answer when, if the question asks about 2012年. Rules of the
language on shadows, coarse on purpose: how much each tells is learned (`ranker.json`). Left out: what a question is
about (`rag.questions.topics`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rag.answers.sentences.patterns import persons
from rag.index.tokenizing import words
from rag.language.regex import regex


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


_CALLED = "[称视认成作分名定改变译化]"  # before 为什么: 称为什么 asks for a name, 视为什么 for a thing

# First match decides.
_ASKING: tuple[tuple[Expected, re.Pattern[str]], ...] = (
    (Expected.REASON, regex(rf"(?<!{_CALLED})为什么|为何|何以|原因|缘由|因何|怎么会|\bwhy\b")),
    (
        Expected.DATE,
        regex(
            r"什么时候|什么时间|什么时期|什么年|何时|哪一?[年天月日]|哪一?个?(?:世纪|年代|时期|时代|朝代|月|季)|几[年月日号]|几时"
            r"|(?:时间|日期)(?:是|为)|多久|年份|\bwhen\b|what (?:date|day|year|time)"
        ),
    ),
    (
        Expected.FIGURE,
        regex(
            r"多少|(?<!哪)几(?!乎|何学)|多[长高宽远重深大快]|第几|人口(?:是|为|有)|(?:面积|产量|总额|金额|数量|规模|比例|高度|长度)(?:是|为|有|达)"
            r"|how (?:many|much|large|long|far|old|tall)|what (?:percentage|share|number|amount)"
        ),
    ),
    (
        Expected.PERSON,
        regex(
            r"谁|哪一?[位名]|何人|什么人|人是\?|\bwho\b|\bwhose\b|\bwhom\b"
            r"|哪一?[个些]?(?:人(?![口民工均种家])|[一-鿿]{0,3}?(?:[一-鿿](?:者|(?<!国)家(?![族公媒庭])|师|帝)|[成队演官船委球]员|[歌选骑射]手"
            r"|[学医先]生|国王|女王|天皇|女皇|[明球影歌巨]星|总统|首相|主席|教练|将军|导演|大使|部长))"
        ),
    ),
    (
        Expected.PLACE,
        regex(
            r"哪里|哪儿|何处|何地|在哪|位于|哪一?(?:个|座|条|些)?(?:国|地|省|市|县|区|镇|乡|村|城|岛|洲|州|山|河|江|湖|港|街|路)"
            r"|什么(?:地方|地区|城市|国家)|\bwhere\b|(?:which|what) (?:city|country|town|place|county|village)"
        ),
    ),
    (Expected.MANNER, regex(r"怎么|怎样|如何|什么(?:方式|方法|办法|手段|措施|途径)|\bhow\b")),
    (
        Expected.NAME,
        regex(
            r"叫做?什么|[称名]为?什么|称作什么|名称|名字|什么名|被称|哪一?(?:部|首|本|篇|款|支|张|出)|简称|别[名称]|又[名称叫]|原名|俗称"
            r"|同义词|术语|意思|含义"
        ),
    ),
    (Expected.THING, regex(r"")),
)

_HAN_DIGITS = "二三四五六七八九十百千万亿两"  # 一 alone is an article
_NUMBER = regex(rf"\d+(?:[.,:]\d+)*|[零一{_HAN_DIGITS}]*[{_HAN_DIGITS}]+(?:余|多|几)?")
_DATE = regex(
    r"\d{3,4}年?(?:代)?|\d{1,2}(?:月|世纪)|[一二][〇○零一二三四五六七八九]{3}年|[一二三四五六七八九十]{1,3}(?:月|世纪)"
    r"|今年|去年|前年|年初|年底|上年|近日|日前|[春夏秋冬]季|(?:明|清|唐|宋|元|汉|隋|秦)(?:朝|代|初|末)|民国|洪武|康熙|乾隆"
)
_PLACE = regex(r"[一-鿿]{1,8}?(?:[省市县区镇乡村国州岛洲山河江湖港街路城]|地区|大学|寺|站)|[东南西北中]部|[东南西北]方")
# Characters that foreign names are written with; three in a row are seldom anything else (斯特拉斯堡).
_SOUNDS = (
    "阿埃艾安奥巴拜班邦鲍贝本比彼毕博布查达戴丹道德迪蒂丁杜顿多厄恩尔法菲费芬弗福夫戈格古哈海汉赫亨胡霍基吉加贾杰金卡凯坎康考科柯克肯库奎拉莱兰朗"
    "劳勒雷里利连列林琳伦隆卢鲁罗洛马麦迈曼梅门蒙米密莫默穆纳奈南内尼纽诺努欧帕潘佩彭皮平珀普齐奇乔切琼茹瑞撒萨塞桑森沙山舍史施斯司丝苏索塔泰坦汤特"
    "图托瓦万威韦维魏文温沃乌伍武西希席夏肖谢辛休雅亚扬耶叶伊因英尤约扎詹朱兹佐"
)
_FOREIGN_NAME = regex(rf"[一-鿿]{{2,8}}[·•][一-鿿]{{2,8}}|[{_SOUNDS}]{{3,}}")
_REASON = regex(r"因为|由于|原因|因此|所以|为了|因[^此素]|使得|导致|造成|以免|以便|鉴于|源于|得益于|令|故")
_NAMED = regex(r"《[^》]+》|“[^”]+”|[a-z][a-z0-9 .'&-]+")

_HOLDS: dict[Expected, re.Pattern[str]] = {
    Expected.FIGURE: _NUMBER,
    Expected.DATE: _DATE,
    Expected.PERSON: _FOREIGN_NAME,
    Expected.PLACE: _PLACE,
    Expected.REASON: _REASON,
    Expected.NAME: _NAMED,
}

# The words with which a sentence tells how something is called, or where it lies.
_TELLING: dict[Expected, re.Pattern[str]] = {
    Expected.NAME: regex(
        r"又[名称叫]|亦[名称作]|也称|也叫|俗[名称]|别[名称]|原名|本名|旧[名称]|古称|简称|[称名]为|称[作之]|称呼|叫[做作]?|命名|取名|学名|译[名作为]"
        r"|意[为即]|意思|[即指]“?"
    ),
    Expected.PLACE: regex(
        r"位于|位在|[坐座]落|地处|处[于在]|分布|栖息|生活[于在]|出生[于在]|生于|来自|流经|始于|起[于自]|前往|[东南西北][面边部]|附近|境内"
        r"|[一-鿿][省市县区州郡][一-鿿]{1,4}[市县区镇乡町村郡]|[省市县州郡]人"
    ),
}
_SEVERAL = regex(r"哪些|哪[几两二三四五六七八九十]|分别")
# What the first sentence of a report on a thing tells of it.
_DEFINING = regex(
    r"在哪|哪里|位于|何[地处]|职业|什么人|是谁|身份|[叫称]为?什么|什么名|又[名称叫]|别名|全称|简称|原名|国籍|哪国"
)
_JOINED = regex(r"[一-鿿][和及与跟]")
_LISTED = 3  # marks between members from which more make no longer a list

_INTERROGATIVE = regex(
    rf"(?<!{_CALLED})为什么|什么(?:时候|时间|地方|人|样|是)?|何(?:时|处|地|人|种|以|谓)|哪(?:一)?(?:些|里|儿|几|位|种|类|项|家|座|部|首|本|篇|条|支|所|间|个)?(?:个)?"
    r"|谁|多少|几(?:个|名|位|次|年|月|种|条|家|座|人)?|怎么样?|怎样|如何|为何|是否|是不是|有没有|请问|吗|呢|\?"
    r"|\b(?:what|which|when|where|who|whom|whose|why|how|many|much|did|does|do|is|are|was|were|the|of|in|a|an|to|by)\b"
)
_LONGEST_NOUN = 12  # code points read behind an asking word
_LINKING = frozenset("是 为 有 叫 的 在 了 被 于 叫做 称为 由 和 与 以".split())


@dataclass(frozen=True, slots=True)
class Asked:
    """A question read for its answer: the kind expected, its words without those that ask, and its focus.

    `focus` is the noun that the asking word belongs to: 大学 of 哪所大学, 首都 of 首都是哪里; '' where there is none.
    `middle` is where the asking word stands, in code points; the end of the question where there is none. `several`
    tells whether more than one thing is asked for (哪两个), `defining` whether that is what a report opens with: what a
    thing is, how it is called, where it lies.
    """

    shadow: str
    expected: Expected
    content: str
    focus: str
    middle: float
    several: bool
    defining: bool


@lru_cache(maxsize=256)
def read(shadow: str) -> Asked:
    """What a question's shadow expects.

    >>> asked = read("哪所大学设立了该奖?"); asked.expected, asked.focus
    (<Expected.THING: 'thing'>, '大学')
    """
    expected = next(kind for kind, pattern in _ASKING if pattern.search(shadow))
    asking = _INTERROGATIVE.search(shadow)
    middle = sum(asking.span()) / 2 if asking else float(len(shadow))
    content, focus = _INTERROGATIVE.sub(" ", shadow), _focus(shadow, asking)
    several, defining = (pattern.search(shadow) is not None for pattern in (_SEVERAL, _DEFINING))
    return Asked(shadow, expected, content, focus, middle, several, defining)


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
    if any(found.group() not in asked.shadow for found in pattern.finditer(stretch)):
        return True
    return asked.expected is Expected.PERSON and any(name not in asked.shadow for name in persons(stretch))


def tells(asked: Asked, stretch: str) -> bool:
    """Whether a stretch of text says how something is called (又名), or where it lies (位于), where that is asked."""
    pattern = _TELLING.get(asked.expected)
    return pattern is not None and pattern.search(stretch) is not None


def listed(asked: Asked, stretch: str) -> float:
    """How much a stretch of text looks like a list, 0–1, where several things are asked for.

    >>> listed(read("种了哪些果树?"), "种了桃树、李树和梨树。")
    0.6666666666666666
    """
    if not asked.several:
        return 0.0
    marks = stretch.count("、")
    return (min(marks, _LISTED) / _LISTED + (marks > 0 or _JOINED.search(stretch) is not None)) / 2
