"""Words that hold those of plans and are none: 计划生育, 将军, 拟定. Told in words of the same length that hold none.

So is what somebody was about to do when something came (准备出门时,P).
争取 of money is one (争取资金80万元,建P: it was got), as is 经…争取, unless more is to come (将争取, 正争取).
An order kept to is no order (按照会议要求,…).
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
    "力争上游": "你追我赶",
    "将其": "把其",
    "将该": "把该",
}
_GOT = {"争取": "取得"}
_ABOUT_TO = {"准备": "起身", "打算": "起身"}
_FOUND = regex(
    "|".join(_PLAIN) + r"|经(?!济)[^,，。;；将正拟]{0,16}?争取(?=[,，下后])"
    r"|(?:按照?|根据|依照|依据|对照|遵照)[^,，。;；]{0,14}?要求(?=[,，开]|[一-鿿]{0,2}了)|(?<![正将要想去力在会能])(?<!积极|继续)争取(?!到\d|[得不])"
    r"(?=[^,，。;；]{0,14}?(?:资金|贷款|帮扶|扶持|补助|支持|援助|捐款|捐赠))"
    r"|(?:准备|打算)(?=[^,，。;；]{1,14}(?:时|之际|的时候)[,，])"
)


def without_plan_lookalikes(text: str) -> str:
    """A shadow, as long as before, with these words told in others.

    >>> without_plan_lookalikes("将近300人参加计划生育培训。")
    '接近300人参加人口工作培训。'
    """
    return _FOUND.sub(lambda found: _instead(found.group()), text)


def _instead(said: str) -> str:
    if (instead := (_PLAIN | _GOT | _ABOUT_TO).get(said)) is not None:
        return instead
    return said.replace("争取", _GOT["争取"]).replace("要求", "规定")  # 经镇政府申报争取, 按照会议要求,
