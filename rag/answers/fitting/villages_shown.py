"""Whether a village is one of the town asked, by what its report writes before its name: 到李集镇东街村学习.

Rules on shadows. Left out: villages of which a report names no town.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from rag.language.regex import regex

_A_TOWN = regex(r"(?<![该本我全各们这])(?:镇|乡|街道|苏木)$")  # 在该镇|东街村 names none
_LONGEST_TOWN = 8  # code points
_VILLAGE_OPENS = regex(r"(?P<name>[一-鿿]{2,4}(?:村|社区))(?![民委里])")


def opens_with_its_village(report: str, text: str, names: AbstractSet[str]) -> bool | None:
    """Whether the village that opens a sentence is one of the town's, as its report says elsewhere (乙镇|东街村); None
    where no village opens it, and where no town of its is told.

    >>> opens_with_its_village("到李集镇东街村学习。", "东街村领办合作社。", {"丁桥镇"})
    False
    """
    village = _VILLAGE_OPENS.match(text)
    if village is None or any(name in text for name in names):
        return None
    before = [
        report[max(at.start() - _LONGEST_TOWN, 0) : at.start()]
        for at in re.finditer(re.escape(village["name"]), report)
    ]
    if any(said.endswith(tuple(names)) for said in before):
        return True
    return False if any(_A_TOWN.search(said) for said in before) else None
