"""Whether there is an answer at all: a sentence in other words that stands out is told, a near miss is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from eval.__main__ import main
from eval.logistic import NothingToLearn, fit, learn
from eval.refusing import answerability
from eval.refusing.answerability import Lesson
from rag.answers.fitting.answer_type import measures_told
from rag.answers.sentences.answerability import FEATURES, WEIGHTS_FILE
from rag.answers.sentences.logistic import Logistic
from rag.answers.sentences.nearness import _are_of_a_kind
from rag.library import Library
from rag.types import Status

PAGES = {
    "a.txt": """溪口镇抗旱保供水
发布时间:2024-09-10 来源:临江日报
　　入秋以来，云岭县溪口镇连续四十多天没有下雨，多处山泉断流。
　　水利部门迅速行动，只用15天就贯通近10公里输水管道，及时缓解2万多名群众用水困难。
　　镇里还组织党员志愿者给山上的老人送水上门。""",
    "b.txt": """南坪乡：小蚕茧织出致富路
发布时间:2023-11-02 来源:临江日报
　　走进云岭县南坪乡的蚕房，蚕农们正忙着采茧。
　　截至11月1日，全乡已交售鲜茧82万斤，蚕农收入1746万元，户均收入近1万元。
　　下一步，南坪乡将继续扩大桑园面积，引进缫丝企业。""",
    "c.txt": """双溪镇举办农民运动会
