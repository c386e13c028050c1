"""How questions are put: several forms of each, in Simplified and Traditional Chinese and in English.

A form is drawn for each question, a polite opening sometimes; every ninth question is written in Traditional
characters. English forms keep the names of the reports in characters, as visitors write them.
"""

from __future__ import annotations

import random

from eval.refusing.facts import Fact, FactKind
from rag.language.script import to_traditional

_TRADITIONAL, _POLITE = 9, 6  # one question in so many
_OPENINGS = ("请问", "请问一下，", "想了解一下，", "我想知道，", "帮我查一下，")
_ENGLISH_UNITS = {"亩": "mu", "户": "households", "人": "people", "名": "people", "公里": "kilometres", "吨": "tonnes"}
_ENGLISH = 10  # one figure question in so many, where its unit has an English name

_FIGURES = {
    True: (  # a verb and what it is done to
        "{place}{verb}了多少{unit}{thing}？", "{place}一共{verb}{thing}多少{unit}？",
        "{place}{verb}{thing}有多少{unit}？", "{place}的{thing}{verb}了多少{unit}？",
        "到底有多少{unit}{thing}是{place}{verb}的？",
    ),
    False: (
        "{place}{thing}有多少{unit}？", "{place}的{thing}是多少{unit}？", "{place}有多少{unit}{thing}？",
        "{place}现在{thing}达到多少{unit}了？", "{place}{thing}一共多少{unit}？",
    ),
}  # fmt: skip
_DAYS = (
    "{place}{deed}是在什么时候？",
    "{place}{deed}是哪一天？",
    "{place}什么时候{deed}的？",
    "{place}{deed}，时间是哪天？",
)
_HOLDERS = (
    "{place}的{office}是谁？",
    "{place}{office}叫什么名字？",
    "谁是{place}的{office}？",
    "{place}{office}姓名是什么？",
)
_NAMES = (
    "什么是“{name}”？", "{place}的“{name}”是什么？", "{place}的“{name}”是怎么做的？", "{place}为什么要搞“{name}”？",
    "“{name}”说的是什么？",
)  # fmt: skip


def asked(fact: Fact, draw: random.Random, place: str | None = None, year: int | None = None) -> str:
    """The fact asked for: of its own place, or of another; of no year, or of one."""
    where = place or fact.place
    when = f"{year}年" if year else ""
    if fact.kind is FactKind.FIGURE:
        verb, thing = fact.deed
        if fact.unit in _ENGLISH_UNITS and draw.randrange(_ENGLISH) == 0:
            what = f"How many {_ENGLISH_UNITS[fact.unit]} of {thing} were reported in {where}"
            return f"{what} in {year}?" if year else f"{what}?"
        form = draw.choice(_FIGURES[bool(verb)])
        return put(form.format(place=when + where, verb=verb, thing=thing, unit=fact.unit), draw)
    forms = {FactKind.DAY: _DAYS, FactKind.HOLDER: _HOLDERS, FactKind.NAME: _NAMES}[fact.kind]
    return put(draw.choice(forms).format(place=when + where, deed=fact.said, office=fact.said, name=fact.said), draw)


def put(question: str, draw: random.Random) -> str:
    """The question as people put it: with an opening now and then, and in either script."""
    if draw.randrange(_POLITE) == 0:
        question = draw.choice(_OPENINGS) + question
    return to_traditional(question) if draw.randrange(_TRADITIONAL) == 0 else question
