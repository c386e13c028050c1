"""What people say and what reports write: 动工 and 开工, 老兵 and 退役军人, 一分钱不花 and 免费.

Words, and turns of speech of several, of one line of `synonyms.txt` mean the same wherever a local report uses them, so
each counts as a spelling of the others; behind a > stand narrower ones, which say what is before it and are not said by
it (大棚 > 日光温室). Only such words: what is merely near in meaning is the embedding model's (`near_words.py`,
`paraphrase.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from rag.index.tokenizing import words
from rag.language.rarity import count, is_verb, rarity
from rag.language.regex import regex
from rag.questions.words.word_joining import DONE_TO
from rag.types import Span

_LENGTHS = range(8, 2, -1)  # characters of a turn of speech, longest first; shorter ones stand inside other words
_HALVES = frozenset(("城镇", "城市", "农村", "乡村"))  # 城乡居民 tells of 城镇居民 and of 农村居民
# What stands inside a turn of speech and says no more: 一分钱|都|不|用|花, 拖|了|后腿.
_INSIDE = regex(r"(?<=[一-鿿])(?:[了过着都也就还]|(?<=不)[用要必])(?=[一-鿿])")
_PARTED = regex(r"[一-鿿][了过][一-鿿]")  # 送|过|行: one verb, which grammar has parted
_OTHERS: dict[str, tuple[str, ...]] = {}
for _line in Path(__file__).with_name("synonyms.txt").read_text(encoding="utf-8").splitlines():
    _alike, _, _narrower = _line.partition(">")
    for _word in _alike.split():
        _rest = (other for other in (*_alike.split(), *_narrower.split()) if other != _word)
        _OTHERS[_word] = (*_OTHERS.get(_word, ()), *_rest)


def spellings_of(word: str) -> tuple[str, ...]:
    """The other words that say the same: those of its line, and 养殖 of 养殖业, what the people of a trade do.

    >>> spellings_of("动工"), spellings_of("养殖业"), spellings_of("茶")
    (('开工', '破土动工'), ('养殖',), ())
    """
    # One character of many words (建 of 建议) says nothing; whoever asks by one means it.
    # Nor does the noun of a turn of speech say which: 恳谈会 is said by 民情恳谈会, not the other way round.
    others = (
        other
        for other in _OTHERS.get(word) or _of_plain(word)
        if (len(other) > 1 or len(word) == 1) and (count(word) or not word.endswith(other))
    )
    trade = (word[:2],) if len(word) == 3 and word[2] == "业" and count(word[:2]) else ()
    found = (*dict.fromkeys(others), *trade)
    both = (f"城乡{one[2:]}" for one in (word, *found) if one[:2] in _HALVES and len(one) > 2)
    return (*found, *dict.fromkeys(both))


def sayings_in(text: str) -> list[Span]:
    """Where the shadow of a question holds turns of speech of the table that no dictionary has as a word, the longest
    of those that overlap; none begins or ends inside a word (回|收秸秆).

    >>> text = "哪些村坐车不花钱?"
    >>> [text[slice(*span)] for span in sayings_in(text)]
    ['不花钱']
    >>> text = "哪些村坐车一分钱都不用花?"
    >>> [text[slice(*span)] for span in sayings_in(text)]
    ['一分钱都不用花']
    """
    found: list[Span] = []
    edges = _edges(text)
    inside = {at for one in _INSIDE.finditer(text) for at in range(*one.span())}
    # As it stands before what grammar leaves of it: 路断了.
    for kept in (list(range(len(text))), [at for at in range(len(text)) if at not in inside]):
        for first, last in _known_in("".join(text[at] for at in kept)):
            start, end = kept[first], kept[last - 1] + 1
            if text[start:end] not in _sayings() and plain(text[start:end]) == text[start:end]:
                continue  # a word of the dictionary, which grammar has not parted (拖了后腿)
            is_made = end - start > last - first and text[start] in DONE_TO  # 建|了|日光温室
            if not is_made and edges.issuperset((start, end)) and _is_apart((start, end), found):
                found.append((start, end))
    parted = (one.span() for one in _PARTED.finditer(text) if _of_plain(one.group()))
    return sorted([*found, *(at for at in parted if _is_apart(at, found))])


def _is_apart(span: Span, found: Sequence[Span]) -> bool:
    return all(span[1] <= other[0] or other[1] <= span[0] for other in found)


def _known_in(text: str) -> list[Span]:
    """Where a text holds words of the table as it writes them, longer ones first."""
    spans = ((at, at + length) for length in _LENGTHS for at in range(len(text) - length + 1))
    return [(start, end) for start, end in spans if text[start:end] in _OTHERS]


def plain(saying: str) -> str:
    """A turn of speech as the table has it, without what grammar puts inside; any other word as it is.

    >>> plain("拖了后腿"), plain("送过行"), plain("通过")
    ('拖后腿', '送行', '通过')
    """
    bare = _INSIDE.sub("", saying)
    known = bare in _OTHERS and (len(bare) > 2 or is_verb(bare))
    return bare if known and saying not in _OTHERS else saying


def _of_plain(saying: str) -> tuple[str, ...]:
    """What says the same as a turn of speech with something inside, the table's own first."""
    bare = plain(saying)
    return (bare, *_OTHERS[bare]) if bare != saying else ()


def _edges(text: str) -> set[int]:
    """Where a word of the text begins or ends."""
    edges, at = {0}, 0
    for word in words(text):
        start = text.find(word, at)
        if start >= 0:  # 24,700 is the word 24700
            at = start + len(word)
            edges.update((start, at))
    return edges


def told_by(word: str) -> float:
    """How much a word tells, 0–1; a turn of speech as much as its words together."""
    said = plain(word)
    return min(sum(map(rarity, words(said))), 1.0) if said in _sayings() else rarity(said)


@cache
def _sayings() -> frozenset[str]:
    return frozenset(word for word in _OTHERS if len(word) in _LENGTHS and not word.isascii() and not count(word))
