"""Line ends of one kind, and no characters that nobody sees. What is seen stays as it is: no NFKC, no conversion."""

from __future__ import annotations

from rag.language.regex import regex

_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u00ad\u200b\u200c\u200e\u200f\u2060\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
)
_ODD = regex(f"[{_BREAKS}{_UNSEEN}]")
_NEWLINES = regex(f"\r\n|[{_BREAKS}]")
_NOISE = regex(f"\x1b\\[[0-9;]*[A-Za-z]|[{_UNSEEN}]+")  # a terminal's colour sequence goes as a whole


def tidy(text: str) -> str:
    """Line ends as `\\n`; characters nobody sees (controls, zero-width spaces, direction marks) removed.

    They break matching and can disguise text. The zero-width joiner stays: it holds emoji together.

    >>> tidy("神河\\u200b镇\\r\\n党委")
    '神河镇\\n党委'
    """
    if _ODD.search(text) is None:  # true of nearly every text, and ten times as fast to find out
        return text
    return _NOISE.sub("", _NEWLINES.sub("\n", text))
