"""A question's words as the segmenter cut them, joined to what is one thing and parted where two were glued.

副|书记, 卢|树德, 采摘|节 are one each; 养中蜂 is two. Rules on shadows, with what the pile attests. Left out: names of
several words (`topics.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rag.language.rarity import count, is_verb
from rag.language.surnames import COMMON, COMPOUND
from rag.questions.interrogatives import SCAFFOLD_EDGES

# Nouns of one character that make another thing of the word before them.
KINDS_OF_THING = frozenset("节会班店厂所站队员户园馆院屋棚机路桥池车证卡费款奖网台室场田林")
DONE_TO = frozenset("养栽喂种修建盖造装挖铺")  # verbs of one character that are written before a thing
_COMMON_WORD = 50  # times in the dictionary's corpus from which a word is no given name (清清 has 7)


class _Lexicon(Protocol):
    def attested(self, phrase: str) -> bool:
        """Whether some report holds the phrase, punctuation aside."""
        ...


def joined(found: Sequence[str], lexicon: _Lexicon) -> list[str]:
    """The words of one piece of a question, each without the grammar glued to it."""
    whole = _compounds(_persons(_qualified(recut(_of_villages(found))), lexicon), lexicon)
    return _parted([_trimmed(word) for word in whole], lexicon)


def recut(found: Sequence[str]) -> list[str]:
    """The words, two of them that were cut one character too early mended, where the dictionary has both others as
    verbs: 抽|水浇地 is 抽水|浇地.

    >>> recut(["抽", "水浇地"]), recut(["种", "油菜花"])
    (['抽水', '浇地'], ['种', '油菜花'])
    """
    cut: list[str] = []
    for word in found:
        before = cut[-1] if cut else ""
        if len(before) == 1 and len(word) == 3 and is_verb(before + word[0]) and is_verb(word[1:]):
            cut[-1:] = [before + word[0], word[1:]]
        else:
            cut.append(word)
    return cut


def _of_villages(found: Sequence[str]) -> list[str]:
    """哪些镇的|村办|了合作社: before 了 stands a place with what it did, no word like 村办."""
    cut: list[str] = []
    for number, word in enumerate(found):
        is_done = number + 1 < len(found) and found[number + 1][:1] in ("了", "过")
        whole = len(word) != 2 or word[0] not in "村乡镇县" or not is_done or not is_verb(word[1])
        cut += [word] if whole else [*word]
    return cut


def _qualified(found: Sequence[str]) -> list[str]:
    """副 joins the office it qualifies: 副 + 书记 is one word, and another office than 书记."""
    joined: list[str] = []
    for word in found:
        if joined and joined[-1] in ("副", "原", "代"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _persons(found: Sequence[str], lexicon: _Lexicon) -> list[str]:
    """卢|树德: a surname and what is no everyday word, one name where the pile has it."""
    joined: list[str] = []
    for word in found:
        before = joined[-1] if joined else ""
        is_given = len(word) <= 2 and count(word) < _COMMON_WORD and lexicon.attested(before + word)
        if (before in COMPOUND or (len(before) == 1 and before in COMMON)) and is_given:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _compounds(found: Sequence[str], lexicon: _Lexicon) -> list[str]:
    """采摘|节, 网格|员: one thing where the pile has it, of which 采摘 alone says something else."""
    joined: list[str] = []
    for word in found:
        if word in KINDS_OF_THING and joined and len(joined[-1]) > 1 and lexicon.attested(joined[-1] + word):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _parted(found: Sequence[str], lexicon: _Lexicon) -> list[str]:
    """养中蜂, a word to the segmenter that no dictionary has: what is done, and what it is done to."""
    parted: list[str] = []
    for word in found:
        rest = word[1:]
        whole = len(rest) < 2 or word.isascii() or count(word) or word[0] not in DONE_TO or not lexicon.attested(rest)
        parted += [word] if whole else [word[0], rest]
    return parted


def _trimmed(word: str) -> str:
    """A word no dictionary has, without the grammar that the segmenter glued to it: 搞千塘 → 千塘, 上住 → 住."""
    is_still_done = len(word) == 2 and word[0] == "还" and word[1] in DONE_TO  # 还养 is in the dictionary
    if word.isascii() or (count(word) and not is_still_done):
        return word
    return SCAFFOLD_EDGES.sub("", word)
