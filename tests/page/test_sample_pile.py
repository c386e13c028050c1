"""The page on the sample reports, through the real pipeline: what a reader does in a day."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from rag.library import Library
from tests.conftest import TOWNS
from tests.page.conftest import serving, visiting

LIST = "哪些地方实行“亮账日”制度？"
Ask = Callable[[Page, str], None]


def test_the_first_screen_tells_the_pile_and_its_examples_have_answers(sample_page: Page) -> None:
    page = sample_page
    examples = page.locator(".examples button")
    expect(examples).to_have_count(4)
    told = page.inner_text(".facts")
    assert "37 篇报道" in told and "2012 至 2017" in told and "个地方" in told
    assert "砚川县" in page.inner_text(".pile-map")
    examples.first.click()
    expect(page.locator(".listing tbody tr").first).to_be_visible()


def test_the_table_is_sorted_narrowed_and_taken_away(sample_page: Page, ask: Ask) -> None:
    page = sample_page
    ask(page, LIST)
    rows = page.locator(".listing tbody tr")
    every = rows.count()
    page.click(".listing .col-date button")
    # Rows out of sight are not laid out: what they show is their text content.
    dates = page.locator(".listing td.col-date").all_text_contents()
    assert dates == sorted(dates)
    page.click(".listing .col-date button")
    assert page.locator(".listing td.col-date").all_text_contents() == sorted(dates, reverse=True)
    page.select_option(".list-tools select >> nth=1", "did")
    assert 0 < rows.count() < every
    with page.expect_download() as saving:
        page.click("text=存为 CSV")
    table = list(csv.reader(io.StringIO(Path(saving.value.path()).read_text(encoding="utf-8-sig"))))
    assert [row[0] for row in table[1:]] == page.locator(".listing tbody th").all_text_contents()
    assert all("亮账日" in row[4] and row[5].startswith("[") for row in table[1:])


def test_a_follow_up_says_how_it_was_understood(sample_page: Page, ask: Ask) -> None:
    page = sample_page
    ask(page, "石漱镇的茶园有多少亩？")
    assert page.locator(".figure", has_text="1.2万亩").count() > 0
    ask(page, "那墨池镇呢？")
    assert "墨池镇的茶园有多少亩" in page.inner_text(".resolved")
    ask(page, "墨池镇和望舒乡评出的七星户各有多少户？")
    expect(page.locator(".comparison tbody tr")).to_have_count(2)


def test_filters_narrow_and_are_taken_off(sample_page: Page, ask: Ask) -> None:
    page = sample_page
    page.click("text=限定范围")
    page.select_option("select[name=place]", "鹤汀市")
    page.fill("input[name=since]", "2014-01-01")
    ask(page, LIST)
    narrow = page.locator(".listing tbody th").count()
    assert "鹤汀市" in page.inner_text(".restrictions")
    page.click(".composer button.tag >> nth=0")
    page.click(".composer button.tag >> nth=0")
    ask(page, LIST)
    assert page.locator(".turn").last.locator(".listing tbody th").count() > narrow > 0


def test_history_opens_renames_and_deletes_with_unchanged_numbers(sample_page: Page, ask: Ask) -> None:
    page = sample_page
    ask(page, LIST)
    ask(page, "蓼滩镇呢？")
    numbers = page.locator(".chip").all_text_contents()
    page.reload()
    expect(page.locator(".turn")).to_have_count(2)
    assert page.locator(".chip").all_text_contents() == numbers
    page.click("text=新的提问")
    page.click("button[aria-label=历史]")
    page.fill(".drawer input[type=search]", "亮账日")
    entry = page.locator(".entries li").first
    entry.locator("text=改名").click()
    page.fill(".renaming input", "账本")
    page.press(".renaming input", "Enter")
    expect(page.locator(".entries .title").first).to_have_text("账本")
    page.click(".entries .title >> nth=0")
    expect(page.locator(".turn")).to_have_count(2)
    assert page.locator(".chip").all_text_contents() == numbers
    page.click("button[aria-label=历史]")
    page.locator(".entries li", has_text="账本").locator("text=删除").click()
    page.click("text=真的删除？")
    expect(page.locator(".entries li", has_text="账本")).to_have_count(0)


def test_why_shows_ranks_and_where_a_report_was_dropped(sample_page: Page, ask: Ask) -> None:
    page = sample_page
    ask(page, LIST)
    page.click(".why")
    page.click(".candidates .tool >> nth=0")
    expect(page.locator(".stages li[data-passed=false]").first).to_be_visible()


def test_thumbs_and_a_citation_that_does_not_say_it_are_kept(sample_page: Page, ask: Ask) -> None:
    page = sample_page
    ask(page, LIST)
    page.click("button[aria-label=有问题]")
    page.check("text=有遗漏")
    page.click("text=提交")
    page.click(".listing .chip >> nth=0")
    page.click("text=原文没有这么说")
    expect(page.locator("text=已标记：原文没有这么说")).to_be_visible()
    page.reload()
    expect(page.locator("text=已标记：原文没有这么说")).to_be_visible()
    expect(page.locator("button[aria-label=有问题]")).to_have_attribute("aria-pressed", "true")


def test_a_programme_and_a_place_have_pages(sample_page: Page) -> None:
    page = sample_page
    page.click(".pile-map a >> text=两联三送")
    expect(page.locator(".timeline svg")).to_be_visible()
    expect(page.locator(".place-tree .county")).to_have_count(3)
    page.click(".rows .as-link >> nth=0")
    expect(page.locator("mark.here")).to_have_text(page.locator(".rows .quoted p").first.inner_text())
    page.keyboard.press("Escape")
    page.click(".place-tree li a >> text=石漱镇")
    expect(page.locator(".archive h2")).to_have_text("石漱镇")
    page.go_back()
    expect(page.locator(".archive h2")).to_contain_text("两联三送")


@pytest.fixture
def towns_page(browser: Browser, make_library: Callable[..., Library]) -> Iterator[Page]:
    """A pile of its own, which the test may add to."""
    held = {name: TOWNS[name] for name in ("qinghe.txt", "baisha.txt")}
    with serving(make_library(held)) as address, visiting(browser, address) as shown:
        yield shown


def test_a_report_is_sent_and_asked_about(towns_page: Page, ask: Ask) -> None:
    page = towns_page
    sent = {"name": "石桥.txt", "mimeType": "text/plain", "buffer": TOWNS["shiqiao.txt"].encode()}
    empty = {"name": "空.txt", "mimeType": "text/plain", "buffer": b""}
    page.set_input_files("input[type=file]", [sent, empty])
    expect(page.locator(".uploads li[data-stage=added]")).to_contain_text("石桥.txt")
    expect(page.locator(".uploads li[data-stage=failed]")).to_contain_text("文件里没有文字")
    ask(page, "哪些地方实施了“五星亮牌”工程？")
    assert "石桥镇" in (page.text_content(".listing") or "")
