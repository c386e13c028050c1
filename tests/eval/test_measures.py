"""Measures against references and by hand: retrieval as ir-measures has it, overlap as CMRC scores it, and lists."""

from __future__ import annotations

import random
from dataclasses import replace

import ir_measures
import pytest
from ir_measures import RR, R, Success, nDCG

from eval.retrieval.metrics import MEASURES, measure
from eval.scoring.answers import Case, Pile, score
from eval.scoring.char_f1 import char_f1, exact_match, units
from eval.scoring.measures import measured
from eval.scoring.summary import Judged, estimates, grounded_f1, sliced
from rag.types import Chunk, Hit, Status, Verdict
from tests.eval.test_answer_metrics import ANSWER, PILE, QUESTION, cite, item, listing, source

REFERENCES = {"ndcg": nDCG, "r": R, "mrr": RR, "s": Success}


def test_retrieval_measures_agree_with_ir_measures_on_random_runs() -> None:
    chance = random.Random(7)
    documents = [f"d{number}" for number in range(200)]
    qrels = {f"q{at}": {doc: chance.randint(0, 3) for doc in chance.sample(documents, 12)} for at in range(50)}
    runs = {query: chance.sample(documents, chance.randint(0, 150)) for query in qrels}
    scored = {query: {doc: -float(rank) for rank, doc in enumerate(found)} for query, found in runs.items()}
    for name, (_, k) in MEASURES.items():
        reference = REFERENCES[name.split("@")[0]] @ k
        for one in ir_measures.iter_calc([reference], qrels, scored):
            ours = measure(runs[one.query_id], qrels[one.query_id])[name]
            assert ours == pytest.approx(one.value, abs=1e-6), (name, one.query_id)


@pytest.mark.parametrize(
    ("answer", "gold", "f1"),
    [
        # Worked by the published definition: units are Han characters and the words between, the official punctuation
        # is out, the overlap is the longest common substring.
        ("1990年", "1990年", 1.0),
        ("在1990年，", "1990年", 2 * (2 / 3) * 1 / (2 / 3 + 1)),
        ("北京大学", "北京的大学", 2 * (2 / 4) * (2 / 5) / (2 / 4 + 2 / 5)),
        ("Mac OS 系统", "mac os", 2 * (2 / 4) * 1 / (2 / 4 + 1)),
        ("上海", "北京", 0.0),
        ("", "北京", 0.0),
        # Mixed runs: 占 3.5 % of 占 3.5 % 的 地; 6,028.5 is one unit, 6028.5 another.
        ("占3.5%", "占3.5%的地", 2 * 1 * (3 / 5) / (1 + 3 / 5)),
        ("6,028.5亩", "6028.5亩", 2 * (1 / 2) * (1 / 2) / (1 / 2 + 1 / 2)),
        ("GPT-4模型", "GPT4", 2 * (1 / 3) * 1 / (1 / 3 + 1)),
    ],
)
def test_overlap_as_cmrc_counts_it(answer: str, gold: str, f1: float) -> None:
    assert char_f1(answer, [gold]) == pytest.approx(f1)
    assert char_f1(answer, ["完全无关", gold]) == pytest.approx(f1)


# What the official script (version 5, with NLTK 3.10's words) makes of these; run beside it, written down here.
SEGMENTED = {
    "神河镇（Shenhe）6028 亩。": ["神", "河", "镇", "shenhe6028", "亩"],  # what is taken out joins its sides
    "占3.5%，共6,028.5元": ["占", "3.5", "%", "共", "6,028.5", "元"],
    "2012-2013年": ["20122013", "年"],
    "He doesn't know, Tom's dogs' bone": ["he", "does", "n't", "know", ",", "tom", "'s", "dogs", "'", "bone"],
    "在U.S. Army.": ["在", "u.s.", "army", "."],
    "A&B公司 cannot...": ["a", "&", "b", "公", "司", "can", "not", "..."],
    "约1,2个(b)": ["约", "1,2", "个", "(", "b", ")"],
    "O'Neil说'hello'": ["o'neil", "说", "'", "hello", "'"],
}


@pytest.mark.parametrize("text", SEGMENTED)
def test_mixed_text_is_cut_as_the_official_script_cuts_it(text: str) -> None:
    assert units(text) == SEGMENTED[text]


@pytest.mark.parametrize(
    ("answer", "gold", "same"),
    [("1990年。", "1990 年", 0.0), ("GPT-4", "gpt4", 1.0), ("《云坪》", "云坪", 1.0), ("a.b", "ab", 0.0)],
)
def test_an_exact_match_forgives_case_and_the_official_punctuation_alone(answer: str, gold: str, same: float) -> None:
    assert exact_match(answer, ["别的", gold]) == same


