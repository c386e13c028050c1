"""What does not work is told, with what to do about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.fakes import QUOTES

QUESTION = "哪些乡镇开展了四帮四促？"
Ask = Callable[[Page, str], None]


def fails(page: Page, path: str, *methods: str) -> None:
    """From now on such requests do not arrive."""

    def drop(route: Route) -> None:
        if route.request.method in methods:
            route.fulfill(status=404, json={"code": "gone", "zh": "服务不在了。", "en": "The service is gone."})
        else:
            route.fallback()

    page.route(path, drop)


def test_feedback_that_fails_is_told_and_can_be_sent_again(page: Page, ask: Ask) -> None:
    ask(page, QUESTION)
    fails(page, "**/feedback", "PUT")
    page.click("button[aria-label=有用]")
    told = page.locator("[role=alert]")
    expect(told).to_contain_text("评价没有记下。 服务不在了。")
    expect(page.locator("button[aria-label=有用]")).to_have_attribute("aria-pressed", "false")
    page.unroute("**/feedback")
    told.get_by_role("button", name="再试一次").click()
    expect(page.locator("button[aria-label=有用]")).to_have_attribute("aria-pressed", "true")
    expect(told).to_have_count(0)


@pytest.mark.parametrize(("method", "words"), [("PATCH", "没有改成名字。"), ("DELETE", "没有删掉。")])
def test_history_that_cannot_be_changed_says_so_in_its_drawer(page: Page, ask: Ask, method: str, words: str) -> None:
    ask(page, QUESTION)
    page.click("button[aria-label=历史]")
    entry = page.locator(".entries li").first
    fails(page, "**/v1/conversations/*", method)
    if method == "PATCH":
        entry.locator("text=改名").click()
        page.fill(".renaming input", "别的名字")
        page.press(".renaming input", "Enter")
    else:
        entry.locator("text=删除").click()
        entry.locator("text=真的删除？").click()
    expect(page.locator(".drawer [role=alert]")).to_contain_text(words)
    expect(entry.locator(".title")).to_have_text(QUESTION)
    page.click(".drawer [role=alert] button[aria-label=关闭]")
    expect(page.locator("[role=alert]")).to_have_count(0)


def test_a_file_that_does_not_arrive_is_sent_again(page: Page) -> None:
    fails(page, "**/v1/reports", "POST")
    sent = {"name": "石桥.txt", "mimeType": "text/plain", "buffer": QUOTES["r1"].encode()}
    page.set_input_files("input[type=file]", sent)
    line = page.locator(".uploads li")
    expect(line).to_contain_text("服务不在了。")
    expect(page.locator(".uploads [role=status]")).to_have_text("1 个没有读成，原因在下面")
    page.unroute("**/v1/reports")
    line.get_by_role("button", name="再试一次").click()
    expect(page.locator(".uploads li[data-stage=added]")).to_contain_text("石桥.txt")


def test_the_chooser_offers_what_the_server_takes(page: Page) -> None:
    assert page.get_attribute("input[type=file]", "accept") == ".html,.htm,.txt,.md,.jsonl,.zip"


def test_reasons_are_told_in_the_language_of_the_page(sample_page: Page) -> None:
    page = sample_page
    page.select_option("#language", "en")
    page.set_input_files("input[type=file]", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 x"})
    line = page.locator(".uploads li[data-stage=failed]")
    expect(line).to_contain_text("PDF files are not supported yet")
    assert "还不支持" not in line.inner_text()
    expect(line.get_by_role("button")).to_have_count(0)  # it would be refused again
