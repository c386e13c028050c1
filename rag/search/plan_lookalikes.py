"""Words that hold those of plans and are none: 计划生育, 将军, 拟定. Told in words of the same length that hold none.

So is what somebody was about to do when something came (准备出门时,P).
争取 of money is one (争取资金80万元,建P: it was got), unless more is said to be to come (将争取, 正争取).
"""

from __future__ import annotations

from rag.language.regex import regex

_PLAIN = {
    "计划生育": "人口工作",
    "计划经济": "统购经济",
    "规划设计院": "工程设计院",
    "规划局": "建设局",
    "规划院": "设计院",
    "拟定": "制定",
    "拟订": "制订",
    "将军": "军官",
    "将士": "军人",
    "将领": "军官",
    "资筹建": "资组建",
    "将近": "接近",
    "将其": "把其",
    "将该": "把该",
}
_GOT = {"争取": "取得"}
_ABOUT_TO = {"准备": "起身", "打算": "起身"}
_FOUND = regex(
    "|".join(_PLAIN) + r"|(?<![正将要想去力在会能])(?<!积极|继续)争取(?!到\d|[得不])"
    r"(?=[^,，。;；]{0,14}?(?:资金|贷款|帮扶|扶持|补助))"
    r"|(?:准备|打算)(?=[^,，。;；]{1,14}(?:时|之际|的时候)[,，])"
)


def without_plan_lookalikes(text: str) -> str:
    """A shadow, as long as before, with these words told in others.

    >>> without_plan_lookalikes("将近300人参加计划生育培训。")
    '接近300人参加人口工作培训。'
    """
    return _FOUND.sub(lambda found: (_PLAIN | _GOT | _ABOUT_TO)[found.group()], text)
