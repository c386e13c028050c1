"""Answers forged by hand: the true one passes, and each fault fails the check that is named for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from eval.gold.folding import fold, says
from eval.gold.questions import GoldQuestion
from eval.scoring.answers import CHECKS, Pile, Score, names, score, tally
from rag.types import (
    Answer,
    Appearance,
    Citation,
    Filters,
    Kind,
    Listing,
    ListingItem,
    Metadata,
    Report,
    Source,
    Status,
    Verdict,
)

CLOUD = "雲坪鎮開展「七彩課堂」活動，受益學生1,250人。鎮長表示滿意。"
STONE = "石桥乡推行“七彩课堂”， 覆盖 6 所小学。"
RIVER = "河口镇计划明年引进“七彩课堂”。"


def report(name: str, text: str, group: str = "") -> Report:
    metadata = Metadata(title=name, published=date(2020, 3, 4))
    appearance = Appearance(page=f"{name}.txt", location=f"somewhere/{name}.txt", metadata=metadata)
    digest = sha256(text.encode()).hexdigest()
    return Report(
        id=name, text=text, text_sha256=digest, group=group or name, body=(0, len(text)), appearances=(appearance,)
    )


REPORTS = [report("cloud", CLOUD), report("stone", STONE), report("river", RIVER)]
PILE = Pile(REPORTS)

QUESTION = GoldQuestion(
    id="q",
    kind="list",
    lang="zh",
    question="哪些乡镇开展了七彩课堂？",
    answers=(("云坪镇",), ("石桥乡", "石桥")),
    not_answers=("河口镇",),
    sources=("cloud.txt", "stone.txt"),
    evidence=("开展“七彩课堂”活动", "推行“七彩课堂”"),
)


def source(n: int, name: str) -> Source:
    return Source(n, name, name, None, None, None, None, f"{name}.txt", (), "0" * 64)


def cite(n: int, text: str, start: int, end: int) -> Citation:
    return Citation(n, (0, 1), (start, end), text[start:end])


def item(name: str, verdict: Verdict = Verdict.DID, parent: str | None = None) -> ListingItem:
    return ListingItem(name, parent, verdict, (1,))


def listing(*items: ListingItem) -> Listing:
    did = sum(one.verdict is Verdict.DID for one in items)
    return Listing(items, scanned=3, matched=did, complete=True)


ANSWER = Answer(
    id="ans",
    question=QUESTION.question,
    question_resolved=QUESTION.question,
    kind=Kind.LIST,
    status=Status.ANSWERED,
    reason=None,
    mode="extractive",
    lang="zh",
    text="云坪镇[1] 石桥乡[2] 计划中：河口镇",
    sources=(source(1, "cloud"), source(2, "stone")),
    citations=(cite(1, CLOUD, 0, 12), cite(2, STONE, 0, 12)),
    listing=listing(item("雲坪鎮"), item("石桥乡"), item("河口镇", Verdict.PLANNED)),
    filters_applied=Filters(),
    filters_inferred=Filters(),
    index_version="1",
)

UNANSWERABLE = GoldQuestion("u", "unanswerable", "zh", "谁是书记？", (), (), ())


def failed(answer: Answer, question: GoldQuestion = QUESTION) -> set[str]:
    return {failure.check for failure in score(question, answer, PILE).failures}


def test_the_true_answer_passes() -> None:
    result = score(QUESTION, ANSWER, PILE)
    assert result.failures == ()
    assert result.passed
    assert (result.groups_met, result.groups) == (2, 2)
    assert result.listed is not None and result.listed.exact and result.listed.f1 == 1.0


FORGED = {
    "span off by one": (replace(ANSWER, citations=(replace(ANSWER.citations[0], report_span=(1, 13)),)), "spans"),
    "span beyond the text": (replace(ANSWER, citations=(Citation(1, (0, 1), (0, 999), CLOUD),)), "spans"),
    "negative span": (replace(ANSWER, citations=(Citation(1, (0, 1), (-1, 0), ""),)), "spans"),
    "marker without a source": (replace(ANSWER, citations=(*ANSWER.citations, cite(9, CLOUD, 0, 3))), "spans"),
    "report not in the pile": (replace(ANSWER, sources=(source(1, "ghost"), source(2, "stone"))), "spans"),
    "a source never cited": (replace(ANSWER, citations=ANSWER.citations[:1]), "sources"),
    "cited beside the evidence": (
        replace(ANSWER, citations=(cite(1, CLOUD, CLOUD.index("鎮長"), len(CLOUD)), ANSWER.citations[1])),
        "evidence",
    ),
    "an item too many": (replace(ANSWER, listing=listing(*ANSWER.listing.items, item("大田乡"))), "list_precision"),
    "an item too few": (replace(ANSWER, listing=listing(item("云坪镇"))), "list_recall"),
    "a plan listed as done": (
        replace(ANSWER, listing=listing(item("云坪镇"), item("石桥乡"), item("河口镇"))),
        "not_answers",
    ),
    "a deed listed as a plan": (
        replace(ANSWER, listing=listing(item("云坪镇"), item("石桥乡", Verdict.PLANNED))),
        "list_recall",
    ),
    "refused": (replace(ANSWER, status=Status.NOT_FOUND, reason="none"), "status"),
    "not said at all": (
        replace(ANSWER, text="", listing=None, citations=(cite(1, CLOUD, 4, 8), cite(2, STONE, 4, 8))),
        "answers",
    ),
    "a plan told as an answer, no listing": (replace(ANSWER, listing=None), "not_answers"),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_answer_fails_the_check_of_that_name(name: str) -> None:
    answer, check = FORGED[name]
    assert check in failed(answer)


def test_every_check_fails_for_some_forgery() -> None:
    told = {check for _, check in FORGED.values()} | failed(ANSWER, UNANSWERABLE)
    assert told == set(CHECKS)


def test_an_unanswerable_question_wants_not_found_and_nothing_cited() -> None:
    assert failed(ANSWER, UNANSWERABLE) == {"status", "no_citation"}
    refused = replace(ANSWER, status=Status.NOT_FOUND, text="没有", listing=None, citations=(), sources=())
    assert failed(refused, UNANSWERABLE) == set()
    assert failed(replace(refused, citations=ANSWER.citations), UNANSWERABLE) == {"no_citation", "spans"}


def test_list_scores_by_hand() -> None:
    # did: 云坪镇 right, 大田乡 and 河口镇 wrong; 石桥乡 missing. Precision 1/3, recall 1/2, F1 = 2·(1/6)/(5/6) = 0.4
    forged = replace(ANSWER, listing=listing(item("云坪镇"), item("大田乡"), item("河口镇")))
    scored = score(QUESTION, forged, PILE).listed
    assert scored is not None
    assert (scored.precision, scored.recall) == (pytest.approx(1 / 3), 0.5)
    assert scored.f1 == pytest.approx(0.4)
    nothing = score(QUESTION, replace(ANSWER, listing=listing()), PILE).listed
    assert nothing is not None and (nothing.precision, nothing.recall, nothing.f1) == (1.0, 0.0, 0.0)


def test_plans_answer_a_question_for_plans() -> None:
    """What a listing is answered with are its first `matched`, whatever verdict was asked."""
    planned = Listing(
        (item("云坪镇", Verdict.PLANNED), item("石桥乡", Verdict.PLANNED), item("河口镇")), 3, matched=2, complete=True
    )
    scored = score(QUESTION, replace(ANSWER, listing=planned), PILE)
    assert scored.passed and scored.listed is not None and scored.listed.exact


def test_a_cited_reprint_counts_for_the_page_of_its_original() -> None:
    pile = Pile([report("cloud", CLOUD, "g"), report("copy", CLOUD + "完", "g"), report("stone", STONE)])
    answer = replace(ANSWER, sources=(source(1, "copy"), source(2, "stone")))
    assert score(QUESTION, answer, pile).passed


def test_gold_evidence_that_no_text_holds_is_told_apart() -> None:
    question = replace(QUESTION, evidence=("查无此句",))
    details = [failure.detail for failure in score(question, ANSWER, PILE).failures]
    assert len(details) == 2 and all("no evidence stands" in detail for detail in details)


def test_tally_counts_passed_of_total_by_slice() -> None:
    scores = [
        Score(QUESTION, (), 2, 2, None),
        score(QUESTION, replace(ANSWER, status=Status.NOT_FOUND), PILE),
        Score(UNANSWERABLE, (), 0, 0, None),
    ]
    counts = tally(scores, lambda question: question.kind)
    assert {name: (one.passed, one.total) for name, one in counts.items()} == {"list": (1, 2), "unanswerable": (1, 1)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("開展「雙培」", "开展“双培”"),
        ("共１８，０００棵", "18000"),
        ("共 18,000 棵", "18000"),
        ("投入18000元", "18,000元"),
        ("发布时间：2023-06-20 12:15:00", "2023年6月20日"),
        ("2023 年 6 月 20 日发布", "2023-06-20"),
        ("2023/6/20", "2023年06月20日"),
        ("2011年8月底", "2011年8月"),
        ("存栏 3.45 万头", "3.45万头"),
        ("吸收8[1]名", "8名"),
    ],
)
def test_said_in_another_form(text: str, wanted: str) -> None:
    assert says(text, wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("吸收18名", "8名"),
        ("13.45万头", "3.45万头"),
        ("共1267个", "267"),
        ("共2675个", "267"),
        ("共6028万亩", "6028"),
        ("比例3.5", "3"),
        ("共1,267个", "267"),
        ("2023年6月21日", "2023-06-20"),
        ("12023-06-20", "2023-06-20"),
        ("8 10名", "810名"),
        ("任何文字", ""),
    ],
)
def test_not_said(text: str, wanted: str) -> None:
    assert not says(text, wanted)


@pytest.mark.parametrize(
    ("name", "parent", "wanted", "same"),
    [
        ("神河镇", "旬阳市", "神河镇", True),
        ("旬阳市", None, "旬阳", True),
        ("旬阳市神河镇", None, "神河镇", True),
        ("夏官营镇", "榆中县", "榆中县夏官营镇", True),
        ("“頭雁”工程", None, "“头雁”工程", True),
        ("双培双带工程", None, "双培双带", True),
        ("河西乡", None, "西乡", False),
        ("旬阳市神河镇", None, "旬阳市", False),
        ("神河镇古城村", None, "神河镇", False),
        ("神河镇", "旬阳市", "旬阳市", False),
        ("神河镇", "旬阳市", "榆中县神河镇", False),
    ],
)
def test_items_are_named_with_or_without_what_they_belong_to(
    name: str, parent: str | None, wanted: str, same: bool
) -> None:
    assert names(item(name, parent=parent), wanted) is same


def test_folding_leads_back_to_the_original() -> None:
    text = "一、 開展 「雙培」，好"
    (span,) = fold(text).occurrences("开展“双培”,")
    assert text[slice(*span)] == "開展 「雙培」，"
    assert fold(text).occurrences(" ") == []
