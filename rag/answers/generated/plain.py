"""A language model's text as it streams in, cut into sentences and freed of markup: what is shown is plain text.

Thoughts (<think>…</think>) are dropped, links keep their words and lose their address, images, HTML and invisible
characters go. A sentence ends behind its markers, so that each can be checked as soon as it is whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rag.language.regex import regex

_THOUGHT = regex(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_THINKING = regex(r"<think(?:ing)?>", re.IGNORECASE)
_BEGUN_TAG = regex(r"<[a-z/]{0,10}$", re.IGNORECASE)
# A sentence: up to its stop with closing quotes and the markers behind, or up to the line's end; only where something
# that is none of these follows, since a marker may still come.
_END = regex(
    r"(?:[。！？!?]+|\.(?=\s|[\[［【]))[”’」』\"）)]*(?:\s*[\[［【〔〖][^\]］】〕〗\n]{0,40}[\]］】〕〗]+)*[。.]?(?=\s*[^\s”’」』\"）)。.\[［【〔〖])"
    r"|\n+"
)
_LONGEST = 600  # code points; a "sentence" beyond that is no sentence, and is taken as it stands
_LONG_QUOTE = 300

_IMAGE = regex(r"!\[[^\]]*\]\([^)]*\)?")
_LINK = regex(r"\[([^\]]*)\]\((?:[^)\s]*)(?:\s[^)]*)?\)?")
_TAG = regex(r"</?[a-zA-Z!][^<>]*>?")
_LINE_START = regex(r"^\s*(?:#{1,6}\s+|[-*•·]\s+|\d{1,2}(?:[)、]|\.(?!\d))\s*|>\s*)+")
_EMPHASIS = regex(r"\*\*|__|~~|`+|(?<!\w)\*|\*(?!\w)|\|")


class Sentences:
    """Pieces of a reply in, whole sentences out."""

    def __init__(self) -> None:
        self._text = ""

    def feed(self, piece: str) -> Iterator[str]:
        """The sentences that this piece completes."""
        self._text = _THOUGHT.sub("", self._text + piece)
        thinking = _THINKING.search(self._text) or _BEGUN_TAG.search(self._text)
        held = self._text[thinking.start() :] if thinking else ""
        self._text = self._text[: thinking.start()] if thinking else self._text
        yield from self._cut()
        self._text += held

    def rest(self) -> Iterator[str]:
        """What is left at the end of the reply; a thought that never ended is none of it."""
        self._text = _THINKING.split(_THOUGHT.sub("", self._text))[0] + "\n"
        yield from self._cut()

    def _cut(self) -> Iterator[str]:
        at = 0
        while (end := _END.search(self._text, at)) is not None:
            sentence = self._text[: end.end()]
            if sentence.count("“") > sentence.count("”") and len(sentence) < _LONG_QUOTE and "\n" not in end.group():
                at = end.end()
                continue
            yield sentence
            self._text, at = self._text[end.end() :], 0
        if len(self._text) > _LONGEST:
            yield self._text
            self._text = ""


def plain(sentence: str) -> str:
    """One line of text without markup.

    >>> plain("- **神河镇**[官网](http://x.cn)有茶园<b>3亩</b>[1]。 ![](http://x.cn/a.png)\\n")
    '神河镇官网有茶园3亩[1]。'
    """
    text = _IMAGE.sub("", sentence)
    text = _TAG.sub("", _LINK.sub(r"\1", text))
    text = "".join(
        char for char in text if unicodedata.category(char) not in ("Cf", "Cc", "Co", "Cn") or char in "\n\t"
    )
    text = _EMPHASIS.sub("", _LINE_START.sub("", text))
    return " ".join(text.split())
