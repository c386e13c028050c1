"""Visits, and meetings that people only sit in: what their places are shown or told there is no doing of theirs.

Rules on shadows. Left out: whose doing it is instead (`attribution.py`).
"""

from __future__ import annotations

from rag.language.clauses import clause_before, clause_span
from rag.language.regex import regex
from rag.language.sentences import sentence_spans
from rag.types import Span

# 介绍 that only says who speaks (村支书王平介绍,…) tells of no visit.
_LEARNT = regex(
    r"学习|借鉴|参观|考察(?!论证)|取经|观摩|察看|听取|介绍(?!,|说|道|:)|交流|边听边记|开眼界|受启发|不同|有别|区别|相比|好比|类似"
)
# Others learn from the report's own place; who is won for a work there (吸引村民入社) does not.
_COME_TO_SEE = regex(
    r"前来|慕名|接待|络绎不绝|推介|推广到|走出"
    r"|吸引[了着]?(?!(?:周边|附近|本村|当地)?(?:村民|农户|农民|群众|社员|贫困户|劳动?力|青年|人才|资金|投资))"
)
_ATTENDS = regex(r"(?:参加|出席|列席|参会|聆听|收看|(?:交流|表态|大会|典型)?发言|汇报)[^,，。;；]{0,10}$")
_OF_COUNTY = regex(
    r"(?:^|[,，。;；日])(?:[一-鿿]{1,4})?(?:[县市省]|(?<![社镇])区)[委政、]?(?:[县市区]?[人民]{0,2}政?府)?"
    r"(?:召开|举行|召集|印发|出台|下发|部署|要求|启动)[^,，。;；]*$"
)
_VISITED = regex(r"(?:到|赴|去|往|进|向|听取了?|与|同|和|于|习)(?:[一-鿿]{2,4}[县市区])?$")
ALL_LEARNING = "参观|考察|学习|观摩|取经"
# Who goes out to see something: the place gone to, or none that is named (外出参观).
_GOES = regex(
    rf"(?:到|赴|前往|走进|来到|奔赴|远赴|去)(?P<where>[^,，。;；到赴]{{1,24}}?)(?:[,，](?:就|围绕)[^。;；到赴]{{1,40}}?)?"
    rf"(?:开展了?|进行了?|实地)?(?:{ALL_LEARNING})"
    rf"|(?:外出|赴外地?|到外地|去外地)(?:{ALL_LEARNING})"
)
_SEES = regex(r"(?:参观|考察|观摩|察看|查看|走访|视察)[了过]?")
_SHOWN = regex(r"基地|园区?|产业带|示范[点区]|大?棚区?|合作社|[养种]殖?场|厂|车间|种植[区点]")
_SEEING = regex(
    r"(?:参观|考察|学习|观摩|代表)[团组队]|考察人员|一行人?|大家|学员|了解|听取|[观察]看|来到|走进|介绍|讲解|印象|目睹|看到"
)
_BACK = regex(
    r"[返归]来|返回|回来|回到|归来|考察(?:结束|归来|回)|(?:参观|学习|观摩)(?:结束|归来|之?后)|散会后|[我本全][镇乡村县]"
)
_NEAR = 4  # sentences before one in which the visit must be told


def is_learnt(sentence: str, at: Span) -> bool:
    """Whether the clause of the topic, or one beside it, tells of seeing and comparing, not of doing."""
    start, end = clause_span(sentence, at)
    lead = clause_before(sentence, start)
    behind = clause_span(sentence, (min(end + 1, len(sentence)), min(end + 1, len(sentence))))[1]
    return _LEARNT.search(sentence[lead:behind]) is not None


def as_hosted(sentence: str, at: Span, name: str) -> str:
    """The sentence, as long as before, without the word for seeing, where the topic is in what was seen at the place
    `name`: what visitors are shown there is there (观摩了|A镇|百亩甘草示范点)."""
    start, end = clause_span(sentence, at)
    for seen in _SEES.finditer(sentence, start, at[0]):
        thing = _SHOWN.search(sentence, at[0], end)
        if thing and name in sentence[seen.end() : at[0]] and "、" not in sentence[at[1] : thing.start()]:
            return sentence[: seen.start()] + " " * len(seen.group()) + sentence[seen.end() :]
    return sentence


def comes_to_see(sentence: str) -> bool:
    """Whether others come to see, or learn from, the report's own place."""
    return _COME_TO_SEE.search(sentence) is not None


