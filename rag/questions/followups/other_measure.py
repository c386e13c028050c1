"""Another measure of what was just asked about: 产值呢 behind 甲村建了多少个大棚.

Left out: other follow-ups (`followup.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.language.rarity import is_verb
from rag.language.regex import regex
from rag.language.script import shadow
from rag.types import Span

# Of these a figure is asked.
_MEASURES = frozenset(
    "费用 资金 投资 总投资 面积 规模 人数 户数 价格 单价 产量 亩产 收入 数量 产值 年产值 销量 存栏 出栏".split()
)
_LEADS = regex(r"^(?:预计|总共?|一共|平均|最后)的?")
_YEAR = regex(r"(?:19|20)\d\d年")


def measured(subject: str, previous: str, places: Sequence[Span], topics: Sequence[str]) -> str | None:
    """The question for the measure `subject` of what `previous` asks about, in the place of the measure that it asks,
    where it asks one; None where the subject is no measure. `places` and `topics` are those of `previous`.

    >>> measured("产值", "甲村建了多少个大棚?", [(0, 2)], ["大棚"])
    '甲村大棚产值是多少？'
    """
    before = shadow(previous)
    told = sorted((topic for topic in topics if topic in before), key=before.find)
    if _LEADS.sub("", shadow(subject)) not in _MEASURES:
        return None
    if asked := next((topic for topic in told if topic in _MEASURES), None):
        at = before.find(asked)
        return previous[:at] + subject + previous[at + len(asked) :]
    things = [topic for topic in told if not is_verb(topic)]
    if not places or not things:
        return None
    year = _YEAR.search(before)
    place = previous[places[0][0] : places[-1][1]]
    return f"{place}{year.group() if year else ''}{''.join(things)}{subject}是多少？"
