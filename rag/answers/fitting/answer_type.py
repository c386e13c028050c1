"""Whether a sentence holds a thing of the type that a question asks for: a figure in its measure, a person, a date.

Sure enough to refuse by, unlike the wider types that the ranking learns from (`expected.py`). Rules on shadows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.answers.fitting.counted import tells_in_another_counter
from rag.answers.fitting.offices import holds_office, of_its_body
from rag.answers.sentences.patterns import figures, has_figure, has_person, is_office, persons
from rag.answers.ways.by_whom import tells_by_whom
from rag.language.rarity import is_doing
from rag.language.regex import regex
from rag.questions.interrogatives import RATIO_ASKED
from rag.questions.query import Query
from rag.types import Kind, Span

_ANYBODY = regex(r"(?:干部|党员|村民|农户|代表|负责人|带头人|能手|同志)$")  # may be called by their office instead
_HAN_NUMBER = "[一二三四五六七八九十]"
_YEAR = regex(
    r"(?<!\d)(?:19|20)\d\d(?=[-/.年)]|$)|[二一][〇○零一二三四五六七八九]{3}年|[今去明次当]年|(?<!目)前年|上年(?!纪)|同年(?!级)"
    rf"|(?:\d{{1,3}}|{_HAN_NUMBER}{{1,4}})多?年[前来]"
)
_MONTH = regex(rf"(?:\d{{1,2}}|{_HAN_NUMBER}{{1,2}})月")
_DAY = regex(
    rf"月(?:\d{{1,2}}|{_HAN_NUMBER}{{1,3}})|(?<!\d)\d{{1,2}}(?:日|号(?![楼线文院]))|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|[今昨明当前]天"
    rf"|[当次]日|初{_HAN_NUMBER}(?![年级学生中])|(?:周|星期|礼拜)[一二三四五六日天]|(?:春|元宵|清明|端午|中秋|重阳|国庆|建军|教师|儿童|劳动|妇女)节"
)
_CLOCK = regex(
    rf"\d{{1,2}}(?:[时点]|:\d\d)|{_HAN_NUMBER}{{1,3}}点(?=[钟半整一二三四五六七八九十])|(?<=[午晨早晚]){_HAN_NUMBER}{{1,3}}点"
)
_HOUR = regex(rf"{_CLOCK.pattern}|凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|深夜|夜里")
_SPAN = regex(
    r"(?:(?<!\d)\d{1,3}|[一二三四五六七八九十两半]{1,4})多?(?:个(?:半?月|小时|星期|季度)|天|小时|分钟|周(?![一二三四五六日])|年(?!\d|[一二三四五六七八九十]+月))"
)
_SOME_TIME = regex(r"年初|年底|年末|近日|日前|月初|月底|[春夏秋冬][天季]")
# 2023-08-03 14:49: when a page was put up, not when something was done.
_STAMP = regex(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2} +\d{1,2}:\d{2}(?::\d{2})?")

_DATES = (_YEAR, _DAY, _MONTH, _SOME_TIME)

# The last day of something: 持续到10月8日, 截至9月14日, 9月底前, 9月底完工.
_A_DAY = rf"(?:\d{{1,2}}|{_HAN_NUMBER}{{1,3}})月(?:\d{{1,2}}[日号]?|[上中下]旬|[初中底末])?|\d{{1,2}}[日号]"
_A_TIME = rf"(?:(?:\d{{4}}年)?(?:{_A_DAY})|(?:19|20)\d\d年?|[年月]底)"
_UNTIL = regex(
    rf"(?:[至到~－—-]|截止|止于)(?:时间|日期)?[为是于:]?{_A_TIME}"
    rf"|{_A_TIME}(?:之?前|止|为止|截止|结束|收官|落幕|闭幕|完工|竣工|到期)"
)

_EVERY = regex(
    r"每隔?(?:[一二两三四五六七八九十半\d]+个?)?(?:天|日|周|星期|月|季度?|年|旬)|每逢|逐[日周月季年]|[一半每][日周月季年][一二两三][次回]"
)
# What asks for a time, first match decides: what is as fine as asked, and what else is an answer.
_TIMES: tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]], ...] = (
    (
        regex(
            r"(?<![得见遇收看听])到(?:哪|什么时候|何时|几[月号日点])|(?:哪一?天|什么时候|何时|几[月号日])(?:为止|截止|结束|到期)|截止(?:日期|时间)"
            r"|until when|deadline"
        ),
        (_UNTIL,),
        (_UNTIL,),
    ),
    (regex(r"哪一?年|何年|什么年份|哪个年份|what year|which year"), (_YEAR,), (_YEAR, _DAY, _MONTH)),
    (regex(r"几月几|哪[一几]?[天日]|几[日号]|what (?:date|day)|which day"), (_DAY,), (_YEAR, _DAY, _MONTH)),
    (regex(r"几月|哪一?个?月"), (_MONTH,), _DATES),
    (regex(r"几点|几时"), (_CLOCK,), (_HOUR, *_DATES)),
    (regex(r"(?:多久|多长时间|几天|几个月|几年)[^,。?]{0,8}一次|隔多久|how often"), (_EVERY,), (_EVERY,)),
    (regex(r"多久|多长时间"), (_SPAN,), (_SPAN, *_DATES)),
    (regex(""), (), (_HOUR, *_DATES)),
)
_BESIDE = regex("了?(?:多年|数年|已久|许久|很久|以?前|之前|以?后|之后|以来|期间)")  # a date beside it is not its own
# 从2013年选址到通航: what stands behind 到 has no date of its own.
_FROM_TO = regex(r"[从自][^,;。]{0,6}?\d+[年月日][^,;。]*?[到至](?P<end>(?![^,;。]*\d[年月日])[^,;。]*)")
_AGE, _AGE_ASKED = regex(r"\d+(?:多|余)?岁"), regex(r"岁|多大|年龄|年纪|高龄|how old|\bage\b")
_OF_A_PLACE = "[镇乡村县市区](?![长委支])"  # 石泉 in 石泉镇 is nobody
_SPANS_ASKED = regex("多久|多长时间|几天|几个月|几年")
# Countries by name, and the parts of the world that reports speak of instead.
_COUNTRIES_ASKED = regex(r"哪(?:些|几个|一?个)?国|(?:which|what) countr")
_COUNTRY = regex(
    r"[美英法德韩泰](?=国)|日本|俄罗斯|越南|印度|巴西|加拿大|澳大利亚|新西兰|意大利|西班牙|葡萄牙|荷兰|比利时|瑞士|瑞典|挪威|丹麦|波兰"
    r"|乌克兰|土耳其|埃及|南非|肯尼亚|尼日利亚|墨西哥|阿根廷|智利|秘鲁|老挝|缅甸|柬埔寨|印尼|马来西亚|新加坡|菲律宾|朝鲜|蒙古国|尼泊尔"
    r"|巴基斯坦|孟加拉|斯里兰卡|[哈吉塔乌土][一-鿿]{2,5}斯坦|伊朗|伊拉克|沙特|阿联酋|以色列|希腊|欧洲|欧盟|北欧|东欧|东盟|东南亚|南亚|中亚|中东|非洲|[南北拉]美"
)


_APART = regex(r"(?<=\d) +(?=[一-鿿%])|(?<=[一-鿿]) +(?=\d)")  # 2022 年3 月, 不少于 90 万个
# Who wrote: the reporters of 中新网8月1日电(张三) and (记者 李四) did nothing that is asked.
CREDITS = regex(r"(?<=[电讯])\s*[(（][^()（）]{2,30}[)）]|[(（](?:[^()（）]{0,8}(?:记者|通讯员))[^()（）]{2,60}[)）]")
# What one of many has is no part of a sum: 每个村奖励多少 is not told by 给20个村奖励100万元.
_ONE = "[个户人亩名位家村斤头只年天月场生份辆条座]"
_EACH_ASKED = regex(rf"(?:每|平均一?){_ONE}?[^,]{{0,14}}(?:多少|几)")
_SUM = regex("共|总|累计|合计|配套|投入|筹集|安排|[个户名家](?:村|镇|乡|社区|农户|企业)")
_EACH = regex(rf"每|各|均|/|亩产|[年月日][产收销营利]|一{_ONE}|单价|[年月日]薪|工资")


# What one of many pays or gets is no total: 一共收了多少.
_TOTAL_ASKED = regex(r"一共|总共|总计|合计|共计|累计|全部加起来")
_FOR_ONE = regex(rf"每一?{_ONE}|[人户]均|单价")
# What comes in a month or a day is not what comes in a year.
_YEARLY_ASKED = regex(r"(?:[一每全]年)[^,。?月日天]{0,6}(?:多少|几)|年(?:收入|利润|产值)[^,。?]{0,4}(?:多少|几)")
_MONTHLY = regex(r"每[个]?月|每[天日]|[月日][均薪]|月(?:工资|收入)|[一]个月")
_HOW_MANY = "(?:几|多少)[个名位]?人?"

# Measures that no unit gives away: a figure is one of them only where the sentence says so, in one of its words.
_MEASURES = tuple(
    (regex(asked), regex(told))
    for asked, told in (
        ("亩产|单产", "亩产|单产|每亩|亩均|公顷产"),
        ("发电量", "发电|度电|千瓦时"),
        ("单价|均价", "单价|均价|价|每[斤公千袋盒颗只头株个亩]|[一/][斤公千袋盒颗只头株个亩]"),
        ("利润", "利润|纯利|盈利|净赚|获利|纯收入"),
        ("产值", "产值|价值|实现.{0,6}值"),
        ("税收|纳税", "税"),
        ("[年月]薪|工资|薪酬|薪水", "薪|工资|收入|待遇|报酬|工钱"),
        ("成本", "成本|花费|投入"),
        ("(?:挣|赚)了?(?:多少|几)", "挣|赚|[收进]入|利润|盈利|收益|获利|工资|[增创]收|元"),
        ("死亡率|发病率", "率"),
        (
            "上限|限额|限高",
            "不(?:得|能|准|许|可)?超|以内|以下|封顶|最[高多]|至多|控制在|上限|限[定制在额高]|不(?:得|能)?[高多]于",
        ),
        (
            "花了?(?:多少|几)|(?:花费|耗资|投资|投入|斥资)(?:是|为|了)?(?:多少|几)",
            "花|投[资入]|[耗斥出集筹]资|[资基]金|经费|费用|筹|拨|成本|支出|自掏|付|补[贴助]|用(?:了|去|掉)?\\d|价(?!值)|收费|预算|金额",
        ),
        # Of persons in one plight: those in another are not counted.
        (rf"{_HOW_MANY}(?:失联|失踪)|(?:失联|失踪)[^,]{{0,4}}{_HOW_MANY}", "失联|失踪|失去联系|下落不明"),
        (
            rf"{_HOW_MANY}(?:死亡|遇难)|(?:死亡|遇难)[^,]{{0,4}}{_HOW_MANY}",
            "死|遇难|身亡|丧生|罹难|牺牲|殉职|溺亡|伤亡",
        ),
        (rf"{_HOW_MANY}(?:受伤)|(?:受伤)[^,]{{0,4}}{_HOW_MANY}", "伤"),
        (rf"{_HOW_MANY}(?:被困)|(?:被困)[^,]{{0,4}}{_HOW_MANY}", "困"),
    )
)


def measures_told(question: str, sentence: str) -> list[str]:
    """What a question's shadow says of the measure it asks for, where the sentence says that in one of its words:
    投资多少 of 投入150万元."""
    found = ((asked.search(question), told) for asked, told in _MEASURES)
    return [asked.group() for asked, told in found if asked and told.search(sentence)]


@dataclass(frozen=True, slots=True)
class _Asking:
    """What a question's shadow asks for: whether for countries, for a ratio, for what each has, for what all have
    together, for what a year brings; the words one of which tells each measure asked; the times that are as fine as
    asked, and those that are an answer at all."""

    countries: bool
    ratio: bool
    each: bool
    total: bool
    yearly: bool
    measures: tuple[re.Pattern[str], ...]
    as_fine: tuple[re.Pattern[str], ...]
    times: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=256)
def _asking(shadow: str) -> _Asking:
    """Read once for all sentences and clauses that are held against a question."""
    return _Asking(
        _COUNTRIES_ASKED.search(shadow) is not None,
        RATIO_ASKED.search(shadow) is not None,
        _EACH_ASKED.search(shadow) is not None,
        _TOTAL_ASKED.search(shadow) is not None and "每" not in shadow,
        _YEARLY_ASKED.search(shadow) is not None,
        tuple(told for asked, told in _MEASURES if asked.search(shadow)),
        *next((as_fine, any_of) for asking, as_fine, any_of in _TIMES if asking.search(shadow)),
    )


def is_of_its_measure(question: str, sentence: str) -> bool:
    """Whether a sentence speaks of the measure that a question's shadow asks: 种植面积达1.5万亩 tells no 亩产."""
    return all(told.search(sentence) for told in _asking(question).measures)


