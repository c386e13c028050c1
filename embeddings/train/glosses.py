"""CC-CEDICT as a gloss table: each Chinese word with its English senses, in the order of the dictionary, tidied.

Taken out: remarks to the reader ("same as …", "CL:…"), pinyin, the "to" of verbs, "sb" and "sth". A sense is given in
its base form and in inflected ones, because questions are not asked in base forms.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass

from embeddings.train.inflection import plural, verb_forms
from embeddings.train.pairs import Pair

_REMARK = re.compile(r"same as|variant of|also pr\.|also written|see also|^see |^cl:|used in|classifier for|^surname\b")
_NOISE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\b(?:sb|sth|one's|etc|esp|lit|fig|idiom|abbr)\b\.?|[~\"“”]|[㐀-鿿|]+")
_LONGEST = 8  # words; a longer sense is an explanation, not a translation
_FORMS = 3  # inflected forms kept of a sense


@dataclass(frozen=True, slots=True)
class Sense:
    """One translation and its other forms; `forms[0]` is the base form."""

    forms: tuple[str, ...]


def gloss_table(entries: Iterable[Pair], seed: int) -> dict[str, list[Sense]]:
    """Word → senses. Entries of the same word (other readings) are joined in the order of the file."""
    chance = random.Random(seed)  # noqa: S311 - shapes training noise, guards nothing
    table: dict[str, list[Sense]] = {}
    for entry in entries:
        parts = [part for text in re.split(r"[;/]", entry.query) for part in _readings(text)]
        senses = [sense for part in parts if (sense := _sense(part, chance))]
        known = table.setdefault(entry.positive, [])
        known.extend(sense for sense in senses if sense not in known)
    return {word: senses for word, senses in table.items() if senses}


def _readings(text: str) -> list[str]:
    """The whole text, and what stands before its first comma: "donald trump, american businessman and politician"."""
    head, comma, _ = text.partition(",")
    return [head, text] if comma else [text]


def _sense(text: str, chance: random.Random) -> Sense | None:
    if _REMARK.search(text.strip()):
        return None
    words = re.findall(r"[a-z0-9]+(?:[-'][a-z]+)*", _NOISE.sub(" ", text))
    verb = words[:1] == ["to"]
    words = words[1:] if verb else words
    if not 0 < len(words) <= _LONGEST:
        return None
    if verb:
        forms = [" ".join([form, *words[1:]]) for form in verb_forms(words[0])]
    else:
        forms = [" ".join([*words[:-1], plural(words[-1])])] if words[-1].isalpha() else []
    chance.shuffle(forms)
    return Sense((" ".join(words), *forms[:_FORMS]))
