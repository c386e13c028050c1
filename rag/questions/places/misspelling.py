"""A place's name that nobody knows, read as the one known name that it is a slip of the pen away from.

A slip is one character written for another or two neighbours changed round (夏宫营镇, 夏营官镇 for 夏官营镇). In a
name of two characters one of them is half of it, so there the two must sound alike (神合镇 for 神河镇). Left out: a
character too many or too few, and shapes alike in names of two, where any guess would be as good as another.
"""

from __future__ import annotations

from collections.abc import Iterable

from rag.questions.places.romanized import spellings
from rag.reports.place_words import level_of

_SURE = 3  # characters of a stem of which the others vouch for one that is wrong
# Sounds that many speakers, and so their input methods, do not tell apart.
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"))


def meant_by(name: str, known: Iterable[str]) -> str | None:
    """The one known name that `name` is a slip away from; None where there is none, or where two are equally near.

    >>> meant_by("夏宫营镇", ["夏官营镇", "神河镇"])
    '夏官营镇'
    >>> meant_by("夏宫营镇", ["夏官营镇", "夏公营镇"]) is None
    True
    """
    near = {other for other in known if len(other) == len(name) and _is_slip(name, other)}
    return near.pop() if len(near) == 1 else None


def _is_slip(name: str, other: str) -> bool:
    ending = 2 if name.endswith(("街道", "社区")) else 1
    if name[-ending:] != other[-ending:] or name == other or level_of(name) is None:
        return False
    pairs = list(zip(name[:-ending], other[:-ending], strict=True))
    wrong = [at for at, (one, two) in enumerate(pairs) if one != two]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        return pairs[wrong[0]] == pairs[wrong[1]][::-1]
    return len(wrong) == 1 and (len(pairs) >= _SURE or (len(pairs) > 1 and _sound_alike(*pairs[wrong[0]])))


def _sound_alike(one: str, two: str) -> bool:
    return not set(map(_folded, spellings(one))).isdisjoint(map(_folded, spellings(two)))


def _folded(syllable: str) -> str:
    """A syllable without what is not told apart: zhong → zong, xin and xing → xin."""
    for written, plain in _ALIKE:
        if syllable.startswith(written):
            syllable = plain + syllable.removeprefix(written)
    return syllable.removesuffix("g") if syllable.endswith("ng") else syllable
