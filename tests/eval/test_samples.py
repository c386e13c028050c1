"""The sample pile and its gold questions: complete, of our own making, and consistent with each other.

What the product answers is not tested here; `xiangwen eval` measures that.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from eval.gold.folding import fold
from eval.gold.questions import GoldQuestion, load_gold
from rag.reports.decode import decode
from rag.reports.gloss import strip_glosses

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "eval" / "samples"
PAGES = sorted((SAMPLES / "reports").iterdir())
GOLD = load_gold(SAMPLES / "gold.jsonl")
SHARED = Path(os.environ.get("XIANGWEN_SHARED", ROOT.parent / "shared"))
REPORTS_PER_PAGE = {"13_tangling_sizhen_jiaoliu.txt": 4, "30_luoyang_records.jsonl": 3}
COUNTIES = ("砚川县", "棠岭县", "棠岭区", "鹤汀市", "泺阳县")
CITIES = ("安濂市", "洛芷市")
TOWNS = (
    *("石漱镇", "墨池镇", "清泓镇", "葛栈乡", "增收镇"),
    *("枫砧镇", "椒坪镇", "鹿饮乡", "麦垅乡"),
    *("蓼滩镇", "望舒乡", "云葭镇", "桑榆镇"),
    *("霜桥镇", "听泉乡"),
)
PROGRAMMES = (
    *("两联三送", "七星创评", "一线四员", "归雁筑巢", "三早五清"),
    *("板凳议事", "牵藤结瓜", "六小园", "千塘蓄水", "亮账日"),
)
KINDS = {
    **{"list": 16, "number": 12, "fact": 2, "who": 5, "time": 4, "definition": 5},
    **{"compare": 4, "followup": 4, "open": 2, "unanswerable": 26},
}
LONGEST_SHARED_RUN = 24  # code points without white space: longer than any phrase two officials would both write


@cache
def plain(page: Path) -> str:
    """A whole page, furniture included, folded as the evaluation folds it."""
    text = strip_glosses(decode(page.read_bytes()).text)
    if page.suffix == ".html":
        text = re.sub(r"<[^>]*>", "", text)
    return fold(text).text


def page_of(source: str) -> Path:
    return SAMPLES / "reports" / source.partition("#")[0]


def need(path: Path) -> Path:
    if "XIANGWEN_SHARED" not in os.environ and not path.exists():
        pytest.skip(f"{path.name} is not here; set XIANGWEN_SHARED to the shared folder")
    return path


def names_of(question: GoldQuestion) -> str:
    return question.id


def test_there_are_enough_pages_of_every_kind() -> None:
    assert len(PAGES) >= 28
    assert sum(REPORTS_PER_PAGE.get(page.name, 1) for page in PAGES) >= 32
    assert Counter(page.suffix for page in PAGES) == {".txt": 21, ".html": 10, ".jsonl": 1}


def test_every_charset_is_there() -> None:
    charsets = {decode(page.read_bytes()).charset.replace("_", "-").lower() for page in PAGES}
    families = {"utf-8", "gb18030", "utf-16-le", "utf-16-be"}
    assert families <= charsets
    assert any(charset.startswith(("big5", "cp950")) for charset in charsets)


def test_places_and_programmes_of_the_questions_stand_in_the_pile() -> None:
    pile = "".join(plain(page) for page in PAGES)
    assert [name for name in (*COUNTIES, *TOWNS, *PROGRAMMES) if name not in pile] == []


def test_two_counties_have_a_town_of_one_name() -> None:
    pile = "".join(plain(page) for page in PAGES)
    assert "砚川县清泓镇" in pile
    assert "棠岭区(原棠岭县)清泓镇" in pile


def test_the_places_are_invented() -> None:
    real = set(real_places(need(SHARED / "gazetteer")))
    short = {name[:-1] for name in (*COUNTIES, *CITIES, *TOWNS)}
    assert real & {*COUNTIES, *CITIES, *TOWNS, *short} == set()


def real_places(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.csv*")):
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                yield row["name"]
                yield row.get("short_name") or row["name"]
    yield from json.loads((folder / "mumuy_county_history.json").read_text(encoding="utf-8")).values()


def test_nothing_is_copied_from_the_real_pages() -> None:
    real = [fold(strip_glosses(page.read_text(encoding="utf-8"))).text for page in need(SHARED / "reports").iterdir()]
    runs = {text[at : at + LONGEST_SHARED_RUN] for text in real for at in range(len(text) - LONGEST_SHARED_RUN + 1)}
    for page in PAGES:
        text = plain(page)
        own = {text[at : at + LONGEST_SHARED_RUN] for at in range(len(text) - LONGEST_SHARED_RUN + 1)}
        assert own & runs == set(), page.name


def test_eighty_questions_of_every_kind() -> None:
    assert len(GOLD) == 80
    assert Counter(question.kind for question in GOLD) == KINDS
    assert Counter(question.lang for question in GOLD) == {"zh": 66, "zh-Hant": 8, "en": 6}
    assert [question.id for question in GOLD] == [f"s{number:02}" for number in range(1, 81)]


@pytest.mark.parametrize("question", GOLD, ids=names_of)
def test_the_pages_hold_what_a_question_expects(question: GoldQuestion) -> None:
    texts = {source: plain(page_of(source)) for source in question.sources}
    for evidence in question.evidence:
        assert fold(evidence).text == evidence.replace("“", '"').replace("”", '"'), "write evidence folded"
        assert any(fold(evidence).text in text for text in texts.values()), evidence
    for source, text in texts.items():
        assert not question.evidence or any(fold(item).text in text for item in question.evidence), source
    if question.lang != "en":
        for group in question.answers:
            assert any(fold(wanted).text in text for wanted in group for text in texts.values()), group


@pytest.mark.parametrize("question", GOLD, ids=names_of)
def test_what_must_not_be_answered_is_a_real_trap(question: GoldQuestion) -> None:
    pile = "".join(plain(page) for page in PAGES)
    for unwanted in question.not_answers:
        name = unwanted.removeprefix("棠岭区").removeprefix("砚川县") or unwanted
        assert fold(name).text in pile or re.fullmatch(r"[\d年月日-]+", unwanted), unwanted
        assert not any(unwanted in group for group in question.answers)


@cache
def extracted() -> dict[str, list[str]]:
    """Page name → cleaned, folded texts of its reports, as the product reads them."""
    extract = pytest.importorskip("rag.reports.extract", reason="extraction is not in the tree yet")
    read = pytest.importorskip("rag.reports.read", reason="reading is not in the tree yet")
    places = pytest.importorskip("rag.reports.places")
    gazetteer = pytest.importorskip("rag.reports.gazetteer")
    finder = places.PlaceFinder(gazetteer.Gazetteer.load())
    texts: dict[str, list[str]] = {}
    for page in read.read_pages([str(SAMPLES / "reports")]):
        articles = extract.extract_articles(page, finder)
        texts.setdefault(Path(page.name).name, []).extend(fold(article.text).text for article in articles)
    return texts


def test_the_product_finds_every_report() -> None:
    counts: Counter[str] = Counter()
    for name, texts in extracted().items():
        counts[name.partition("#")[0]] += len(texts)
    assert counts == {page.name: REPORTS_PER_PAGE.get(page.name, 1) for page in PAGES}


@pytest.mark.parametrize("question", GOLD, ids=names_of)
def test_evidence_survives_cleaning(question: GoldQuestion) -> None:
    for source in question.sources:
        assert source in extracted(), "a source must be named as the product names the page"
    texts = [text for source in question.sources for text in extracted()[source]]
    for evidence in question.evidence:
        assert any(fold(evidence).text in text for text in texts), evidence
