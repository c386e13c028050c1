"""Where a text shows that a thing is grown, raised or made of, not eaten, sold, painted or part of a name.

种植甘草500亩 and 甘草标准化示范点 do; 送来金银花茶, 桃花镇 and 参观了香菇展 do not. Rules on shadows, read in
the clause of the thing. Left out: whose doing it is, and whether it was only planned (`attribution.py`, `verdict.py`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.index.tokenizing import words
from rag.language.clauses import clause_span
from rag.language.regex import regex
from rag.questions.words.whole_words import MADE_OF_IT
from rag.types import Span

_REMEMBERED = 4_096  # sentences read with a word
# Before the thing, in its clause.
_FARMS = regex(
    r"种(?!类|种|[养植]?户)|养(?![老护生成分路廉])|栽|饲|培育|繁育|孵化|育苗|发展|壮大|做[大强]|生产|出产|盛产|主产|特产|采[收挖摘]|收获|抢收"
    r"|(?:[,，。、]|^)[一-鿿]{0,3}产(?=[一-鿿])|引[进种]|放[养牧]|投[放苗]|加工|烘[干烤]|存栏|出栏|建(?:成|立|起|设|有|了)[^,，。]{0,16}基地"
    r"|基地[里内]"
)
# Behind it: what it is made into as a trade, or what it does where it grows.
_AS_TRADE = regex(
    r"种植|养殖|栽[培种植]|培育|繁育|生产|饲养|加工|采[收挖摘]|收获|丰收|喜获|长势|挂果|坐果|成熟|开园|抽穗|产业|产区|基地|大棚|温室|合作社|示范"
    r"|种苗|育苗|苗圃|产量|产值|亩产|总产|面积|存栏|出栏|专业村|园(?![林艺])|种源|养[殖户]|种[植户]|大户|[牧猪牛羊鸡鸭鹅渔]场|圈舍|栏舍|项目|为主|规模"
)
_AT_IT = regex(r"(?:园(?![林艺])|田|林|地|场|棚|圈|舍|塘|苗|树|窝|池)")  # right behind: 梨园, 药田
_AMOUNT = regex(
    r"[\d一二三四五六七八九十百千万几两数](?:\.\d+)?[十百千万多余来]*(?:亩|公顷|[座个栋]?大?棚|株|棵|头|只|羽|箱|群|尾|袋|棒|窝|吨|公斤|万?斤)"
)
# What else is done with it, and what else stands by its name.
_ELSE = regex(
    r"吃|品[尝味]|尝[尝鲜]|烹|炒|炖|煮|菜肴|佳肴|美食|宴|小吃|[绘国]画|画[着了家展]|写生|歌[曲舞]|节目|演出|慰问|看望|送[来去给到上了]|赠|捐"
    r"|超市|货架|摊[位点]|农贸|药[店房]|治疗|服用|煎|中毒|展[馆厅销览]|野生|盗|偷|走失|咬|疫情|禁[养种]|贩|运输车|价格|公园|景区|行道|绿化带"
    r"|祭|供品|摆放|悬挂|吉祥物|卡通|造型|雕|谐音|如同|宛如|好像|像[一]"
)
_ALONE = frozenset("种养产栽育")  # before a thing of one character, which is otherwise a part of another word (成果)
_OTHERWISE = frozenset("花园 菜场 花池 花坛 花圈".split())  # by themselves no farming
_NAME_GOES_ON = frozenset("镇乡村路街巷湖山河沟庄屯寨岭坪湾县市区桥社苑小节杯奖酒")


def farmed_spans(thing: str, text: str) -> list[Span]:
    """Where the shadow `text` holds the thing and shows, in the same clause, that it is farmed.

    >>> farmed_spans("甘草", "种植甘草五百亩,送来甘草片"), farmed_spans("香菇", "大家包了香菇饺子")
    ([(2, 4)], [])
    """
    return list(_spans(thing, text)) if thing in text else []


def is_farmed(thing: str, text: str) -> bool:
    """Whether the shadow `text` shows that the thing is farmed."""
    return bool(farmed_spans(thing, text))


@lru_cache(maxsize=_REMEMBERED)
def _spans(thing: str, text: str) -> tuple[Span, ...]:
    found = (one.span() for one in re.finditer(re.escape(thing), text))
    return tuple(at for at in found if _is_itself(text, at) and _is_shown(text, at))


def _is_itself(text: str, at: Span) -> bool:
    """Whether a word stands for the thing: not 大黄 in 大黄鱼, 桃花 in 桃花镇, 葡萄 in 葡萄干."""
    behind = text[at[1] : at[1] + 1]
    if behind and (behind in MADE_OF_IT or behind in _NAME_GOES_ON):
        return False
    start, end = clause_span(text, at)
    ends, place = {start}, start
    for word in words(text[start:end]):
        found = text.find(word, place)  # a number loses its commas as a word
        place = found + len(word) if found >= 0 else place
        ends.add(place)
    if text[at[0] : at[1] + 1] in _OTHERWISE:
        return False
    if at[1] - at[0] == 1 and at[0] not in ends and text[at[0] - 1] not in _ALONE:
        return False
    return at[1] in ends or _AT_IT.match(text, at[1]) is not None


def _is_shown(text: str, at: Span) -> bool:
    start, end = clause_span(text, at)
    if _ELSE.search(text, start, end):
        return False
    return (
        _FARMS.search(text, start, at[0]) is not None
        or _AS_TRADE.search(text, at[1], end) is not None
        or _AT_IT.match(text, at[1]) is not None
        or _AMOUNT.search(text, start, end) is not None
    )
