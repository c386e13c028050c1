"""Questions with and without an answer, made from invented reports; and what the product refuses of them."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from rich.console import Console

from eval.refusing import calibrate, refusals
from eval.refusing.calibrate import PILE, Reading, Trial, best
from eval.refusing.facts import FactKind, facts_of
from eval.refusing.near_misses import MAKERS
from eval.refusing.questions import ANSWERABLE, TooFewFacts, questions
from eval.refusing.refusals import UNANSWERABLE, Source, ask_all, half_of, summary
from eval.refusing.wording import asked, put
from rag.answers.answer import Asked, find
from rag.assemble import open_library
from rag.language.script import is_traditional, shadow
from rag.library import Library
from rag.settings import Settings
from rag.types import Status
from tests.fakes import make_report

PAGES = {
    "石桥镇": "石桥镇抓产业。今年以来，石桥镇修建水渠3400米，栽种核桃2600亩，生猪存栏1.8万头。"
    "5月6日，全镇召开产业现场会议，各村都去看了。石桥镇党委书记高远山说，“水塘小院”管用。",
    "河口乡": "河口乡办实事。河口乡发放棉被410床，改造危房37户，养殖蜜蜂820箱，培训瓦匠126名，购买水泵54台。"
    "“夜灯课堂”请来了木匠。乡里的保险由村里代办。",
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
    told = {(fact.kind, "".join(fact.topic), fact.value, fact.unit) for fact in facts_of(report)}
    assert (FactKind.FIGURE, "栽种核桃", "2600", "亩") in told
    assert any(kind is FactKind.DAY and value == "5月6日" for kind, _, value, _ in told)
    assert (FactKind.HOLDER, "党委书记", "高远山", "") in told
    assert (FactKind.NAME, "水塘小院", "水塘小院", "") in told


def test_a_fact_is_asked_in_many_ways_that_all_name_it() -> None:
    report = make_report("r", PAGES["石桥镇"], "石桥镇抓产业", "石桥镇", None, "县报")
    walnuts = next(fact for fact in facts_of(report) if fact.counted == "核桃")
    told = {asked(walnuts, random.Random(seed), year=2011) for seed in range(60)}
    assert len({shadow(text) for text in told}) >= 6
    assert all("核桃" in shadow(text) and "石桥镇" in shadow(text) and "2011" in text for text in told)
    assert any(is_traditional(text) for text in told)
    assert any(text.startswith("How many mu") for text in told)
    assert len({put("谁？", random.Random(seed)) for seed in range(60)}) >= 4


def test_no_unanswerable_question_can_be_answered_by_the_pile(library: Library) -> None:
    made = questions(library.reports(), seed=1, each=3)
    whole = shadow("".join(PAGES.values()))
    assert {question.kind for question in made} >= set(MAKERS) - {"changed_name"}
    for question in made:
        read = shadow(question.text)
        if question.kind == "other_town":
            town = next(name for name in PAGES if name in read)
            other = next(fact for fact in PAGES if fact != town)
            things = "水渠 核桃 生猪 党委书记" if other == "石桥镇" else "棉被 危房 蜜蜂 瓦匠 水泵"
            assert any(thing in read for thing in things.split()), question.text
        if question.answerable:
            assert question.expected in whole


def test_the_same_seed_makes_the_same_questions(library: Library) -> None:
    assert questions(library.reports(), 4, 3) == questions(library.reports(), 4, 3)
    assert questions(library.reports(), 4, 3) != questions(library.reports(), 5, 3)


def test_the_product_answers_the_one_and_refuses_the_other(library: Library) -> None:
    made = questions(library.reports(), seed=1, each=3)
    told = summary(ask_all(made, library.ask))
    assert sum(half[ANSWERABLE]["questions"] * half[ANSWERABLE]["refused"] for half in told.values()) <= 1
    for kind in ("other_town", "other_year", "other_office", "absent_part", "absent_topic"):
        assert all(half[kind]["refused"] == 1.0 for half in told.values() if half[kind]["questions"]), kind
    assert sum(half[UNANSWERABLE]["questions"] for half in told.values()) == sum(not one.answerable for one in made)
    assert list(summary(ask_all([one for one in made if half_of(one) == "tuning"], library.ask))) == ["tuning"]
    refusals.show(told, Console(quiet=True))


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("石桥镇栽种核桃多少亩？", Status.ANSWERED),
        ("河口乡栽种核桃多少亩？", Status.NOT_FOUND),  # the other town's
        ("石桥镇修水渠花了多少钱？", Status.NOT_FOUND),  # metres are told, no money
        ("石桥镇核桃的保险费是多少？", Status.NOT_FOUND),  # the thing is there, its insurance is not
        ("石桥镇怎么栽核桃的？", Status.ANSWERED),
        ("石桥镇的核桃提高了多少个百分点？", Status.NOT_FOUND),  # acres are told, no points
        ("What is the name of the mayor of 石桥镇?", Status.NOT_FOUND),
    ],
)
def test_near_misses(library: Library, question: str, status: Status) -> None:
    assert library.ask(question).status is status


def test_thresholds_are_tried_on_what_was_read() -> None:
    full, half, headline = (0.9, 1.0), (0.45, 0.3), True
    readings = [
        Reading(PILE, True, (full, half), False),
        Reading(PILE, True, (), headline),
        Reading(PILE, False, (half,), False),
        Reading(PILE, False, (), False),
    ]
    assert [one.refused(0.42, 0.3) for one in readings] == [False, False, False, True]
    assert [one.refused(0.5, 0.3) for one in readings] == [False, False, True, True]
    assert readings[0].refused(0.95, 0.3)


def test_the_chosen_thresholds_refuse_no_more_than_they_must() -> None:
    def trial(answered: float, false: float, refused: float) -> Trial:
        return Trial(answered, 0.3, {PILE: false}, {PILE: refused})

    lax, good, strict = trial(0.3, 0.0, 0.7), trial(0.4, 0.01, 0.97), trial(0.6, 0.02, 0.985)
    assert best([lax, good, strict]) == good
    assert best([lax, good, trial(0.6, 0.0, 1.0)]).answered == 0.6
    assert best([lax, trial(0.9, 0.06, 1.0)]) == lax  # a pile's own answers come first


def test_calibration_reads_a_pile_and_peoples_questions(tmp_path: Path) -> None:
    for name, text in PAGES.items():
        (tmp_path / f"{name}.txt").write_text(f"云溪县{name}简报\n\n{text}\n", encoding="utf-8")
    folder = tmp_path / "people"
    folder.mkdir()
    documents = [{"_id": f"d{n}", "title": "", "text": text} for n, text in enumerate(PAGES.values(), 1)]
    queries = [{"_id": f"q{n}", "text": "栽种核桃多少亩？"} for n in range(4)]
    for file, records in (("corpus", documents), ("queries", queries)):
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        (folder / f"{file}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    rows = ["query-id\tcorpus-id\tscore", *(f"q{n}\td1\t1" for n in range(4))]
    (folder / "qrels.tsv").write_text("\n".join(rows), encoding="utf-8")
    trials = calibrate.run(Source([str(tmp_path / f"{name}.txt") for name in PAGES]), [folder], 1, each=2)
    chosen = best(trials)
    assert (chosen.false["people"], chosen.refused["people"]) == (0.0, 1.0)
    assert calibrate.document(trials)["best"]["answered"] == chosen.answered
    calibrate.show(trials, Console(quiet=True))


def test_a_pile_without_facts_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("通知\n\n明天放假。\n", encoding="utf-8")
    with pytest.raises(TooFewFacts, match="gave 0 figures"):
        refusals.run(Source([str(tmp_path)]), 0)


def test_while_thresholds_are_read_nothing_answers_by_them(library: Library) -> None:
    with calibrate._recorded() as held:
        outcome = find(Asked("石桥镇栽种核桃多少亩？"), library.pile()).outcome
    assert outcome.status is Status.NOT_FOUND
    assert any(covered >= 0.9 for covered, _ in held)
    assert find(Asked("石桥镇栽种核桃多少亩？"), library.pile()).outcome.status is Status.ANSWERED
