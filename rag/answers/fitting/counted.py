"""What the figures of a sentence count: 林果基地600多亩 counts 基地, 种了600亩茶 counts 茶.

A report tells of several things in turn, and the figure of one is no answer about another (猕猴桃种了多少亩). Rules on
shadows; left out: things that the figure's own clause does not name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers.sentences.patterns import figures
from rag.index.tokenizing import words
from rag.language.clauses import clause_span
from rag.language.rarity import count, is_verb, rarity
from rag.language.regex import regex
from rag.types import Span

_BETWEEN = regex(r"(?:已经?|共|总共|一共|约|近|超过?|达到?|为|是|有|逾|累计|合计|总计|突破|各|还|也|仅|就|的|了|:)+$")
_BEHIND = regex(r"(?:以上|左右|的)?[“《]?(?=[一-鿿])")
_COUNTER = "[个家所处座间条台辆项种类头只匹羽尾棵株箱栋幢场批件口盏套块片]"
_ASKED_NOUN = regex(rf"(?:多少|几)(?:{_COUNTER}(?!{_COUNTER}))?(?!{_COUNTER}|[亩米里吨元])(?P<noun>[一-鿿]{{2,8}})")
# Things counted by a counter of their own: 项目有多少项, 多少项制度.
_OF_ITS_OWN = "(?:多少|几)[项家处所座条件种间]"
_NOUN_COUNTED = (
    regex(rf"{_OF_ITS_OWN}(?P<noun>[一-鿿]{{2,8}}?)(?:$|[?。])"),
    regex(rf"(?P<noun>(?!一共|总共|总计)[一-鿿]{{2,8}}?)(?:一共|总共|共|总计)?有?{_OF_ITS_OWN}"),
)
# Too many names, or no thing at all.
_OF_BEINGS = frozenset("名 人 位 户 口 人次 户次 次 年 天 月 元 万元 亿元".split())
_NO_COUNT = "人元%年月日次户名位"
_TELLS = 0.3  # rarity from which a noun names a thing of its own
_AS_PARTICULAR = (
    0.1  # rarity that what is asked may lack to be as particular: 菊花 beside 油菜, but not 水果 beside 桃子
)
_LONGEST_NOUN = 8  # code points read on either side
# What is measured of a thing, and words that only lead to a figure.
_NO_THING = frozenset(
    """
    产量 面积 产值 数量 人数 户数 销量 收入 价格 单价 规模 比例 总额 金额 标准 投资 经费 资金 成本 存栏 出栏 总产 单产
    亩产 占地 用地 长度 里程 造价 耗资 补助 补贴 奖金 工资 年薪 利润 总数 总量 总投资 总面积 总产值 年产值 年产量
    年收入 纯收入 净利润 纯利润 土地 耕地 田地 荒地 山地
    以上 以下 左右 其中 全村 全镇 全乡 全县 累计 合计 人均 户均 年均 平均 目标 目前 如今 现在 今年 去年
    """.split()
)
_OF_THE_COUNTRY = ("乡村", "农村")  # 22家|乡村治理积分超市: no place is counted
_MEASURED = frozenset("面积 总面积 产量 产值 存栏 出栏".split())
# Things that what is asked may belong to, or be told by: of them only a question that names its own noun is sure.
_MAY_BELONG = frozenset("产业园 园区 合作社 农户 大棚 梯田".split())


def counts_another(sentence: str, measure: str | None, asked: str, beside: str = "") -> bool:
    """Whether the figures of the measure each tell of a thing that is named beside them and is not the one `asked`, nor
    any that is asked `beside` it.

    Of a single figure the thing must be as particular as what is asked: 桃子 may be the 水果 that is asked for.

    >>> counts_another("全村发展林果基地600多亩、蔬菜基地2400亩。", "亩", "猕猴桃")
    True
    >>> counts_another("面积达到600亩。", "亩", "猕猴桃"), counts_another("种桃子300亩。", "亩", "水果")
    (False, False)
    """
    things = [_thing(sentence, span) for span in figures(sentence, measure, ratios=True)]
    told = [thing for thing in things if thing]
    if not told or len(told) < len(things) or any(_shares("".join(thing), asked + beside) for thing in told):
        return False
    if any(_is_kind_of(sentence, span, asked) for span in figures(sentence, measure, ratios=True)):
        return False
    return len({"".join(thing) for thing in told}) > 1 or rarity(asked) >= rarity(told[0][-1]) - _AS_PARTICULAR


def _is_kind_of(sentence: str, figure: Span, asked: str) -> bool:
    """Whether one of the nouns behind a figure ends as what is asked begins: 1500亩|金丝皇菊和杭白菊 of 菊花."""
    behind = re.split("[^一-鿿]", sentence[figure[1] : figure[1] + _LONGEST_NOUN])[0]
    return any(asked[0] in noun[1:] for noun in re.split("[和及与]", behind))


def counts_no_noun_asked(question: str, measure: str | None, sentence: str) -> bool:
    """Whether a question says what it counts (多少所|夜校), and the figures of the sentence all count other things by
    name, none of which is a narrower word for it.

    >>> counts_no_noun_asked("办了多少所夜校?", "所", "全镇引来17家企业。")
    True
    >>> counts_no_noun_asked("办了多少所夜校?", "所", "夜校办到12所。")
    False
    """
    noun = _noun_asked(question)
    if not noun or (measure or "") in _OF_BEINGS:
        return False
    counts = [
        span for span in figures(sentence, measure, ratios=True) if measure or sentence[span[1] - 1] not in _NO_COUNT
    ]
    told = [_thing(sentence, span, 0.0) for span in counts]
    clauses = [sentence[slice(*clause_span(sentence, span))] for span in counts]
    if any(
        word in clause for clause, thing in zip(clauses, told, strict=True) for word in noun if not _is_where(thing)
    ):
        return False
    every = [_thing(sentence, span, 0.0) for span in figures(sentence, None, ratios=True)]
    if not told or not all(told) or any(thing and _shares(thing[-1], "".join(noun)) for thing in every):
        return False
    things = [thing[-1] for thing in told if not _is_where(thing)]
    return max(map(rarity, noun)) >= max(map(rarity, things), default=0.0)


def tells_in_another_counter(question: str, text: str) -> bool:
    """Whether a text counts the noun that a question counts, in the counter that fits anything: 积分项目有多少项 and
    69个积分评比项目.

    >>> tells_in_another_counter("积分项目有多少项?", "共69个积分评比项目。")
    True
    >>> tells_in_another_counter("积分项目有多少项?", "共69个村参加积分评比项目。")
    False
    """
    found = next((found for asking in _NOUN_COUNTED if (found := asking.search(question))), None)
    if found is None:
        return False
    noun = found["noun"][-2:]
    return re.search(rf"\d[多余]?个(?:(?![的在有是了把为个村镇乡县])[一-鿿]){{0,8}}{noun}", text) is not None


def _is_where(thing: Sequence[str]) -> bool:
    """Whether villages or towns are counted: they are where things are, and no narrower word for any."""
    return bool(thing) and thing[-1][-1] in "村镇乡县" and thing[-1] not in _OF_THE_COUNTRY


def _noun_asked(question: str) -> list[str]:
    """The words of the noun behind 多少 and its measure; [] where there is none, or it is one character."""
    found = _ASKED_NOUN.search(question)
    said = words(found["noun"]) if found else []
    noun: list[str] = []
    for word in said:
        if len(word) < 2 or is_verb(word) or word in _NO_THING:
            break
        noun.append(word)
    return noun


def _thing(sentence: str, figure: Span, telling: float = _TELLS) -> list[str]:
    """The words of the noun that stands behind a figure, else right before it; none where neither names a thing."""
    begin = _BEHIND.match(sentence, figure[1])
    behind = words(re.split(r"[^一-鿿]", sentence[begin.end() : begin.end() + _LONGEST_NOUN])[0]) if begin else []
    if behind and _names_a_thing(behind[0], telling):
        return behind[:1]
    before = re.split(r"[^一-鿿]", _BETWEEN.sub("", sentence[max(figure[0] - _LONGEST_NOUN, 0) : figure[0]]))[-1]
    said = words(before)
    while len(said) > 1 and said[-1] in _MEASURED:  # 种植油菜|面积
        said.pop()
    return said[-2:] if said and _names_a_thing(said[-1], telling) else []


def _names_a_thing(word: str, telling: float) -> bool:
    """Whether a word is a noun of the dictionary that tells something; what it does not have may be anybody's name."""
    is_noun = len(word) > 1 and count(word) > 0 and not is_verb(word)
    return is_noun and word not in _NO_THING and (word not in _MAY_BELONG or not telling) and rarity(word) >= telling


def _shares(thing: str, asked: str) -> bool:
    """Whether they may be one: 烟叶 and 烤烟 share a character."""
    return not set(thing).isdisjoint(asked)
