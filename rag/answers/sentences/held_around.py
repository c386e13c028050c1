"""How far a sentence holds a term, in itself or with what stands around it: title, heading, what goes before it.

Left out: what a sentence must hold itself (`evidence.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.language.rarity import count
from rag.language.regex import regex
from rag.questions.words.terms import Term, presence
from rag.search.pile import Passage

# What a term is worth where it stands, against 1 in the sentence itself. A subject is carried on from the sentence
# before, and less surely from those further up the paragraph.
ONE_BEFORE, _A_STEP, _FAR_BEFORE = 0.65, 0.1, 0.35
_IN_HEADING, IN_TITLE, NAME_IN_REPORT = 0.5, 0.35, 0.3
OPENING = 2  # sentences in which a report says what it is about
_COMMON_WORD = 50  # times in the dictionary's corpus from which a word is no coinage (设区 has 14)
_ABBREVIATED = 0.6  # a word no dictionary has, whose characters stand in order and near: 撤县 of 撤销棠岭县
_A_YEAR = regex(r"[\s　]*(?:19|20)\d\d年")
_PROSE_END = regex(r"[。!?;,:”)…]$")
_THIS_EVENT = regex(r"(?:此|本|这)[次届](?!日)")  # what the report has opened with


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a sentence: title, heading, what goes before it in its paragraph.

    `stretches` are (shadow, the same without punctuation, worth).
    """

    stretches: tuple[tuple[str, str, float], ...]
    report: str


def surroundings(passage: Passage, number: int) -> Surroundings:
    """What stands around a sentence of a report, by its number."""
    start, _ = passage.sentences[number]
    text = passage.shadow
    opened = _opening(text, text.rfind("\n", 0, start) + 1)
    stretches = [(passage.title_shadow, passage.bare_title, IN_TITLE)]
    before = number - 1
    while before >= 0 and passage.sentences[before][0] >= opened:
        worth = max(ONE_BEFORE - _A_STEP * (number - 1 - before), _FAR_BEFORE)
        stretches.append((passage.sentence(before), passage.bare_sentence(before), worth))
        before -= 1
    if _THIS_EVENT.search(passage.sentence(number)):
        opening = range(min(OPENING, number))
        stretches.extend((passage.sentence(at), passage.bare_sentence(at), ONE_BEFORE) for at in opening)
    if before >= 0 and not _PROSE_END.search(passage.sentence(before)):
        stretches.append((passage.sentence(before), passage.bare_sentence(before), _IN_HEADING))
    return Surroundings(tuple(stretches), passage.bare_shadow)


def _opening(text: str, opened: int) -> int:
    """Where what a paragraph goes on from begins: of a row of years (2011年,…; 2012年,…) told one a line, the first."""
    while opened and _A_YEAR.match(text, opened):
        before = text.rfind("\n", 0, opened - 1) + 1
        if not _A_YEAR.match(text, before):
            break
        opened = before
    return opened


def held_share(term: Term, sentence: tuple[str, str], around: Surroundings) -> float:
    """How far a term is there, 0–1, in a sentence (its shadow, the same without punctuation) or around it."""
    share = presence(term, *sentence)
    if share == 1.0:
        return share
    if not term.is_name and _abbreviates(term.text, sentence[1]):
        share = max(share, _ABBREVIATED)
    if term.is_name and presence(term, around.report, around.report):
        share = NAME_IN_REPORT
    for text, flat, worth in around.stretches:
        if worth > share:  # else it could add nothing
            share = max(share, worth * presence(term, text, flat))
    return share


def _abbreviates(word: str, text: str) -> bool:
    """Whether a coined word of two to four characters is short for what the text says."""
    if not 2 <= len(word) <= 4 or word.isascii() or count(word) >= _COMMON_WORD:
        return False
    return re.search(r".{0,6}?".join(map(re.escape, word)), text) is not None
