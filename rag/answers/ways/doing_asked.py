"""What a yes/no question asks of a doing: that it came to its result (找到了吗, 封堵好了吗), or in which words a report
tells the same matter or its contrary (仍在搜救 to 找到了吗, 被乙大学录取 to 考上甲大学了吗); of a
mishap, that it came, which what is done against it does not say (火灾应急预案 to 发生过火灾吗).

Rules on shadows. Left out: what the sentence then says to it (`whether.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.index.tokenizing import words
from rag.language.regex import regex

_RESULTED = regex(
    r"(?P<before>[一-鿿]{1,8})(?P<result>[到好完成掉住上通]|出来|起来|回来|下来)了(?:吗|没有?|嘛)?[?。]*$"
)
# Mishaps, those of one kind in a row.
_MISHAPS = tuple(
    regex(kind)
    for kind in (
        "火灾|火情|山火|失火|起火|着火",
        "洪水|洪灾|洪涝|内涝|水灾|山洪|水患",
        "溺水|溺亡",
        "车祸|(?:交通|安全|生产)?事故",
        "泥石流|滑坡|塌方|山体崩塌|地质灾害",
        "地震",
        "干旱|旱灾|旱情",
        "台风",
        "疫情|疫病",
        "冰雹|雹灾",
        "雪灾",
        "爆炸",
    )
)
# What is done about a mishap, or said of it, whether it came or not: 防范火灾, 火灾应急预案, 一旦发生火灾.
_AGAINST = regex(
    r"(?:防[止范御备控治]?|预防|杜绝|避免|减少|降低|消除|遏制|应对|谨防|抵御|模拟|一旦|如果|如遇|万一|可能|易|假如|警惕)[^,，。;；]{0,10}$"
)
_PREPARED = regex(
    r"^[^,，。;；]{0,10}?(?:应急|预案|演练|演习|防控|防治|预防|防范|防御|知识|隐患|风险|危害|宣传|警示|教育|保险|等级"
    r"|预警|监测|[多易高]发|避险|扑救[队能]|救援[队能])"
)
_COMPLETED = regex(r"已|了|完成|成功|顺利|终于|[好完毕]")
_CLAUSE = regex(r"[,;。:]")


@dataclass(frozen=True, slots=True)
class _Matter:
    """A matter by how it is asked, and by what every sentence on it says in one way or the other."""

    asked: re.Pattern[str]
    told: re.Pattern[str]


_MATTERS = (
    _Matter(
        regex(r"(?:找|搜救|打捞|寻)到|获救|救出"),
        regex(r"[找搜捞寻救]到|搜救|搜寻|打捞|失联|失踪|下落|获救|救[出起]|脱险|遗体|遗骸|生命体征|归来|找回"),
    ),
    _Matter(
        regex(r"[抓捉捕]到|抓住|抓获|捕获|落网|归案"),
        regex(r"[抓捉捕找]到|抓住|抓获|抓捕|捕捉|捕获|擒获|落网|归案|在逃|潜逃|追捕|追逃|搜寻|搜捕|围捕|控制住|自首"),
    ),
    _Matter(regex(r"考[上取入]|录取"), regex(r"考[上取入]|录取|就读|落榜|[大中]学新生")),
    _Matter(
        regex(r"死人|死了|死亡|伤亡|遇难|丧生|身亡"),
        regex(r"死|伤亡|遇难|身亡|丧生|罹难|牺牲|殉职|去世|不治|溺亡|生命体征"),
    ),
    _Matter(
        regex(r"(?:纠纷|矛盾|争议|官司|争端|扯皮|争执)[^?]{0,8}?(?:解决|化解|平息|了结|调解|和好|处理|摆平)"),
        regex(
            r"握手言和|言归于好|重归于好|和好|和解|谅解|协议|达成一致|化解|解决|平息|了结|[双各三]方[^,;。]{0,4}满意|调解成功|撤诉|冰释|仍|尚未|未能"
        ),
    ),
    _Matter(regex(r"送[到达去给]|运[到达]"), regex(r"[送运]")),
)


def told_as(question: str) -> re.Pattern[str] | None:
    """What a sentence says that tells the matter asked, or its contrary; None where the question's own words do."""
    return next((matter.told for matter in _MATTERS if matter.asked.search(question)), None)


def is_reached(question: str, text: str) -> bool:
    """Whether a sentence tells that the doing came to the result which a question asks for; True where it asks none.

    >>> is_reached("闸门封堵好了吗?", "赶赴大坝进行封堵闸门任务。"), is_reached("闸门封堵好了吗?", "闸门已封堵。")
    (False, True)
    """
    asked = _RESULTED.search(question)
    if asked is None:
        return True
    doing = words(asked["before"])[-1]
    if len(doing) == 1:  # in many words: 找 in 寻找, 查找
        return re.search(rf"{doing}(?:{asked['result']}|了|[成好完获])", text) is not None
    return any(doing in clause and _COMPLETED.search(clause) for clause in _CLAUSE.split(text))


def tells_mishap(question: str, text: str) -> bool:
    """Whether a sentence says that a mishap asked of came, or that none did; True where none is asked of.

    >>> tells_mishap("发生过火灾吗?", "建立了火灾应急预案。"), tells_mishap("发生过火灾吗?", "全年未发生火灾。")
    (False, True)
    """
    asked = [kind for kind in _MISHAPS if _comes(kind, question)]
    return all(_comes(kind, text) for kind in asked)


def _comes(mishap: re.Pattern[str], text: str) -> bool:
    found = mishap.finditer(text)
    return any(not _AGAINST.search(text[: at.start()]) and not _PREPARED.match(text[at.end() :]) for at in found)
