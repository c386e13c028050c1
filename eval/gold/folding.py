"""Texts made equal where a reader would call them equal, for comparing an answer with its gold.

Script, character width, quotation style and white space are folded; thousands separators are taken out; dates are
brought to one form. A figure is only met by the whole figure: 39 is not found in 139, nor 6028 in 6028万.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.language.script import shadow
from rag.types import Span

_QUOTES = str.maketrans(dict.fromkeys("“”‘’'＇＂", '"'))
_MARKER = re.compile(r"\[\d{1,3}\]")  # a citation marker of ours; a year in brackets has four digits
_GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)")
_DATE = re.compile(r"(?<!\d)(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)(?:\s*日)?")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s+(?=\d)")
_BREAK = "\ue000"  # private use: stands for white space that keeps two figures apart, and fences a date
_MULTIPLIERS = "百千万亿"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without white space, and for each of its code points the offset it had in the original."""

    text: str
    offsets: tuple[int, ...]

    def occurrences(self, needle: str) -> list[Span]:
        """Spans of the original where `needle` (folded here) stands."""
        wanted = fold(needle).text
        spans: list[Span] = []
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            spans.append((self.offsets[at], self.offsets[at + len(wanted) - 1] + 1))
            at = self.text.find(wanted, at + 1)
        return spans


def fold(text: str) -> Folded:
    """Simplified, half-width, one quotation style, no white space; offsets lead back.

    >>> fold("「雙 培」，A").text
    '"双培",a'
    >>> fold("甲 乙").occurrences("乙")
    [(2, 3)]
    """
    kept = [(char, at) for at, char in enumerate(shadow(text).translate(_QUOTES)) if not char.isspace()]
    return Folded("".join(char for char, _ in kept), tuple(at for _, at in kept))


def says(text: str, wanted: str) -> bool:
    """Whether `text` holds `wanted`, as a reader of figures, dates and both scripts would judge.

    >>> says("累計18,000多棵，2023-06-20 12:15發布", "18000"), says("2023-06-20 12:15", "2023年6月20日")
    (True, True)
    >>> says("吸收18名", "8名"), says("6028万亩", "6028")
    (False, False)
    """
    plain = _stands(_comparable(text), _comparable(wanted))
    return plain or _stands(_comparable(text, dates=True), _comparable(wanted, dates=True))


def _comparable(text: str, dates: bool = False) -> str:
    folded = _MARKER.sub("", shadow(text).translate(_QUOTES))
    folded = _GROUPED.sub(lambda figure: figure.group().replace(",", ""), folded)
    if dates:
        folded = _DATE.sub(_iso, folded)
    return "".join(_BETWEEN_DIGITS.sub(_BREAK, folded).split())


def _iso(date: re.Match[str]) -> str:
    year, month, day = date.groups()
    return f"{_BREAK}{year}-{int(month):02}-{int(day):02}{_BREAK}"


def _stands(text: str, wanted: str) -> bool:
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        if _whole_figures(text, at, at + len(wanted)):
            return True
        at = text.find(wanted, at + 1)
    return False


def _whole_figures(text: str, start: int, end: int) -> bool:
    """Whether the span cuts no figure in two at either of its ends."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if text[start].isdigit() and re.search(r"\d\.?$", before):
        return False
    return not (text[end - 1].isdigit() and re.match(rf"\.?\d|[{_MULTIPLIERS}]", after))
