"""Gold questions: one JSON object a line, read and checked. Every fault of a file is reported at once, with its line.

What is checked is form only: whether the evidence stands in the reports is seen when a question is scored.
Fields this module does not know are left alone, so that a gold file may carry notes and tags of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.errors import CallerError
from rag.types import Kind, Turn, Verdict

UNANSWERABLE = "unanswerable"
FOLLOWUP = "followup"
LIST = "list"
OPEN = "open"
COMPARE = "compare"
# What a gold file may call its questions: its own words, and the product's, which an export of feedback carries.
KINDS = frozenset({UNANSWERABLE, FOLLOWUP, OPEN, COMPARE, LIST, "number", "fact", "who", "time", "definition", *Kind})
LANGS = frozenset({"zh", "zh-Hant", "en"})

_ROLES = frozenset({"user", "assistant"})


class BadGold(CallerError):
    """A gold file that cannot be read or is not well-formed."""

    code = "bad_gold"


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with what a right answer says and where it must point.

    `answers` are groups of alternatives: every group must be met, by any one of its alternatives. `not_answers` must be
    neither listed as done nor answered. `verdicts` tell what a list has to say of a name (planned, mentioned).
    `sources` are page names; `evidence` are substrings of the cleaned, Simplified text without white space. `line` is
    where it stands in its file; a draft is not `confirmed`.
    """

    id: str
    kind: str
    lang: str
    question: str
    answers: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    evidence: tuple[str, ...]
    history: tuple[Turn, ...] = ()
    not_answers: tuple[str, ...] = ()
    verdicts: tuple[tuple[str, str], ...] = ()
    note: str = ""
    line: int = 0
    confirmed: bool = True

    @property
    def answerable(self) -> bool:
        return self.kind != UNANSWERABLE


def load_gold(path: Path) -> list[GoldQuestion]:
    """The questions of a gold file in file order. Raises `BadGold` naming every bad line."""
    questions, faults = read_gold(path)
    if not questions and not faults:
        faults = [f"{path.name}: no question in it"]
    if faults:
        listed = "\n".join(faults)
        raise BadGold(f"标准题文件有误:\n{listed}", f"the gold file has {len(faults)} fault(s), named above")
    return questions


def read_gold(path: Path) -> tuple[list[GoldQuestion], list[str]]:
    """The well-formed questions of a file, and what is wrong with the other lines. Raises `BadGold` for no text file.

    A draft (`"confirmed": false`) is a fault here: nobody has said yet that its answer is right.
    """
    questions: list[GoldQuestion] = []
    faults: list[str] = []
    first_line: dict[str, int] = {}
    for number, line in enumerate(_read(path).splitlines(), start=1):
        if not line.strip():
            continue
        question, wrong = parse_question(line, number)
        if question is not None and (seen := first_line.setdefault(question.id, number)) != number:
            wrong = [f"id {question.id!r} already stands on line {seen}"]
        if question is not None and not question.confirmed:
            wrong.append(f"{question.id} is a draft: confirm it with `xiangwen eval confirm {path.name}`")
        faults += [f"{path.name}:{number}: {fault}" for fault in wrong]
        if question is not None and not wrong:
            questions.append(question)
    return questions, faults


