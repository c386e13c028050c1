"""What others are told to do is no doing yet: an order, a call, what a meeting deals with. Rules on shadows.

The order rules the clauses behind it that go on with a verb or with a duty (要求四个村加强管护,加大巡查密度), up to
one that says it is done (号召村民捐款,建起了广场). An order of one's own is a plan; what a province or a ministry asks
of all (省委要求各地…) is only spoken of.
"""

from __future__ import annotations

from rag.index.tokenizing import words
from rag.language.clauses import clause_span
from rag.language.plan_words import HAS_BEEN
from rag.language.rarity import is_doing
from rag.language.regex import regex
from rag.types import Span, Verdict

# No noun: 按照要求, 高标准的要求, 要求是.
_TELL = (
    r"(?<![的新高按照据合求规严格项些应等此之])(?:要求|号召|责令|责成|命令|勒令|敦促)"
    r"(?![是为的,，、”]|提出|得到|认真开展好的)"
)
_DUTY = (
    r"(?:强调|指出|提出|部署|要求|明确|叮嘱|安排)了?[,，:：]?[“]?[^,，。;；]{0,12}?"
    r"(?:要(?!求|点|闻|素|道)|必须|务必|应当|须(?!知))"
)
_HEAD = regex(rf"{_TELL}|{_DUTY}")
_BY_OTHERS = regex(
    r"(?:上级|上头|中央|国务院|全国|[省市](?:里|级|委|政府|长|领导|公安|纪委|妇联|直)?[^,，。;；县区镇乡村]{0,14}"
    r"|《[^《》]*》|通知|[\d一-十]号文件)[^,，。;；县区镇乡村]{0,14}$"
)
_TO_US = regex(r"我[县区镇乡村]|本[县区镇乡村]")
_STOP = regex(r"[。!?]")
_CLAUSES = regex(r"[,，;；:：]")
_DONE = regex(
    rf"已|{HAS_BEEN}|目前|截至|累计|如今|现有|当即|随即|随后|会后|闻令|先后|共[\d计]|\d[\d.]*[余多万千百]*[人户份次件处]"
)
_DUTY_ON = regex(
    r"^[“]?(?:要|必须|务必|应|须|不得|不能|严禁|各|全[县市区镇乡村]|将|把|对|以|坚持|杜绝|进一步|切实|认真|扎实|严格|全面|积极|大力|深入|统筹|[继持]续|不断|着力|及时|[迅从]速|立即)"
)
_OPENING = 6  # code points of a clause in which its first word stands
# What a meeting deals with: 就P进行部署, 对P作了安排, 研究部署P.
_OVER = regex(r"(?:就|对|围绕|针对)[^,，。;；]{0,24}$")
_DEALT_WITH = regex(
    r"^[^,，。;；]{0,24}?(?:进行|作出|做出|作|做)了?(?:全面|具体|详细|专题|进一步|再)*"
    r"(?:安排|部署|动员|强调|研究|要求|讲话|通报)"
)
_DEALS = regex(r"(?:研究|安排|动员)部署[^,，。;；了]{0,8}$")
_MEETING = regex(r"^[”\"]?[^,，。;；的了]{0,6}?(?:会议|工作会|推进会|部署会|动员会|调度会|座谈会|专题会|联席会)")


def told_to_do(text: str, at: Span) -> Verdict | None:
    """What an order or the matter of a meeting makes of the topic at `at` of a sentence (a shadow); None where neither
    rules it.

    >>> told_to_do("会议要求各村加强管护,加大巡查密度。", (13, 15)), told_to_do("各村按照要求加强巡查。", (8, 10))
    (<Verdict.PLANNED: 'planned'>, None)
    """
    start, end = clause_span(text, at)
    before, behind = text[start : at[0]], text[at[1] : end]
    if _DEALS.search(before) or (_OVER.search(before) and _DEALT_WITH.match(behind)):
        return Verdict.MENTIONED
    for head in _HEAD.finditer(text, 0, at[0]):
        if _rules(text, head.end(), at):
            others = _BY_OTHERS.search(text[: head.start()]) and not _TO_US.search(text[: at[0]])
            return Verdict.MENTIONED if others else Verdict.PLANNED
    return None


def names_a_meeting(text: str, at: Span) -> bool:
    """Whether the topic at `at` is what a meeting is called by: 森林防火|工作会议."""
    return _MEETING.match(text[at[1] :]) is not None


def _rules(text: str, head: int, at: Span) -> bool:
    between = text[head : at[1]]
    if _STOP.search(between) or _DONE.search(between):
        return False
    rest = _STOP.split(text[at[1] :])[0]
    return not _DONE.search(rest) and all(map(_goes_on, _CLAUSES.split(between)[1:]))


def _goes_on(clause: str) -> bool:
    said = words(clause[:_OPENING])
    return not said or _DUTY_ON.match(clause) is not None or is_doing(said[0])
