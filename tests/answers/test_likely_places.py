"""Lists whose topic no report says in its words or in words near them: the sentences that likely tell it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.answering import topic_odds
from rag.answers.sentences.topic_odds import FEATURES
from rag.library import Library
from rag.types import Status

PAGES = {
    "a.txt": """云岭县打响防汛保卫战
发布时间:2024-07-02 来源:临江日报
　　7月1日，云岭县遭遇特大暴雨。云岭县溪口镇沙湾社区、双溪镇筱村部分房屋进水，群众已妥善安置。
　　全县干部群众众志成城，共同谱写了一首防洪抗灾进行曲。""",
    "b.txt": """石坝县：鸡鸣声里奔小康
发布时间:2023-05-02 来源:临江日报
　　石坝县新建了永乐镇兴农肉羊繁育场、达川镇纯锋养鸡场、云寺镇建军养鸡场。
　　县里还对养殖大户给予贴息。""",
}


@pytest.fixture(scope="module")
def library(make_library: Callable[..., Library]) -> Library:
    return make_library(PAGES)


@pytest.mark.parametrize(
    "question",
    ["云岭县哪些镇有人家遭了水淹？", "云岭县哪些镇的村民家里泡了水？", "暴雨那天云岭县哪些镇有老百姓屋里灌了水？"],
)
def test_the_places_of_the_sentence_that_tells_it_are_listed_and_marked(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert answer.listing is not None
    assert {item.name for item in answer.listing.items} == {"溪口镇", "双溪镇"}
    assert all(item.paraphrase for item in answer.listing.items)
    assert "说法不同" in answer.text
    assert not answer.listing.complete, "only the sentences that came first were judged"


def test_explaining_tells_how_such_a_report_came_into_the_list(library: Library) -> None:
    question = "云岭县哪些镇的村民家里泡了水？"
    explained = library.explain(question, library.ask(question).sources[0].report_id)
    assert all(stage.passed for stage in explained.stages)


def test_a_name_that_no_report_has_lists_nothing(library: Library) -> None:
    answer = library.ask("云岭县哪些镇开展了“三清三护”防汛行动？")
    assert answer.status is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["哪些镇有人家遭了水淹？", "云岭县哪些镇没有人家遭水淹？"])
def test_where_no_place_is_asked_of_or_a_denial_nothing_likely_is_listed(library: Library, question: str) -> None:
    assert library.ask(question).status is Status.NOT_FOUND


def test_another_topic_lists_nothing(library: Library) -> None:
    answer = library.ask("石坝县哪些镇修了地铁？")
    assert answer.status is Status.NOT_FOUND
    assert answer.listing is not None
    assert not answer.listing.items


def test_learning_from_gold_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = []
    for name, (question, places, evidence) in {
        "a.txt": ("云岭县哪些镇的村民家里泡了水？", ["溪口镇", "双溪镇"], ["部分房屋进水"]),
        "b.txt": ("石坝县哪些镇办有孵鸡苗的场子？", ["达川镇", "云寺镇"], ["纯锋养鸡场"]),
    }.items():
        pages = tmp_path / name / "pages"
        pages.mkdir(parents=True)
        (pages / name).write_text(PAGES[name], encoding="utf-8")
        row = {"id": "q", "kind": "list", "lang": "zh", "question": question, "sources": [name], "evidence": evidence}
        gold = tmp_path / name / "gold.jsonl"
        gold.write_text(json.dumps(row | {"answers": [[place] for place in places]}, ensure_ascii=False), "utf-8")
        options += ["--gold", str(gold), str(pages)]
    monkeypatch.setattr(topic_odds, "WEIGHTS_FILE", tmp_path / "learned.json")
    assert main(["topic-odds", *options, "--write", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told["weights"]) == list(FEATURES)
    assert all(row["right"] >= 1 for row in told["left_out"].values())
    assert json.loads((tmp_path / "learned.json").read_text(encoding="utf-8"))["weights"] == told["weights"]
