"""What a question expects, what is counted of its sentences, and the weights learned from that."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from embeddings.base import Vectors
from embeddings.hashed import HashedEmbedder
from eval.answering import rank_sentences
from eval.answering.rank_sentences import Lesson
from eval.logistic import NothingToLearn
from rag.answers.sentences import ranker
from rag.answers.sentences.expected import Expected, holds, listed, read, tells
from rag.answers.sentences.features import FEATURES, Candidate, Pool, measure, shortlist
from rag.search.pile import Passage
from tests.eval.test_eval_sentences import folder_of
from tests.fakes import make_report

TEXT = (
    "石桥镇去年办起中蜂合作社。合作社由退伍军人周明山牵头。因为山高路远，蜂蜜卖不上价。"
    "今年合作社有社员四十二名。镇里还修了三条产业路。"
)


def candidates(text: str = TEXT) -> list[Candidate]:
    passage = Passage(make_report("r", text, "", "石桥镇", None, "县报"))
    return [Candidate(passage, number, 1.0, 1.0) for number in range(len(passage.sentences))]


def likeliest(question: str, candidates: Sequence[Candidate]) -> Candidate:
    ranking = ranker.Ranking(question, candidates, HashedEmbedder().embed_documents)
    return ranking.closer[int(np.argmax(ranking.scores))]


@pytest.mark.parametrize(
    ("question", "expected", "focus"),
    [
        ("中蜂合作社有多少名社员?", Expected.FIGURE, "社员"),
        ("是谁牵头办的合作社?", Expected.PERSON, "牵头"),
        ("蜂蜜为什么卖不上价?", Expected.REASON, ""),
        ("合作社是什么时候办的?", Expected.DATE, ""),
        ("合作社在哪个镇?", Expected.PLACE, ""),
        ("how many members does it have?", Expected.FIGURE, ""),
        ("当地人把这种米糕称为什么?", Expected.NAME, ""),
        ("他把这口井视为什么?", Expected.THING, ""),
        ("种了哪几种果树?", Expected.THING, "果树"),
        ("请来的是哪个专家?", Expected.PERSON, "专家"),
        ("哪家公司承建?", Expected.THING, "公司"),
        ("哪个人民公社?", Expected.THING, ""),
    ],
)
def test_what_a_question_expects(question: str, expected: Expected, focus: str) -> None:
    asked = read(question)
    assert asked.expected is expected
    assert not focus or asked.focus == focus


def test_what_the_question_says_itself_is_no_answer() -> None:
    asked = read("2012年种了多少亩茶?")
    assert not holds(asked, "2012年全镇种茶。")
    assert holds(asked, "2012年种茶300亩。")


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("水车是谁设计的?", "图纸出自斯特科夫之手。", "水车去年转起来了。"),
        ("水车是谁设计的?", "图纸出自娜塔·雷恩之手。", "水车去年转起来了。"),
        ("村里请哪个专家讲课?", "讲课的是农技站的周明山。", "讲课的地方在村委会。"),
        ("斯特科夫的水车是谁修的?", "周明山修好了它。", "斯特科夫的水车坏了。"),
    ],
)
def test_a_person_is_told_by_a_name_that_the_question_does_not_say(question: str, sentence: str, other: str) -> None:
    assert holds(read(question), sentence)
    assert not holds(read(question), other)


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("石磨坊又叫什么?", "石磨坊又称响水坊。", "石磨坊修于去年。"),
        ("石磨坊在哪里?", "石磨坊坐落在河湾东面。", "石磨坊修于去年。"),
    ],
)
def test_the_verb_tells_that_a_name_or_a_place_is_told(question: str, sentence: str, other: str) -> None:
    assert tells(read(question), sentence)
    assert not tells(read(question), other)
    assert not tells(read("石磨坊哪年修的?"), sentence)


def test_a_list_answers_only_where_several_things_are_asked() -> None:
    told = "园里种了桃树、李树、枣树、梨树和杏树。"
    assert listed(read("园里种了哪些果树?"), told) == 1.0
    assert 0 < listed(read("园里种了哪两种果树?"), "园里种了桃树和李树。") < 1
    assert listed(read("园里种了哪些果树?"), "园里种了树。") == 0.0
    assert listed(read("园里种了多少果树?"), told) == 0.0


RETOLD = (
    "响水石磨坊是石桥镇河湾里的一座老磨坊。响水石磨坊去年重新开张，来看的人不少。磨盘用青冈石凿成，重一吨半。"
    "每月逢五开磨，磨一斗收两元。响水石磨坊门前修了停车场。"
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("响水石磨坊的磨盘用什么凿成?", "青冈石"),
        ("响水石磨坊磨一斗收多少钱?", "两元"),
        ("响水石磨坊在哪里?", "河湾"),
    ],
)
def test_a_report_need_not_name_its_subject_again(question: str, told: str) -> None:
    best = likeliest(question, candidates(RETOLD))
    assert told in best.beside(0)


def test_the_subject_is_what_the_question_says_of_the_opening() -> None:
    assert Pool(read("响水石磨坊的磨盘多重?"), candidates(RETOLD)).subjects == ["响水石磨坊"] * 5
    assert Pool(read("谁挑水?"), candidates(RETOLD)).subjects == [""] * 5  # a single character names nothing


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("石桥镇的中蜂合作社有多少名社员?", "四十二名"),
        ("合作社由谁牵头?", "周明山"),
        ("蜂蜜为什么卖不上价?", "山高路远"),
        ("镇里修了几条产业路?", "三条"),
    ],
)
def test_the_sentence_that_answers_stands_first(question: str, told: str) -> None:
    best = likeliest(question, candidates())
    assert told in best.beside(0)


def test_every_sentence_has_a_number_for_each_feature_whatever_is_asked() -> None:
    for question in ("?", "的", "a", "石桥镇呢?"):
        pool = Pool(read(question), candidates())
        numbers = measure(pool, HashedEmbedder().embed_documents)
        assert numbers.shape == (5, len(FEATURES))
        assert np.isfinite(numbers).all()
    assert ranker.Ranking("什么?", [], HashedEmbedder().embed_documents).scores == []


def test_nothing_is_embedded_before_somebody_asks_for_scores() -> None:
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> Vectors:
        asked.extend(texts)
        return HashedEmbedder().embed_documents(texts)

    ranking = ranker.Ranking("蜂蜜为什么卖不上价?", candidates(), embed)
    assert len(ranking.closer) == 5 and not asked
    assert len(ranking.scores) == 5 and asked


def test_the_short_list_keeps_what_shares_most() -> None:
    pool = Pool(read("合作社有多少社员?"), candidates())
    assert shortlist(pool, 2)[0] == 3


def test_weights_for_other_features_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "ranker.json"
    other.write_text(json.dumps({"weights": {"found": 1.0}}), encoding="utf-8")
    monkeypatch.setattr(ranker, "WEIGHTS_FILE", other)
    ranker.weights.cache_clear()
    with pytest.raises(ValueError, match="rank-sentences"):
        ranker.weights()
    ranker.weights.cache_clear()


def test_learning_finds_the_feature_that_tells(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    lessons = []
    for _ in range(160):
        numbers = rng.normal(size=(6, len(FEATURES)))
        lessons.append(Lesson(numbers, numbers[:, 4] == numbers[:, 4].max()))
    learned = rank_sentences.learn({"one": lessons[:80], "two": lessons[80:]})
    assert int(np.argmax(np.abs(learned.weights))) == 4
    assert learned.trained["one"][0] > 0.8
    assert learned.left_out["two"][0] > 0.6  # 1/6 by chance
    rank_sentences.save(learned.weights, tmp_path / "w.json", ["one", "two"])
    assert list(json.loads((tmp_path / "w.json").read_text())["weights"]) == list(FEATURES)


def test_lessons_come_from_the_tuning_half_alone(tmp_path: Path) -> None:
    asked = {f"q{number}": ("谁承建了水塔？", ["县水利队"], "c1") for number in range(8)}
    lessons = rank_sentences.lessons_of(folder_of(tmp_path / "set", asked), None, 0)
    assert 0 < len(lessons) < 8
    assert all(one.right.sum() == 1 for one in lessons)
    with pytest.raises(NothingToLearn):
        rank_sentences.run([tmp_path / "set"], None, 0, write=False)
