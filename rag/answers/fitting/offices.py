"""Whether a sentence has the office that a question asks the holder of: neither its deputy, nor that of another body.

Rules on shadows. Left out: who holds it when (`tenure.py`).
"""

from __future__ import annotations

import re

from rag.language.names import bare
from rag.language.regex import regex
from rag.questions.words.terms import Term, presence


def holds_office(office: Term, sentence: str) -> bool:
    """Whether the sentence has the office itself: neither its deputy, nor 镇长 in 镇长期…."""
    if not office.text.isascii():
        heads = "|".join({re.escape(spelling[-2:]) for spelling in (office.text, *office.variants)})
        plain = "副" in office.text or re.search(rf"(?<!副)(?:{heads})", sentence) is not None
        return presence(office, sentence, bare(sentence)) > 0 and plain
    return any(
        re.search(rf"(?<![副原前代]){re.escape(spelling)}(?![期年久远达大])", sentence) for spelling in office.variants
    )


# Whose secretary: 党支部书记 and 党委书记 are two offices; 支书, 村书记 and plain 书记 may be either.
_SECRETARY = regex(r"(支部|总支|党委|纪委|团委|政法委|[省市区县]委|党组|工委)副?书记")
_ANY_SECRETARY = regex(r"([一-鿿]{0,2})副?书记|支书")
_ALIKE = {"总支": "支部"}


def of_its_body(question: str, sentence: str) -> bool:
    """Whether a sentence has a secretary of the body that a question's shadow asks of, or one of no body named.

    >>> of_its_body("党委书记是谁?", "村党支部书记李东说。"), of_its_body("党委书记是谁?", "书记李东说。")
    (False, True)
    """
    asked = _SECRETARY.search(question)
    if asked is None:
        return True
    told = [_SECRETARY.fullmatch(found.group()) for found in _ANY_SECRETARY.finditer(sentence)]
    bodies = {found[1] if found else None for found in told}
    return not bodies or bool(
        {_ALIKE.get(body or "", body) for body in bodies} & {None, _ALIKE.get(asked[1], asked[1])}
    )
