"""Two runs against each other: what moved, whether chance explains it, and when the gate turns red."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest

from eval import cli
from eval.reporting import compare, markdown


def run_of(**measures: list[float | None]) -> dict[str, dict[str, float]]:
    """{question: measures} from a column for each measure; None: the question does not have it."""
    size = len(next(iter(measures.values())))
    return {
        f"q{at}": {name: value for name, values in measures.items() if (value := values[at]) is not None}
        for at in range(size)
    }


def change_of(before: list[float | None], after: list[float | None], name: str = "passed") -> compare.Change:
    return next(iter(compare.of(run_of(**{name: before}), run_of(**{name: after}))))


def test_the_p_value_is_that_of_all_swaps() -> None:
    """Twelve pairs are few enough to try every swap: the sampled p has to come near the exact one."""
    differences = np.array([1, 1, 1, 1, -1, 1, 0, 0, 1, 1, -1, 0], dtype=float)
    moved = [value for value in differences if value]
    sums = [abs(sum(sign * one for sign, one in zip(signs, moved, strict=True)))
            for signs in itertools.product((-1, 1), repeat=len(moved))]  # fmt: skip
    exact = sum(one >= abs(sum(moved)) for one in sums) / len(sums)
    assert compare.randomisation_p(differences) == pytest.approx(exact, abs=0.02)


def test_wins_and_losses_are_named() -> None:
    change = change_of([1, 1, 0, 0], [1, 0, 1, 1])
    assert (change.worse, change.better) == (("q1",), ("q2", "q3"))
    assert change.difference == pytest.approx(0.25)
    assert change.drop == pytest.approx(-0.25)


def test_what_is_better_when_lower_gains_by_falling() -> None:
    change = change_of([1, 1, 0], [0, 1, 0], "false_refusal")
    assert change.better == ("q0",)
    assert change.drop < 0


def test_a_run_cannot_gain_by_saying_less() -> None:
    """The list that is no more given counts as empty, not as a question without a list."""
    change = change_of([0.5, 1.0], [None, 1.0], "list_f1")
    assert change.worse == ("q0",)
    assert change.after == 0.5


def test_an_answer_rightly_withdrawn_loses_nothing() -> None:
    """What had to be refused and was answered is refused now: its citations are gone, and nobody misses them."""
    before, after = run_of(passed=[0, 1], support=[1.0, 1.0]), run_of(passed=[1, 1], support=[None, 1.0])
    changes = {change.measure: change for change in compare.of(before, after)}
    assert changes["passed"].better == ("q0",)
    assert changes["support"].worse == ()
    assert changes["support"].n == 1


def test_the_gate_lets_noise_pass_and_stops_a_fall() -> None:
    good = [1.0] * 20
    assert not compare.regressions([change_of(good, [*good[1:], 0.0])]), "one question of twenty may be chance"
    assert compare.regressions([change_of(good, [0.0] * 8 + [1.0] * 12)])
    assert not compare.regressions([change_of([0.9] * 20, [0.899] * 20, "ndcg@10")]), "sure, and within the tolerance"


def test_one_broken_citation_is_enough() -> None:
    assert compare.regressions([change_of([1.0] * 20, [1.0] * 19 + [0.5], "citation_exact")])
    assert not compare.regressions([change_of([1.0] * 20, [1.0] * 19 + [None], "citation_exact")]), (
        "refused, not broken"
    )


def saved(path: Path, passed: list[float]) -> Path:
    results = [{"id": f"q{at}", "measures": {"passed": value}} for at, value in enumerate(passed)]
    path.write_text(json.dumps({"results": results}), encoding="utf-8")
    return path


def test_the_command_prints_what_moved_and_exits_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = saved(tmp_path / "a.json", [1.0] * 10), saved(tmp_path / "b.json", [0.0] * 8 + [1.0] * 2)
    assert cli.main(["compare", str(before), str(after)]) == cli.OK
    assert "| passed | 1.0000 | 0.2000 | -0.8000 |" in capsys.readouterr().out
    assert cli.main(["compare", str(before), str(after), "--gate", "--json"]) == cli.GATE
    told = capsys.readouterr()
    assert json.loads(told.out)["changes"][0]["worse"] == [f"q{at}" for at in range(8)]
    assert "gate failed" in told.err
    assert cli.main(["compare", str(after), str(before), "--gate"]) == cli.OK


def test_what_is_in_one_run_only_is_told_and_missing_questions_turn_the_gate_red(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, part = saved(tmp_path / "a.json", [1.0] * 10), saved(tmp_path / "b.json", [1.0] * 8)
    assert cli.main(["compare", str(whole), str(part)]) == cli.OK
    told = capsys.readouterr().out
    assert "8 questions compared" in told and "only in the first run, 2: q8 q9" in told and "no difference" in told
    assert cli.main(["compare", str(whole), str(part), "--gate", "--json"]) == cli.GATE
    captured = capsys.readouterr()
    assert "were not asked: q8 q9" in captured.err
    assert json.loads(captured.out)["only_before"] == ["q8", "q9"]
    assert cli.main(["compare", str(part), str(whole), "--gate"]) == cli.OK
    assert "only in the second run, 2: q8 q9" in capsys.readouterr().out


def test_a_measure_that_a_question_lost_is_named() -> None:
    before, after = run_of(passed=[1, 1], support=[1.0, 1.0]), run_of(passed=[1, 1], support=[None, 1.0])
    comparison = compare.compared(before, after)
    assert comparison.lost == {"support": ("q0",)}
    assert "absent in the second run: support, 1: q0" in markdown.comparison(comparison)


def test_the_p_that_is_told_is_that_of_the_gate() -> None:
    """Five lost and none won: 0.03 one-sided is red, 0.06 two-sided would read as chance."""
    comparison = compare.compared(run_of(passed=[1.0] * 10), run_of(passed=[0.0] * 5 + [1.0] * 5))
    (fallen,) = comparison.fallen
    assert fallen.p > compare.SIGNIFICANT > fallen.p_one_sided
    table = markdown.comparison_table(comparison.fallen)
    assert "p, one-sided" in table and f"| {fallen.p_one_sided:.3f} |" in table
    told = compare.comparison_document(comparison)
    assert told["fallen"] == ["passed"] and told["changes"][0]["p_one_sided"] < compare.SIGNIFICANT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        '{"results": [{"id": 1}]}',
        "[1]",
        '{"results": [{"id": "q", "measures": {"passed": "x"}}]}',
        '{"results": [{"id": "q", "measures": {"passed": null}}]}',
        '{"results": [{"id": "q", "measures": {"passed": NaN}}]}',
        '{"results": [{"id": "q", "measures": null}]}',
        '{"results": [{"id": "q", "measures": [1]}]}',
    ],
)
def test_what_is_no_run_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(text, encoding="utf-8")
    assert cli.main(["compare", str(wrong), str(wrong)]) == cli.USAGE
    assert "wrong.json" in capsys.readouterr().err
    assert cli.main(["compare", str(tmp_path / "absent.json"), str(wrong)]) == cli.USAGE


def test_runs_of_other_questions_cannot_be_compared() -> None:
    with pytest.raises(compare.BadRun):
        compare.of({"a": {"passed": 1.0}}, {"b": {"passed": 1.0}})
