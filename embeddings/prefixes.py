"""What a model's name says: whether it is an address, and what its card wants put before questions and documents.

A model that carries its prompts in its own configuration needs no entry here (see `transformer.py`); these are the ones
whose card asks for a prefix in prose, and the ones that are asked over a network, where no configuration is seen. A
model without an entry (bge-m3, gte-multilingual-base, all-MiniLM, jina-v2, text-embedding-3) takes texts as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Text put before every question, and before every document."""

    query: str = ""
    document: str = ""


_SEARCH = "Given a web search query, retrieve relevant passages that answer the query"
_BGE_EN = Prefixes("Represent this sentence for searching relevant passages: ")

# Pattern of the model's name, in lower case → prefixes. The first that matches counts.
_CARDS = (
    (r"e5-.*instruct|e5-mistral|gte-qwen", Prefixes(f"Instruct: {_SEARCH}\nQuery: ")),
    (r"qwen3-embedding", Prefixes(f"Instruct: {_SEARCH}\nQuery:")),
    (r"(?<![a-z0-9])e5-(small|base|large)", Prefixes("query: ", "passage: ")),
    (r"bge-(small|base|large)-zh", Prefixes("为这个句子生成表示以用于检索相关文章：")),
    (r"bge-(small|base|large)-en|mxbai-embed|arctic-embed(?!.*v2)", _BGE_EN),
    (r"arctic-embed.*v2", Prefixes("query: ")),
    (r"nomic-embed-text", Prefixes("search_query: ", "search_document: ")),
    (r"embedding-?gemma", Prefixes("task: search result | query: ", "title: none | text: ")),
)


def card_prefixes(model: str) -> Prefixes:
    """The prefixes for a model's name or folder; none where its card asks for none.

    >>> card_prefixes("intfloat/multilingual-e5-small").document
    'passage: '
    >>> card_prefixes("BAAI/bge-m3")
    Prefixes(query='', document='')
    """
    found = (prefixes for pattern, prefixes in _CARDS if re.search(pattern, model.lower()))
    return next(found, Prefixes())


def is_address(model: str) -> bool:
    """Whether a model is named by the address of an endpoint."""
    return model.lower().startswith(("http://", "https://"))
