"""Which questions ask for the place or the organisation *of* a thing (西瓜卖到哪里去, 在哪家医院), not for who did it.

The asking word stands last, behind a word of place or direction, or before a doing that is somewhere (住, 上班). Rules
of the language on the shadow of a question; how such a place is told: `rag.answers.ways.one_thing`.
"""

from __future__ import annotations

from rag.language.regex import regex

_BEING = r"(?:居住|住|上班|工作|任职|就职|供职|就读|上学|读书|念书|毕业|出生)"
PLACE_SOUGHT = regex(
    r"(?:[卖销运送发搬迁去调派供][到往去向至]?了?|居?住在?|在|到|往|向|于|至|出口)"
    r"(?:什么(?:地方|位置)|哪里|哪儿|何处|何地|哪一?个(?P<noun>地方|乡镇|街道|社区|城市|国家|[村镇乡县市区省]))"
    rf"(?:去|来|里)?{_BEING}?(?:了|的)?(?:呢|啊)?[?。]*$"
)
ORGANISATION_SOUGHT = regex(
    r"哪一?(?:家|所|个|座|支|间)?(?P<noun>律所|律师事务所|医院|卫生院|大学|高校|学校|[中小]学|幼儿园|公司|企业|单位|银行|部门|合作社|厂[子家]?|工厂|机构|部队)"
    r"(?![一-鿿]*(?:最|哪|多少|谁))(?!负责人|老板|干部|书记|领导|家|员工)"
    r"|(?<=[与和跟同给由被])哪一?家(?P<any>)(?=[一-鿿]*(?:合作|签约|联手|承包|承建|承办|收购|生产|建的|修的|供|运营))"
)
