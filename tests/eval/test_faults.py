"""The gate is red where it has to be: faults planted in each stage, the repository's own set against its baseline."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval import cli, faults
from eval.faults import FAULTS, Fault, Seen
from eval.gold.questions import load_gold
from eval.reporting import compare
from eval.reporting.markdown import comparison_table
from eval.run import ask_all
from eval.scoring.answers import Case, Pile
from eval.scoring.support import support
from rag.library import Library

SAMPLES = Path(__file__).parents[2] / "eval" / "samples"


@pytest.fixture(scope="module")
def seen() -> dict[str, Seen]:
    return {one.fault.name: one for one in faults.run()}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_planted_fault_turns_the_gate_red_and_is_named(fault: Fault, seen: dict[str, Seen]) -> None:
    one = seen[fault.name]
    assert one.caught, f"{fault.name}: only {[change.measure for change in one.fallen]} fell"
    assert cli.gate(compare.Comparison(0, one.fallen, (), (), {})) == cli.GATE
    named = [change for change in one.fallen if change.measure in fault.shows]
    assert all(change.worse and not change.better for change in named), "the comparison names the questions it broke"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_page_of_a_spoiled_run_shows_where(fault: Fault, seen: dict[str, Seen], tmp_path: Path) -> None:
    one = seen[fault.name]
    faults.write_pages([one], tmp_path)
    page = (tmp_path / f"{fault.name.replace(' ', '-')}.html").read_text(encoding="utf-8")
    fallen, questions = page.split("<h2>Measures")[0], page.split("<h2>The worst")[1]
    assert "the gate is red" in fallen
    for change in one.fallen:
        if change.measure in fault.shows:
            assert f"<td>{change.measure}</td><td>{change.before:.4f}</td><td>{change.after:.4f}</td>" in fallen
            assert any(f'<article id="{question}">' in questions for question in change.worse)


def test_a_fault_that_nothing_shows_fails_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    unseen = Fault("no fault at all", {}, frozenset({"passed"}))
    with faults._read(SAMPLES / "reports" / "15_jiaoping_teng.txt") as library:
        sound = faults._evaluated(library, [])
    monkeypatch.setattr(faults, "run", lambda: [Seen(unseen, (), sound)])
    assert cli.main(["faults", "--json"]) == cli.GATE


def test_the_samples_do_no_worse_than_the_committed_baseline(samples: Library) -> None:
    """What `make eval` gates on. After a change that is meant, `make baseline` writes the new one."""
    asked = ask_all(samples, load_gold(SAMPLES / "gold.jsonl"))
    after = {one.score.question.id: one.measures for one in asked}
    before = compare.load(SAMPLES / "baseline.json")
    assert before.keys() == after.keys(), "the baseline is of other questions: make baseline"
    fallen = compare.regressions(compare.of(before, after))
    assert not fallen, "\n" + comparison_table(fallen)


def test_a_figure_that_its_sentence_does_not_tell_costs_support(samples: Library) -> None:
    answer = samples.ask("石漱镇有多少名干部联系农户，联系了多少户？")
    question, pile = load_gold(SAMPLES / "gold.jsonl")[16], Pile(samples.reports())
    assert support(Case(question, answer, pile), samples.pile()) == {"support": 1.0}
    told = replace(answer, text=answer.text.replace("418", "481"))
    assert support(Case(question, told, pile), samples.pile()) == {"support": 0.0}
    assert support(Case(question, replace(answer, citations=()), pile), samples.pile()) == {}
