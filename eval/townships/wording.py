"""How officials write that a town did something, means to, did not, or saw it elsewhere; and how people ask.

The wordings themselves stand in `halves/`. Slots: {S} the town as a subject, {O} its
party committee or government, {P} the programme as written, {X} another town that did it, {A} {B} towns of a county
report, {n} {k} numbers, {y} {m} {d} a date past, {z} a year to come.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wordings:
    """One half. `did`, `planned`, `denied`, `elsewhere`: what a town's own report says of a named programme; `roll_*`:
    what a county's report says of its towns; `ask_*`: questions, {P} the programme, {C} a county, {V} what was done."""

    did: tuple[str, ...]
    planned: tuple[str, ...]
    denied: tuple[str, ...]
    elsewhere: tuple[str, ...]
    roll_did: tuple[str, ...]
    roll_planned: tuple[str, ...]
    roll_denied: tuple[str, ...]
    will: tuple[str, ...]
    wont: tuple[str, ...]
    ask: tuple[str, ...]
    ask_in: tuple[str, ...]
    ask_count: tuple[str, ...]
    ask_planned: tuple[str, ...]
    ask_done: tuple[str, ...]