def test_a_list_by_hand() -> None:
    """Two of two places listed, one too many, one that only plans it told as done: each measure sees its own part."""
    question = replace(QUESTION, verdicts=(("河口镇", "planned"),))
    listed = listing(item("云坪镇"), item("石桥乡"), item("河口镇"), item("别处镇", Verdict.MENTIONED))
    answer = replace(ANSWER, listing=replace(listed, matched=3))
    case = Case(question, answer, PILE)
    values = measured(case, score(question, answer, PILE), ())
    assert values["list_precision"] == pytest.approx(2 / 3)
    assert values["list_recall"] == values["list_complete"] == 1.0
    assert values["list_f1"] == pytest.approx(0.8)
    assert values["count_error"] == 1.0
    assert values["verdict_accuracy"] == pytest.approx(2 / 3)  # nothing is known of 别处镇
    assert values["passed"] == 0.0


def test_citations_by_hand() -> None:
    """Of two citations one stands on the evidence, of two evidences one is cited; a slipped span is not exact."""
    text = PILE.report("cloud").text  # type: ignore[union-attr]
    on, off = cite(1, text, 3, 15), cite(1, text, len(text) - 7, len(text))
    answer = replace(ANSWER, sources=(source(1, "cloud"),), citations=(on, off), text="云坪镇开展了。[1][1]")
    values = measured(Case(QUESTION, answer, PILE), score(QUESTION, answer, PILE), ())
    assert (values["citation_exact"], values["citation_precision"], values["citation_recall"]) == (1.0, 0.5, 0.5)
    slipped = replace(answer, citations=(replace(on, report_span=(4, 16)), off))
    assert measured(Case(QUESTION, slipped, PILE), score(QUESTION, slipped, PILE), ())["citation_exact"] == 0.5


@pytest.mark.parametrize(
    ("span", "whole"),
    [((0, 7), True), ((7, 13), True), ((14, 19), True), ((1, 8), False), ((7, 14), False), ((15, 19), False)],
)
def test_a_whole_citation_begins_and_ends_with_a_sentence_or_line(span: tuple[int, int], whole: bool) -> None:
    text = "县里开了会。\n小标题没有点\n又一段话。"
    report_ = replace(PILE.report("cloud"), text=text)  # type: ignore[type-var]
    answer = replace(ANSWER, sources=(source(1, "cloud"),), citations=(cite(1, text, *span),), text="会。[1]")
    case = Case(QUESTION, answer, Pile([report_]))
    assert measured(case, score(QUESTION, answer, case.pile), ())["citation_whole"] == float(whole)


def test_the_rank_of_the_source_pages() -> None:
    hits = [Hit(Chunk(n, name, 0, 1, "x"), 1.0) for n, name in enumerate(("river", "cloud", "cloud", "stone"))]
    values = measured(Case(QUESTION, ANSWER, PILE), score(QUESTION, ANSWER, PILE), hits)
    assert values["mrr@10"] == 0.5
    assert (values["r@1"], values["r@5"], values["s@1"]) == (0.0, 1.0, 0.0)


def test_refusals_count_by_whether_there_was_an_answer() -> None:
    refusal = replace(ANSWER, status=Status.NOT_FOUND, citations=(), sources=(), listing=None, text="没有。")
    hopeless = replace(QUESTION, kind="unanswerable", answers=(), sources=(), evidence=(), not_answers=())
    asked = [(QUESTION, ANSWER), (QUESTION, refusal), (hopeless, refusal), (hopeless, ANSWER)]
    judged = [
        Judged(question, measured(Case(question, answer, PILE), score(question, answer, PILE), ()))
        for question, answer in asked
    ]
    found = estimates([one.measures for one in judged])
    assert (found["refused"].mean, found["refused"].n) == (0.5, 2)
    assert (found["false_refusal"].mean, found["false_refusal"].n) == (0.5, 2)
    assert judged[0].measures["passed"] == 1.0
    # One right of two answered and of two answerable.
    assert grounded_f1(judged) == 0.5


def test_slices_hold_each_question_once_and_leave_out_what_has_no_value() -> None:
    single = replace(
        QUESTION, id="one", kind="number", lang="zh-Hant", question="雲坪鎮有多少人？", sources=("cloud.txt",)
    )
    values = sliced([Judged(QUESTION, {"passed": 1.0}), Judged(single, {"passed": 0.0})])
    assert {name: sorted(found) for name, found in values.items()} == {
        "kind": ["list", "number"],
        "lang": ["zh", "zh-Hant"],
        "script": ["Hans", "Hant"],
        "reports": ["multi", "single"],
        "list_size": ["2–5"],
    }
    assert values["kind"]["number"]["passed"].mean == 0.0
