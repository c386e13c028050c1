"""Expressions that are compiled when first used: the same matches as `re`, no mistake left to be met later."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import rag
from rag.language.regex import LazyRegex, regex


def expressions() -> list[LazyRegex]:
    """Every expression that a module of `rag` holds by name, alone or in a collection."""
    found: list[LazyRegex] = []
    for module in pkgutil.walk_packages(rag.__path__, "rag."):
        waiting = list(vars(importlib.import_module(module.name)).values())
        while waiting:
            value = waiting.pop()
            if isinstance(value, LazyRegex):
                found.append(value)
            elif isinstance(value, dict):
                waiting += [*value, *value.values()]
            elif type(value) in (tuple, list):
                waiting += value
    return found


def test_it_matches_as_re_does() -> None:
    lazy, eager = regex(r"(?P<year>\d{4})年", re.I), re.compile(r"(?P<year>\d{4})年", re.I)
    text = "2011年和2012年"
    assert [found["year"] for found in lazy.finditer(text)] == ["2011", "2012"]
    assert lazy.sub("那年", text) == eager.sub("那年", text)
    assert (lazy.pattern, lazy.flags, dict(lazy.groupindex)) == (eager.pattern, eager.flags, dict(eager.groupindex))
    assert lazy.search(text, 3).span() == eager.search(text, 3).span()
    assert regex(rb"\xb4\xf3").search(b"\xb4\xf3").end() == 2


def test_it_is_compiled_once_and_only_when_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = re.compile
    monkeypatch.setattr(re, "compile", lambda pattern, flags=0: made.append(pattern) or real(pattern, flags))
    lazy = regex("[0-9]+")
    assert lazy.pattern == "[0-9]+"
    assert made == []
    assert lazy.search("第7期") and lazy.fullmatch("7") and lazy.split("a1b") == ["a", "b"]
    assert made == ["[0-9]+"]


def test_a_mistake_is_raised_at_the_first_use() -> None:
    with pytest.raises(re.error):
        regex("(").search("")


def test_every_expression_of_the_project_can_be_compiled() -> None:
    found = expressions()
    assert len(found) > 300
    for expression in found:
        expression.search(type(expression.pattern)())
