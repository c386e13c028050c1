"""What is cut out of a question before its words are read: places, quoted names, and what it says of the asking.

Left out: what the words that are left tell (`topics.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from rag.language.names import HEADS, core_name
from rag.language.rarity import count
from rag.language.regex import regex
from rag.language.spans import blanks
from rag.questions.asides import ASIDES
from rag.questions.interrogatives import DENIAL_ASKED, DENYING, HOW_MANY, NOT_MEANT, OPENING
from rag.questions.lists_of_places import without_list_words
from rag.questions.organisations_asked import ORGANISATIONS_ASKED
from rag.questions.words.glossary import phrases_in
from rag.types import Span

# A thing told from its like by a number: 新麦45号.
_NUMBERED = regex(r"(?![在了的和与种把]|[一-鿿]*月)[一-鿿]{1,4}\d{1,4}号(?![楼线院门])")
_TAIL = regex(r"(?<=[一-鿿])(?:了没有?|了?[吗嘛])[?。!]*$")  # 修好|了吗, which the segmenter reads as 修|好了吗
QUOTED = regex(r"[“《\"]([^“”《》\"]{2,30})[”》\"]")
_HAN_RUN = regex(r"[一-鿿+]{2,}")
_COUNTED = regex(
    rf"{HOW_MANY.pattern} (?P<thing>[a-z' -]+?)"
    r"(?= (?:do|does|did|is|are|was|were|has|have|had|can|will|in|at|of|by|on|for|from)\b|[^a-z' -]|$)"
)


class _Names(Protocol):
    """What the pile knows of names (`topics.Lexicon`)."""

    def attested(self, phrase: str) -> bool: ...
    def names_in(self, text: str) -> list[Span]: ...


@dataclass(frozen=True, slots=True)
class Cut:
    """A question's shadow with names and turns of speech cut out of it: `rest` is what is left."""

    rest: str
    names: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()

    def without(self, spans: Sequence[Span], names: Sequence[str] = (), phrases: Sequence[str] = ()) -> Cut:
        """The same with more cut out, and what of it are names and turns of speech."""
        return Cut(_blank(self.rest, spans), (*self.names, *names), (*self.phrases, *phrases))

    def said(self, spans: Sequence[Span]) -> list[str]:
        """What stands at these spans of the rest."""
        return [self.rest[slice(*span)] for span in spans]


def cut_out(text: str, place_spans: Sequence[Span], lexicon: _Names, *, english: bool) -> Cut:
    """What is left of a question's shadow, and the names and phrases that are cut out of it."""
    cut = _without_known(text, place_spans, lexicon, english=english)
    return _without_asides(_of_english(cut) if english else cut, text, lexicon)


def _without_known(text: str, place_spans: Sequence[Span], lexicon: _Names, *, english: bool) -> Cut:
    """The question without its places, what only opens or denies it, and the names that it or the pile quotes."""
    cut = Cut(_TAIL.sub(blanks, NOT_MEANT.sub(blanks, OPENING.sub(blanks, _blank(text, place_spans)))))
    # What an English question quotes in English stands in no report as it is.
    quoted = [found for found in QUOTED.finditer(cut.rest) if not (english and found.group(1).isascii())]
    cut = cut.without([found.span() for found in quoted], [core_name(found.group(1)) for found in quoted])
    # Somebody has put 合作社 in quotation marks too: a word of the dictionary is a name only as the question quotes it.
    known = [span for span in lexicon.names_in(cut.rest) if not count(cut.rest[slice(*span)])]
    cut = cut.without(known, cut.said(known))
    return replace(cut, rest=DENYING.sub(blanks, cut.rest)) if DENIAL_ASKED.search(text) else cut


def _of_english(cut: Cut) -> Cut:
    """An English question's names, which are Chinese, and phrases; beside a name only what is counted is left: how many
    households of 牵藤结瓜 there are."""
    names = (*cut.names, *(core_name(run) for run in _HAN_RUN.findall(cut.rest) if not HEADS.fullmatch(run)))
    counted = _COUNTED.search(cut.rest)
    rest = _HAN_RUN.sub(blanks, cut.rest)
    cut = Cut(rest if not names else rest[slice(*counted.span("thing"))] if counted else " ", names)
    spans = list(phrases_in(cut.rest))
    return cut.without(spans, phrases=cut.said(spans))


def _without_asides(cut: Cut, text: str, lexicon: _Names) -> Cut:
    """Without what only asks for a list, or is no topic, and with the things told from their likes by a number."""
    rest = without_list_words(ORGANISATIONS_ASKED.sub(" ", cut.rest), text)
    for pattern in ASIDES:
        rest = pattern.sub(" ", rest)
    cut = replace(cut, rest=rest)
    numbered = [found.span() for found in _NUMBERED.finditer(rest) if lexicon.attested(found.group())]
    return cut.without(numbered, cut.said(numbered))


def _blank(text: str, spans: Sequence[Span]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
