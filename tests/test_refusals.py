"""Questions with and without an answer, made from invented reports; and what the product refuses of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from eval.answering import refusals
from eval.answering.refusals import ANSWERABLE, TooFewFacts, ask_all, facts_of, questions, summary
from rag.assemble import open_library
from rag.language.script import shadow
from rag.library import Library
from rag.settings import Settings
from rag.types import Status
from tests.fakes import make_report

PAGES = {
    "石桥镇": "石桥镇抓产业。今年以来，石桥镇修建水渠3400米，栽种核桃2600亩，生猪存栏1.8万头。"
    "5月6日，全镇召开产业现场会议，各村都去看了。",
    "河口乡": "河口乡办实事。河口乡发放棉被410床，改造危房37户，养殖蜜蜂820箱，培训瓦匠126名。乡里的保险由村里代办。",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("pile")
    for name, text in PAGES.items():
        (folder / f"{name}.txt").write_text(f"云溪县{name}简报\n\n{text}\n", encoding="utf-8")
    library = open_library(Settings(data=folder / "data", model="hashed"))
    library.ingest([str(folder / f"{name}.txt") for name in PAGES])
    return library


def test_facts_are_read_with_topic_value_and_unit() -> None:
    report = make_report("r", PAGES["石桥镇"], "石桥镇抓产业", "石桥镇", None, "县报")
    told = {fact.asks: fact.value for fact in facts_of(report)}
    assert told["栽种核桃有多少亩？"] == "2600"
    assert told["生猪存栏有多少万头？"] == "1.8"
    assert any(value == "5月6日" for value in told.values())


def test_no_unanswerable_question_can_be_answered_by_the_pile(library: Library) -> None:
    made = questions(library.reports(), seed=1, each=3)
    whole = shadow("".join(PAGES.values()))
    assert {question.kind for question in made} >= {ANSWERABLE, "other_town", "other_year", "absent_part", "elsewhere"}
    for question in made:
        if question.kind == "other_town":
            town = next(name for name in PAGES if question.text.startswith(name))
            assert not any(question.text.removeprefix(town)[:4] in part for part in [PAGES[town]])
        if question.answerable:
            assert question.expected in whole


def test_the_product_answers_the_one_and_refuses_the_other(library: Library) -> None:
    told = summary(ask_all(questions(library.reports(), seed=1, each=3), library.ask))
    halves = [told["tuning"], told["reported"]]
    assert sum(half[ANSWERABLE]["questions"] * half[ANSWERABLE]["refused"] for half in halves) <= 1
    for kind in ("other_town", "other_year", "absent_part", "absent_topic"):
        assert all(half[kind]["refused"] == 1.0 for half in halves if half[kind]["questions"]), kind
    refusals.show(told, Console(quiet=True))


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("石桥镇栽种核桃多少亩？", Status.ANSWERED),
        ("河口乡栽种核桃多少亩？", Status.NOT_FOUND),  # the other town's
        ("石桥镇修水渠花了多少钱？", Status.NOT_FOUND),  # metres are told, no money
        ("石桥镇核桃的保险费是多少？", Status.NOT_FOUND),  # the thing is there, its insurance is not
        ("石桥镇怎么栽核桃的？", Status.ANSWERED),
    ],
)
def test_near_misses(library: Library, question: str, status: Status) -> None:
    assert library.ask(question).status is status


def test_a_pile_without_facts_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("通知\n\n明天放假。\n", encoding="utf-8")
    with pytest.raises(TooFewFacts, match="gave 0 figures"):
        refusals.run([str(tmp_path)], None, 0, tell_faults=False)
