"""Lines of a roll: a place by its rank, its points, its number, with what it is known for, or with what it lies in.

Such lines have no stop, and at the end of a page they look like links; but no site's links are told by rank or county.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.language.regex import regex

_PLACE = r"[一-鿿]{1,12}(?:镇|乡|街道|村|社区|办事处)"
COUNT = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
RANK = rf"(?:倒数)?第{COUNT}(?:名|位)?:?\s*"
KNOWN_FOR = r"(?:\s*\d+(?:\.\d+)?分|\s*\([^()]{1,16}\))"  # behind a place: its points, or what it is known for
_NUMBER = rf"(?:\(?{COUNT}[.、)](?!\d)\s*|{RANK}|[•·●◆■]\s*)"
_CHAIN = r"(?:[一-鿿]{1,6}[省市州盟县区旗]){1,3}"
_LINE = regex(
    rf"\s*(?:{_NUMBER}(?:{_CHAIN})?{_PLACE}{KNOWN_FOR}?|(?:{_CHAIN})?{_PLACE}{KNOWN_FOR}|{_CHAIN}{_PLACE})[\s,、;。]*"
)
_FEWEST = 2  # lines; one alone may be anything


def is_roll_line(plain: str) -> bool:
    """Whether a line (a shadow) is one of a roll.

    >>> is_roll_line("第一名:柳溪镇90.9分"), is_roll_line("青石县柳溪镇小云村"), is_roll_line("柳溪镇")
    (True, True, False)
    """
    return _LINE.fullmatch(plain) is not None


def end_of_roll(lines: Sequence[str], last: int) -> int:
    """The number of the last line of the rolls that follow line `last`, each with a heading of its own or none; `last`
    where none does."""
    end = at = last
    while at + 1 < len(lines):
        at += 1
        if is_roll_line(lines[at]):
            run = at
            while run + 1 < len(lines) and is_roll_line(lines[run + 1]):
                run += 1
            if run - at + 1 >= _FEWEST:
                end = run
            at = run
        elif not all(is_roll_line(line) for line in lines[at + 1 : at + 1 + _FEWEST]) or at + _FEWEST >= len(lines):
            break
    return end
