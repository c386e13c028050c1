"""The gate of statements: true ones in other words pass, one changed word does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.answers.draft import Draft, Proof
from rag.answers.gate.grounding import grounded, lapses
from rag.answers.generated.markers import segments
from rag.answers.generated.plain import Sentences, plain
from rag.library import Library
from tests.conftest import TOWNS

CROPS = "截至4月底,全镇种植中药材3200亩,生猪存栏1.8万头,茶叶产量460吨。"
SECRETARY = "镇党委书记高远山说,干部下去了,民心就上来了。"
PLAN = "明年,白沙乡将全面推行“五星亮牌”工程,让每名党员亮身份、亮承诺。"
DENIAL = "该镇至今没有开展“三送两访”活动,镇里说,条件成熟后再研究。"
STARS = "两年来评出五星党员214名,群众满意度达到96%。"


def kinds(library: Library, statement: str, *quotes: str) -> set[str]:
    pile = library.pile()
    proofs = []
    for quote in quotes:
        report = next(report for report in library.reports() if quote in report.text)
        start = report.text.index(quote)
        proofs.append(Proof(report, (start, start + len(quote))))
    return {lapse.kind for lapse in lapses(statement, proofs, pile)}


def test_a_town_that_opens_with_a_surname_is_no_person_and_a_head_of_a_town_is_one(towns: Library) -> None:
    found = kinds(towns, "高家庄镇的干部下去了。", SECRETARY)
    assert "place" in found and "person" not in found
    assert "person" in kinds(towns, "高家庄镇长说，干部下去了，民心就上来了。", SECRETARY)


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        (CROPS, CROPS),
        ("清禾镇生猪存栏18000头，种植中药材三千二百亩。", CROPS),
        ("云岭县清禾镇截至2013年4月底，茶叶产量４６０吨。", CROPS),
        ("清禾鎮種植中藥材3,200畝。", CROPS),
        ("镇党委书记高远山说，干部下去了，“民心就上来了”。", SECRETARY),
        ("白沙乡2015年将全面推行“五星亮牌”工程。", PLAN),
        ("石桥镇至今没有开展“三送两访”活动。", DENIAL),
        ("石桥镇两年来评出五星党员二百一十四名，群众满意度达到百分之九十六。", STARS),
        ("据报道，该镇至今没有开展“三送两访”活动，镇里说，条件成熟后再研究。", DENIAL),
        ("报道提到，镇党委书记高远山说，干部下去了，民心就上来了。", SECRETARY),
        ("据報道，兩年來評出五星黨員214名。", STARS),
        ("二〇一三年4月底，清禾镇生猪存栏1.8万头。", CROPS),
        ("By the end of April 清禾镇 kept 18 thousand pigs.", CROPS),
    ],
)
def test_true_statements_pass(towns: Library, statement: str, quote: str) -> None:
    assert kinds(towns, statement, quote) == set()


@pytest.mark.parametrize(
    ("statement", "quote", "kind"),
    [
        ("全镇种植中药材3300亩。", CROPS, "number"),
        ("全镇种植中药材3200公顷。", CROPS, "number"),
        ("全镇生猪存栏1.8亿头。", CROPS, "number"),
        ("全镇种植中药材460吨，茶叶产量3200亩。", CROPS, "number"),
        ("截至5月底,全镇种植中药材3200亩。", CROPS, "date"),
        ("截至2012年4月底,全镇种植中药材3200亩。", CROPS, "date"),
        ("白沙乡种植中药材3200亩。", CROPS, "place"),
        ("镇党委书记陈立秋说,干部下去了,民心就上来了。", SECRETARY, "person"),
        ("镇党委书记高远山说，“群众的心就上来了”。", SECRETARY, "quotation"),
        ("镇党委书记高远山说，干部没有下去,民心就上来了。", SECRETARY, "negation"),
        ("该镇已经开展“三送两访”活动,条件成熟后再研究。", DENIAL, "negation"),
        ("白沙乡全面推行“五星亮牌”工程,让每名党员亮身份、亮承诺。", PLAN, "plan"),
        ("全镇种植中药材3200亩，详见http://x.invalid/a。", CROPS, "address"),
        ("干部走出机关,群众有了贴心人。", STARS, "support"),
        ("清禾镇 kept 19 thousand pigs.", CROPS, "number"),
        ("The programme was never a success.", CROPS, "support"),
        ("全镇种植中药材两三百亩。", CROPS, "number"),
        ("（完）", CROPS, "support"),
    ],
)
def test_one_false_word_is_seen(towns: Library, statement: str, quote: str, kind: str) -> None:
    found = kinds(towns, statement, quote)
    assert kind in found


def test_two_sentences_may_prove_one_statement(towns: Library) -> None:
    statement = "清禾镇种植中药材3200亩，书记高远山说民心就上来了。"
    assert kinds(towns, statement, CROPS, SECRETARY) == set()
    assert "number" in kinds(towns, statement, SECRETARY)


def test_our_own_labels_pass_the_same_gate(towns: Library) -> None:
    report = next(report for report in towns.reports() if CROPS in report.text)
    start = report.text.index(CROPS)
    proof = Proof(report, (start, start + len(CROPS)))
    draft = Draft()
    draft.say("读了三篇：")
    for label in ("清禾镇（云岭县）：", "白沙乡（云岭县）：", "镇长陈立秋："):
        draft.line()
        draft.state(label + CROPS, [proof])
    checked = grounded(draft, towns.pile())
    assert checked.text == f"读了三篇：\n清禾镇（云岭县）：{CROPS}[1]\n{CROPS}[1]\n{CROPS}[1]"
    assert [citation.quote for citation in checked.citations] == [CROPS] * 3


def test_a_label_is_read_as_places_alone(make_library: Callable[..., Library]) -> None:
    told = "薛老汉在果园里划了一片供游客采摘。"
    library = make_library({"a.txt": f"沈北新区三台村：果园开门\n　　沈北新区三台村的果子熟了。{told}"})
    report = library.reports()[0]
    start = report.text.index(told)
    draft = Draft()
    draft.state(f"三台村（沈北新区）：{told}", [Proof(report, (start, start + len(told)))])
    assert grounded(draft, library.pile()).text == f"三台村（沈北新区）：{told}[1]"  # 三台 is no number, 沈北 nobody


def test_a_title_with_half_a_pair_of_marks_is_named_as_it_is(make_library: Callable[..., Library]) -> None:
    title = "白沙乡:“学经验谋发展"
    library = make_library({"half.txt": TOWNS["baisha.txt"].replace("白沙乡:学经验 谋发展", title)})
    assert library.reports()[0].title == title
    assert kinds(library, f"《{title}》发布于 2014-03-02。", "发布时间:2014年3月2日") <= {"support"}
    assert "quotation" in kinds(library, f"《{title}了》发布于 2014-03-02。", "发布时间:2014年3月2日")


@pytest.mark.parametrize(
    "question",
    [
        "哪些乡镇开展了“三送两访”？",
        "清禾镇种植中药材多少亩？",
        "比较清禾镇和白沙乡的生猪存栏",
        "清禾镇那篇报道的编辑是谁？",
    ],
)
def test_extractive_answers_hold(towns: Library, question: str, caplog: pytest.LogCaptureFixture) -> None:
    assert towns.ask(question).citations
    assert not caplog.records


@pytest.mark.parametrize(
    ("text", "numbers", "removed"),
    [
        ("甲[99]", (), 1), ("甲[0]", (), 1), ("甲［１］", (1,), 0), ("甲【3】", (3,), 0), ("甲[1-9]", (1, 2, 3), 6),
        ("甲[1,2]", (1, 2), 0), ("甲[1、2和3]", (1, 2, 3), 0), ("甲[^1]", (1,), 0), ("甲[ID:2]", (2,), 0),
        ("甲[证据1]", (1,), 0), ("甲[1†source]", (1,), 0), ("甲[[1]]", (1,), 0), ("甲¹", (), 1), ("甲[1", (), 1),
        ("甲[1-999999999]", (1, 2, 3), 18), ("甲`[2]`", (2,), 0), ("甲（1）", (), 0),
        ("银监发〔2016〕41号[2]", (2,), 0), ("甲[1][9][2]。", (1, 2), 1),
    ],
)  # fmt: skip
def test_markers_of_every_form(text: str, numbers: tuple[int, ...], removed: int) -> None:
    parts, lost = segments(plain(text), 3)
    assert tuple(number for part in parts for number in part.numbers) == numbers
    assert lost == removed
    assert "[1" not in "".join(part.words for part in parts)


REPLY = (
    "<think>先想想[1]。\n还要想</think>甲镇有茶园3亩[1]。乙镇说：“好。做。”[2]。丙村5亩。[1][2] "
    "丁村6亩【3】！Then it ended [1]. 末句"
)


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_sentences_come_whole_however_the_text_is_cut(size: int) -> None:
    cutter = Sentences()
    pieces = [REPLY[at : at + size] for at in range(0, len(REPLY), size)]
    found = [sentence.strip() for piece in pieces for sentence in cutter.feed(piece)]
    assert [*found, *(sentence.strip() for sentence in cutter.rest())] == [
        "甲镇有茶园3亩[1]。",
        "乙镇说：“好。做。”[2]。",
        "丙村5亩。[1][2]",
        "丁村6亩【3】！",
        "Then it ended [1].",
        "末句",
    ]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("- **甲镇**[官网](http://x.invalid/a)有<b>茶</b>[1]。", "甲镇官网有茶[1]。"),
        ("![图](http://x.invalid/a.png)甲", "甲"),
        ("## 甲\n", "甲"),
        ("1. 甲`乙`", "甲乙"),
        ("2.5万亩茶", "2.5万亩茶"),
        ("甲\u200b\u202e乙\x1b[2K", "甲乙[2K"),
        ("<script>alert(1)</script>甲", "alert(1)甲"),
        ("<img src=x onerror=alert(1)", ""),
    ],
)
def test_markup_is_not_shown(raw: str, text: str) -> None:
    assert plain(raw) == text
