"""Numbers as Chinese reports write them, and their values: 3.45万, 24,700, 三百二十, 百分之八十, 八成, 6000余亩.

Pure functions of a text's shadow. A lone numeral is a number only before something that is counted (三个村), because
names and idioms are full of numerals (三农, 双培双带, 一心一意). Left out: dates (moments.py), arithmetic between units
(公顷 and 亩), and half measures (半).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from rag.language.regex import regex
from rag.language.script import shadow
from rag.types import Span

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)} | {char: Decimal(step) for char, step in _STEPS.items()}
_HAN_NUMERAL = "〇○零一二三四五六七八九两十百千万亿"

# Runs of Han characters that are no numerals: what stays the same however a number is written.
PLAIN_HAN = regex(rf"(?:(?![{_HAN_NUMERAL}])[一-鿿])+")
PERCENT, POINTS, FRACTION = "%", "个百分点", "分之"
# What is counted or measured; a word that is none of these is no unit.
_UNITS = (
    "个百分点 平方公里 平方千米 平方米 立方米 公里 千米 公顷 公斤 千克 厘米 毫米 千瓦 小时 分钟 亩次 人次 "
    "户次 场次 亩 元 角 头 只 匹 羽 尾 户 人 名 位 口 个 家 所 座 处 条 项 次 届 期 场 年 月 日 号 天 周 岁 "
    "件 份 台 辆 间 栋 套 袋 箱 筐 瓶 桶 盆 艘 架 枚 颗 粒 眼 盏 株 棵 镇 乡 村 组 支 批 类 种 篇 本 册 幅 张 "
    "块 段 级 星 倍 吨 斤 克 升 度 米 里 斗 % 成 大 层 岗 班 队 站"
).split()
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
# Units that need no second look behind a lone numeral; 一个, 一项 is an article.
_COUNTS_ALONE = frozenset("亩元头户人名位个家所座处条项次届期场年天周岁件份台间栋套眼株棵镇乡村组支批类种吨斤倍成块级")
_ARTICLE = frozenset("一")

_NUMBER = regex(
    rf"(?P<percent>百分之|千分之)?(?:(?P<arabic>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)\ ?"
    rf"(?P<scale>[十百千万亿]*)|(?P<han>[{_HAN_NUMERAL}]+(?:点[〇○零一二三四五六七八九]+)?))"
    rf"(?P<more>[余多来几])?(?P<scale2>[万亿]*)\ ?(?P<unit>{_UNIT}|分之(?P<part>[{_HAN_NUMERAL}\d]+))?"
)
_ENGLISH = regex(r"(\d+(?:,\d{3})*(?:\.\d+)?) ?(thousand|million|billion|per ?cent)\b")
_ENGLISH_SCALES = {"thousand": Decimal(1_000), "million": Decimal(1_000_000), "billion": Decimal(1_000_000_000)}


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its value (of 3.45万 34500, of 80% 80) and its unit; '' where nothing that is counted follows.

    `span` covers the numeral with its unit.
    """

    span: Span
    value: Decimal
    unit: str


def numbers(text: str) -> list[Number]:
    """The numbers of a text in order. A full-width comma parts two numbers, it does not group digits.

    >>> [(f"{item.value:f}", item.unit) for item in numbers("生猪３.４５万头，投资2.47亿元，覆盖百分之八十的户")]
    [('34500.00', '头'), ('247000000.00', '元'), ('80', '%')]
    """
    read = shadow(text.replace("，", "、"))
    read = _ENGLISH.sub(_spelled, read)
    return [number for found in _NUMBER.finditer(read) if (number := _number(found)) is not None]


def _spelled(found: re.Match[str]) -> str:
    """English scales as digits, padded to the same length where there is room: 24.7 million → 24700000."""
    value, scale = Decimal(found[1].replace(",", "")), found[2]
    written = f"{value}%" if scale not in _ENGLISH_SCALES else f"{_plain(value * _ENGLISH_SCALES[scale])}"
    return written.ljust(len(found[0]))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _number(found: re.Match[str]) -> Number | None:
    unit = found["unit"] or ""
    value = _arabic(found["arabic"]) if found["arabic"] else han_value(found["han"])
    if value is None or (found["han"] and not _is_number(found, unit)):
        return None
    for scale in (found["scale"] or "") + (found["scale2"] or ""):
        value *= _SCALES[scale]
    if found["percent"]:
        unit = PERCENT
        value = value / 10 if found["percent"] == "千分之" else value
    elif found["part"]:
        above = _arabic(found["part"]) if found["part"].isdigit() else han_value(found["part"])
        if above is None or not value:
            return None
        value, unit = above / value, FRACTION
    elif unit == "成":
        value, unit = value * 10, PERCENT
    return Number(found.span(), value, unit)


def _is_number(found: re.Match[str], unit: str) -> bool:
    """Whether a numeral in characters counts: several characters do, a lone one before a thing that is counted."""
    han = found["han"]
    if found["percent"] or found["part"]:
        return True
    if len(han) > 1:
        return True
    if han in _ARTICLE or han in "百千万亿零〇○":
        return False
    return unit[:1] in _COUNTS_ALONE


def _arabic(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


def han_value(written: str) -> Decimal | None:
    """The value of a numeral in characters, or None where it is none (万千, 十百).

    >>> [str(han_value(item)) for item in ("三百二十", "二〇一二", "两千", "三万四千", "十八", "一点五")]
    ['320', '2012', '2000', '34000', '18', '1.5']
    """
    whole, _, decimals = written.partition("点")
    if decimals:
        value = han_value(whole)
        return None if value is None else value + Decimal("0." + "".join(str(_DIGITS[char]) for char in decimals))
    if all(char in _DIGITS for char in whole):
        return Decimal("".join(str(_DIGITS[char]) for char in whole))
    return _stepped(whole)


def _stepped(written: str) -> Decimal | None:
    total = section = digit = 0
    last_step = 10_000  # steps come down within a section: 千 百 十
    for char in written:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _STEPS:
            step = _STEPS[char]
            if step >= last_step or (not digit and not (step == 10 and not section)):
                return None
            section += (digit or 1) * step
            digit, last_step = 0, step
        else:
            section += digit
            if not section and not total:
                return None
            scale = int(_SCALES[char])
            # 二亿四千七百万 adds, 三万亿 multiplies.
            total = total + section * scale if total >= scale else (total + section) * scale
            section = digit = 0
            last_step = 10_000
    return Decimal(total + section + digit)


_PERSONS = frozenset("人 名 位 口".split())
_SAME_UNITS = (_PERSONS, frozenset("日号"), frozenset(("公斤", "千克")), frozenset(("公里", "千米")))
_MEASURES = frozenset(
    "元 角 亩 公顷 平方米 平方公里 立方米 公里 千米 米 厘米 毫米 公斤 千克 斤 吨 克 升 年 月 日 号 天 周 岁 小时 分钟 "
    "% 个百分点 分之 倍 度".split()
)


def same_unit(one: str, other: str) -> bool:
    """Whether two units may be of one number: 人 and 名 may, 个 is anything that is counted, 亩 is itself only."""
    if one == other or not one or not other:
        return True
    if any(one in units and other in units for units in _SAME_UNITS):
        return True
    return "个" in (one, other) and one not in _MEASURES and other not in _MEASURES
