"""English words and phrases of local reports in the Chinese that these write: party secretary → 党委书记, pond → 山塘.

A table of our own (`glossary.tsv`), for what vectors of single words cannot give: offices, phrases, and words that
mean something else elsewhere (star, bench, head). The longest phrase that stands in a question counts, in any number
and tense. Left out: every other word, which the model of words translates (`translation.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path

from rag.language.regex import regex
from rag.types import Level, Span

GLOSSARY_FILE = Path(__file__).with_name("glossary.tsv")
_NOTHING = "-"  # in the table: a phrase that says nothing of what is asked
_LEVELS = {
    "village": Level.VILLAGE, "town": Level.TOWN, "county": Level.COUNTY, "city": Level.CITY,
    "province": Level.PROVINCE,
}  # fmt: skip
_WORD = regex(r"[a-z]+(?:'s\b|s')?")
_GAP = regex(r"[ -]+")
# Forms that no ending tells.
_IRREGULAR = {
    form: word
    for line in (
        "write wrote written", "build built", "grow grew grown", "spend spent", "give gave given", "buy bought",
        "sell sold", "pay paid", "hold held", "begin began begun", "win won", "lend lent", "lead led", "teach taught",
        "send sent", "dig dug", "keep kept", "lay laid", "child children", "woman women", "man men", "cattle cattle",
        "fisherman fishermen", "policeman policemen", "craftsman craftsmen", "chairman chairmen", "goose geese",
        "find found", "tear torn tore", "take took taken", "do did done", "dying die",
    )
    for word, *forms in [line.split()]
    for form in forms
}  # fmt: skip
_LONGEST = 7  # words of a phrase: return to their hometown to start business
_SHORTEST = 3  # letters of a word that an ending leaves: seed and king have none


def stem(word: str) -> str:
    """A word without the endings of number and tense, the same for all its forms and for nothing to be read.

    >>> [stem(word) for word in ("ponds", "repairing", "planned", "parties", "raised", "raises", "wrote")]
    ['pond', 'repair', 'plan', 'party', 'rais', 'rais', 'writ']
    """
    word = word.removesuffix("'s").removesuffix("'")
    word = _IRREGULAR.get(word, word)
    for ending in ("ies", "ied"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > _SHORTEST:
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    word = word.removesuffix("e")
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] else word


def phrases_in(text: str) -> Iterator[Span]:
    """Where a shadow holds words and phrases of the glossary, in order: the longest that begins at each word.

    >>> text = "how many seven-star households did it name?"; [text[slice(*span)] for span in phrases_in(text)]
    ['seven-star households']
    """
    words = [found.span() for found in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        behind = next((end for end in _ends(text, words, at) if _key(text, words[at:end]) in _table()), None)
        if behind is not None:
            yield words[at][0], words[behind - 1][1]
        at = behind or at + 1


def spellings(phrase: str, levels: Collection[Level]) -> tuple[str, ...] | None:
    """The Chinese of a phrase as asked of places of these levels (none: of any), the most telling first; None where the
    glossary does not have it, () where it says nothing of what is asked.

    >>> spellings("mayor", [Level.TOWN]), spellings("money", []), spellings("quark", [])
    (('镇长',), (), None)
    """
    found = _table().get(_key(phrase, [word.span() for word in _WORD.finditer(phrase)]))
    if found is None:
        return None
    said = [word for level, word in found if level is None or not levels or level in levels]
    return tuple(dict.fromkeys(said))


def _ends(text: str, words: Sequence[Span], at: int) -> range:
    """Ends of the runs of words from one on that only spaces or hyphens part, longest first."""
    end = at + 1
    while end < min(len(words), at + _LONGEST) and _GAP.fullmatch(text, words[end - 1][1], words[end][0]):
        end += 1
    return range(end, at, -1)


def _key(text: str, words: Sequence[Span]) -> str:
    return " ".join(stem(text[slice(*word)]) for word in words)


@cache
def _table() -> dict[str, tuple[tuple[Level | None, str], ...]]:
    """Phrase, each word by its stem → its spellings, each with the level of place it is meant of."""
    table: dict[str, tuple[tuple[Level | None, str], ...]] = {}
    for line in GLOSSARY_FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        phrases, said = line.split("\t")
        found = tuple(_spelling(word) for word in said.split() if word != _NOTHING)
        for phrase in phrases.split("|"):
            table.setdefault(_key(phrase, [word.span() for word in _WORD.finditer(phrase)]), found)
    return table


def _spelling(written: str) -> tuple[Level | None, str]:
    level, _, word = written.rpartition(":")
    return _LEVELS.get(level), word
