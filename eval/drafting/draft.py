"""Draws proposals from a pile and writes them as a gold file of drafts, each marked `"confirmed": false`.

Kinds take turns, so that a short file has some of each; a report is asked about twice at most. Feedback that the page
exports (`GET /v1/feedback`) is taken first: it is what people really asked.
"""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.drafting import wording
from eval.drafting.figures import elsewhere, figures, question
from eval.drafting.people import bylines, events, speakers
from eval.drafting.programmes import definitions, lists
from eval.drafting.proposal import Proposal, Reading
from eval.gold.questions import BadGold, form_faults
from eval.gold.questions import lines as gold_lines
from rag.language.script import to_traditional
from rag.library import Library

QUESTIONS = 40
_A_REPORT = 2  # questions about one report, at most
_TRADITIONAL = 12  # one proposal in so many is asked in Traditional characters
_BYLINE = "byline"  # there is one of every report: they end with the other kinds
_TURNS = ("number", "list", "definition", "number", "who", "time", "number", "unanswerable", _BYLINE)


def draft(library: Library, most: int, seed: int) -> list[dict[str, Any]]:
    """Up to `most` draft lines, in a mixed order that `seed` decides."""
    rng = random.Random(seed)  # noqa: S311  (reproducible, not secret)
    groups: dict[str, Reading] = {}
    for report in library.reports():
        groups.setdefault(report.group, Reading(report))
    readings = list(groups.values())
    rng.shuffle(readings)
    return [
        _line(one, f"d{at:03}", at % _TRADITIONAL == 0)
        for at, one in enumerate(_taken(readings, library, rng, most), 1)
    ]


def _taken(readings: Sequence[Reading], library: Library, rng: random.Random, most: int) -> Iterator[Proposal]:
    """Proposals kind after kind, none asked twice, none of a report that was asked about often enough."""
    mined = _mined(readings, library, rng)
    asked: set[str] = set()
    of_page: Counter[str] = Counter()
    taken = 0
    while mined.keys() - {_BYLINE}:
        for kind in _TURNS:
            fresh = (
                one
                for one in mined.get(kind, iter(()))
                if one.question not in asked and not (len(one.sources) == 1 and of_page[one.sources[0]] >= _A_REPORT)
            )
            one = next(fresh, None)
            if one is None:
                mined.pop(kind, None)
                continue
            asked.add(one.question)
            of_page.update(one.sources)
            yield one
            taken += 1
            if taken == most:
                return


def _mined(readings: Sequence[Reading], library: Library, rng: random.Random) -> dict[str, Iterator[Proposal]]:
    told = figures(readings)
    rng.shuffle(told)
    half = len(told) // 8
    nowhere = (
        elsewhere(one, readings, frame) for one, frame in zip(told[:half], _frames(wording.FIGURE), strict=False)
    )
    return {
        "number": (question(one, frame) for one, frame in zip(told[half:], _frames(wording.FIGURE), strict=False)),
        "list": lists(readings, library, _frames(wording.PLACES)),
        "definition": iter(definitions(readings, _frames(wording.MEANING))),
        "who": iter(speakers(readings, _frames(wording.OFFICE))),
        "time": iter(events(readings, _frames(wording.EVENT))),
        "unanswerable": (one for one in nowhere if one),
        _BYLINE: iter(bylines(readings, _frames(wording.AUTHOR), _frames(wording.DAY))),
    }


def _frames(frames: Iterable[str]) -> Iterator[str]:
    return itertools.cycle(frames)


def _line(one: Proposal, name: str, traditional: bool) -> dict[str, Any]:
    line: dict[str, Any] = {
        "id": name,
        "kind": one.kind,
        "lang": "zh-Hant" if traditional else "zh",
        "question": to_traditional(one.question) if traditional else one.question,
        "answers": [list(dict.fromkeys(group)) for group in one.answers],
        "sources": list(one.sources),
        "evidence": list(one.evidence),
    }
    line |= {"not_answers": list(one.not_answers)} if one.not_answers else {}
    line |= {"verdicts": dict(one.verdicts)} if one.verdicts else {}
    return line | ({"note": one.note} if one.note else {}) | {"confirmed": False}


def from_feedback(path: Path) -> list[dict[str, Any]]:
    """The lines of an export of the page's feedback as drafts. Raises `BadGold` where a line is not JSON, or no draft;
    it may lack an answer, which whoever confirms it gives.
    """
    records = gold_lines(path)
    faults = [f"{path.name}:{number}: {fault}" for number, record in records for fault in form_faults(record)]
    if faults:
        listed = "\n".join(faults)
        raise BadGold(f"反馈文件有误:\n{listed}", f"the feedback file has {len(faults)} fault(s), named above")
    return [{**record, "confirmed": False} for _, record in records]


def write(drafts: Sequence[dict[str, Any]], path: Path) -> None:
    """Raises `BadGold` where the file exists: it may hold work of a person."""
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in drafts)
    try:
        with path.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError as exc:
        raise BadGold(f"{path} 已经存在，不覆盖：请换一个文件名", f"{path} exists and is not overwritten") from exc
    except OSError as exc:
        raise BadGold(f"写不了 {path}：{exc.strerror}", f"cannot write {path}: {exc.strerror}") from exc
