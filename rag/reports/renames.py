"""What texts say of places that took another name: 撤销X县,设立X区; X区(原X县).

Pure functions on the shadow of a text, beside `place_words.py`.
"""

from __future__ import annotations

import re

from rag.language.regex import regex
from rag.language.script import shadow
from rag.reports.name_starts import stems
from rag.reports.place_words import common, endings, level_of

# How texts say that a place took another name; `_RENAMED` is the quick question whether any does.
_ABOVE = r"(?:[一-鿿]{2,6}?[省市州](?=[一-鿿]{2}))?(?:县级|地级)?"
_PLACE = r"[一-鿿]{1,6}?(?:自治县|自治州|县|市|区|镇|乡|街道)"
_LEFT = r"(?P<left>[一-鿿]{2,12})"
_RENAMED = regex(r"\((?:原|即原|旧|前身|现|今|后改)|撤[县市乡镇销并]|更名|改名|改称|易名|升格|改为")
_RENAMES = tuple(
    regex(rule)
    for rule in (
        rf"{_LEFT}\((?:原名?为?|即原|旧称|旧名|前身[为是])(?:{_ABOVE})(?P<old>{_PLACE})[)，,;、]",
        rf"{_LEFT}\((?:现名?为?|今|后改为|现改为|现更名为)(?:{_ABOVE})(?P<new>{_PLACE})[)，,;、]",
        rf"撤销(?:原)?(?:{_ABOVE})(?P<old>{_PLACE})(?:建制)?[,、;]?(?:同时|并|而)?(?:改?设立?|成立|新设|组建)(?:{_ABOVE})(?P<new>{_PLACE})(?![一-鿿]*?[场域])",
        rf"{_LEFT}?(?:于\d{{4}}年(?:\d+月)?(?:\d+日)?)?(?:正式|已|后来?|经.{{2,8}}批准)?(?:(?:更名|改名|改|升格|撤并)为|改称|易名)(?:{_ABOVE})(?P<new>{_PLACE})(?![一-鿿]?[场域])",
        r"(?P<left>[一-鿿]{2,12}?)(?:正式|已)?撤(?P<from>[县市乡镇])(?:设|改|建)(?P<kind>[区市县镇]|街道)(?![一-鿿]?[场域])",
    )
)


def renames(text: str) -> list[tuple[str, str]]:
    """What a text says of places that took another name: (old, new), each once, in the text's order.

    Read: X区(原X县), 撤销X县,设立X区, X县更名为X市, X县撤县设区. A merger of two places is read as a renaming.
    """
    read = shadow(text)
    if not _RENAMED.search(read):
        return []
    found = ((match.start(), pair) for rule in _RENAMES for match in rule.finditer(read) if (pair := _renaming(match)))
    return list(dict.fromkeys(pair for _, pair in sorted(found)))


def _renaming(match: re.Match[str]) -> tuple[str, str] | None:
    said = match.groupdict()
    old, new = said.get("old"), said.get("new")
    if said.get("kind"):
        left = said["left"]
        old = _name_at_end(left if left.endswith(said["from"]) else left + said["from"], "")
        new = old[:-1] + said["kind"] if old else None
        if not left.endswith(said["from"]) and match.string.count(str(old)) + match.string.count(str(new)) == 0:
            return None  # (纪念|撤县设区)
    elif old is None:
        old = _name_at_end(said.get("left"), new or "")
    elif new is None:
        new = _name_at_end(said["left"], old)
    if not old or not new or old == new or common(old) or common(new) or level_of(old) is not level_of(new):
        return None
    return old, new


def _name_at_end(left: str | None, other: str) -> str | None:
    """The name that closes a stretch; the other name's stem tells where it begins."""
    if left is None:
        return None
    ending = next((at for at, end in endings(left) if end == len(left)), None)
    if ending is None:
        return None
    at = left.rfind(other[: max(len(other) - 1, 2)]) if len(other) > 2 else -1
    if at >= 0 and at + len(other) - 1 == ending:
        return left[at:]
    inner = max((end for _, end in endings(left[:ending]) if ending - end >= 2), default=0)
    starts = stems(left, inner, ending)
    return left[starts[0] :] if starts else None
