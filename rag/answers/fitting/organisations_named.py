"""Whether a sentence names an organisation of the kind that a question asks for: 哪家公司, 哪个单位, 跟哪家合作.

Rules of the language on shadows: a name is something before the noun that organisations of a kind end in, and no word
that only points at one (该公司, 到部队). Left out: whether it is the one asked (`one_thing.py`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.language.regex import regex
from rag.questions.places_sought import ORGANISATION_SOUGHT

_HAN = "[一-鿿“”·]"
# What stands before the noun where no name does: 该公司, 一家公司, 由公司, 到部队.
_NO_NAME = "[该本各某家的个所全支多些几到在去进入赴往向从与和跟同由给为是于对把被让请找有将及]"
_FIRM = "公司|集团|厂|合作社"
_BANK = "银行|农商行|信用社|[农工建中]行|邮储"
_ANY = (
    "局|厅|委员会|中心|站|院|所|队|办公室|学校|大学|协会|医院|组织部|宣传部|统战部|武装部|妇联|团委|工会|残联|工商联|人大|政协"
    f"|综治办|党政办|供电|部门|{_BANK}|{_FIRM}"
)
# Organisations by the noun they are asked by, and what else reports call them.
_CALLED = {
    "律所": "律所|律师事务所", "医院": "医院|卫生院|卫生所|保健院", "大学": "大学|学院|农大|师大", "高校": "大学|学院",
    "学校": "学校|大学|学院|[中小]学|[高初]中|幼儿园|职校", "公司": "公司|集团|厂", "企业": _FIRM,
    "厂子": "公司|集团|厂", "厂家": "公司|集团|厂", "工厂": "公司|集团|厂", "厂": "公司|集团|厂",
    "单位": _ANY, "部门": _ANY, "机构": _ANY, "银行": _BANK,
    "部队": r"[总支]队|军区|战区|某[部旅团营]|集团军|舰队|(?<=\d)部队",
}  # fmt: skip
_OFFICES = ("单位", "部门", "机构")
_NAMES_ALONE = {"部队": "|武警|[海空陆]军|火箭军"}  # said without a name before them


@lru_cache(maxsize=256)
def organisation_form(question: str) -> re.Pattern[str] | None:
    """How an organisation that a question's shadow asks for is written; None where it asks for none. What the question
    itself calls its subject (盆吴合作社 of 合作社跟哪家企业合作) is none of those asked."""
    sought = ORGANISATION_SOUGHT.search(question)
    if sought is None:
        return None
    noun = sought["noun"] or ""
    rest = question[: sought.start()] + question[sought.end() :]
    # 石桥镇水利局和哪个单位合作: another 局, perhaps.
    ends = [
        end for end in _CALLED.get(noun, noun or _ANY).split("|") if end == noun or noun in _OFFICES or end not in rest
    ]
    return regex(rf"{_HAN}(?<!{_NO_NAME})(?:{'|'.join(ends or [noun])})(?![长员]){_NAMES_ALONE.get(noun, '')}")


def names_organisation(question: str, sentence: str) -> bool:
    """Whether a sentence names one of those asked for; True where a question asks for none.

    >>> names_organisation("新兵去了哪个部队?", "勉励他们到部队后好好训练。")
    False
    >>> names_organisation("跟哪家企业合作?", "合作社与宏图瓷业有限公司合作。")
    True
    """
    form = organisation_form(question)
    return form is None or any(found.group() not in question for found in form.finditer(sentence))
