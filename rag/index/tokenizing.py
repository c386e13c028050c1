"""Words and character pairs of a text, as the lexical index stores them and as a question asks for them.

Everything works on the shadow (Simplified, half-width, lower-case), so both scripts give the same tokens. Three forms:

- `words`: Han runs cut by the jieba dictionary, Latin and number runs whole. Good for ranking, wrong on new slogans.
- `bigrams`: pairs of neighbouring Han characters within a run. Finds 双培双带 whatever the dictionary thinks of it.
- `chain`: pairs over *all* letters, digits and Han characters with everything else dropped, in order. A phrase is in a
  text exactly when its chain is a consecutive stretch of the text's chain, punctuation and spaces left out.

No stop words and no synonyms: BM25 weighs common words down, and a listing must not lose any.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import add

import rjieba

from rag.language.regex import regex
from rag.language.script import shadow

TOKENIZER_VERSION = "rjieba-0.2+pairs-1"

_HAN = "〇㐀-鿿豈-﫿\U00020000-\U0003ffff"
# A number keeps its decimals; thousands separators go, so that 24,700 and 24700 are one token.
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)+"
_RUN = regex(rf"(?P<han>[{_HAN}]+)|(?P<number>{_NUMBER})|(?P<other>[^\W_{_HAN}]+)")
_HAN_RUN = regex(rf"[{_HAN}]+")
_NOT_WORD = regex(r"[\W_]+")
# Texts whose words are kept (10 MB of sentences): a question's words are asked for ten times, a sentence's again with
# the one behind it, and the next question reads the same reports.
_REMEMBERED = 2_048


@dataclass(frozen=True, slots=True)
class Tokens:
    """The index's view of one text, joined by spaces: `words` for ranking, `chain` for pairs and phrases."""

    words: str
    chain: str


def words(text: str) -> list[str]:
    """Dictionary words, Latin runs and numbers, in order; punctuation ends a word.

    >>> words("神河鎮種植煙草24,700畝，增長3.45%")
    ['神河', '镇', '种植', '烟草', '24700', '亩', '增长', '3.45']
    """
    return list(_remembered(text))


def bigrams(text: str) -> list[str]:
    """Pairs of neighbouring Han characters; a run of one character stays as it is.

    >>> bigrams("升级晋档，好")
    ['升级', '级晋', '晋档', '好']
    """
    return [pair for run in _HAN_RUN.findall(shadow(text)) for pair in _pairs(run)]


def chain(text: str) -> list[str]:
    """Pairs over the letters, digits and Han characters of a text, all else dropped; one character stays as it is.

    >>> chain("“升级、晋档”2次")
    ['升级', '级晋', '晋档', '档2', '2次']
    """
    return _pairs(_NOT_WORD.sub("", shadow(text)))


def tokens(shadowed: str) -> Tokens:
    """`words` and `chain` of a text that is already a shadow: for the indexer, which has made it anyway."""
    return Tokens(" ".join(_words(shadowed)), " ".join(_pairs(_NOT_WORD.sub("", shadowed))))


def _pairs(run: str) -> list[str]:
    return list(map(add, run, run[1:])) if len(run) > 1 else list(run)


@lru_cache(maxsize=_REMEMBERED)
def _remembered(text: str) -> tuple[str, ...]:
    return tuple(_words(shadow(text)))


def _words(shadowed: str) -> list[str]:
    found: list[str] = []
    for run in _RUN.finditer(shadowed):
        if run.lastgroup == "han":
            found.extend(rjieba.cut(run.group()))
        elif run.lastgroup == "number":
            found.append(run.group().replace(",", ""))
        else:
            found.append(run.group())
    return found
