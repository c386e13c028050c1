"""Regular expressions that are compiled when they are first used: a question needs a third of them, and compiling
all was a quarter of the processor time of a cold `xiangwen ask`."""

from __future__ import annotations

import re
from typing import AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, compiled on the first use: a mistake in `pattern` is raised then, as `re.error`."""
    return cast("re.Pattern[AnyStr]", LazyRegex(pattern, flags))


class LazyRegex:
    """Stands for a compiled expression. Not an `re.Pattern`: `re.search(regex(...), text)` does not take it."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # asked by copy and pickle of an instance that is not made yet
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:  # found on the instance from now on, as fast as on the expression
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