def figures_asked(query: Query, text: str) -> Iterator[Span]:
    """Where a shadow has figures in the measure that a question asks for, ratios where it asks for one."""
    return figures(text, query.measure, ratios=_asking(query.shadow).ratio)


def fits(query: Query, sentence: str) -> bool:
    """Whether the sentence, or a clause, holds a thing of the type asked; True where the kind asks for none."""
    sentence, asking = _joined(sentence), _asking(query.shadow)
    if asking.countries:
        return _COUNTRY.search(sentence) is not None
    if query.kind is Kind.FIGURE:
        if not is_of_its_measure(query.shadow, sentence):
            return False
        sentence = sentence if _AGE_ASKED.search(query.shadow) else _AGE.sub(" ", sentence)
        clauses = [sentence]
        if asking.each:
            clauses = [
                clause for clause in re.split("[,;。]", sentence) if _EACH.search(clause) or not _SUM.search(clause)
            ]
        if asking.yearly:
            parts = [part for clause in clauses for part in re.split("[,;。]", clause) if not _MONTHLY.search(part)]
            clauses = [part for part in parts if is_of_its_measure(query.shadow, part)]
        if asking.total:
            clauses = [clause for clause in re.split("[,;。]", sentence) if not _FOR_ONE.search(clause)]
        return any(has_figure(clause, query.measure, ratios=asking.ratio) for clause in clauses) or any(
            tells_in_another_counter(query.shadow, clause) for clause in clauses
        )
    if query.kind is Kind.WHO:
        offices = [term for term in query.terms if is_office(term.said) and not _ANYBODY.search(term.said)]
        sentence = CREDITS.sub(" ", sentence)
        told = all(holds_office(term, sentence) for term in offices) and of_its_body(query.shadow, sentence)
        return told and (_names_somebody(sentence) or _is_told_by_whom(query, sentence))
    if query.kind is Kind.WHEN:
        told = _tells(sentence, asking.times)
        return told and not _only_beside(query, sentence) and not _dates_another(query, sentence)
    return True


