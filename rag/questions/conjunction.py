"""Several names that a question joins (“A”和“B”, 既搞A又搞B): what has each of them is asked for, not what says both.

Left out: what one of is enough (`alternatives.py`), and what is asked of several things apart (`coordination.py`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from rag.language.regex import regex
from rag.questions.query import Query

_JOINED = regex(r"[”\"》]?[一-鿿]{0,4}?(?:和|与|及|、|,?(?:又|也|还|并))[一-鿿]{0,5}[“\"《]?")


def each_name(query: Query) -> list[Query]:
    """The query for each of the names that it joins, without the others; itself, where it joins none."""
    text, names = query.shadow, sorted(query.names, key=lambda name: query.shadow.find(name.text))
    gaps = [text[text.find(one.text) + len(one.text) : text.find(other.text)] for one, other in pairwise(names)]
    if len(names) < 2 or names[0].text not in text or not all(map(_JOINED.fullmatch, gaps)):
        return [query]
    return [
        replace(query, terms=tuple(term for term in query.terms if term not in names or term is one)) for one in names
    ]
