"""The citation markers of a language model's text: every bracket form read, and only numbers given to it believed.

Read: [1], ［１］, 【1】, [1,2], [1-3], [^1], [ID:1], [证据1], [1†source], [[1]]; superscripts are removed. Round
brackets are left alone: they number items in Chinese prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.language.regex import regex
from rag.language.script import shadow

_OPEN, _CLOSE = r"(?:\[|［|【|〔|〖)", r"(?:\]|］|】|〕|〗)"
_LABEL = r"\^?\s*(?:(?:id|source|ref|evidence|证据|来源|资料|编号|注|第)\s*[:：#]?)?"
_NUMBERS = r"[\d０-９]+(?:[\s,，、;；和与及\-–—~～至到]+(?:证据|id|:)?[\d０-９]+)*"
_NO_PAPER = r"(?!\s*第?[\d０-９]+\s*号)"  # 银监发〔2016〕41号 is the number of an official paper
_MARKER = regex(
    rf"\s*{_OPEN}+\s*{_LABEL}\s*(?P<numbers>{_NUMBERS})\s*(?:号|条|†[^\]】]{{0,40}})?\s*{_CLOSE}+{_NO_PAPER}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+",
    re.IGNORECASE,
)
_BROKEN = regex(rf"{_OPEN}\s*{_LABEL}\s*[\d０-９]*[\s,，、\-]*$", re.IGNORECASE)
_PART = regex(r"(\d+)\s*(?:[-–—~至到]\s*(\d+))?")
_LONGEST_RANGE = 20  # numbers; [1-999] means nobody's evidence
_OPEN_END = regex(r"[^。！？!?；;，,、][”’」』）)]*$")
_PAUSES = tuple("；;，,、")
_STOP = regex(r"[\s。.!！?？；;，,、”’\")）]*")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words, and the numbers of evidence behind them: those that the model was given, in its order."""

    words: str
    numbers: tuple[int, ...]


def segments(sentence: str, given: int) -> tuple[list[Segment], int]:
    """The sentence cut behind its markers, and how many markers were removed because they were never given (1…`given`).

    >>> segments("甲镇三亩[1]，乙镇五亩【2、9】。", 3)
    ([Segment(words='甲镇三亩', numbers=(1,)), Segment(words='，乙镇五亩。', numbers=(2,))], 1)
    """
    found: list[Segment] = []
    removed = start = 0
    for marker in _MARKER.finditer(sentence):
        numbers = _numbers(marker["numbers"] or "")
        known = tuple(number for number in numbers if 1 <= number <= given)
        removed += len(numbers) - len(known) or not numbers
        words, start = sentence[start : marker.start()], marker.end()
        if not words.strip() and found:
            found[-1] = Segment(found[-1].words + words, tuple(dict.fromkeys([*found[-1].numbers, *known])))
        else:
            found.append(Segment(words, known))
    rest = _BROKEN.sub("", sentence[start:])
    removed += rest != sentence[start:]
    if found and _STOP.fullmatch(rest):
        found[-1] = Segment(_stopped(found[-1].words, rest), found[-1].numbers)
    elif rest.strip():
        found.append(Segment(rest, ()))
    return found, removed


def _stopped(words: str, stop: str) -> str:
    """The words with one stop at their end: a quoted “…头；” and the model's own 。 are not both shown."""
    if _OPEN_END.search(words):
        return words + stop
    return words[:-1] + stop if words.endswith(_PAUSES) and stop else words


def _numbers(written: str) -> list[int]:
    numbers: list[int] = []
    for first, last in _PART.findall(shadow(written)):
        low, high = int(first[:6]), int((last or first)[:6])
        numbers += range(low, min(high, low + _LONGEST_RANGE) + 1) if low <= high else [low, high]
    return list(dict.fromkeys(numbers))
