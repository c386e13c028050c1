"""Gold files: what a good line becomes, and how each fault is told, with its line number."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from eval.gold.questions import BadGold, load_gold
from rag.types import Turn

ROOT = Path(__file__).parents[2]
SEEDS = Path(os.environ.get("XIANGWEN_SHARED", ROOT.parent / "shared")) / "eval" / "seeds_gold.jsonl"

GOOD: dict[str, Any] = {
    "id": "q1",
    "kind": "list",
    "lang": "zh",
    "question": "哪些乡镇种苹果？",
    "answers": [["云坪镇", "云坪"], ["石桥乡"]],
    "sources": ["a.txt"],
    "evidence": ["苹果三百亩"],
}


def written(folder: Path, *lines: dict[str, Any] | str) -> Path:
    path = folder / "gold.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def test_a_good_line_becomes_a_record(tmp_path: Path) -> None:
    history = [{"role": "user", "content": "石桥乡呢？"}]
    followup = GOOD | {"id": "q2", "kind": "followup", "history": history, "not_answers": ["河口镇"], "tag": 1}
    first, second = load_gold(written(tmp_path, GOOD, "", followup))
    assert first.answers == (("云坪镇", "云坪"), ("石桥乡",))
    assert (first.line, second.line) == (1, 3)
    assert second.history == (Turn("user", "石桥乡呢？"),)
    assert second.not_answers == ("河口镇",)
    assert first.answerable


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert load_gold(path)[0].id == "q1"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": ""}, "id: expected a text"),
        ({"question": 7}, "question: expected a text"),
        ({"answers": [["云坪镇"], []]}, "answers: expected a list of groups"),
        ({"answers": ["云坪镇"]}, "answers: expected a list of groups"),
        ({"answers": [[" "]]}, "answers: expected a list of groups"),
        ({"answers": []}, "answers: empty"),
        ({"sources": "a.txt"}, "sources: expected a list"),
        ({"sources": []}, "evidence without a source"),
        ({"not_answers": [""]}, "not_answers: expected a list"),
        ({"kind": "followup"}, "a followup must have a history"),
        ({"kind": "unanswerable"}, "an unanswerable question must have no answers"),
        ({"history": [{"role": "system", "content": "x"}]}, "history: expected"),
    ],
)
def test_each_fault_is_told_with_its_line(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    with pytest.raises(BadGold) as caught:
        load_gold(written(tmp_path, GOOD | {"id": "before"}, GOOD | change))
    assert f"gold.jsonl:2: {told}" in str(caught.value)


def test_missing_fields_bad_json_and_repeated_ids_are_all_told_at_once(tmp_path: Path) -> None:
    partial = {key: value for key, value in GOOD.items() if key != "lang"}
    with pytest.raises(BadGold) as caught:
        load_gold(written(tmp_path, GOOD, "{", partial, "[1]", GOOD, "[" * 100_000))
    for told in (
        ":2: not JSON",
        ":3: lang is missing",
        ":4: expected an object",
        ":5: id 'q1' already",
        ":6: not JSON",
    ):
        assert told in str(caught.value)


def test_files_that_hold_no_questions(tmp_path: Path) -> None:
    with pytest.raises(BadGold, match="no question"):
        load_gold(written(tmp_path, ""))
    with pytest.raises(BadGold, match="cannot read"):
        load_gold(tmp_path / "absent.jsonl")
    with pytest.raises(BadGold, match="cannot read"):
        load_gold(tmp_path)
    (tmp_path / "gbk.jsonl").write_bytes("乡镇".encode("gb18030"))
    with pytest.raises(BadGold, match="not UTF-8"):
        load_gold(tmp_path / "gbk.jsonl")


def test_the_shared_seeds_are_well_formed() -> None:
    if not SEEDS.exists():
        assert "XIANGWEN_SHARED" not in os.environ, f"{SEEDS} is absent"
        pytest.skip(f"{SEEDS} is absent: set XIANGWEN_SHARED")
    assert len(load_gold(SEEDS)) == 32
