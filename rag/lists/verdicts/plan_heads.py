"""A plan said in so many words, and how far it reaches: 将新建P, 规划建设P, 拟将A打造成P,将B打造成Q. Rules on shadows.

What decides is whether the word of the plan rules a verb (规划建设125座; not 按规划建成, the noun), and that nothing
says the verb is done (规划建设了, 规划建设的P已投用). It rules the clauses behind it that go on with a verb, and those
that open as its own did: 将新建10座,收益归村;新建30座. Left out: plans said in other words (`verdict_rules.py`).
"""

from __future__ import annotations

import re

from rag.index.tokenizing import words
from rag.language.clauses import clause_span
from rag.language.plan_words import HAS_BEEN
from rag.language.rarity import is_doing
from rag.language.regex import regex
from rag.types import Span

_VERB = (
    r"(?:[新改扩续兴修筹创]建(?!的|成)|建设|建成|建立|建起|改造|打造|扩大|扩种|扩繁|新[增发]|增[加建设种]|投资|投入|引进"
    r"|发展|种植|养殖|栽[种植]|培育|推[广行]|开展|实施|启动|举办|成立|设立|组建|安装|开通|接通|连通|修通|打通|通[上水电气]|铺设|架设|硬化|流转|修[缮复筑]|解决|惠及|覆盖|完成|实现|达到"
    r"|[建种养产办修](?![成起])(?=一|两|[\d几数个好]|[一-鿿]{1,8}\d))"
)
_TIMES = (
    r"(?:到|至|于|在|用|从)?"
    r"(?:[今明后]年|年[内底]|全年|[\d一二三四五六七八九十两几]+个?[年月日](?:[底内初末]|时间|前)*|\d{4}年底?)"
)
_WHERE = r"(?:[在于对从把将为给向让由][^,，。;；]{1,24}?)"
_ADVERB = (
    r"(?:全面|逐步|继续|进一步|陆续|积极|大力|重点|分[批期]|再|还|总|共|共同|统一|集中|高标准|同步|先后|率先|建成后)*"
)
# 将 before a verb is "will"; not where the verb is part of what 将 takes: 将种植的P卖出, 将建设任务分解.
_TAKEN = (
    r"[^,，。;；]{0,3}?的|[户场区业厂地商款费者人]|任务"
    r"|[^,，。;；]*?(?:作为|纳入|列入|融入|放在|摆在|结合|挂钩|分解|当[作成]|视为)"
)
_WILL = rf"(?<![即必终把])将{_ADVERB}(?P<will>{_VERB})(?!{_TAKEN})"
_MEANS = rf"(?:拟(?!定|订)|(?<!原)打算|力争)(?:{_TIMES})?{_WHERE}?{_ADVERB}(?P<means>{_VERB})"
# 计划 and 规划 as verbs: not 按计划, 原计划, 行动计划, 五年规划, 完成计划.
_NOUN_BEFORE = r"(?<![按照原依比据动作度成定订制])(?<![三五两\d]年)(?<!完成)"
_PLAN = (
    rf"{_NOUN_BEFORE}(?:计划(?!生育|经济|[内外书表单])|规划(?![局师图区院馆]))(?:{_TIMES})?{_WHERE}?"
    rf"{_ADVERB}(?P<plan>{_VERB})"
)
_TASK = rf"(?:任务|目标)[,，]?(?:就?是|为|[:：])(?:{_TIMES})?{_ADVERB}(?P<task>{_VERB})"
_HEAD = regex(rf"(?:{_WILL}|{_MEANS}|{_PLAN}|{_TASK})(?!了|完|好了|的)")
_STOP = regex(r"[。!?]")
_CLAUSES = regex(r"[,，;；]")
_DONE = regex(rf"已|{HAS_BEEN}|目前|截至|此前|曾|现有|建成投[用产]|投入使用")
_ITSELF_DONE = regex(r"(?:已|业已|先后|[^,，。;；]*(?<!尽快)(?:按|根据|依据)[^,，。;；]{0,8})$")
# What is meant is told before how it will be reached: 为解决P问题,将投入资金80万元; 资金用于P项目,计划为两个村通水.
_FOR = regex(r"(?:(?<![因认成作])为|用于)[^,，。;；]{0,24}$")
_SET = regex(r"把[^,，。;；]{0,16}$")  # 把解决P作为重点,…,计划修建
_AS = regex(r"^[^,，。;；]{0,16}?(?:作为|列为|摆[上在]|放在)")
_OPENING = 6  # code points of a clause in which its first word stands


def is_ruled_by_plan(text: str, at: Span) -> bool:
    """Whether a plan rules the topic at `at` of a sentence (a shadow).

    >>> is_ruled_by_plan("园区规划建设125个大棚。", (10, 12)), is_ruled_by_plan("园区按规划建成大棚。", (7, 9))
    (True, False)
    """
    end = clause_span(text, at)[1]
    return any(_rules(text, found, at, end) for found in _HEAD.finditer(text))


def _rules(text: str, head: re.Match[str], at: Span, end: int) -> bool:
    verb = head.end()
    if verb > at[1] and _is_aim_of(text, at, head.start()):
        return not _DONE.search(text, end, verb) and not _STOP.search(text, end, verb)
    if verb > at[1] or _ITSELF_DONE.search(text[clause_span(text, head.span())[0] : head.start()]):
        return False
    between = text[verb : at[1]]
    if _STOP.search(between) or _DONE.search(text, verb, end):
        return False
    clauses = _CLAUSES.split(between)[1:]
    alike = next(said for said in head.groups() if said)
    return all(map(_goes_on, clauses)) or clauses[-1].startswith((alike, "将", "把"))


def _is_aim_of(text: str, at: Span, head: int) -> bool:
    """Whether the topic is what a plan told behind it is for."""
    before = text[: at[0]]
    if _SET.search(before) and _AS.match(text[at[1] :]):
        return True
    return clause_span(text, (head, head))[0] == clause_span(text, at)[1] + 1 and _FOR.search(before) is not None


def _goes_on(clause: str) -> bool:
    said = words(clause[:_OPENING])
    return not said or said[0] in ("将", "把") or is_doing(said[0])
