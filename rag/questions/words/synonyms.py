"""What people say and what reports write: 动工 and 开工, 老兵 and 退役军人, 一共花了 and 总投资.

Words of one line of `synonyms.txt` mean the same wherever a local report uses them, so each counts as a spelling of
the others; behind a > stand narrower ones, which say what is before it and are not said by it (大棚 > 日光温室). Only
such words: what is merely near in meaning is the embedding model's (`near_words.py`, `paraphrase.py`).
"""

from __future__ import annotations

from pathlib import Path

from rag.language.rarity import count

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
    others = (other for other in _OTHERS.get(word, ()) if len(other) > 1 or len(word) == 1)
    trade = (word[:2],) if len(word) == 3 and word[2] == "业" and count(word[:2]) else ()
    return (*dict.fromkeys(others), *trade)