def _is_told_by_whom(query: Query, sentence: str) -> bool:
    """Whether the sentence says by whom, an office or a firm as well: 谁赞助的 and 由6家企业赞助."""
    if "谁" not in query.shadow:
        return False
    if tells_by_whom(query.shadow, sentence):
        return True
    doings = [re.escape(term.text) for term in query.terms if is_doing(term.text)]  # 由甲食用菌公司 names no doing
    return any(re.search(rf"由[^,，。;；:]{{2,40}}?{doing}", sentence) for doing in doings)


def is_as_fine(query: Query, sentence: str) -> bool:
    """Whether a sentence tells a time as finely as a question asks for one (哪一年 wants the year, not the day alone);
    a coarser or another one is still an answer, where no sentence has it."""
    return query.kind is Kind.WHEN and _tells(_joined(sentence), _asking(query.shadow).as_fine)


def _joined(sentence: str) -> str:
    return _APART.sub("", sentence) if " " in sentence else sentence


def _only_beside(query: Query, sentence: str) -> bool:
    """Whether what is asked of only dates or describes something else there: 把关门多年的厂重新开了起来."""
    doings = [term.text for term in query.terms if not term.is_name and _is_asked_of(term.text, query.shadow)]
    at = [found for doing in doings for found in re.finditer(re.escape(doing), sentence)]
    return bool(at) and all(
        _BESIDE.match(sentence, found.end()) and not _dated(sentence, found.start()) for found in at
    )


