"""Gold from use: a file checked against its pile, questions drafted from a pile, drafts confirmed one by one."""

from __future__ import annotations

import io
import json
import re
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest

from eval import cli
from eval.drafting import draft
from eval.drafting.figures import figures, question
from eval.drafting.people import speakers
from eval.drafting.proposal import Reading, joined, of_another
from eval.gold.check import check
from eval.gold.confirm import Confirmed, confirm
from eval.gold.questions import BadGold, load_gold
from eval.piles import opened
from rag.library import Library

GOOD = {
    "id": "g1",
    "kind": "number",
    "lang": "zh",
    "question": "清禾镇种植中药材多少亩？",
    "answers": [["3200亩"]],
    "sources": ["qinghe.txt"],
    "evidence": ["全镇种植中药材3200亩"],
}


def written(folder: Path, *records: dict[str, Any] | str) -> Path:
    path = folder / "gold.jsonl"
    lines = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_every_fault_of_a_file_is_told_at_once_with_its_line(tmp_path: Path, towns: Library) -> None:
    path = written(
        tmp_path,
        GOOD,
        GOOD | {"id": "g2", "question": "别的？", "sources": ["nowhere.txt"]},
        GOOD | {"id": "g3", "question": "又一个？", "evidence": ["全乡生猪存栏9600头"]},
        "{",
        GOOD | {"id": "g5"},
        GOOD | {"id": "g1", "question": "同号？"},
        GOOD | {"id": "g7", "question": "多余的来源？", "sources": ["qinghe.txt", "shiqiao.txt"]},
        GOOD | {"id": "g8", "question": "没人看过？", "confirmed": False},
    )
    faults = check(path, towns.reports())
    assert [fault.split(":")[1] for fault in faults] == ["2", "3", "3", "4", "5", "6", "7", "8"]
    told = "\n".join(faults)
    for expected in (
        "no page 'nowhere.txt'",
        "stands in none of its sources; it stands in 'baisha.txt'",
        "not JSON",
        "asks the same as g1 on line 1",
        "id 'g1' already stands on line 1",
        "source 'shiqiao.txt' holds none of the evidence",
        "g8 is a draft",
    ):
        assert expected in told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "numbre"}, "g2: kind 'numbre' is none of"),
        ({"lang": "cn"}, "g2: lang 'cn' is none of en, zh, zh-Hant"),
        ({"not_answers": ["３２００ 亩"]}, "g2: '３２００ 亩' stands in answers and in not_answers"),
        ({"answers": [["3200亩"], ["9999亩", "8888亩"]]}, "g2: answer '9999亩' stands in none of its sources"),
    ],
)
def test_what_could_never_be_met_is_told_with_its_line(
    tmp_path: Path, towns: Library, change: dict[str, Any], told: str
) -> None:
    path = written(tmp_path, GOOD, GOOD | {"id": "g2", "question": "别的？"} | change)
    (fault,) = check(path, towns.reports())
    assert fault.startswith(f"gold.jsonl:2: {told}")


def test_answers_in_other_words_and_the_kinds_of_an_export_are_no_faults(tmp_path: Path, towns: Library) -> None:
    drawn = GOOD | {"id": "g2", "question": "哪里更多？", "kind": "compare", "answers": [["更多的是这里"]]}
    exported = GOOD | {"id": "g3", "question": "有几亩？", "kind": "figure", "lang": "zh-Hant"}
    assert check(written(tmp_path, drawn, exported), towns.reports()) == []


def test_an_empty_file_is_a_fault(tmp_path: Path, towns: Library) -> None:
    path = written(tmp_path)
    assert check(path, towns.reports()) == ["gold.jsonl:1: no question in it"]


def test_the_gold_files_of_the_repository_hold(samples: Library) -> None:
    assert check(Path(__file__).parents[2] / "eval" / "samples" / "gold.jsonl", samples.reports()) == []


def test_drafts_of_the_samples_stand_in_their_pages_and_differ(tmp_path: Path, samples: Library) -> None:
    drafts = draft.draft(samples, 40, seed=1)
    assert len(drafts) == len({one["question"] for one in drafts}) == 40
    kinds = {one["kind"] for one in drafts}
    assert kinds == {"number", "list", "definition", "who", "time", "unanswerable"}
    assert sum(one["lang"] == "zh-Hant" for one in drafts) >= 3
    path = written(tmp_path, *(one | {"confirmed": True} for one in drafts))
    assert check(path, samples.reports()) == []
    assert draft.draft(samples, 40, seed=1) == drafts
    assert draft.draft(samples, 40, seed=2) != drafts


def test_a_drafted_question_asks_what_the_report_tells(towns: Library) -> None:
    readings = [Reading(report) for report in towns.reports()]
    asked = {one.question: one for one in (question(each, "{W}多少{U}{R}？") for each in figures(readings))}
    herbs = asked["清禾镇种植中药材多少亩？"]
    assert (herbs.answers, herbs.sources) == ((("3200亩",),), ("qinghe.txt",))
    assert "全镇种植中药材3200亩" in herbs.evidence[0]
    assert "白沙乡生猪存栏多少头？" in asked
    assert not any("满意度" in text for text in asked), "a ratio is no amount"
    who = {one.question: one.answers for one in speakers(readings, repeat("{O}是谁？"))}
    assert who["清禾镇党委书记是谁？"] == (("高远山",),)


