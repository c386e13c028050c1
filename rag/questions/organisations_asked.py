"""Which questions ask for a list of organisations (哪些高校, 哪几家企业, 哪些单位), and how the names of such end.

Rules on the shadow of a question. Left out: the organisations that a sentence names (`rag.lists.organisations`).
"""

from __future__ import annotations

from rag.language.regex import regex

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
FORMS = {
    "高校": _COLLEGE, "大学": _COLLEGE, "院校": _COLLEGE, "学院": _COLLEGE, "学校": _SCHOOL, "中学": "中学",
    "小学": "小学", "企业": f"{_FIRM}|{_BANK}|合作社", "公司": _FIRM, "单位": _OFFICE, "部门": _OFFICE,
    "机构": _OFFICE, "组织": _OFFICE, "银行": _BANK, "医院": "医院|卫生院", "合作社": "合作社", "协会": _SOCIETY,
    "商会": "商会", "基金会": "基金会", "法院": "法院", "检察院": "检察院", "派出所": "派出所",
}  # fmt: skip
_NOUN = "|".join(sorted(FORMS, key=len, reverse=True))
_MEMBERS = "师生|学生|大学生|研究生|老师|教师|青年|专家|员工|医生|医护人员|志愿者|干部|党员"
# 几家企业 may be a figure that a report tells; universities nobody counts but the reader.
ORGANISATIONS_ASKED = regex(
    rf"(?:有)?(?:哪些|哪几|哪一些)(?:个|家|所)?(?P<noun>{_NOUN})(?:的(?:{_MEMBERS})?)?(?!负责|家|代表|法人|长|文化)"
    rf"|(?:有)?(?:几|多少)所?(?P<counted>高校|大学|院校|学院)(?:的(?:{_MEMBERS})?)?(?=[^,。?]{{3,}})"
)


def organisation_asked(shadow: str) -> str | None:
    """The noun by which a question asks for a list of organisations; None where it asks for none.

    >>> organisation_asked("哪些高校的师生参加了三下乡?"), organisation_asked("哪些企业家捐了款?")
    ('高校', None)
    """
    found = ORGANISATIONS_ASKED.search(shadow)
    return (found["noun"] or found["counted"]) if found else None
