"""Sentences of Chinese prose as spans. The unit of citation, and the only places where a chunk may be cut.

A sentence ends after 。！？ or a line end, together with the closing quotes and brackets that follow. A stop inside an
open bracket or quotation does not end it, as long as the quotation is short. A sentence longer than `_LONG` is cut at
its semicolons too: officials put a year's results into one sentence, and a quotation of 400 characters proves nothing.
"""

from __future__ import annotations

from rag.language.regex import regex
from rag.types import Span

_LONGEST_QUOTE = 60  # code points; a longer one is prose of its own, and an unclosed one must end somewhere
_LONG = 120  # code points; about three lines of a page, the most a reader takes in as one piece of evidence
_OPEN, _CLOSE = "“「『（(【《〈", "”」』）)】》〉"
_TOKEN = regex(rf"\n+|[。！？!?…]+[{_CLOSE}\"]*|[；;]|[{_OPEN}{_CLOSE}]")


def sentence_spans(text: str) -> list[Span]:
    """Half-open spans of the sentences of `text`, in order, without surrounding white space. None is empty.

    >>> text = "一是抓宣传。他说:“好。做。”\\n小标题"
    >>> [text[a:b] for a, b in sentence_spans(text)]
    ['一是抓宣传。', '他说:“好。做。”', '小标题']
    """
    spans: list[Span] = []
    start = 0
    opened: list[int] = []  # where the brackets and quotations still open began
    semicolons: list[int] = []  # ends of the semicolons of this sentence that stand outside brackets
    for token in _TOKEN.finditer(text):
        mark, end = token.group(), token.end()
        if mark in _OPEN:
            opened.append(token.start())
        elif mark in _CLOSE:
            del opened[-1:]
        elif mark in "；;":
            if not opened:
                semicolons.append(end)
        else:
            closers = sum(char in _CLOSE for char in mark)
            opened = [at for at in opened if end - at <= _LONGEST_QUOTE and mark[0] != "\n"]
            opened = opened[: max(len(opened) - closers, 0)]
            if not opened:
                _append(spans, text, start, end, semicolons)
                start, semicolons = end, []
    _append(spans, text, start, len(text), semicolons)
    return spans


def _append(spans: list[Span], text: str, start: int, end: int, semicolons: list[int]) -> None:
    cuts = semicolons if end - start > _LONG else []
    for left, right in zip([start, *cuts], [*cuts, end], strict=True):
        piece = text[left:right]
        first = len(piece) - len(piece.lstrip())
        last = len(piece.rstrip())
        if last > first:
            spans.append((left + first, left + last))
