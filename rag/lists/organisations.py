"""The organisations that a sentence names, where a list asks for such: 哪些高校, 哪几家企业, 哪些单位.

Organisations are known by their form: a stem, and the word for what they are. Rules on shadows. Left out: short forms
(中国科大), and the schools and offices inside an organisation (美术学院 of a university).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.language.regex import regex
from rag.lists.doer import Doer
from rag.lists.whose.named_together import named_together
from rag.questions.organisations_asked import FORMS
from rag.types import Report, Span

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
    for found in re.finditer(rf"{_STEM}(?:{FORMS[noun]}){_BRANCH}", text):
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