def _dates_another(query: Query, sentence: str) -> bool:
    """Whether the only date is that of another doing, from which it was long to the one asked: 从2013年选址到通航."""
    doings = [term.text for term in query.terms if not term.is_name and _is_asked_of(term.text, query.shadow)]
    at = [found.start() for doing in doings for found in re.finditer(re.escape(doing), sentence)]
    if not at or _SPANS_ASKED.search(query.shadow):
        return False
    ends = [found.span("end") for found in _FROM_TO.finditer(sentence)]
    return all(any(start <= one < end for start, end in ends) for one in at)


def _is_asked_of(word: str, question: str) -> bool:
    """Whether a word is the doing whose time is asked: a verb, or what stands before the closing 的 (哪一年关门的?)."""
    return is_doing(word) or re.search(f"{re.escape(word)}的[?。]?$", question) is not None


def _dated(sentence: str, end: int) -> bool:
    """Whether the clause tells a date before its doing (2010年8月通水后)."""
    clause = re.split("[,;。:]", sentence[:end])[-1]
    return any(time.search(clause) for time in _DATES)


def _tells(sentence: str, times: tuple[re.Pattern[str], ...]) -> bool:
    told = _STAMP.sub(" ", sentence)
    return any(time.search(told) for time in times)


def _names_somebody(sentence: str) -> bool:
    named = [name for name in persons(sentence) if re.search(rf"{re.escape(name)}(?!{_OF_A_PLACE})", sentence)]
    return has_person(sentence) or bool(named) or ",现任" in sentence  # 韦长庚2015年回村,现任支书
