"""The five real pages, read from the shared folder: never copied here, so this file states only what must hold."""

import os
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from rag.language.script import shadow
from rag.reports.extract import extract_articles
from rag.types import RawPage

SHARED = Path(os.environ.get("XIANGWEN_SHARED") or Path(__file__).parents[3] / "shared")
FOLDER = SHARED / "reports"
COUNTS = (1, 4, 1, 1, 1)
DATES = (date(2011, 9, 14), date(2010, 5, 5), date(2011, 10, 26), None, date(2023, 6, 20))

if not FOLDER.is_dir() and not os.environ.get("XIANGWEN_SHARED"):
    pytest.skip(f"no real pages: {FOLDER} is not a folder, set XIANGWEN_SHARED", allow_module_level=True)


class NoPlaces:
    def own_places(self, *_):
        return ()


@cache
def pages():
    return [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))]


@cache
def articles():
    paths = sorted(FOLDER.glob("*.txt"))
    return [extract_articles(RawPage(str(p), p.name, p.read_bytes()), NoPlaces()) for p in paths]


def every():
    return [article for page in articles() for article in page]


def test_eight_reports_from_five_pages():
    assert tuple(len(page) for page in articles()) == COUNTS


def test_dates():
    assert [[a.metadata.published for a in page] for page in articles()] == [
        [day] * count for day, count in zip(DATES, COUNTS, strict=True)
    ]


def test_people_and_offices():
    said = [page[0].metadata for page in articles()]
    assert [m.authors for m in said] == [("劉民",), ("范家寨乡党委",), ("马金安", "杨波"), (), ("陶昱翰",)]
    assert [m.editor for m in said] == ["魏代瓊", None, None, "总编室", "王新强"]
    assert [m.publisher for m in said] == ["旬陽市人民政府", "中共凤翔区委组织部", None, None, "榆中县委宣传部"]


def test_four_titles_and_bylines():
    rows = [" ".join(row.split()) for row in pages()[1].splitlines()]
    titles, offices = [], []
    for at, row in enumerate(rows):
        if re.fullmatch(r"\w{2,6}[乡镇]党委", row):
            offices.append(row)
            above = [r for r in rows[:at] if r]
            lines = []
            while above and len(above[-1]) < 40 and "。" not in above[-1] and "时间" not in above[-1]:
                lines.insert(0, above.pop())
            titles.append(" ".join(lines))
    assert [a.metadata.title for a in articles()[1]] == titles
    assert [a.metadata.authors for a in articles()[1]] == [(office,) for office in offices]
    assert len({a.metadata.publisher for a in articles()[1]}) == 1


def test_titles_are_lines_of_their_pages():
    for at in (2, 3, 4):
        rows = [row.strip() for row in pages()[at].splitlines()]
        assert articles()[at][0].metadata.title in rows


def test_no_gloss_is_left_and_the_torn_character_is_whole():
    text = articles()[0][0].text
    assert not re.search(r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ?]", text)
    assert text.count("嶺") == 2


@pytest.mark.parametrize(
    "noise",
    [
        "首页",
        "位置",
        "搜索",
        "点击",
        "版权",
        "ICP",
        "icp备",
        "微信",
        "二维码",
        "客户端",
        "相关阅读",
        "精选",
        "欢迎访问",
        "2024年",
        "字体",
        "扫描",
        "校对",
    ],
)
def test_no_navigation_is_left(noise):
    assert not [a.metadata.title for a in every() if noise in shadow(a.text)]


def test_no_body_is_repeated_and_none_is_lost():
    for article in every():
        sentences = [s for s in re.split(r"[。\n]", article.text) if len(s) > 25]
        assert article.text.count(article.metadata.title) == 1
        assert len(sentences) == len(set(sentences))
    raw = pages()[2]
    report = articles()[2][0]
    assert report.text[slice(*report.body)].replace("\n", "") in re.sub(r"\n", "", raw)


def test_every_long_paragraph_of_the_page_is_in_a_report():
    for page, found in zip(pages()[1:], articles()[1:], strict=True):
        text = re.sub(r"\s", "", "".join(a.text for a in found))
        for row in page.splitlines():
            paragraph = re.sub(r"\s", "", row)
            if paragraph.count("。") > 1:
                assert paragraph.removesuffix("(陶昱翰)") in text


def test_text_is_tidy():
    for article in every():
        for row in article.text.split("\n"):
            assert row and row == row.strip() and "  " not in row and "\u3000" not in row and "\xa0" not in row


@pytest.mark.parametrize("gap", [" ", "\u3000\u3000"])
def test_the_same_reports_when_the_page_was_saved_as_one_line(gap):
    for page, found in zip(pages(), articles(), strict=True):
        flat = gap.join(row.strip() for row in page.splitlines() if row.strip())
        again = extract_articles(RawPage("flat.txt", "flat.txt", flat.encode()), NoPlaces())
        assert [a.metadata for a in again] == [a.metadata for a in found]
        assert [re.sub(r"\s", "", a.text) for a in again] == [re.sub(r"\s", "", a.text) for a in found]
