"""By whom something is done, where that may be an office or a firm: 谁牵头, 由谁承建, 谁来监督.

A sentence tells it that says 由X with a verb of the kind asked, or has an organisation right before such a verb. Left
out: who holds an office (`answer_type.py`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.language.regex import regex

_RESPONSIBLE = "负责|牵头|主管|分管|主抓|主持|承担|实施|管理"
# Verbs of one kind answer each other.
_PAYING = "投资|出资|出的?钱|掏的?钱|捐资|捐建|捐助|资助|援建|捐赠|赞助"
_KINDS = (
    _PAYING,  # before the building itself: 谁出钱建的
    "承建|修建|兴建|建设|施工|承包|承揽|修|建|铺|架", "发起|倡议|倡导|举办|主办|承办", "监督|监管|督导|督查|检查|验收",
    "设计|规划|编制|制定", "运营|经营|管护|维护|打扫|清运|保洁|看管",
    _RESPONSIBLE,
)  # fmt: skip
_ASKS_WHO = r"(?:谁|哪(?:一?个|一?家|些)(?:单位|部门|公司|企业|机构|组织))"
_ASKED_BEHIND = regex(rf"{_ASKS_WHO}(?P<said>[^,。?]{{2,8}})")  # 谁牵头, 谁来监督, 谁修的
_ASKED_BEFORE = regex(rf"(?P<said>[^,。?]{{2,16}})的?是{_ASKS_WHO}")  # 负责P的是谁
# Whose money it was, where nobody is said to pay: 借某集团帮扶的机会, 争取项目资金.
_PAID_WITH = (
    "(?:借助?|靠|得到|获得?|在)[^,;。:]{2,16}(?:帮扶|资助|援助|捐助)"
    "|(?:争取|申请|整合|利用|筹集|使用)[^,;。:]{2,20}(?:资金|经费|款)"
)
_ORGANISATION = (
    "局|站|所|公司|集团|中心|委员会|委|办公室|办|协会|妇联|团委|工会|联社|合作社|学校|医院|政府|银行|厂|支部|总支"
)


def tells_by_whom(question: str, sentence: str) -> bool:
    """Whether a sentence says by whom is done what the question asks the doer of (both shadows).

    >>> tells_by_whom("清洁工程由谁牵头?", "清洁工程由县住建局负责实施。"), tells_by_whom("镇长是谁?", "由县里负责。")
    (True, False)
    """
    told = _told(question)
    return told is not None and told.search(sentence) is not None


@lru_cache(maxsize=256)
def _told(question: str) -> re.Pattern[str] | None:
    """How a sentence tells who did what the question asks the doer of; 负责 answers only where no other verb is said
    (谁负责监督)."""
    found = _ASKED_BEHIND.search(question) or _ASKED_BEFORE.search(question)
    if found is None:
        return None
    said = found["said"]
    verbs = next((verbs for verbs in _KINDS if re.search(verbs, said)), None)
    if verbs is None:
        return None
    paid = f"|{_PAID_WITH}" if verbs == _PAYING else ""
    return re.compile(
        rf"由[^,，。;；:]{{2,24}}?(?:{verbs})|(?:{_ORGANISATION})(?:负责|牵头|具体|统一|共同)?(?:{verbs}){paid}"
    )
