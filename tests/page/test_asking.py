"""Ask, read the answer, open its sources: the page's daily use, in a real browser against a real server."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.fakes import QUOTES

QUESTION = "哪些乡镇开展了四帮四促？"
Ask = Callable[[Page, str], None]


@pytest.mark.parametrize(("n", "report"), [(1, "r1"), (2, "r2"), (3, "r3")])
def test_a_chip_opens_the_article_at_its_sentence(page: Page, ask: Ask, n: int, report: str) -> None:
    """Report r2 has characters outside the basic plane before the quotation: a mark by UTF-16 would slip."""
    ask(page, QUESTION)
    page.click(f".listing .chip >> text='{n}'")
    page.wait_for_selector("mark.here")
    assert page.text_content("mark.here") == QUOTES[report]
    expect(page.locator("mark.here")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_have_count(0)
    assert page.evaluate("document.activeElement.textContent") == str(n)


def test_hover_and_focus_preview_the_quote(page: Page, ask: Ask) -> None:
    ask(page, QUESTION)
    page.hover(".listing .chip >> nth=0")
    told = page.locator("#preview")
    expect(told).to_be_visible()
    for part in (QUOTES["r1"], "石桥镇抓党建促发展", "云溪县人民政府", "2012-05-06"):
        assert part in told.inner_text()
    page.keyboard.press("Escape")
    expect(told).to_have_count(0)


def test_previous_and_next_go_through_the_citations(page: Page, ask: Ask) -> None:
    ask(page, QUESTION)
    page.click(".listing .chip >> nth=0")
    page.click("button[aria-label=下一处]")
    expect(page.locator("mark.here")).to_have_text(QUOTES["r2"])
    page.click("button[aria-label=上一处]")
    expect(page.locator("mark.here")).to_have_text(QUOTES["r1"])
    expect(page.locator("button[aria-label=上一处]")).to_be_disabled()


def test_back_closes_the_article_and_a_link_opens_it_again(page: Page, ask: Ask) -> None:
    ask(page, QUESTION)
    page.click(".listing .chip >> nth=1")
    page.wait_for_selector("mark.here")
    shared = page.url
    page.go_back()
    expect(page.locator(".panel")).to_have_count(0)
    expect(page.locator(".listing")).to_be_visible()
    numbers = page.locator(".chip").all_text_contents()
    page.goto(shared)
    expect(page.locator("mark.here")).to_have_text(QUOTES["r2"])
    assert page.locator(".chip").all_text_contents() == numbers


def test_a_list_is_a_table_of_places_and_verdicts(page: Page, ask: Ask) -> None:
    ask(page, QUESTION)
    rows = page.locator(".listing tbody tr")
    assert rows.count() == 3
    first = rows.nth(0).inner_text()
    assert all(part in first for part in ("石桥镇", "云溪县", "已开展", "2012-05-06", QUOTES["r1"]))
    assert "计划" in rows.nth(2).inner_text()
    assert page.inner_text(".read-line") == "查阅 3 篇报道，2 个地方开展了"
    sources = page.locator(".sources li")
    assert sources.count() == 3
    assert "云溪新闻网" in sources.nth(0).inner_text()
    assert "日期不详" in sources.nth(1).inner_text()


def test_a_row_whose_sentence_says_it_in_other_words_is_marked(page: Page, ask: Ask) -> None:
    ask(page, QUESTION)
    marks = page.locator(".listing tbody tr .otherwise")
    assert marks.all_text_contents() == ["说法不同"]
    assert "说法不同" in page.locator(".listing tbody tr").nth(2).inner_text()


def test_not_found_looks_different(page: Page, ask: Ask) -> None:
    ask(page, "谁赢了世界杯？")
    note = page.locator("[data-status=not_found]")
    assert "资料库里没有相关报道" in note.inner_text()
    assert page.locator(".sources, .listing, .chip").count() == 0


def test_a_problem_is_told_and_the_page_goes_on(page: Page, ask: Ask) -> None:
    ask(page, "？！")
    assert "问题里没有字" in page.inner_text(".note.failed")
    ask(page, QUESTION)
    page.wait_for_selector(".listing")


def test_the_words_of_the_page_change_language(page: Page, ask: Ask) -> None:
    ask(page, QUESTION)
    page.select_option("#language", "en")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "Did" in (page.text_content(".listing") or "")
    assert QUOTES["r1"] in (page.text_content(".listing") or "")
    page.select_option("#language", "zh-Hant")
    assert "已開展" in (page.text_content(".listing") or "")
    page.reload()
    assert page.locator("html").get_attribute("lang") == "zh-Hant"


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, ask: Ask, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click(".listing .chip >> nth=1")
    page.wait_for_selector("mark.here")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("mark.here")).to_be_in_viewport()
