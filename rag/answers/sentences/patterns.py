"""What a figure, a person, a date and an outcome look like in a sentence's shadow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rag.index.tokenizing import words
from rag.language.rarity import count, is_person_name
from rag.language.regex import regex
from rag.language.spans import blanks
from rag.language.surnames import COMMON, COMPOUND, ONLY_NAMES, RARE, SELDOM
from rag.types import Span

_NAME = rf"(?:(?:{'|'.join(COMPOUND)})[一-鿿]{{1,2}}|[{COMMON}][一-鿿]{{1,2}})"
# The offices of local reports; whoever is asked by one, or named beside it, holds it.
OFFICE = (
    r"(?:书记|部长|镇长|乡长|县长|区长|市长|省长|州长|旗长|主任|局长|处长|科长|院长|校长|所长|站长|河长|湖长|林长|队长|会长|主席|委员|常委|"
    r"村长|组长|经理|董事长|支书|干部|党员|村民|农户|记者|作者|编辑|负责人|教师|医生|代表|带头人|能手|专家|院士|教授|同志|嘎查[长达]|苏木达)"
)
# Right between an office and what is said no surname is needed: 嘎查长布和朝鲁说. Not 书记高兴地说, 主任边走边说.
_HAN_ONE = "[一-鿿]"
_SAYS = "(?:说|表示|介绍|告诉)"
_SPEAKER = rf"(?:(?![地着们的边]){_HAN_ONE}){{3,6}}(?={_SAYS})"
_PERSON = regex(
    rf"{OFFICE}[:：]?[“]?(?!任[组职命何])(?P<after>{_NAME}|[{RARE}{SELDOM}][一-鿿]{{1,2}}|{_SPEAKER})|(?:名叫|叫做?|原名|本名)(?P<called>{_NAME})|(?P<before>{_NAME})(?:同志|说|表示|介绍|告诉|任|担任|出任|当选|现任)"
    rf"|(?:当选|担任|出任|兼任|任|身为|作为)[一-鿿“”]{{0,12}}{OFFICE}的(?P<holding>{_NAME})"
)
_WITH_A_DOT = regex("[一-鿿]{2,6}[·•・][一-鿿]{2,8}")
_SURNAMES = frozenset(COMMON + RARE + SELDOM)
_LONG_NAME = 4  # code points from which no Chinese name is without a double surname
_COUNTING = regex("[十百千万亿两几]|.[一二三四五六七八九]{2}")  # 干部向十二户 gives to twelve, it names nobody
_LIKELY_NAME = regex(rf"(?:{_NAME}|[{ONLY_NAMES}][一-鿿]{{2}})(?<![镇乡村县市区组])")
_THING = regex("[桃茶精瓜豆米花梨杏枣果椒菜鱼虾蟹牛羊鸡鸭鹅猪菌菇耳芪抓]$")  # 黄桃 and 白茶 are nobody
_DATE = regex(
    r"(?:19|20)\d\d[-/.年]\d{0,2}[-/.月]?\d{0,2}日?|\d{1,2}月\d{0,2}[日号]?|[二一][〇○零一二三四五六七八九]{3}年|"
    r"今年|去年|前年|明年|年初|年底|上年|近日|日前|[一二三四五六七八九十]{1,3}月"
)
_FIGURE = regex(
    r"(?:近|约|达|超过?|逾|共)?(?P<number>\d+(?:\.\d+)?|[一二三四五六七八九十百千两半]+)(?P<scale>[十百千万亿]*)(?:余|多|来|几)*(?P<more>[万亿]?)"
    r"(?P<unit>%|个百分点|平方米|平方公里|立方米|公里|公斤|万元|亿元|公顷|千米|毫米|厘米|毫升|千瓦时|千瓦|兆瓦|千克|摄氏度|人次|户次|场次|分钟|[一-鿿])?"
)
_OUTCOME = regex(
    r"已|累计|下降|降低|上升|增长|同比|完成|实现|达到|增收"
    r"|吸收|增加|减少|建成|新增|获|提升|带动|发展了|培养了|解决"
)
_AIM = regex(r"力争|争取|计划|预计|目标|拟|将(?:达|建|实现|完成)|到20[2-9]\d年")
_PEOPLE = frozenset("名人位口")
_PERSONS = regex(
    r"[一-鿿]{0,4}?(?:人(?!工|才市)|员(?!工宿)|者|民(?![俗生宿族居])|生(?![态产活猪意])|孩子|儿童|师(?!范)|兵|职?工(?![厂业程作人])"
    r"|干部|代表|书记|支书|主任|专家|家长|骨干|能手)"
)
# Measures of one kind of quantity: the report has its own (38处 where 多少家 is asked).
_ONE_QUANTITY = tuple(
    frozenset(measures.split())
    for measures in (
        "名 人 位 人次", "家 处 座 所 间", "场 次 期 场次", "棵 株", "斤 公斤 千克 吨", "里 公里 千米 米",
        "亩 公顷 平方米 平方公里", "台 辆 套 部 架",
    )
)  # fmt: skip
_RATIOS = frozenset(("%", "个百分点", "成"))
_NUMERAL_ORDER = regex(r"第?[一二三四五六七八九十]+[是要、:]")


def has_person(sentence: str) -> bool:
    """Whether a person is named: an office with a name behind it, a name that speaks or holds an office, or one whose
    parts a dot joins (艾海提·再丁)."""
    return next(_beside_offices(sentence), None) is not None or _WITH_A_DOT.search(sentence) is not None


def offices_held(sentence: str) -> list[tuple[str, str]]:
    """(office, name) wherever a name stands right behind an office.

    >>> offices_held("镇党委书记高远山说")
    [('书记', '高远山')]
    """
    found = (item for item in _beside_offices(sentence) if item["after"])
    return [
        (re.split(r"[:：“]", item.group())[0][: -len(item["after"])] or item.group()[:2], item["after"])
        for item in found
    ]


def _beside_offices(sentence: str) -> Iterator[re.Match[str]]:
    """Where persons are named by the words beside them; 干部洪水 and 代表项目 are none."""
    for found in _PERSON.finditer(sentence):
        name = found["after"] or ""
        has_surname = name[:2] in COMPOUND or (len(name) < _LONG_NAME and name[:1] in _SURNAMES)
        if not _opens_word(name) and (has_surname or not _is_spoken(name)):
            yield found


def _opens_word(name: str) -> bool:
    """Whether a name that opens with a seldom surname is rather a word: 洪水, 洪亮地."""
    if not name or name[0] not in SELDOM:
        return False
    return name[-1] in "地着的们" or (count(name[:2]) > 0 and not is_person_name(name[:2]))


def _is_spoken(stretch: str) -> bool:
    """Whether a stretch has everyday words in it, as no name in another tongue has: 代表纷纷."""
    return any(len(word) > 1 and count(word) > 0 and not is_person_name(word) for word in words(stretch))


def persons(sentence: str) -> list[str]:
    """The names of persons: beside an office, before a word of speech, or unknown words that open with a surname."""
    named = [item["after"] or item["called"] or item["before"] or item["holding"] for item in _beside_offices(sentence)]
    cut = (word for word in words(sentence) if _LIKELY_NAME.fullmatch(word) and not _THING.search(word))
    likely = [word for word in cut if is_person_name(word)]
    every = [name for name in dict.fromkeys([*named, *likely]) if not _COUNTING.search(name)]
    return [name for name in every if count(name) == 0 or is_person_name(name)]


def is_office(word: str) -> bool:
    """Whether a word names an office (部长, 副书记): who is asked by it, so the answer must say it."""
    return re.search(rf"{OFFICE}$", word) is not None


def is_outcome(sentence: str) -> bool:
    """Whether the sentence tells a result in figures, not an aim."""
    if _AIM.search(sentence) or not _OUTCOME.search(sentence):
        return False
    return has_figure(sentence, None, ratios=True)


@lru_cache(maxsize=4096)
def has_figure(sentence: str, measure: str | None, *, ratios: bool) -> bool:
    """Whether the sentence holds a figure that is no date; in the measure asked, if one is.

    个 asks for anything that is counted, and counts persons only before a word for them; measures of one quantity
    answer each other; 万亩 is a measure of 亩. Percentages count only where a ratio is asked.
    """
    return next(figures(sentence, measure, ratios=ratios), None) is not None


def figures(sentence: str, measure: str | None, *, ratios: bool) -> Iterator[Span]:
    """Where such figures stand, with their unit."""
    text = _NUMERAL_ORDER.sub(blanks, _DATE.sub(blanks, sentence))
    for found in _FIGURE.finditer(_TWO.sub("2", text)):
        unit = found["unit"] or ""
        is_ordinal = text[: found.start("number")].endswith("第")  # 第十二名 counts nobody, but tells which of 名
        if (measure is None and unit in _NO_AMOUNT) or (is_ordinal and measure != unit):
            continue
        in_characters = not found["number"][0].isdigit()
        scale = found["scale"] + found["more"]
        if in_characters and (unit.lstrip("万亿") not in _COUNTED or (found["number"] in _INDEFINITE and not scale)):
            continue
        if unit in _RATIOS and not ratios:
            continue
        counts_people = unit == "个" and measure in _PEOPLE and _PERSONS.match(text, found.end())
        if measure is None or counts_people or _same_measure(measure, unit, scale):
            yield found.span()


_NO_AMOUNT = frozenset("日号届时点")  # 23日, 首届: which one, not how many
_INDEFINITE = frozenset("一两几半十百千万")  # 一个, 两竿: an article; 千口, 百家: many, not a count
_TWO = regex(
    r"两(?=(?:天|年|周|小时|个月|个小时)半)|(?<=为期|历时|持续|耗时)两(?=天|年|周|小时|个)"
)  # 两天 may be a few
_NO_ITEMS = frozenset("元岁年天")  # what no 个 counts
_COUNTED = frozenset(
    "亩元头只户人名位个吨斤株棵座处条家所项次场期米天年岁件份口眼盏台辆间栋袋张枚颗粒羽尾箱盒瓶部艘首篇本册架套幢朵"
)


def _same_measure(asked: str, unit: str, scale: str) -> bool:
    asked_unit = asked.lstrip("万亿") or asked
    if asked_unit == "元" and scale and not unit:
        return True  # 补助2万
    unit = unit.lstrip("万亿") or unit
    if asked_unit == "分":
        return unit == "分"
    if asked_unit == "个":
        return unit not in _NO_ITEMS and (unit in _COUNTED or unit[:1] in _COUNTED)
    if any(asked_unit in measures and unit in measures for measures in _ONE_QUANTITY):
        return True
    return unit.startswith(asked_unit) or (scale + unit).startswith(asked_unit)
