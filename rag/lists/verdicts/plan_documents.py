"""Documents that tell plans throughout: 工作意见, 实施方案, 行动计划, 关于做好…的通知.

What such a page says in the bare form of a verb (新建冷库3座) is to be done, unless the sentence says that it was.

Rules on shadows. Left out: news of such a document (石桥镇出台实施方案), which tells what was done.
"""

from __future__ import annotations

from rag.language.plan_words import HAS_BEEN
from rag.language.regex import regex

_KIND = (
    r"(?:(?:工作|实施|指导|若干|处理|安排|建设)意见|安排|方案|计划|要点|规划|打算|设想|任务书|路线图|时间表"
    r"|(?:任务|项目)(?:清单|分解表?|一览表?))"
)
_DRAFT = r"(?:\((?:草案|试行|暂行|讨论稿|征求意见稿|送审稿|[\d\-—至年]+)\))?"
_IS_PLAN = regex(
    rf"{_KIND}{_DRAFT}[》”]?(?:的通知)?$|^[^,:]*关于(?:切实|认真|进一步|全面|扎实)?(?:做好|开展|加强|推进|抓好|组织|搞好)[^,:]*的(?:通知|意见|通告)$"
)
# Who makes, reads or carries out a document is in the news; and 早安排 is no document.
_CARRIES_OUT = (
    r"(?<!关于)(?:实施|启动|推进|落实|编制|优化|细化|完善|谋划|争取|制作|参加|纳入|投身)(?!方案|意见|计划|规划|要点)"
    r"|早(?:安排|谋划|打算|计划)|有了?[^,]{0,4}(?:打算|规划|方案|计划)$|[“《][^”》]{1,8}计划[”》]$"
)
_IN_THE_NEWS = regex(
    rf"{_CARRIES_OUT}"
    r"|[,:!?]|(?<!关于)(?:出台|印发|制[定订]|发布|公布|下发)|通过|征求意见(?!稿)|听取|解读|审议|提出|按照|完成|执行|评审|总结|回顾|汇报|报告|召开"
)
_DONE = regex(rf"已|{HAS_BEEN}|累计|截至|目前|[去上前]年|今年以来|近年来|以来|现有|此前|曾|正在")


def is_plan_document(title: str) -> bool:
    """Whether a title (a shadow) is that of a document that tells plans.

    >>> is_plan_document("冬春农田水利建设工作意见"), is_plan_document("石桥镇出台农田水利建设工作意见")
    (True, False)
    >>> is_plan_document("白云镇实施雨露计划"), is_plan_document("石桥镇早谋划早安排")
    (False, False)
    """
    return _IS_PLAN.search(title) is not None and _IN_THE_NEWS.search(title) is None


def says_it_is_done(sentence: str) -> bool:
    """Whether a sentence of such a document tells what was done before it."""
    return _DONE.search(sentence) is not None