def attends(sentence: str, span: Span, at: Span) -> bool:
    """Whether people of the place only sit in the meeting that the sentence tells of: 召开P动员会,A镇、B镇书记|参加."""
    _, end = clause_span(sentence, span)
    return span[0] >= at[1] and _ATTENDS.search(sentence[span[1] : end]) is not None


def is_of_county(sentence: str, at: Span) -> bool:
    """Whether a county or a city is the one that the clause of the topic tells of: 县委召开|P|动员会."""
    return _OF_COUNTY.search(sentence[: at[0]]) is not None


def visited(sentence: str, span: Span) -> bool:
    """Whether the place at `span` is one gone to, or heard of."""
    return _VISITED.search(sentence[: span[0]]) is not None


_ASKS_LEARNER = regex(
    r"(?:去|到|赴|往|向|从|跟)[^,，。?？]{0,10}?(?:[县市区镇乡村]|外地|别处|其[他它]地方|那[里儿])[^,，。?？]{0,4}?"
    r"(?:学(?!校|生|员|费|院|位|历)|取经|考察|参观|观摩|借鉴)"
)
_LEARNS = regex(r"学(?:习(?![生用])|来|回|到|了|得|的|去)|取经|考察|参观|观摩|借鉴|引进|移植|复制")
_TEACHER = regex(r"(?:向|从|跟|到|赴|去|前往)(?:[一-鿿]{2,7}[省市县区旗州])*(?:[一-鿿]{2,6}(?:镇|乡|街道))?$")


def asks_learner(question: str) -> bool:
    """Whether a question's shadow asks who went elsewhere to learn something.

    >>> asks_learner("哪个村去别的县学了积分制?"), asks_learner("哪些村办了学习班?")
    (True, False)
    """
    return _ASKS_LEARNER.search(question) is not None


_ASKS_HOST = regex(r"(?:被|接待[了过]?)[^,。?]{0,12}?(?:参观|考察|观摩|取经|学习|借鉴)")
_AT_HOST = regex(r"(?:到|赴|前往|走进|来到|在|参观|考察|观摩|走访|学习|借鉴)[了过]?[^,。;]{0,24}?$")
_HOSTS = regex(r"参观|考察|观摩|取经|学习|借鉴")


def asks_host(question: str) -> bool:
    """Whether a question's shadow asks which places others came to see.

    >>> asks_host("哪些村被别的乡镇参观过?"), asks_host("哪些乡镇去外地参观了?")
    (True, False)
    """
    return _ASKS_HOST.search(question) is not None


def is_host(sentence: str, name: str) -> bool:
    """Whether a place is one that visitors are shown: 到|溪口村|参观学习, |溪口村|吸引游客前来参观."""
    at = sentence.find(name)
    is_gone_to = at >= 0 and _AT_HOST.search(sentence[:at]) is not None
    return _HOSTS.search(sentence) is not None and (is_gone_to or comes_to_see(sentence))


def tells_learning(sentence: str) -> bool:
    """Whether a sentence tells of learning from somebody."""
    return _LEARNS.search(sentence) is not None


def is_teacher(sentence: str, name: str) -> bool:
    """Whether a place is the one learnt from: 向井研县研经镇|王家沟村|学回来的."""
    at = sentence.find(name)
    start, end = clause_span(sentence, (at, at + len(name)))
    is_learnt_from = _TEACHER.search(sentence[start:at]) and _LEARNS.search(sentence[at + len(name) : end])
    return at >= 0 and is_learnt_from is not None


def is_back(sentence: str) -> bool:
    """Whether a sentence tells that who went to see something is at home again (回来后,该镇…)."""
    return _BACK.search(sentence) is not None


def is_visit(sentence: str) -> bool:
    """Whether somebody goes out to see something there."""
    return _GOES.search(sentence) is not None


def gone_to(sentence: str) -> str:
    """The words for where somebody goes to see something; "" where it is not said."""
    found = _GOES.search(sentence)
    return (found["where"] or "") if found else ""


def tells_of_seeing(sentence: str) -> bool:
    """Whether a sentence tells what visitors see and hear."""
    return _SEEING.search(sentence) is not None and not is_back(sentence)


def visit_before(before: str) -> Span | None:
    """Where, in the paragraph that `before` ends with, the sentence stands that tells of going out to see something, if
    nobody has come back since."""
    paragraph = before.rfind("\n") + 1
    for start, end in reversed(sentence_spans(before[paragraph:])[-_NEAR:]):
        sentence = before[paragraph + start : paragraph + end]
        if is_back(sentence):
            return None
        if is_visit(sentence):
            return paragraph + start, paragraph + end
    return None
