"""Questions that ask whether, or where, something was stopped: there 暂停 is the doing, and denies none."""

from __future__ import annotations

from rag.language.regex import regex

_STOPS = regex(r"暂停|停止|中止|终止|取消|解除|关闭|关停|叫停|停产|停办|停业|停课|停工|撤销|拆除|禁止|封闭")
_DONE = "开展"  # of the same length, so that spans hold


def without_asked_stops(question: str, sentence: str) -> str:
    """A sentence (both shadows) with the words for stopping that the question itself asks by told as any doing.

    >>> without_asked_stops("浴场暂停开放了吗?", "现暂停一切涉水活动。")
    '现开展一切涉水活动。'
    """
    for word in {found.group() for found in _STOPS.finditer(question)}:
        sentence = sentence.replace(word, _DONE)
    return sentence
