"""Wordings and concepts in halves: rules may be mended on what fails in the first six, figures are given for the one
held out, which was written by somebody who had seen no rule and has been read by nobody who mends them.
"""

from __future__ import annotations

from dataclasses import fields

from eval.townships.concepts import Concept
from eval.townships.halves import fifth, first, fourth, held_out, second, sixth, third
from eval.townships.wording import Wordings

_READ = (first, second, third, fourth, fifth, sixth)
_JOINED = Wordings(
    *(sum((getattr(half.WORDINGS, field.name) for half in _READ), ()) for field in fields(Wordings)),
)
Half = tuple[Wordings, tuple[Concept, ...]]
HALVES: dict[str, Half] = {
    "tuning": (_JOINED, tuple(concept for half in _READ for concept in half.CONCEPTS)),
    "reported": (held_out.WORDINGS, held_out.CONCEPTS),
}