发布时间:2023-10-12 来源:临江日报
　　10月12日，云岭县双溪镇举办农民运动会，共有18支队伍参加。
　　比赛设拔河、插秧、挑担等项目。""",
}


@pytest.fixture(scope="module")
def library(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("溪口镇缺水那阵子，抢通输水管用了多少天？", "15天"),
        ("南坪乡卖茧子一共进账多少？", "1746万元"),
    ],
)
def test_a_sentence_that_says_it_in_other_words_and_stands_out_is_told(
    library: Library, question: str, told: str
) -> None:
    answer = library.ask(question)
    assert answer.status is Status.ANSWERED
    assert told in answer.text
    assert any(told in cited.quote for cited in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "溪口镇的卫生院有多少名医生？",
        "南坪乡的缫丝企业有多少名工人？",
        "双溪镇农民运动会的奖金一共多少元？",
        "地铁一号线全长多少公里？",
    ],
)
def test_what_only_comes_near_is_refused(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert answer.status is Status.NOT_FOUND
    assert not answer.citations


@pytest.mark.parametrize("question", ["溪口镇抗旱中有哪些措施？", "溪口镇抗旱保供水有哪些做法？"])
def test_the_odds_never_refuse_an_account(library: Library, question: str) -> None:
    assert library.ask(question).status is Status.ANSWERED


@pytest.mark.parametrize(
    ("asked", "said", "are_apart"),
    [
        ("中学", "小学", True),
        ("果农", "菜农", True),
        ("停水", "停电", True),
        ("缺水", "用水", False),
        ("学校", "小学", False),
    ],
)
def test_two_things_of_a_kind_are_told_apart(asked: str, said: str, are_apart: bool) -> None:
    assert _are_of_a_kind(asked, said) is are_apart


def test_a_measure_is_told_in_another_word() -> None:
    assert measures_told("党群服务中心投资多少", "投入150万元拆除重建") == ["投资多少"]
    assert measures_told("党群服务中心投资多少", "10月9日揭牌") == []


def test_the_words_that_the_sentence_lacks_are_said_first(library: Library) -> None:
    text = library.ask("南坪乡卖茧子一共进账多少？").text
    assert text.startswith("原文没有“茧子”、“进账”的说法，意思最近的是：")


def test_explaining_tells_that_such_a_sentence_can_answer(library: Library) -> None:
    question = "南坪乡卖茧子一共进账多少？"
    explained = library.explain(question, library.ask(question).sources[0].report_id)
    stages = {stage.name: stage.passed for stage in explained.stages}
    assert stages["sentence"]
    assert stages["cited"]


def test_weights_of_other_features_are_refused(tmp_path: Path) -> None:
    stored = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    stored["weights"]["luck"] = 1.0
    (tmp_path / "w.json").write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(ValueError, match=r"w\.json has weights of other features"):
        Logistic.load(tmp_path / "w.json", FEATURES, "a test")


def test_a_stored_model_gives_the_same_odds(tmp_path: Path) -> None:
    model = Logistic(np.linspace(-1, 1, len(FEATURES)), 0.25)
    model.save(tmp_path / "w.json", FEATURES, "a test")
    numbers = np.arange(len(FEATURES), dtype=np.float64)
    assert Logistic.load(tmp_path / "w.json", FEATURES, "a test").odds(numbers) == pytest.approx(
        model.odds(numbers), abs=1e-2
    )


def test_fitting_finds_the_odds_that_the_counts_tell() -> None:
    # Of ten at 0 two are right, of ten at 1 eight: the log odds are log(1/4) and log 4.
    rows = np.repeat([[0.0], [1.0]], 10, axis=0)
    right = np.array([1.0] * 2 + [0.0] * 8 + [1.0] * 8 + [0.0] * 2)
    model = fit(rows, right, np.ones(20), 0.0)
    assert model.odds(np.array([0.0])) == pytest.approx(-np.log(4))
    assert model.odds(np.array([1.0])) == pytest.approx(np.log(4))


def test_each_pile_is_judged_by_what_the_others_teach() -> None:
    # What is right in one pile is wrong in the other: judged by the other, every decision is a mistake.
    high, low = np.ones(len(FEATURES)), -np.ones(len(FEATURES))

    def lessons(right: np.ndarray, wrong: np.ndarray) -> list[Lesson]:
        return [Lesson(numbers, numbers is right, False, True) for numbers in (right, wrong) * 20]

    learned = learn({"one": lessons(high, low), "two": lessons(low, high)}, answerability.PENALTY)
    rows = answerability.judged(learned)
    assert [row["right_learned"] for row in rows.values()] == [0.0, 0.0]
    assert [row["wrong_learned"] for row in rows.values()] == [1.0, 1.0]


def test_learning_from_gold_and_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    golds = [_pile(tmp_path / name, text) for name, text in PAGES.items()]
    monkeypatch.setattr(answerability, "WEIGHTS_FILE", tmp_path / "learned.json")
    with pytest.raises(NothingToLearn):
        answerability.run(golds[:1], 0, write=False)
    options = [word for gold, pages in golds for word in ("--gold", str(gold), str(pages))]
    assert main(["answerability", *options, "--write", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told["weights"]) == list(FEATURES)
    assert sum(row["right"] + row["wrong"] for row in told["left_out"].values()) >= 3
    assert json.loads((tmp_path / "learned.json").read_text(encoding="utf-8"))["weights"] == told["weights"]


_GOLD = {
    "a.txt": [("溪口镇用几天贯通了输水管道？", ["15天"]), ("溪口镇的卫生院有几名医生？", [])],
    "b.txt": [("南坪乡蚕农收入多少万元？", ["1746万元"]), ("南坪乡有多少亩桑园？", [])],
    "c.txt": [("双溪镇农民运动会有多少支队伍参加？", ["18支队伍"]), ("双溪镇农民运动会花了多少元？", [])],
}


def _pile(folder: Path, text: str) -> tuple[Path, Path]:
    pages = folder / "pages"
    pages.mkdir(parents=True)
    (pages / folder.name).write_text(text, encoding="utf-8")
    rows = [
        {
            "id": f"q{number}",
            "kind": "figure" if told else "unanswerable",
            "lang": "zh",
            "question": question,
            "answers": [told] if told else [],
            "sources": [folder.name] if told else [],
            "evidence": told,
        }
        for number, (question, told) in enumerate(_GOLD[folder.name])
    ]
    gold = folder / "gold.jsonl"
    gold.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return gold, pages
