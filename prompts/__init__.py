"""Whole prompts, one text file each, and the loader that fills them in.

A file holds the messages of one call, each under a line `[system]` or `[user]`; `{name}` is a place to fill. A value is
put in as it stands and never read again, so that a brace in an article fills nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_ROLE = re.compile(r"^\[(system|user)\]\n", re.MULTILINE)
_PLACE = re.compile(r"\{([a-z_]+)\}")


class BadPrompt(ValueError):
    """A prompt file that is not well-formed, or values that do not fit its places: a fault of the program."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The messages of one call as (role, text), with places to fill."""

    name: str
    messages: tuple[tuple[str, str], ...]

    @property
    def places(self) -> frozenset[str]:
        return frozenset(name for _, text in self.messages for name in _PLACE.findall(text))

    def fill(self, **values: str) -> tuple[tuple[str, str], ...]:
        """The messages with every place filled. Raises `BadPrompt` unless the values are exactly those asked for."""
        if values.keys() != self.places:
            missing, unknown = sorted(self.places - values.keys()), sorted(values.keys() - self.places)
            raise BadPrompt(f"prompt {self.name}: missing {missing}, unknown {unknown}")
        return tuple((role, _PLACE.sub(lambda found: values[found[1]], text)) for role, text in self.messages)


@cache
def load(name: str) -> Prompt:
    """The prompt of the file `name.txt` in this folder. Raises `BadPrompt`."""
    path = _FOLDER / f"{name}.txt"
    if not re.fullmatch(r"[a-z_]+", name) or not path.is_file():
        raise BadPrompt(f"no prompt {name!r}; there are {sorted(item.stem for item in _FOLDER.glob('*.txt'))}")
    return parse(name, path.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Prompt:
    """A prompt from the text of its file. Raises `BadPrompt`.

    >>> parse("greet", "[system]\\nBe brief.\\n[user]\\nHello {who}\\n").fill(who="you")
    (('system', 'Be brief.'), ('user', 'Hello you'))
    """
    before, *parts = _ROLE.split(text)
    messages = tuple((role, body.strip()) for role, body in zip(parts[::2], parts[1::2], strict=True))
    if before.strip() or not messages or messages[-1][0] != "user" or not all(body for _, body in messages):
        raise BadPrompt(f"prompt {name}: expected [system] and [user] parts with text, the last one [user]")
    stray = re.search(r"[{}]", _PLACE.sub("", "".join(body for _, body in messages)))
    if stray:
        raise BadPrompt(f"prompt {name}: a brace that is no place to fill")
    return Prompt(name, messages)
