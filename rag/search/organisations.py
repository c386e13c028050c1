"""Lists of organisations: 哪些高校, 哪几家企业, 哪些单位, and the organisations that a sentence names.

Organisations are known by their form: a stem, and the word for what they are. Rules on shadows. Left out: short forms
(中国科大), and the schools and offices inside an organisation (美术学院 of a university).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.language.regex import regex
from rag.search.doer import Doer
from rag.search.named_together import named_together
from rag.types import Report, Span

_FIRM = "公司|集团|厂"
_BANK = "银行|支行|分行|农商行|信用社|联社"
_SOCIETY = "协会|商会|基金会|学会|促进会|红十字会"
_COLLEGE = "大学(?!生(?![命物态]))|学院|高等专科学校"
_SCHOOL = f"{_COLLEGE}|学校|中学|小学|幼儿园"
# 所 and 站 end other words, too (所以, 车站).
_TRADE = (
    "财政|司法|民政|林业|环卫|交管|交通|国土资源|国土|水利|水务|农技|农业|农机|农经|经管|畜牧|兽医|计生|文化|广播|卫生|供电|税务|工商"
    "|食药监|食品药品|劳动保障|社保|统计|规划|城建|村建|房管|环保|安监|市场监管|综治"
)
_OFFICE = (
    f"(?:{_TRADE})(?:服务|工作)?[所站]|妇联|团委|总?工会|武装部|供销社|残联|科协|文联|工商联|局|厅|委员会|检察院|法院|派出所|{_BANK}|{_FIRM}|{_SOCIETY}|{_SCHOOL}|医院|卫生院|中心(?!医院|小学|校|支行)"
    "|研究院|研究所|出版社|合作社"
)
# How a list of organisations is asked, and how the names of such end.
_FORMS = {
    "高校": _COLLEGE, "大学": _COLLEGE, "院校": _COLLEGE, "学院": _COLLEGE, "学校": _SCHOOL, "中学": "中学",
    "小学": "小学", "企业": f"{_FIRM}|{_BANK}|合作社", "公司": _FIRM, "单位": _OFFICE, "部门": _OFFICE,
    "机构": _OFFICE, "组织": _OFFICE, "银行": _BANK, "医院": "医院|卫生院", "合作社": "合作社", "协会": _SOCIETY,
    "商会": "商会", "基金会": "基金会", "法院": "法院", "检察院": "检察院", "派出所": "派出所",
}  # fmt: skip
_NOUN = "|".join(sorted(_FORMS, key=len, reverse=True))
_MEMBERS = "师生|学生|大学生|研究生|老师|教师|青年|专家|员工|医生|医护人员|志愿者|干部|党员"
# 几家企业 may be a figure that a report tells; universities nobody counts but the reader.
ORGANISATIONS_ASKED = regex(
    rf"(?:有)?(?:哪些|哪几|哪一些)(?:个|家|所)?(?P<noun>{_NOUN})(?:的(?:{_MEMBERS})?)?(?!负责|家|代表|法人|长|文化)"
    rf"|(?:有)?(?:几|多少)所?(?P<counted>高校|大学|院校|学院)(?:的(?:{_MEMBERS})?)?(?=[^,。?]{{3,}})"
)
_BETWEEN = regex("[、和与及,]|以及|联合|携手")  # organisations named together
_STEM = "[一-鿿]{1,16}?"
_LEADS = (
    "来自|作为|走访了?|走进了?|来到了?|奔赴|联合|携手|邀请|随着|由|与|和|及|近日|日前|其中|以及|今年|组织|开展|走进|暑期|记者从|获悉|介绍|依托|感谢|请|[到赴](?!期)"
    "|帮助|支持|带领|引导|参加|参与|深入|前往|要求|会同|配合|委托|通过|争取|对接|聘请|增强|就有|月份|就上"
    # 农业技术推广中心, 就业指导站 are names.
    "|(?:协调|宣传|推广|指导)(?!中心|总?站|所|办|部|处)"
)
_OPENS = regex(rf"^(?:.*(?:{_LEADS}))+")
_NO_NAME = regex(
    r"[了的是在将把被这那各全]|^[某该本我多一两几等第]|^(?:学院|学校|大学|公司|集团|银行|医院|考[上取入])"
    r"|^(?:乡村|农村|当地|附近|高等|有关|相关|所属|爱心|龙头|知名)"
)
# A school inside a university is named for what it teaches; a college for its place or its kind.
_COLLEGE_OF_ITS_OWN = regex(r"师范|理工|职业|工业|财经|财政|医|农|外国语|民族|科技|女子|工程|商|传媒|[省市]")
_BRANCH = "(?:[一-鿿]{0,6}(?:支行|分行|医院|分公司|支公司))?"
_SHORTEST = 4  # code points
_OPENING = 400  # code points of a report in which its own organisation is named


def organisation_asked(shadow: str) -> str | None:
    """The noun by which a question asks for a list of organisations; None where it asks for none.

    >>> organisation_asked("哪些高校的师生参加了三下乡?"), organisation_asked("哪些企业家捐了款?")
    ('高校', None)
    """
    found = ORGANISATIONS_ASKED.search(shadow)
    return (found["noun"] or found["counted"]) if found else None


def organisations(report: Report, shadow: str, sentence: str, at: Span, noun: str) -> list[Doer]:
    """The organisations whose doing the topic at `at` of a sentence is: those last named before it, else behind it,
    else the one that the report, given by its `shadow`, opens with."""
    # Whoever is asked about by name is no answer (云州大学的学生去了哪些学校).
    asked = sentence[slice(*at)]
    named = [item for item in _named(sentence, noun) if not _is_asked(item[1], asked)]
    before = [item for item in named if item[0][1] <= at[0]]
    group = named_together(sentence, before, _BETWEEN.fullmatch) if before else named[:1]
    if not group and not any(_named(sentence, "单位")):  # 由镇环卫所负责 is no firm's doing
        group = [item for item in _named(_opening(report, shadow), noun) if not _is_asked(item[1], asked)][:1]
    within = tuple(dict.fromkeys(name for place in report.places for name in (*place.within, place.name)))
    return [Doer(name, None, within=within) for _, name in group]


def _is_asked(name: str, asked: str) -> bool:
    return len(asked) >= _SHORTEST and name.endswith(asked)


def _opening(report: Report, shadow: str) -> str:
    """The headline of a report with its first sentence: there it says whose it is, if it does."""
    end = shadow.find("。", report.body[0])
    return shadow[: min(end if end >= 0 else len(shadow), report.body[0] + _OPENING)]


def _named(text: str, noun: str) -> Iterator[tuple[Span, str]]:
    end = -1
    for found in re.finditer(rf"{_STEM}(?:{_FORMS[noun]}){_BRANCH}", text):
        start, inside, end = found.start(), found.start() == end, found.end()
        if inside and not _BETWEEN.match(text, start) and text[start] != "的":
            continue  # 广州中医药大学|第三临床医学院
        name = found.group()
        opened = _OPENS.match(name)
        if opened:
            start, name = start + opened.end(), name[opened.end() :]
        if _is_long(name) and not _NO_NAME.search(name) and _stands_for_itself(name):
            yield (start, found.end()), name


def _is_long(name: str) -> bool:
    """Whether a name is long enough to be one: 县妇联, 镇中学, but not 大学."""
    return len(name) >= _SHORTEST or (len(name) == _SHORTEST - 1 and name[0] in "省市县区镇乡")


def _stands_for_itself(name: str) -> bool:
    return not name.endswith("学院") or _COLLEGE_OF_ITS_OWN.search(name[:-2]) is not None
