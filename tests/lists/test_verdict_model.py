"""The learned verdict: carried to a stranger's sentences, stored small, and no more than a second opinion."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from eval.piles import opened
from eval.verdicts import learn
from eval.verdicts.labelled import REPORTED, Labelled, plain, wordings, writers
from rag.language.script import shadow
from rag.library import Library
from rag.lists.verdicts import verdict_rules
from rag.lists.verdicts.verdict import BY_RULES_ALONE, verdict_of
from rag.lists.verdicts.verdict_model import Said, VerdictModel, features, model, save
from rag.types import Span, Verdict

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("XIANGWEN_SHARED") or ROOT.parent / "shared")


def _said(text: str) -> Verdict:
    at = text.index("【"), text.index("】") - 1
    return verdict_of(text.replace("【", "").replace("】", ""), at)


@pytest.mark.parametrize(
    ("marked", "verdict"),
    [
        ("由于请不到老师,“【夜校进院坝】”在涌泉乡一堂课也没开成。", Verdict.MENTIONED),
        ("“【头雁领航】”在别处反响很好,但乡里村干部少,抽不开身,就没有报名。", Verdict.MENTIONED),
        ("乡里向县上递交了“【百灯亮村】”的申请,力争端午节前让头一批灯杆进村。", Verdict.PLANNED),
        ("网友问,隔壁镇都有“【绿叶账本】”了,我们镇怎么没动静?", Verdict.MENTIONED),
        ("考察团沿着塘堤走了一圈,边走边听当地干部讲解“【百灯亮村】”的选灯与管护。", Verdict.MENTIONED),
        ("去年底,乡党委在6个村115名党员中推开了“【三亮三评】”。", Verdict.DID),
        ("帮她换来这桶油的,是家里那本“【绿叶账本】”。", Verdict.DID),
    ],
)
def test_what_no_rule_says_is_told_all_the_same(marked: str, verdict: Verdict) -> None:
    assert _said(marked) is verdict


def test_a_stranger_is_understood_better_than_by_rules_alone() -> None:
    """The reported writer: whom neither the rules nor the model have read."""
    told = writers()[REPORTED]
    by_rules = learn.judged(told, [learn.by_rule(one) for one in told])
    together = learn.judged(told, [learn.decide(one, model()) for one in told])
    assert together.right >= by_rules.right + 0.2
    assert together.others >= 0.8
    assert together.doings >= 0.94


@pytest.mark.parametrize("pages", ["eval/samples/reports", "shared"])
def test_what_real_reports_tell_as_done_stays_done(tmp_path: Path, pages: str) -> None:
    """Self-reports of party committees are told in a diction of their own: 大力实施, 以P为抓手, 按照县委部署."""
    folder = SHARED / "reports" if pages == "shared" else ROOT / pages
    if not folder.is_dir():
        pytest.skip(f"no real pages at {folder}")
    with opened(tmp_path / "pile") as library:
        list(library.ingest([str(folder)]))
        told = [one for report in library.reports() for one in _mentions(library, report.id)]
    turned = [text for text, at in told if verdict_of(text, at) is not Verdict.DID]
    assert len(told) > 30
    assert len(turned) <= 1, turned


def _mentions(library: Library, report_id: str) -> Iterator[tuple[str, Span]]:
    """Where a report's sentences name its programmes and the rules see a doing."""
    passage = library.pile().passage(report_id)
    for row in library.pile().store.programmes(report_id=report_id):
        for number in range(len(passage.sentences)):
            text = passage.sentence(number)
            at = text.find(shadow(row.core)), text.find(shadow(row.core)) + len(row.core)
            if at[0] >= 0 and verdict_rules.verdict_of(text, at) is Verdict.DID:
                yield text, at


def test_the_stored_model_is_the_one_that_its_sentences_teach(tmp_path: Path) -> None:
    told = writers()
    taught = [one for name in told if name != REPORTED for one in told[name]]
    made = learn.learn([*taught, *wordings(), *plain()])
    assert made.rows == model().rows
    assert np.abs(made.weights - model().weights).max() < 0.02 * np.abs(made.weights).max()


def test_a_model_is_stored_as_small_whole_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = VerdictModel({"*甲": 0, "B乙": 1}, np.array([[1, 0, 0, -1], [0.5, 1, 2, 1]], np.float32), np.zeros(4, "f4"))
    save(made, tmp_path / "m.npz")
    monkeypatch.setattr("rag.lists.verdicts.verdict_model.MODEL_FILE", tmp_path / "m.npz")
    model.cache_clear()
    try:
        assert model().rows == made.rows
        assert np.abs(model().weights - made.weights).max() < 0.02
    finally:
        model.cache_clear()


def test_words_are_told_apart_by_where_they_stand() -> None:
    found = features("全镇没有P,明年再说。", (4, 5))
    assert {"B没有", "a明年", "p有", "*没有", "e。"} <= found
    assert "A明年" not in found
    assert "B0年" in features("2012年P。", (5, 6))  # figures are alike


def test_rules_can_be_asked_alone() -> None:
    text = "网友问,隔壁镇都有“绿叶账本”了,我们镇怎么没动静?"
    at = text.index("绿叶"), text.index("绿叶") + 4
    assert verdict_of(text, at, unlikely=BY_RULES_ALONE) is verdict_rules.verdict_of(text, at)


def test_the_model_learns_what_it_is_shown() -> None:
    told = [
        Labelled(f"{head}P。", (len(head), len(head) + 1), said)
        for head, said in (
            ("全镇办了", Said.DID),
            ("全镇要办", Said.PLANNED),
            ("全镇不办", Said.DENIED),
            ("听人说起", Said.SPOKEN),
        )
        for _ in range(3)
    ]
    judge = learn.learn(told)
    assert [max(Said, key=judge.chances(one.text, one.topic).get) for one in told[::3]] == list(Said)
