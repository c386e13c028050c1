"""A thing a question is about, and how far a stretch of text speaks of it.

A term is a *name* (a quoted phrase, a slogan, a numeral idiom: it must stand in the text as it is, punctuation aside)
or a *word* (it may be split over the text, at a discount).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.language.names import MARKS, bare
from rag.questions.words.farmed import farmed_spans, is_farmed
from rag.questions.words.whole_words import stands_as_word
from rag.types import Span

_HALVES_SHARE = 0.8  # the parts of a compound found apart: 物业公司 in 物业服务有限公司
_PAIRS_SHARE = 0.6  # some of a word's bigrams: 镇党委书记 where 党委书记 stands
_MEMBERS_SHARE = 0.9  # what belongs to a kind, where the kind is asked: who says 中药材 comes before who says 甘草
_QUALIFIERS = "副原前代"  # 副书记 is not 书记: a word that opens so is there whole or not at all


@dataclass(frozen=True, slots=True)
class Term:
    """One thing the question is about. `text` has no punctuation; `weight` is 0–1, how much it tells.

    `variants` are further spellings that count as the same: 支部+协会 for 党支部加协会. `near` are words that may
    stand for it, where nobody says it in its own (`near_words.py`). `members` are what belongs to the kind it is
    (`kinds.py`): one counts where a text shows that it is farmed. `parts` are the words of a turn of speech, which say
    it too where they stand together: 嫁|闺女.
    """

    text: str
    weight: float
    is_name: bool = False
    variants: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    parts: tuple[Term, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.text, *self.variants, *self.near)

    @property
    def looked_for(self) -> tuple[str, ...]:
        """What a chunk that may hold the term holds one of."""
        return (*self.spellings, *self.members, *(word for part in self.parts for word in part.looked_for))

    @property
    def said(self) -> str:
        """The term as reports say it: the nearest translation of an English one."""
        return self.variants[0] if self.text.isascii() and self.variants else self.text


def presence(term: Term, text: str, bare_text: str) -> float:
    """How far a stretch holds the term: 1 as it stands, less for a word in pieces, 0 for a name that is not there.

    `text` is the shadow of the stretch, `bare_text` the same without punctuation.
    """
    if any(_stands_in(term, spelling, text, bare_text) for spelling in term.spellings):
        return 1.0
    if any(is_farmed(member, text) for member in term.members):
        return _MEMBERS_SHARE
    if term.parts:
        return coverage(term.parts, text)
    word = term.text
    if term.is_name or len(word) < 3 or word.isascii() or word[0] in _QUALIFIERS:
        return 0.0
    if len(word) % 2 == 0 and all(word[i : i + 2] in text for i in range(0, len(word), 2)):
        return _HALVES_SHARE
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    found = sum(pair in text for pair in pairs) / len(pairs)
    return found * _PAIRS_SHARE if found >= 0.5 else 0.0


def _stands_in(term: Term, spelling: str, text: str, bare_text: str) -> bool:
    if spelling in text:
        return term.is_name or stands_as_word(spelling, text)
    return spelling in bare_text


def coverage(terms: Sequence[Term], text: str) -> float:
    """Weighted share of the terms that the shadow `text` holds, 0–1; 0 where there are no terms."""
    total = sum(term.weight for term in terms)
    if total == 0:
        return 0.0
    bare_text = bare(text)
    return sum(term.weight * presence(term, text, bare_text) for term in terms) / total


def locate(term: Term, text: str) -> Span | None:
    """The first place where the shadow `text` holds the term as it stands, punctuation inside it allowed; or None."""
    for spelling in term.spellings:
        at = text.find(spelling)
        if at >= 0:
            return at, at + len(spelling)
    flat = bare(text)
    if not any(spelling in flat for spelling in term.spellings):
        return None
    kept = [at for at, char in enumerate(text) if not MARKS.match(char)]
    for spelling in term.spellings:
        at = flat.find(spelling)
        if at >= 0:
            return kept[at], kept[at + len(spelling) - 1] + 1
    return None


def locate_all(term: Term, text: str) -> list[Span]:
    """Every place where the shadow `text` holds the term, as `locate` finds the first; where it nowhere does, every
    place where something of its kind is farmed."""
    found: list[Span] = []
    start = 0
    while (at := locate(term, text[start:])) is not None:
        found.append((start + at[0], start + at[1]))
        start += at[1]
    return found or members_at(term, text)


def members_at(term: Term, text: str) -> list[Span]:
    """Where the shadow `text` shows that something of the term's kind is farmed, in order; a longer one before those
    within it (铁皮石斛, 石斛)."""
    spans = sorted(
        {span for member in term.members for span in farmed_spans(member, text)}, key=lambda at: (at[0], -at[1])
    )
    return [at for number, at in enumerate(spans) if all(at[1] > other[1] for other in spans[:number])]
