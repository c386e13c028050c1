"""Who gave: a who-question about money given (谁捐钱修的路, 谁出的钱最多) is answered by whoever does the giving, not
by whoever praises the road. 他 is the person named last before, in the same paragraph.

Rules on shadows. Left out: offices and firms (`by_whom.py`), and doings other than giving.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers.fitting.answer_type import CREDITS
from rag.answers.sentences.patterns import persons
from rag.answers.ways.by_whom import tells_by_whom
from rag.index.tokenizing import words
from rag.language.clauses import clause_span
from rag.language.numerals import numbers
from rag.language.rarity import count, is_person_name
from rag.language.regex import regex
from rag.language.spans import blanks
from rag.language.surnames import COMMON, RARE
from rag.search.pile import Passage

_BACK = 3  # sentences of a paragraph read for the person that 他 stands for
_GIVING = "(?<![募倡])捐|出(?:的|了|过)?(?:资|钱)|垫(?:资|钱|付)|集资|资助|赞助|掏(?:的|了)?(?:腰包|钱)"
_ASKED = regex(rf"谁[^,。?]{{0,12}}?(?:{_GIVING})|(?:{_GIVING})[^,。?]{{0,8}}的?(?:人)?是谁")
# Whose help paid for it: 借甲集团帮扶的机会,争取资金建P.
_HELPED = regex(
    r"(?:借|靠|依托|得益于|[在由](?!于))[^,;。]{2,16}?(?:帮扶|援建|援助|捐建)[^,;。]{0,8}?(?:[,;]|$)[^;。]*?\d[^;。]*?元"
)
_OF_THE_GIVING = regex("牵头|发起|组织|倡议|主持|收到|得到")  # 捐款是谁牵头的
_GIVES = regex(
    r"(?<![募倡])捐(?!款箱|赠仪式|赠物)|(?<!支)出资|出钱|垫资|垫付|集资|资助|赞助|自?掏(?:了|出)?(?:腰包|\d)"
    r"|(?:拿|掏|垫|筹|交)(?:出|了|来)[^,。;]{0,8}?[\d一二三四五六七八九十百千万]+[多余]?[百千万]*元"
)
_TITLES = regex("《[^》]*》")  # 《捐资安装路灯的倡议书》 gives nothing
# Surnames without those that lead to something else: 向灾区捐款, 于去年捐款.
_SURNAMES = "".join(sorted(set(COMMON + RARE) - set("向于时常成任计单应包路车明段安")))
_BEFORE_GIVING = regex(
    rf"(?<=[,、贤人民板家的事员师生友])(?P<name>[{_SURNAMES}](?![一-鿿]?[们村镇乡县])[一-鿿]{{2}})"
    r"(?:(?:看到|得知|听说|知道)[^,。;]{0,6}后)?[,]?(?:主动|自愿|带头|率先|慷慨|个人|一次性|先后|也|又|还)*(?:捐|拿出|出资|自掏|垫)"
)
_MOST_ASKED = regex("最[多大高]|最先出头")
_HE = regex(r"(?:^|[,;:。“])(?:于是|后来|为此|随后|当年|去年|今年|同时|此外|最终|最后)?[,]?(?:他|她)(?!们|人|乡|日)")


def asks_giver(question: str) -> bool:
    """Whether a question's shadow asks who gave money."""
    return _ASKED.search(question) is not None and not _OF_THE_GIVING.search(question)


def tells_giver(question: str, passage: Passage, number: int) -> bool:
    """Whether a sentence says who gave: a person named before the giving, he who was named last, or a body that did."""
    text = _TITLES.sub(blanks, CREDITS.sub(" ", passage.sentence(number)))
    given = [found.start() for found in _GIVES.finditer(text)]
    if _HELPED.search(text):
        return True
    if not given:
        return False
    named = [text.find(name) for name in _people(passage, text)]
    if any(0 <= at < given[-1] for at in named) or tells_by_whom(question, text):
        return True
    return person_before(passage, number) is not None


def person_before(passage: Passage, number: int) -> int | None:
    """The sentence that names the person whom a sentence only calls 他; None where it names somebody itself before, and
    where nobody was named in its paragraph."""
    text = passage.sentence(number)
    he = _HE.search(text)
    if he is None or any(text.find(name) < he.start() + 1 for name in _people(passage, text)):
        return None
    paragraph = passage.shadow.rfind("\n", 0, passage.sentences[number][0]) + 1
    for before in range(number - 1, max(number - _BACK, 0) - 1, -1):
        if passage.sentences[before][0] < paragraph:
            return None
        if _people(passage, passage.sentence(before)):
            return before
    return None


def gave_most(question: str, sentences: Sequence[str]) -> list[int]:
    """The sentences, by their numbers, that tell the largest sum where a question asks who gave most; else all."""
    every = list(range(len(sentences)))
    if not _MOST_ASKED.search(question):
        return every
    sums = [_sum(text) for text in sentences]
    most = max(sums, default=0.0)
    return [at for at in every if sums[at] == most] if most else every


def _sum(text: str) -> float:
    """The largest sum that a sentence tells in a clause with giving, in 元."""
    given = [found.start() for found in _GIVES.finditer(text)]
    told = [item for item in numbers(text) if item.unit == "元"]
    near = [item for item in told if any(_together(text, item.span, at) for at in given)]
    return float(max((item.value for item in near), default=0))


def _together(text: str, figure: tuple[int, int], giving: int) -> bool:
    start, end = clause_span(text, figure)
    return start <= giving < end


def _people(passage: Passage, text: str) -> list[str]:
    """The persons that a text names, without 侯桥 of a report that speaks of 侯桥村."""
    named = dict.fromkeys([*persons(text), *_givers(text)])
    return [name for name in named if not re.search(rf"{re.escape(name)}[村镇乡县区市组]", passage.shadow)]


def _givers(text: str) -> list[str]:
    """The names right before a giving, of whom nothing else is said: 乡贤王胜勇,主动捐款, 董力军也拿出7000元."""
    found = [item["name"] for item in _BEFORE_GIVING.finditer(text)]
    return [name for name in found if not count(name) and _opens_as_name(words(name)[0])]


def _opens_as_name(word: str) -> bool:
    return len(word) == 1 or is_person_name(word)