@pytest.mark.parametrize(
    ("subject", "said", "whole"),
    [
        ("清禾镇", "镇党委书记", "清禾镇党委书记"),
        ("清禾镇", "镇长", "清禾镇镇长"),
        ("清禾镇", "清禾镇茶叶产量", "清禾镇茶叶产量"),
        ("云岭县", "全县整修渠道", "云岭县整修渠道"),
        ("海东省", "青原省林业局局长", "青原省林业局局长"),
        ("云岭县", "城市社区已建成食堂", "云岭县城市社区已建成食堂"),
    ],
)
def test_subject_and_predicate(subject: str, said: str, whole: str) -> None:
    assert joined(subject, said) == whole


def said(*lines: str) -> io.StringIO:
    return io.StringIO("".join(line + "\n" for line in lines))


def test_drafts_are_kept_changed_rejected_and_the_rest_waits(tmp_path: Path) -> None:
    path = written(tmp_path, *(GOOD | {"id": f"g{at}", "confirmed": False} for at in range(4)))
    shown = io.StringIO()
    edit = ("e", "", "清禾镇的中药材有多少亩？", "3200亩 | 3200 // 中药材", "-", "", "y")
    assert confirm(path, said("y", "n", *edit), shown) == Confirmed(2, 1, 1)
    with pytest.raises(BadGold):
        load_gold(path)
    assert confirm(path, said("q"), shown) == Confirmed(0, 0, 1)
    assert confirm(path, said("y"), shown) == Confirmed(1, 0, 0)
    kept = load_gold(path)
    assert [one.id for one in kept] == ["g0", "g2", "g3"]
    assert kept[1].question == "清禾镇的中药材有多少亩？"
    assert kept[1].answers == (("3200亩", "3200"), ("中药材",))
    assert "3 left" in shown.getvalue()


def test_what_could_not_be_asked_cannot_be_kept(tmp_path: Path) -> None:
    """Feedback gives questions whose right answer nobody has said yet."""
    path = written(tmp_path, GOOD | {"answers": []})
    shown = io.StringIO()
    assert confirm(path, said("y", "e", "", "", "3200亩", "", "", "y"), shown) == Confirmed(1, 0, 0)
    assert "cannot be kept yet: answers" in shown.getvalue()
    assert load_gold(path)[0].answers == (("3200亩",),)


def test_feedback_may_lack_an_answer_but_not_its_form(tmp_path: Path) -> None:
    unanswered = GOOD | {"answers": [], "evidence": [], "sources": []}
    assert draft.from_feedback(written(tmp_path, unanswered)) == [unanswered | {"confirmed": False}]
    without = {key: value for key, value in GOOD.items() if key != "kind"}
    with pytest.raises(BadGold) as caught:
        draft.from_feedback(written(tmp_path, GOOD, without, GOOD | {"question": 7}))
    assert "gold.jsonl:2: kind is missing" in str(caught.value)
    assert "gold.jsonl:3: question: expected a text" in str(caught.value)


@pytest.mark.parametrize(
    ("subject", "thing", "another"),
    [
        ("泺阳县", "区里投资", True),
        ("石漱镇", "乡里还评出了", True),
        ("石漱镇", "2011年县委拨付资金", True),
        ("石漱镇", "镇里种茶面积", False),
        ("石漱镇", "党委有党员", False),
        ("《灯会》一文中，", "区里投资", False),
    ],
)
def test_what_keeps_a_subject_of_its_own_is_no_predicate(subject: str, thing: str, another: bool) -> None:
    assert of_another(subject, thing) is another


def test_no_draft_of_the_samples_names_two_subjects(samples: Library) -> None:
    asked = [one["question"] for one in draft.draft(samples, 1_000, seed=1)]
    assert [one for one in asked if re.search("[市县区乡镇村][市县区乡镇村][里上]", one)] == []


def test_a_draft_needs_a_pile_and_makes_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, out = tmp_path / "data", tmp_path / "out.jsonl"
    assert cli.main(["draft", str(out), "--data", str(data)]) == cli.USAGE
    assert f"no pile in {data}" in capsys.readouterr().err
    with opened(data):
        pass
    assert cli.main(["draft", str(out), "--data", str(data)]) == cli.USAGE
    assert "no question can be proposed" in capsys.readouterr().err
    assert not out.exists()


def test_fewer_drafts_than_asked_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, out = tmp_path / "data", tmp_path / "out.jsonl"
    with opened(data) as library:
        library.ingest([str(Path(__file__).parents[2] / "eval" / "samples" / "reports" / "01_shishu_songfuwu.txt")])
    assert cli.main(["draft", str(out), "--data", str(data), "-n", "900", "--json"]) == cli.OK
    told = capsys.readouterr()
    made = json.loads(told.out)["drafts"]
    assert 0 < made < 900 and f"only {made} of 900" in told.err


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    pages = Path(__file__).parents[2] / "eval" / "samples" / "reports"
    feedback, out = written(tmp_path, GOOD), tmp_path / "out.jsonl"
    data = tmp_path / "data"
    with opened(data):
        pass
    assert cli.mounted(["draft", str(out), "-n", "3", "--feedback", str(feedback)], data, as_json=False) == cli.OK
    assert json.loads(out.read_text(encoding="utf-8")) == GOOD | {"confirmed": False}, (
        "the pile is empty, the rest is feedback"
    )
    assert cli.mounted(["draft", str(out)], data, as_json=False) == cli.USAGE, "it may hold work of a person"
    monkeypatch.setattr("sys.stdin", said("y"))
    assert cli.mounted(["confirm", str(out)], data, as_json=True) == cli.OK
    capsys.readouterr()
    assert cli.mounted(["check", str(out), "--reports", str(pages / "01_shishu_songfuwu.txt")], data, as_json=True) == 1
    assert json.loads(capsys.readouterr().out)["faults"] == ["out.jsonl:1: g1: no page 'qinghe.txt' in the pile"]
