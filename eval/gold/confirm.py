"""Drafts put to a person one by one: keep, change, or throw away. The file is written after each, so it can be stopped.

A kept question is marked `"confirmed": true`, a rejected one leaves the file. Input is read line by line, so that a
script can answer too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from eval.gold.questions import lines, parse_question

KEEP, EDIT, DROP, STOP = "y", "e", "n", "q"
_FIELDS = ("kind", "question", "answers", "not_answers", "sources", "evidence", "note")
_GROUPS, _ALTERNATIVES = "//", "|"  # a semicolon stands in evidence too often


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What became of the drafts of a file; `left` wait for another time."""

    kept: int
    rejected: int
    left: int


def confirm(path: Path, asked: TextIO, shown: TextIO) -> Confirmed:
    """Asks about every line that is not confirmed yet. Raises `BadGold` where a line is not JSON."""
    records = [record for _, record in lines(path)]
    kept = rejected = 0
    for record in [one for one in records if one.get("confirmed") is not True]:
        left = sum(one.get("confirmed") is not True for one in records)
        decided = _decide(record, left, asked, shown)
        if decided is None:
            break
        where = next(at for at, one in enumerate(records) if one is record)
        records[where : where + 1] = [decided] if decided else []
        kept, rejected = kept + bool(decided), rejected + (not decided)
        _write(records, path)
    return Confirmed(kept, rejected, sum(one.get("confirmed") is not True for one in records))


def _decide(record: dict[str, Any], left: int, asked: TextIO, shown: TextIO) -> dict[str, Any] | None:
    """The record as it is kept, an empty one if it is thrown away, None to stop."""
    while True:
        print(f"\n——— {record.get('id', '?')} · 还有 {left} 题 / {left} left ———", file=shown)
        for name in _FIELDS:
            if record.get(name):
                print(f"{name:>12}: {_written(record[name])}", file=shown)
        print("保留 y · 修改 e · 不要 n · 停 q / keep y, edit e, reject n, stop q: ", end="", file=shown, flush=True)
        said = asked.readline()
        choice = said.strip().lower()[:1]
        if not said or choice == STOP:
            return None
        if choice == DROP:
            return {}
        if choice == EDIT:
            record = _edited(record, asked, shown)
        elif choice == KEEP:
            _, faults = parse_question(json.dumps(record | {"confirmed": True}))
            if not faults:
                return record | {"confirmed": True}
            print("还不能保留 / cannot be kept yet: " + "; ".join(faults), file=shown)


def _edited(record: dict[str, Any], asked: TextIO, shown: TextIO) -> dict[str, Any]:
    """Field by field; an empty line leaves a field as it is, a single - empties it."""
    print(f"回车不改，- 清空；答案组用 {_GROUPS} 分开，同义用 {_ALTERNATIVES} / Enter keeps, - empties", file=shown)
    changed = dict(record)
    for name in ("kind", "question", "answers", "not_answers", "evidence"):
        print(f"{name} [{_written(record.get(name) or '')}]: ", end="", file=shown, flush=True)
        said = asked.readline().strip()
        if said:
            changed[name] = _read(name, "" if said == "-" else said)
    return changed


def _read(name: str, said: str) -> Any:  # noqa: ANN401  (a field of a JSON object)
    if name in ("kind", "question"):
        return said
    parts = [part.strip() for part in said.split(_GROUPS) if part.strip()]
    if name != "answers":
        return parts
    return [[one.strip() for one in part.split(_ALTERNATIVES) if one.strip()] for part in parts]


def _written(value: Any) -> str:  # noqa: ANN401  (a field of a JSON object)
    if isinstance(value, str):
        return value
    return f" {_GROUPS} ".join(one if isinstance(one, str) else f" {_ALTERNATIVES} ".join(one) for one in value)


def _write(records: list[dict[str, Any]], path: Path) -> None:
    """The whole file anew, put in place at once: a stop in the middle loses nothing."""
    aside = path.with_name(path.name + ".new")
    aside.write_text("".join(_line(records)), encoding="utf-8")
    aside.replace(path)


def _line(records: list[dict[str, Any]]) -> Iterator[str]:
    return (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