def lines(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """(line number, object) of a JSON-lines file, whatever the objects say. Raises `BadGold` with the bad line."""
    found = []
    for number, line in enumerate(_read(path).splitlines(), start=1):
        if line.strip():
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as exc:
                raise BadGold(f"{path.name}:{number}: 不是 JSON", f"{path.name}:{number}: not JSON: {exc}") from exc
            if not isinstance(record, dict):
                raise BadGold(f"{path.name}:{number}: 不是 JSON 对象", f"{path.name}:{number}: not a JSON object")
            found.append((number, record))
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as exc:
        reason = exc.strerror or type(exc).__name__
        raise BadGold(f"读不了标准题文件 {path}:{reason}", f"cannot read the gold file {path}: {reason}") from exc
    except UnicodeDecodeError as exc:
        raise BadGold(
            f"标准题文件 {path} 不是 UTF-8(第 {exc.start} 字节)", f"{path} is not UTF-8 (byte {exc.start})"
        ) from exc


def parse_question(line: str, number: int = 0) -> tuple[GoldQuestion | None, list[str]]:
    """One line → the question, or None with what is wrong with it."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as exc:
        return None, [f"not JSON: {exc}"]
    if not isinstance(record, dict):
        return None, [f"expected an object, got {type(record).__name__}"]
    faults = form_faults(record) or _contradictions(record)
    if faults:
        return None, faults
    return GoldQuestion(
        id=record["id"],
        kind=record["kind"],
        lang=record["lang"],
        question=record["question"],
        answers=tuple(tuple(group) for group in record["answers"]),
        sources=tuple(record["sources"]),
        evidence=tuple(record["evidence"]),
        history=tuple(Turn(turn["role"], turn["content"]) for turn in record.get("history", ())),
        not_answers=tuple(record.get("not_answers", ())),
        verdicts=tuple(record.get("verdicts", {}).items()),
        note=record.get("note", ""),
        line=number,
        confirmed=record.get("confirmed", True),
    ), []


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)


def _is_groups(value: object) -> bool:
    return isinstance(value, list) and all(_is_texts(group) and group for group in value)


def _is_verdicts(value: object) -> bool:
    known = {verdict.value for verdict in Verdict}
    return isinstance(value, dict) and all(_is_text(name) and said in known for name, said in value.items())


def _is_history(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(turn, dict) and turn.get("role") in _ROLES and _is_text(turn.get("content")) for turn in value
    )


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    holds: Callable[[object], bool]
    expected: str
    required: bool = True


_TEXT = "a text that is not empty"
_TEXTS = "a list of texts, none of them empty"
_FIELDS = (
    _Field("id", _is_text, _TEXT),
    _Field("kind", _is_text, _TEXT),
    _Field("lang", _is_text, _TEXT),
    _Field("question", _is_text, _TEXT),
    _Field("answers", _is_groups, "a list of groups, each a list of one or more texts"),
    _Field("sources", _is_texts, _TEXTS),
    _Field("evidence", _is_texts, _TEXTS),
    _Field("not_answers", _is_texts, _TEXTS, required=False),
    _Field("verdicts", _is_verdicts, "an object {name: did|planned|mentioned}", required=False),
    _Field("history", _is_history, "a list of {role: user|assistant, content}", required=False),
    _Field("note", lambda value: isinstance(value, str), "a text", required=False),
    _Field("confirmed", lambda value: isinstance(value, bool), "true or false", required=False),
)


def form_faults(record: dict[str, Any]) -> list[str]:
    """What is wrong with single fields of a record; it may still lack an answer, as a draft does."""
    faults = []
    for rule in _FIELDS:
        if rule.name not in record:
            if rule.required:
                faults.append(f"{rule.name} is missing")
        elif not rule.holds(record[rule.name]):
            faults.append(f"{rule.name}: expected {rule.expected}, got {_shown(record[rule.name])}")
    return faults


def _contradictions(record: dict[str, Any]) -> list[str]:
    """What each field allows and the whole does not."""
    faults = []
    answerable = record["kind"] != UNANSWERABLE
    if answerable and not record["answers"]:
        faults.append("answers: empty, so that nothing could fail; or is the kind meant to be unanswerable?")
    if not answerable and (record["answers"] or record["sources"] or record["evidence"]):
        faults.append("an unanswerable question must have no answers, sources or evidence")
    if record["evidence"] and not record["sources"]:
        faults.append("evidence without a source")
    if record["kind"] == FOLLOWUP and not record.get("history"):
        faults.append("a followup must have a history")
    return faults


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."
